package draw

import "strings"

// Paragraph draws s into r, wrapped between words where it can be and inside
// them where it must. A newline in s begins a line. What does not fit below is
// not drawn and not read. It returns the number of rows used.
func (c *Canvas) Paragraph(r Rect, s string, st Style) int {
	if r.W <= 0 {
		return 0
	}
	rows := 0
	for s != "" && rows < r.H {
		var line string
		line, s = c.line(s, r.W)
		c.Text(r.X, r.Y+rows, r.W, line, st)
		rows++
	}
	return rows
}

// line cuts from s what fits into a line of the given width.
func (c *Canvas) line(s string, width int) (line, rest string) {
	w := walker{rest: s, method: c.look.Method}
	used, unit, space := 0, 0, 0 // where the last glyph or escape began, and the last space
	for used <= width {
		if w.escaped == "" {
			unit = len(s) - len(w.rest)
			switch {
			case w.rest == "":
				return s, ""
			case w.rest[0] == '\n':
				return s[:unit], w.rest[1:]
			case w.rest[0] == ' ' && used == width:
				return s[:unit], strings.TrimLeft(w.rest, " ")
			case w.rest[0] == ' ':
				space = unit
			}
		}
		_, columns, _ := w.next()
		used += columns
	}
	switch {
	case space > 0:
		return s[:space], s[space+1:]
	case unit > 0:
		return s[:unit], s[unit:]
	default: // the line is too narrow for even one
		unit = len(s) - len(w.rest)
		return s[:unit], s[unit:]
	}
}

// Escape is the start of s as Text would show it in at most width columns: for
// places that take text and not cells, such as the title of the window.
func Escape(s string, width int) string {
	w := walker{rest: s}
	var b strings.Builder
	for used := 0; ; {
		glyph, columns, ok := w.next()
		if used += columns; !ok || used > width {
			return b.String()
		}
		b.WriteString(glyph)
	}
}
