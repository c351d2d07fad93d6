package screen

import (
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"

	"echotui/tui/draw"
)

// Terminal is a terminal that is given all that a recording wrote to it. Other
// than a Screen, it needs nothing of that again: it shows the last screen after
// any amount of output, has the size of the moment, and nothing scrolled away.
// The bytes are those after a terminal driver: a line feed only moves down.
//
// It takes any bytes, with the bounds that this package has for all of them.
type Terminal struct {
	filter   *filter
	tail     tail // what was written last and is not in the emulator
	emulator *emulator
	err      error
	canvas   *draw.Canvas
	drawn    []uv.Cell // what is on it
}

// maxChunk is how many bytes a terminal takes at a time, or a few more: so few
// that the tail drops none of what they amount to.
const maxChunk = 128

// NewTerminal makes a blank one. Sizes are brought between 1 and 1,000.
func NewTerminal(width, height int) *Terminal {
	t := &Terminal{emulator: newEmulator(bounded(width), bounded(height), false)}
	t.emulator.SetScrollbackSize(1)
	t.filter = newFilter(&t.tail)
	t.filter.raw = true
	return t
}

func bounded(size int) int { return max(1, min(size, maxSize)) }

// Write takes output, cut at any byte. It fails when the emulator does; from
// then on the terminal shows what it did, and takes nothing.
func (t *Terminal) Write(text string) error {
	for text != "" && t.err == nil {
		n := min(len(text), maxChunk)
		for n < len(text) && n < 2*maxChunk && text[n] >= utf8.RuneSelf {
			n++ // what comes next may belong to the character before
		}
		t.filter.write(text[:n])
		text = text[n:]
		_, t.err = t.emulator.try(t.tail.from(t.tail.start()))
		t.tail = tail{}
	}
	return t.err
}

// Resize changes the size of what is shown. Rows and columns that have no room
// are lost.
func (t *Terminal) Resize(width, height int) {
	t.emulator.Resize(bounded(width), bounded(height))
	t.emulator.wraps = false
}

// Size is the columns and rows.
func (t *Terminal) Size() (width, height int) { return t.emulator.Width(), t.emulator.Height() }

// Cursor is the column and row of the cursor, from 0, and whether it is to be
// seen.
func (t *Terminal) Cursor() (x, y int, visible bool) {
	at := t.emulator.CursorPosition()
	return at.X, at.Y, !t.emulator.hidden
}

// Canvas is what the terminal shows. It is the same canvas each time, until the
// size changes: only what is different is drawn.
func (t *Terminal) Canvas() *draw.Canvas {
	w, h := t.Size()
	if t.canvas == nil || t.canvas.Width() != w || t.canvas.Height() != h {
		t.canvas, t.drawn = draw.NewCanvas(w, h), make([]uv.Cell, w*h)
	}
	for y := range h {
		t.row(y, t.drawn[y*w:(y+1)*w])
	}
	return t.canvas
}

// row draws what is different from what was drawn of a row.
func (t *Terminal) row(y int, drawn []uv.Cell) {
	first, end := len(drawn), 0
	for x := range drawn {
		if cell := t.emulator.CellAt(x, y); cell != nil && *cell != drawn[x] {
			first, end = min(first, x), x+1
			drawn[x] = *cell
		}
	}
	for first > 0 && first < end && drawn[first].Width == 0 {
		first-- // to the wide glyph that covers this column
	}
	t.canvas.Fill(draw.Rect{X: first, Y: y, W: end - first, H: 1}, "", draw.Style{})
	for x := first; x < end; x++ {
		if cell := &drawn[x]; cell.Width > 0 {
			t.canvas.Put(x, y, cell.Width, cell.Content, style(&cell.Style))
			x += cell.Width - 1
		}
	}
}
