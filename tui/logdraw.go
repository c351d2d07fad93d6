package tui

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// draw draws the log inside r.
func (l *logPane) draw(c *draw.Canvas, r draw.Rect, marks marks, focused bool) {
	if len(l.rows) == 0 {
		drawEmpty(c, r, l.empty()...)
		return
	}
	columns := l.columns(r.W)
	for i := range l.rows {
		row, where := &l.rows[i], l.place(r, i)
		if row.line > 0 {
			drawDetail(c, draw.Rect{X: r.X + 2, Y: where.Y, W: r.W - 2, H: 1}, row.detail)
		} else {
			l.drawFact(c, where, columns, marks, i)
		}
		drawSelection(c, where, focused && l.list.Top()+i == l.list.Cursor())
	}
}

// drawFact draws the fact of row i into as many rows as r has.
func (l *logPane) drawFact(c *draw.Canvas, r draw.Rect, columns logColumns, marks marks, i int) {
	row, rects := &l.rows[i], l.sentenceRects(r, columns, i)
	l.drawGutter(c, r, columns.gutter, marks, row)
	if room := r.Right() - rects[0].Right() - 1; room > 0 {
		c.TextRight(rects[0].Right()+1, r.Y, room, seconds(row.fact.At), draw.In(draw.Time))
	}
	w := &rowWriter{canvas: c, rect: rects[0], below: rects[1:], found: l.filter.sought}
	w.sentence(columns.subjects, columns.longest, row.sentence)
	if row.seq > l.at && !l.follows { // it has not happened yet
		for _, rect := range rects {
			c.Tint(rect, draw.In(draw.Faint))
		}
	}
}

// gutter is the columns in front of facts: of their numbers and times.
type gutter struct{ numbers, times int }

// width is the columns of all that stands in front of a fact.
func (g gutter) width() int { return 1 + g.numbers + 1 + g.times }

// gutter is what the visible rows need.
func (l *logPane) gutter(times bool) gutter {
	g := gutter{numbers: max(3, len(strconv.FormatUint(l.last, 10)))}
	for i := range l.rows {
		if times && l.rows[i].line == 0 {
			g.times = max(g.times, len(seconds(l.rows[i].fact.At))+1)
		}
	}
	return g
}

// drawGutter draws what stands in front of a fact.
func (l *logPane) drawGutter(c *draw.Canvas, r draw.Rect, g gutter, marks marks, row *logRow) {
	c.Text(r.X, r.Y, 1, l.sign(c.Glyphs(), marks, row.seq), draw.In(draw.Accent))
	c.TextRight(r.X+1, r.Y, g.numbers, strconv.FormatUint(row.seq, 10), draw.In(draw.Faint))
	c.TextRight(r.X+g.numbers+2, r.Y, g.times-1, seconds(row.fact.At), draw.In(draw.Time))
}

// sign is what stands in front of a fact: that it is open, under the cursor,
// marked, or selected although the fact under the cursor is hidden.
func (l *logPane) sign(glyphs *draw.Glyphs, marks marks, seq uint64) string {
	letter, marked := marks.of(seq)
	switch {
	case seq == l.open && len(l.details) > 0:
		return glyphs.Open
	case seq == l.at:
		return glyphs.Running
	case marked:
		return string(letter)
	case seq == l.selected && seq < l.at:
		return glyphs.Near // the last before the cursor that the filter lets through
	}
	return ""
}

// empty says why there is nothing to see.
func (l *logPane) empty() []string {
	if l.filter.on() && l.last >= l.first {
		if l.filter.scanned < l.last {
			return []string{"Looking …"}
		}
		back := "Esc shows all again."
		if l.filter.typing && l.filter.before != "" {
			back = "Esc goes back to " + trace.Clean(l.filter.before, 100)
		}
		if l.filter.typing && l.filter.wrong != nil { // what holds is only the beginning of it
			return []string{"What is typed is no filter yet.", back}
		}
		return []string{"No fact matches " + trace.Clean(l.filter.text, 100), back}
	}
	return []string{"Every fact appears here as it happens."}
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

// sentence writes a sentence; what it says of its subject begins after as many
// columns as subjects get, or after a longer subject, which is cut where it is
// the longest that there can be.
func (w *rowWriter) sentence(subjects, longest int, s trace.Sentence) {
	tone := toneStyles[s.Tone]
	w.party(s.Subject)
	w.to(min(max(subjects+1, w.used), longest+1))
	before, after := signs(w.canvas.Glyphs(), s.Mark)
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

// signs are those of a mark in the glyphs of a canvas.
func signs(glyphs *draw.Glyphs, m trace.Mark) (before, after string) {
	if glyphs == &draw.ASCII {
		return m.ASCIISigns()
	}
	return m.Signs()
}

// rowWriter writes words into one row, one after the other.
type rowWriter struct {
	canvas *draw.Canvas
	rect   draw.Rect
	used   int
	below  []draw.Rect // rows in which the words go on once this one is full
	found  []string    // texts that a search found, in lower case
}

// put writes text; what does not fit goes on in the rows below, if there are some.
func (w *rowWriter) put(text string, style draw.Style) {
	w.mark(w.wrap(text, style), style)
}

// mark writes text into the row, and marks in it what was found.
func (w *rowWriter) mark(text string, style draw.Style) {
	lower := strings.ToLower(text)
	for len(lower) == len(text) {
		from, to := first(lower, w.found)
		if from == to {
			break
		}
		w.bare(text[:from], style)
		w.bare(text[from:to], style.On(draw.Found))
		text, lower = text[to:], lower[to:]
	}
	w.bare(text, style)
}

// first is where the first of some texts stands in another; the longest of
// those that begin there.
func first(text string, sought []string) (from, to int) {
	for _, s := range sought {
		i := strings.Index(text, s)
		if i >= 0 && s != "" && (from == to || i < from || i == from && i+len(s) > to) {
			from, to = i, i+len(s)
		}
	}
	return from, to
}

func (w *rowWriter) bare(text string, style draw.Style) {
	room := w.rect.W - w.used
	switch {
	case room > 0:
		w.used += w.canvas.TextEllipsis(w.rect.X+w.used, w.rect.Y, room, text, style)
	case text != "" && w.rect.W > 0: // the row is full, and there is more
		more := w.canvas.Glyphs().Ellipsis
		n := w.canvas.Measure(more, w.rect.W)
		w.canvas.Text(w.rect.Right()-n, w.rect.Y, n, more, draw.In(draw.Faint))
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

// drawEmpty says in the middle of r why it is empty, in as many rows as that takes.
func drawEmpty(c *draw.Canvas, r draw.Rect, lines ...string) {
	var rows []string
	for _, line := range lines {
		rows = append(rows, strings.Split(ansi.Wordwrap(line, r.W, ""), "\n")...)
	}
	y := r.Y + max(0, (r.H-len(rows))/2)
	for i, line := range rows {
		if y+i >= r.Bottom() {
			return
		}
		used := c.Measure(line, r.W)
		c.TextEllipsis(r.X+(r.W-used)/2, y+i, r.W, line, draw.In(draw.Faint))
	}
}
