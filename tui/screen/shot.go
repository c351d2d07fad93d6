package screen

import (
	"slices"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// shot is what an emulator shows at one moment. It never changes, and outlives
// what the emulator is fed later.
type shot struct {
	end      int       // position in the output
	lines    []uv.Line // those scrolled away, then those of the screen
	scrolled int       // how many have scrolled away; the other screen keeps none
	x, y     int       // the cursor
	hidden   bool      // it is
}

// shoot shows what there is after the output up to a position. Lines that have
// scrolled away never change, those of the screen are copied.
func (e *emulator) shoot(end int) shot {
	s := shot{end: end, hidden: e.hidden}
	if !e.IsAltScreen() {
		s.lines = slices.Clone(e.Scrollback().Lines())
		s.scrolled = len(s.lines)
	}
	for y := range e.Height() {
		s.lines = append(s.lines, e.line(y))
	}
	at := e.CursorPosition()
	s.x, s.y = at.X, at.Y
	return s
}

// line is a copy of a line of the screen, up to the last cell with something in
// it.
func (e *emulator) line(y int) uv.Line {
	width := e.Width()
	for width > 0 && blank(e.CellAt(width-1, y)) {
		width--
	}
	line := make(uv.Line, width)
	for x := range line {
		line[x] = *e.CellAt(x, y)
	}
	return line
}

// blank reports whether nothing is to be seen of a cell.
func blank(c *uv.Cell) bool {
	return c == nil || strings.TrimSpace(c.Content) == "" && c.Style.IsZero()
}

// cell is the one in column x of a line; nil if there is none.
func (s *shot) cell(x, line int) *uv.Cell {
	if x < len(s.lines[line]) {
		return &s.lines[line][x]
	}
	return nil
}
