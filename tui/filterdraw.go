package tui

import "echotui/tui/draw"

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

// logRect is where the log goes, or its picture.
func (m *Model) logRect() draw.Rect {
	r := m.layout.inner[paneLog]
	if n := m.filterRows(); n > 0 {
		r, _ = r.SplitY(-n)
	}
	return r
}

// factsRect is where their rows go: of the picture, those below the names.
func (m *Model) factsRect() draw.Rect {
	r := m.logRect()
	if m.tab == inSequence {
		_, r = r.SplitY(1)
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
	w.blame(&f.exprLine, skipped)
	if m.layout.shape == shapeSingle && w.width-end > len(m.log.note())+1 {
		c.TextRight(w.x, w.y, w.width, m.log.note(), draw.In(draw.Faint)) // there is no border to bear it
	}
	if rows == 2 {
		right := ""
		if f.on() {
			right = m.log.note()
		}
		f.hint(&lineWriter{c, w.x, w.y + 1, w.width}, skipped, right)
	}
	return spot{x: w.x + at, y: w.y}, f.typing
}
