package tui

import (
	"fmt"
	"strconv"
	"strings"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

const breakHead = "# Breakpoints, one a line: on or off, how often to let it pass first, and\n" +
	"# \"when\" an expression holds or \"at\" which line of source.\n"

// formatBreaks writes breakpoints as text:
//
//	on 0 when kind:send topic:echo
//	off 3 at app:relay:21
//
// Lines that were not understood are written as they were.
func formatBreaks(points []wire.Breakpoint, alien []string) string {
	var b strings.Builder
	b.WriteString(breakHead)
	for i := range points {
		p := &points[i]
		state := "on"
		if p.Disabled {
			state = "off"
		}
		if p.Line != 0 {
			fmt.Fprintf(&b, "%s %d at %s:%d\n", state, p.After, p.Entry, p.Line)
		} else {
			fmt.Fprintf(&b, "%s %d when %s\n", state, p.After, p.Expr)
		}
	}
	for _, line := range alien {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// longestKept bounds what is read: mostBreaks of the longest expressions.
const longestKept = mostBreaks * 8192

// parseBreaks reads what formatBreaks wrote, and perhaps somebody has edited.
// Lines that it does not understand come back, and an error tells of the first.
func parseBreaks(text string) (points []wire.Breakpoint, alien []string, err error) {
	if len(text) > longestKept {
		return nil, nil, fmt.Errorf("the text that keeps them is too long: %d bytes", len(text))
	}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		p, problem := parseBreak(line)
		if problem == nil && len(points) == mostBreaks {
			problem = fmt.Errorf("there can be %d", mostBreaks)
		}
		if problem == nil {
			points = append(points, p)
			continue
		}
		alien = append(alien, line)
		if err == nil {
			err = fmt.Errorf("line %d, %q: %w", i+1, trace.Clean(line, 60), problem)
		}
	}
	return points, alien, err
}

func parseBreak(line string) (p wire.Breakpoint, err error) {
	words := strings.SplitN(line, " ", 4)
	if len(words) < 4 || words[0] != "on" && words[0] != "off" {
		return p, fmt.Errorf("it should look like \"on 0 when kind:send\"")
	}
	p.Disabled = words[0] == "off"
	if p.After, err = strconv.Atoi(words[1]); err != nil || p.After < 0 {
		return p, fmt.Errorf("%q is no count", words[1])
	}
	switch words[2] {
	case "at":
		entry, number, ok := sourceLine(words[3])
		if !ok {
			return p, fmt.Errorf("%q is no line of source", words[3])
		}
		p.Entry, p.Line = entry, number
		return p, nil
	case "when":
		expr, err := filter.Parse(words[3])
		if err != nil {
			return p, err
		}
		if expr.Everything() {
			return p, fmt.Errorf("it would stop before everything")
		}
		p.Expr = expr.String()
		return p, nil
	}
	return p, fmt.Errorf("%q is neither \"when\" nor \"at\"", words[2])
}
