package screen

import (
	"bytes"
	"fmt"

	uv "github.com/charmbracelet/ultraviolet"
)

// Terminals break lines wherever they are full. In a narrow pane that makes what
// a program writes hard to read, so there a word of ASCII that does not fit goes
// on in the next line as a whole: what of it is in the line already is moved. The
// blanks before it, and those that do not fit, are the end of the line.
//
// It is decided when a line is full, by what is in it, and not by what comes: so
// the picture does not depend on how output was cut into pieces.

// anywhere reports whether lines break wherever they are full: programs that draw
// on the other screen, or switch that off, count columns.
func (e *emulator) anywhere() bool { return !e.words || e.nowrap || e.IsAltScreen() }

// inWords prints characters of ASCII in a line that breaks between words.
func (e *emulator) inWords(p []byte) {
	if e.wraps { // behind a wide glyph
		e.full, e.wraps = true, false
	}
	for len(p) > 0 {
		if e.full {
			rest := bytes.TrimLeft(p, " ")
			e.gap = e.gap || len(rest) < len(p)
			if p = rest; len(p) == 0 {
				return
			}
			e.nextLine()
		}
		room := e.Width() - e.CursorPosition().X
		n := min(len(p), room)
		e.write(p[:n])
		e.full, e.gap = n == room, false
		p = p[n:]
	}
}

// nextLine begins a line, with the word that the full one ends in if that goes on
// and does not begin there.
func (e *emulator) nextLine() {
	width, y := e.Width(), e.CursorPosition().Y
	from := width
	for from > 0 && !e.gap && inWord(e.CellAt(from-1, y)) {
		from--
	}
	var word []uv.Cell
	for x := from; from > 0 && x < width; x++ {
		word = append(word, *e.CellAt(x, y))
		e.SetCell(x, y, nil)
	}
	e.write([]byte("\r\n"))
	for x := range word {
		e.SetCell(x, e.CursorPosition().Y, &word[x])
	}
	if len(word) > 0 {
		e.write(fmt.Appendf(nil, "\x1b[%dG", len(word)+1))
	}
	e.full, e.gap = false, false
}

// inWord reports whether a cell is a part of a word that may be moved.
func inWord(c *uv.Cell) bool {
	return c != nil && c.Width == 1 && len(c.Content) == 1 && c.Content > " "
}
