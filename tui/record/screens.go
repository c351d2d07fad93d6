package record

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"echotui/tui/film"
)

// shown is what a film shows at a mark, or at its end, as text.
type shown struct {
	size  string // such as 110x32
	label string
	rows  []string
}

// screens are those at the marks of a film, and the last one.
func screens(f *film.Film) (list []shown) {
	add := func(label string, i int) {
		g := f.Frames[i].Grid
		list = append(list, shown{fmt.Sprintf("%dx%d", g.W, g.H), strings.TrimSpace(label), strings.Split(Text(g), "\n")})
	}
	for _, mark := range f.Marks {
		add(mark.Label, f.FrameAt(mark.At))
	}
	add("the end", len(f.Frames)-1)
	return list
}

// writeScreens writes the screens of a film, each below a line with its size and
// label:
//
//	── 110x32 answered
func writeScreens(w io.Writer, f *film.Film, _ film.Options) error {
	return put(w, screens(f))
}

func put(w io.Writer, list []shown) error {
	to := bufio.NewWriter(w)
	for _, s := range list {
		fmt.Fprintf(to, "── %s %s\n%s\n", s.size, s.label, strings.Join(s.rows, "\n"))
	}
	return to.Flush()
}

// readScreens reads what writeScreens wrote.
func readScreens(text string) (list []shown, err error) {
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
	for at := 0; at < len(lines); {
		head, found := strings.CutPrefix(lines[at], "── ")
		size, label, _ := strings.Cut(head, " ")
		var w, h int
		if _, err := fmt.Sscanf(size, "%dx%d", &w, &h); !found || err != nil || h < 1 || h > len(lines)-at-1 {
			return nil, fmt.Errorf("line %d is not the head of a screen", at+1)
		}
		list = append(list, shown{size, label, lines[at+1 : at+1+h]})
		at += 1 + h
	}
	return list, nil
}
