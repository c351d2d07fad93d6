package tui

import (
	"strings"
	"unicode"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/tui/draw"
)

// roomForHint is how high the log must be to give up a row for what the line
// being typed could mean.
const roomForHint = 6

// filterRows is how many rows at the bottom of the log belong to the filter.
func (m *Model) filterRows() int {
	f := &m.log.filter
	switch {
	case f.typing && m.layout.inner[paneLog].H >= roomForHint:
		return 2
	case f.typing || f.on():
		return 1
	}
	return 0
}

// logRect is where the rows of the log go.
func (m *Model) logRect() draw.Rect {
	r := m.layout.inner[paneLog]
	if n := m.filterRows(); n > 0 {
		r, _ = r.SplitY(-n)
	}
	return r
}

// drawFilter draws the line of the filter and, while it is typed, a line below
// that says what is wrong or how it may go on.
func (m *Model) drawFilter(c *draw.Canvas) (cursor spot, shown bool) {
	f, rows := &m.log.filter, m.filterRows()
	if rows == 0 {
		return spot{}, false
	}
	_, r := m.layout.inner[paneLog].SplitY(-rows)
	w := &lineWriter{c, r.X + 2, r.Y, r.W - 2}
	sign := draw.In(draw.Key)
	if f.wrong != nil {
		sign = draw.In(draw.Bad)
	}
	c.Text(r.X, r.Y, 2, "/", sign)
	style := draw.In(draw.Text)
	if !f.typing {
		style = draw.In(draw.Faint)
	}
	at, end, skipped := w.edit(&f.editor, style)
	if f.wrong != nil {
		w.blame(f.wrong, skipped)
	}
	if m.layout.shape == shapeSingle && w.width-end > len(m.log.note())+1 {
		c.TextRight(w.x, w.y, w.width, m.log.note(), draw.In(draw.Faint)) // there is no border to bear it
	}
	if rows == 2 {
		m.drawHint(&lineWriter{c, w.x, w.y + 1, w.width}, skipped)
	}
	return spot{x: w.x + at, y: w.y}, f.typing
}

// lineWriter is a row in which a line that is being typed is drawn.
type lineWriter struct {
	canvas      *draw.Canvas
	x, y, width int
}

// edit draws the line of an editor, so that its cursor is in sight. It returns
// the columns of the cursor and of the end, and how many bytes at the beginning
// were left out.
func (w *lineWriter) edit(e *editor, style draw.Style) (at, end, skipped int) {
	before, after := e.split()
	for w.canvas.Measure(before, w.width) >= w.width && before != "" {
		n := len(firstCluster(before))
		before, skipped = before[n:], skipped+n
	}
	at = w.canvas.Text(w.x, w.y, w.width, before, style)
	return at, at + w.canvas.TextEllipsis(w.x+at, w.y, w.width-at, after, style), skipped
}

// blame marks the word with the mistake.
func (w *lineWriter) blame(wrong *filter.Error, skipped int) {
	if wrong.Offset < skipped {
		return
	}
	word := wrong.Expr[wrong.Offset:]
	if n := strings.IndexFunc(word, unicode.IsSpace); n > 0 {
		word = word[:n]
	}
	at := w.canvas.Measure(wrong.Expr[skipped:wrong.Offset], w.width)
	columns := min(w.width-at, w.canvas.Measure(word, w.width))
	w.canvas.Tint(draw.Rect{X: w.x + at, Y: w.y, W: columns, H: 1}, draw.In(draw.Bad).Underline())
}

// drawHint says what is wrong with the filter, or how it may go on, or that it
// is right.
func (m *Model) drawHint(w *lineWriter, skipped int) {
	f := &m.log.filter
	switch {
	case f.wrong != nil && !f.goesOn():
		f.drawWrong(w, skipped)
	case len(f.offer.list) > 0:
		f.offer.draw(w)
	case f.on():
		w.canvas.TextEllipsis(w.x, w.y, w.width, w.canvas.Glyphs().Good+" "+m.log.note(), draw.In(draw.Good))
	}
}

// goesOn reports whether what is wrong may yet become right: the word at the
// cursor, where the mistake is, can be completed.
func (f *logFilter) goesOn() bool {
	before, _ := f.editor.split()
	return len(f.offer.list) > 0 && f.wrong.Offset >= len(f.offer.before) && f.wrong.Offset <= len(before)
}

// drawWrong puts a caret under the mistake and says what it is, beside the
// caret where there is room.
func (f *logFilter) drawWrong(w *lineWriter, skipped int) {
	bad := draw.In(draw.Bad)
	text := trace.Clean(f.wrong.Text, 200)
	at := w.canvas.Measure(f.editor.text()[min(skipped, f.wrong.Offset):f.wrong.Offset], w.width-1)
	size := w.canvas.Measure(text, w.width+1)
	switch {
	case at+2+size <= w.width:
		w.canvas.Text(w.x+at+2, w.y, size, text, bad)
	case size+1 <= at:
		w.canvas.Text(w.x+at-1-size, w.y, size, text, bad)
	default: // over the caret: what is wrong matters more
		w.canvas.TextEllipsis(w.x, w.y, w.width, text, bad)
		return
	}
	w.canvas.Text(w.x+at, w.y, 1, "^", bad)
}

// draw lists the candidates: the one that was taken first, and what it is.
func (o *offer) draw(w *lineWriter) {
	row := &rowWriter{canvas: w.canvas, rect: draw.Rect{X: w.x, Y: w.y, W: w.width, H: 1}}
	for i := max(0, o.taken-1); i < len(o.list) && row.used < w.width; i++ {
		c := &o.list[i]
		style := draw.In(draw.Key)
		if i == o.taken-1 {
			style = style.On(draw.Selected)
		}
		row.word(trace.Clean(c.Text, 60), style)
		if c.Help != "" && (i == o.taken-1 || len(o.list) == 1) {
			row.word(c.Help, draw.In(draw.Faint))
			row.used++
		}
	}
}
