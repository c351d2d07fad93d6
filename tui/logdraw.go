package tui

import (
	"strconv"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// draw draws the log inside r.
func (l *logPane) draw(c *draw.Canvas, r draw.Rect, focused bool) {
	if len(l.rows) == 0 {
		drawEmpty(c, r, l.empty()...)
		return
	}
	numbers := len(strconv.FormatUint(l.last, 10))
	times := 0
	for i := range l.rows {
		times = max(times, len(seconds(l.rows[i].at)))
	}
	subjects := l.subjects(c, r.W)
	for i := range l.rows {
		row, y := &l.rows[i], r.Y+i
		if row.line > 0 {
			drawDetail(c, draw.Rect{X: r.X + 2, Y: y, W: r.W - 2, H: 1}, row.detail)
		} else {
			x := r.X
			if row.seq == l.open && len(l.details) > 0 {
				c.Text(x, y, 1, c.Glyphs().Open, draw.In(draw.Accent))
			}
			x++
			c.TextRight(x, y, numbers, strconv.FormatUint(row.seq, 10), draw.In(draw.Faint))
			x += numbers + 1
			c.TextRight(x, y, times, seconds(row.at), draw.In(draw.Time))
			x += times + 1
			drawSentence(c, draw.Rect{X: x, Y: y, W: r.Right() - x, H: 1}, subjects, row.sentence)
		}
		drawSelection(c, draw.Rect{X: r.X, Y: y, W: r.W, H: 1}, focused && l.list.Top()+i == l.list.Cursor())
	}
}

// empty says why there is nothing to see.
func (l *logPane) empty() []string {
	if l.filter.on() && l.last >= l.first {
		if l.filter.scanned < l.last {
			return []string{"Looking …"}
		}
		return []string{"No fact contains " + strconv.Quote(l.filter.editor.text()) + ".", "Esc shows all again."}
	}
	return []string{"Every fact appears here as it happens."}
}

// subjects is how many columns the subjects of the visible sentences get, so
// that what they do begins in one column.
func (l *logPane) subjects(c *draw.Canvas, width int) int {
	limit := max(6, min(20, width/4))
	columns := 4
	for i := range l.rows {
		if l.rows[i].line == 0 {
			columns = max(columns, c.Measure(l.rows[i].sentence.Subject.String(), limit))
		}
	}
	return columns
}

// seconds is a time of the log: 3.101s.
func seconds(t wire.Time) string {
	return strconv.FormatFloat(float64(t/1e6)/1e3, 'f', 3, 64) + "s"
}

// toneStyles are the styles of what a sentence says.
var toneStyles = map[trace.Tone]draw.Style{
	trace.TonePlain: draw.In(draw.Text),
	trace.ToneGood:  draw.In(draw.Good),
	trace.ToneWarn:  draw.In(draw.Warn),
	trace.ToneBad:   draw.In(draw.Bad),
}

// drawSentence draws a sentence into one row; what it does begins after a
// column for the subject.
func drawSentence(c *draw.Canvas, r draw.Rect, subjects int, s trace.Sentence) {
	tone := toneStyles[s.Tone]
	w := &rowWriter{canvas: c, rect: r}
	w.party(s.Subject)
	w.to(subjects + 1)
	before, after := signs(c, s.Mark)
	sign := draw.In(draw.Arrow)
	if s.Tone != trace.TonePlain {
		sign = tone
	}
	if s.Mark.IsArrow() {
		w.put(before, sign)
		w.put(s.Topic, draw.In(draw.Accent))
		w.word(after, sign)
	} else {
		w.word(before, sign)
		w.word(s.Verb, tone)
		w.word(s.Topic, draw.In(draw.Accent))
	}
	w.word(s.Joint, draw.In(draw.Faint))
	w.party(s.Object)
	w.word(s.Rest, tone)
	detail := draw.In(draw.Faint)
	if s.Tone == trace.ToneBad {
		detail = tone
	}
	w.word(s.Detail, detail)
}

// signs are those of a mark in the glyphs of the canvas.
func signs(c *draw.Canvas, m trace.Mark) (before, after string) {
	if c.Glyphs() == &draw.ASCII {
		return m.ASCIISigns()
	}
	return m.Signs()
}

// rowWriter writes words into one row, one after the other.
type rowWriter struct {
	canvas *draw.Canvas
	rect   draw.Rect
	used   int
}

// put writes text.
func (w *rowWriter) put(text string, style draw.Style) {
	room := w.rect.W - w.used
	if room > 0 {
		w.used += w.canvas.TextEllipsis(w.rect.X+w.used, w.rect.Y, room, text, style)
	}
}

// word writes text and a blank; nothing if there is no text.
func (w *rowWriter) word(text string, style draw.Style) {
	if text != "" {
		w.put(text, style)
		w.used++
	}
}

// party writes a process, or what else a sentence is about.
func (w *rowWriter) party(p trace.Party) {
	if p.Co != 0 {
		w.put(p.Name, draw.In(draw.Name))
		w.word("~"+strconv.FormatUint(uint64(p.Co), 10), draw.In(draw.Faint))
	} else {
		w.word(p.Name, draw.In(draw.Name))
	}
	w.word(p.Number, draw.In(draw.Faint))
}

// to goes on at column n if that lies ahead, and else where it is; a subject
// that is too long is cut.
func (w *rowWriter) to(n int) {
	if w.used > n {
		x := w.rect.X + n - 1
		w.canvas.Fill(draw.Rect{X: x, Y: w.rect.Y, W: w.used - n + 1, H: 1}, "", draw.Style{})
		w.canvas.Text(x-1, w.rect.Y, 1, w.canvas.Glyphs().Ellipsis, draw.In(draw.Faint))
	}
	w.used = n
}

// drawSelection shows that a row is selected.
func drawSelection(c *draw.Canvas, r draw.Rect, selected bool) {
	if selected {
		c.Tint(r, draw.Style{}.On(draw.Selected))
	}
}

// drawEmpty says in the middle of r why it is empty.
func drawEmpty(c *draw.Canvas, r draw.Rect, lines ...string) {
	y := r.Y + max(0, (r.H-len(lines))/2)
	for i, line := range lines {
		if y+i >= r.Bottom() {
			return
		}
		used := c.Measure(line, r.W)
		c.TextEllipsis(r.X+(r.W-used)/2, y+i, r.W, line, draw.In(draw.Faint))
	}
}
