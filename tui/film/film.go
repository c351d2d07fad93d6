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
	"slices"
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

// Grid is the cells of a screen, row by row. Grids of one film share the rows
// that are equal, so a row that starts at the same cell is the same row.
type Grid struct {
	W, H int
	rows [][]Cell
}

// Cell is one column of one row. The zero Cell is a blank.
type Cell struct {
	Glyph string // one grapheme; "" is a blank
	Style draw.Style
	// Span is the number of columns that the glyph covers, 1 or 2. In the
	// column that a wide glyph covers beyond its first, and in a blank, it is 0.
	Span int8
}

// NewGrid is a blank grid; its rows may be written to until it is part of a film.
func NewGrid(w, h int) *Grid {
	g := &Grid{W: w, H: h, rows: make([][]Cell, h)}
	cells := make([]Cell, w*h)
	for y := range g.rows {
		g.rows[y] = cells[y*w : (y+1)*w : (y+1)*w]
	}
	return g
}

// Row is the cells of row y.
func (g *Grid) Row(y int) []Cell { return g.rows[y] }

// SameRow reports whether row y is the same in both grids, which have the same
// width.
func (g *Grid) SameRow(other *Grid, y int) bool {
	if y >= g.H || y >= other.H {
		return false
	}
	a, b := g.rows[y], other.rows[y]
	return len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b)
}

// Snap is what a canvas shows, in the colours of its theme.
func Snap(c *draw.Canvas) *Grid {
	g := NewGrid(c.Width(), c.Height())
	for y, row := range g.rows {
		snapRow(row, c, y)
	}
	return g
}

func snapRow(row []Cell, c *draw.Canvas, y int) {
	for x := range row {
		glyph, span, style := c.At(x, y)
		row[x] = Cell{Glyph: glyph, Span: int8(span), Style: style}
	}
}

// SnapAfter is Snap that shares with the grid before, which may be nil, what
// has not changed since: it returns before itself if that is everything. Made
// is the number of rows that are new.
func SnapAfter(c *draw.Canvas, before *Grid) (g *Grid, made int) {
	if before == nil || before.W != c.Width() || before.H != c.Height() {
		return Snap(c), c.Height()
	}
	g = &Grid{W: before.W, H: before.H, rows: slices.Clone(before.rows)}
	var row []Cell
	for y := range g.rows {
		if row == nil {
			row = make([]Cell, g.W)
		}
		if snapRow(row, c, y); !slices.Equal(row, before.rows[y]) {
			g.rows[y], row = row, nil
			made++
		}
	}
	if made == 0 {
		return before, 0
	}
	return g, made
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
