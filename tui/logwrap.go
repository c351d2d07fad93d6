package tui

import (
	"strings"

	"echotui/tui/draw"
)

// Where the log has little room for its sentences. Times stand in front of them
// in a wide pane; in a narrow one they stand at the right end, and only where
// time has passed: most facts follow each other in no time. The selected row
// takes as many rows as its sentence needs, within bounds.
const (
	narrowLog   = 60 // columns; below: times are on the right
	timelessLog = 30 // columns; below: none, the header tells that of the cursor
	mostWrapped = 2  // rows that a sentence takes beyond its first
)

// logColumns is how the columns of a log are used.
type logColumns struct {
	gutter
	right    bool // times are on the right, where time has passed
	subjects int  // what is said of them begins in one column behind that many
	longest  int  // subjects that are longer are cut; those between push on what is said
}

// columns is what the visible rows need in a log of a width.
func (l *logPane) columns(width int) logColumns {
	longest := min(max(4, l.subjects), 20, max(14, width/3), width/2)
	c := logColumns{gutter: l.gutter(width >= narrowLog), subjects: longest, longest: longest}
	if width < narrowLog {
		const few = 8
		c.right, c.subjects = width >= timelessLog, min(longest, few)
	}
	return c
}

// sentenceRects is where the sentence of row i goes: one rectangle for each of
// the rows of r.
func (l *logPane) sentenceRects(r draw.Rect, c logColumns, i int) []draw.Rect {
	x := c.width()
	first := draw.Rect{X: r.X + x, Y: r.Y, W: r.W - x, H: 1}
	if c.right && l.timePasses(i) {
		first.W = max(0, first.W-len(seconds(l.rows[i].fact.At))-1)
	}
	rects := []draw.Rect{first}
	for y := 1; y < r.H; y++ {
		const indent = 2
		rects = append(rects, draw.Rect{X: r.X + x + indent, Y: r.Y + y, W: r.W - x - indent, H: 1})
	}
	return rects
}

// timePasses reports whether row i is the first that is seen of its time.
func (l *logPane) timePasses(i int) bool {
	for above := i - 1; above >= 0; above-- {
		if l.rows[above].line == 0 {
			return l.rows[above].fact.At != l.rows[i].fact.At
		}
	}
	return true
}

// wraps is how many rows the sentence of the selected fact takes beyond its
// first; none without a look.
func (l *logPane) wraps(inner draw.Rect, look *draw.Look) int {
	most, i := min(mostWrapped, inner.H/4), l.list.Cursor()-l.list.Top()
	if look == nil || most <= 0 || i < 0 || i >= len(l.rows) || l.rows[i].line > 0 {
		return 0
	}
	if l.rows[i].seq == l.open && len(l.details) > 0 {
		return 0 // they tell all of it
	}
	scratch := draw.NewCanvas(inner.W, 1+most)
	scratch.Use(*look)
	columns := l.columns(inner.W)
	rects := l.sentenceRects(scratch.Bounds(), columns, i)
	w := &rowWriter{canvas: scratch, rect: rects[0], below: rects[1:]}
	w.sentence(columns.subjects, columns.longest, l.rows[i].sentence)
	return most - len(w.below)
}

// logLook is how the log is drawn if its selected row may be wrapped: in the
// pane that has the keys, so that nothing moves while facts come in by themselves.
func (m *Model) logLook() *draw.Look {
	if m.focus != paneLog || m.tab != inLog {
		return nil
	}
	look := m.looks()
	return &look
}

// place is where row i of those that are visible lies in r.
func (l *logPane) place(r draw.Rect, i int) draw.Rect {
	row := draw.Rect{X: r.X, Y: r.Y + i, W: r.W, H: 1}
	switch selected := l.list.Cursor() - l.list.Top(); {
	case i == selected:
		row.H += l.wrapped
	case i > selected:
		row.Y += l.wrapped
	}
	return row
}

// rowAt is which of the visible rows lies so many rows below the first: place
// the other way round.
func (l *logPane) rowAt(y int) int {
	selected := l.list.Cursor() - l.list.Top()
	return max(min(y, selected), y-l.wrapped)
}

// longWord is the columns of a word that is rather broken than left for the next
// row.
const longWord = 32

// wrap writes what of a text does not fit into the last of the rows there are,
// and returns the rest.
func (w *rowWriter) wrap(text string, style draw.Style) (rest string) {
	for len(w.below) > 0 {
		room := w.rect.W - w.used
		if w.canvas.Measure(text, room+1) <= room {
			break
		}
		n := 0
		if room > 0 {
			n = draw.Breaks(text, room, w.canvas.Look().Method)[1]
			if words := strings.LastIndexByte(text[:n], ' ') + 1; n-words < longWord && (words > 0 || w.used > 0) {
				n = words
			}
			w.mark(text[:n], style)
		}
		w.rect, w.below, w.used = w.below[0], w.below[1:], 0
		text = strings.TrimLeft(text[n:], " ")
	}
	return text
}
