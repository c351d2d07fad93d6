package tui

import (
	"strconv"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// statsPane shows the numbers that programs log, each with its course, and
// those of the node itself.
type statsPane struct {
	list   draw.List
	chosen spotInList
	moved  bool
	rows   []statsRow
}

// statsRow is a heading, a number with its course or, if all is empty, a blank.
type statsRow struct {
	title   string
	source  string // of a heading
	value   string
	samples []trace.Sample
}

// settle makes the rows. The World bounds how many numbers it keeps, so all
// are made.
func (p *statsPane) settle(w *trace.World, inner draw.Rect) {
	p.rows = p.rows[:0]
	for _, s := range w.Stats {
		p.rows = append(p.rows, statsRow{title: s.Title, source: s.Source})
		for _, g := range s.Fields {
			p.rows = append(p.rows, statsRow{title: g.Name, value: number(g.Last), samples: g.Samples})
		}
		if s.Refused > 0 {
			p.rows = append(p.rows, statsRow{title: "", value: count(s.Refused, "number") + " had no room"})
		}
	}
	if len(w.Stats) > 0 {
		p.rows = append(p.rows, statsRow{})
	}
	p.node(w)
	p.list.SetHeight(inner.H)
	p.list.SetLen(len(p.rows))
	if p.moved {
		p.chosen.note(&p.list)
		p.moved = false
	}
	p.list.Show(p.chosen.top, p.chosen.row)
}

// node appends the numbers of the node itself.
func (p *statsPane) node(w *trace.World) {
	if w.Seq == 0 {
		return
	}
	add := func(title string, n int) {
		p.rows = append(p.rows, statsRow{title: title, value: strconv.Itoa(n)})
	}
	p.rows = append(p.rows, statsRow{title: "so far", source: "node"})
	add("facts", int(w.Seq))
	add("processes alive", w.Live)
	add("processes made", w.Spawned)
	if w.Lost > 0 {
		add("messages lost", w.Lost)
	}
	if w.Missed > 0 {
		add("facts missed", int(w.Missed))
	}
	if w.Refused > 0 {
		add("numbers refused", w.Refused)
	}
}

// draw draws the numbers inside r.
func (p *statsPane) draw(c *draw.Canvas, r draw.Rect, stats int, focused bool) {
	if len(p.rows) == 0 {
		drawEmpty(c, r, "Numbers the app logs", "appear here.")
		return
	}
	titles, values := p.widths(c, r.W)
	from, to := p.list.Visible()
	for i := from; i < to; i++ {
		line := draw.Rect{X: r.X, Y: r.Y + i - from, W: r.W, H: 1}
		drawStat(c, line, &p.rows[i], titles, values)
		drawSelection(c, line, focused && i == p.list.Cursor())
	}
	below := r.Y + to - from
	if stats == 0 && below+1 < r.Bottom() {
		c.TextEllipsis(r.X+1, r.Bottom()-1, r.W-1, "Numbers the app logs appear here.", draw.In(draw.Faint))
	}
}

// widths are the columns of titles and values.
func (p *statsPane) widths(c *draw.Canvas, width int) (titles, values int) {
	for i := range p.rows {
		if p.rows[i].source == "" {
			titles = max(titles, c.Measure(p.rows[i].title, width/2))
			values = max(values, c.Measure(p.rows[i].value, width/3))
		}
	}
	return titles, values
}

func drawStat(c *draw.Canvas, r draw.Rect, row *statsRow, titles, values int) {
	if row.source != "" {
		w := &rowWriter{canvas: c, rect: r}
		w.word(row.source, draw.In(draw.Name))
		w.word(row.title, draw.In(draw.Faint))
		return
	}
	x := r.X + 1
	c.TextEllipsis(x, r.Y, titles, row.title, draw.In(draw.Text))
	x += titles + 1
	c.TextRight(x, r.Y, values, row.value, draw.In(draw.Number))
	x += values + 2
	if room := r.Right() - x; room > 0 && len(row.samples) > 1 {
		c.Text(x, r.Y, room, draw.Sparkline(course(row.samples, room), room, c.Glyphs()), draw.In(draw.Accent))
	}
}

// course is the last n values.
func course(samples []trace.Sample, n int) []float64 {
	samples = samples[max(0, len(samples)-n):]
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = s.Value
	}
	return values
}

// number is a value as Lua prints it.
func number(f float64) string { return string(wire.AppendNumber(nil, f)) }
