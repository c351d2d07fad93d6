package export

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"echotui/runtime/trace"
	"echotui/runtime/tracefile"
)

// mermaid writes a sequence diagram of Mermaid.
type mermaid struct {
	diagram
	out *bufio.Writer
}

// mostMermaid is up to how many characters Mermaid draws, unless whoever shows
// the diagram has set it to another bound.
const mostMermaid = 50_000

func openMermaid(out *bufio.Writer, _ tracefile.Header) exporter {
	return &mermaid{diagram{lanes: newLanes()}, out}
}

var mermaidArrows = map[shape]string{message: "-)", notice: "--)", lost: "-x", creation: "->>"}

func (x *mermaid) end(*trace.World) error {
	if err := x.check(); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("sequenceDiagram\n")
	for i, name := range x.lanes.names() {
		fmt.Fprintf(&b, "    participant p%d as %s\n", i, mermaidText(name))
	}
	if len(x.lanes.list) == 0 {
		b.WriteString("    participant p0 as node\n") // it draws nothing without one
	}
	for _, r := range x.rows {
		if r.shape == note {
			fmt.Fprintf(&b, "    Note over p%d: %s\n", r.from, mermaidText(r.text))
		} else {
			fmt.Fprintf(&b, "    p%d%sp%d: %s\n", r.from, mermaidArrows[r.shape], r.to, mermaidText(r.text))
		}
	}
	if b.Len() > mostMermaid {
		return tooMuch("the diagram would have %d bytes, and Mermaid draws up to %d", b.Len(), mostMermaid)
	}
	_, err := x.out.WriteString(b.String())
	return err
}

// mermaidText is text as Mermaid takes it, on one line. What could mean
// something to it, or to the page that it becomes part of, is written as the
// number of its character.
func mermaidText(s string) string {
	return escaped(s, `{}()[]=,.:-_"'/+|✓✗■▲…`, "#%d;", 10)
}

// escaped replaces the characters of s, which has no control characters, that
// are neither letters, digits nor blanks nor among plain. So are those of plain
// where they repeat themselves, or the end of what stands for the one before:
// twice, many of them are markup.
func escaped(s, plain, format string, base int) string {
	var b strings.Builder
	last, end := rune(0), rune(0)
	for _, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' '
		if letter || strings.ContainsRune(plain, r) && r != last && r != end {
			b.WriteRune(r)
			end = 0
		} else {
			code := strings.ToUpper(strconv.FormatInt(int64(r), base))
			if base == 16 {
				code = strings.Repeat("0", max(0, 4-len(code))) + code
			}
			b.WriteString(strings.Replace(format, "%d", code, 1))
			end = rune(format[len(format)-1])
		}
		last = r
	}
	return b.String()
}
