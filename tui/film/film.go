// Package film is what a recording is made of before it becomes a file: what
// the cells of a screen showed, and when.
//
//	Film     all of it; what every writer of a format is given
//	Frame    what is to be seen from one moment on
//	Grid     the cells of a frame
//	Mark     a moment with a name: a chapter
//	Caption  a line of text for the viewer, from one moment on
//	Palette  what the colours that a terminal chooses look like
//
// Invariants:
//   - Times count from the start of the film. Frames, marks and captions are each
//     in order of time; the first frame is at 0.
//   - A Grid does not change once it is part of a film, so frames may share one.
//   - Styles are concrete: no colour is a role of a theme.
//   - A film knows nothing of files, clocks or what it shows.
package film

import (
	"time"

	"echotui/tui/draw"
)

// Film is a recording.
type Film struct {
	Title    string // "" if it has none
	Palette  Palette
	Frames   []Frame // at least one
	Marks    []Mark
	Captions []Caption
	Keys     []Key
	Length   time.Duration // of the whole film, what the last frame stays included
}

// Frame is what is to be seen from At until the next frame.
type Frame struct {
	At     time.Duration
	Grid   *Grid
	Cursor Cursor
}

// Cursor is where a terminal shows its cursor, if it does.
type Cursor struct {
	X, Y  int
	Shown bool
}

// Mark is a moment with a name.
type Mark struct {
	At    time.Duration
	Label string // may be ""
}

// Caption is a line for the viewer, shown from At until the next; "" shows none.
type Caption struct {
	At   time.Duration
	Text string
}

// Key is a key that was pressed, as the bytes that a terminal sends for it.
type Key struct {
	At    time.Duration
	Bytes string
}

// Grid is the cells of a screen, row by row.
type Grid struct {
	W, H  int
	Cells []Cell // W*H
}

// Cell is one column of one row. The zero Cell is a blank.
type Cell struct {
	Glyph string // one grapheme; "" is a blank
	Style draw.Style
	// Span is the number of columns that the glyph covers, 1 or 2. In the
	// column that a wide glyph covers beyond its first, and in a blank, it is 0.
	Span int8
}

// Row is the cells of row y.
func (g *Grid) Row(y int) []Cell { return g.Cells[y*g.W : (y+1)*g.W : (y+1)*g.W] }

// Snap is what a canvas shows, in the colours of its theme.
func Snap(c *draw.Canvas) *Grid {
	g := &Grid{W: c.Width(), H: c.Height(), Cells: make([]Cell, c.Width()*c.Height())}
	for y := range g.H {
		row := g.Row(y)
		for x := range row {
			glyph, span, style := c.At(x, y)
			row[x] = Cell{Glyph: glyph, Span: int8(span), Style: style}
		}
	}
	return g
}

// FrameAt is the number of the frame that is shown at a time: the last one that
// is not later. Times before the start are those of the start.
func (f *Film) FrameAt(at time.Duration) int {
	low, high := 0, len(f.Frames)
	for high-low > 1 {
		if middle := (low + high) / 2; f.Frames[middle].At <= at {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// Size is the columns and rows of the biggest frame.
func (f *Film) Size() (columns, rows int) {
	for i := range f.Frames {
		columns = max(columns, f.Frames[i].Grid.W)
		rows = max(rows, f.Frames[i].Grid.H)
	}
	return columns, rows
}
