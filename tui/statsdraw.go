package tui

import (
	"strconv"

	"echotui/runtime/trace"
	"echotui/tui/draw"
)

// statsColumns are how wide the columns of numbers are, in cells.
type statsColumns struct{ titles, values, bars, ranges int }

// leastBars is the room below which the bars are worth more than the bounds
// beside them.
const leastBars = 6

// draw draws the numbers inside r, and below them what is chosen.
func (p *statsPane) draw(c *draw.Canvas, r draw.Rect, stats int, focused bool) {
	if len(p.rows) == 0 {
		drawEmpty(c, r, "Numbers the app logs", "appear here.")
		return
	}
	rows, foot := p.split(r)
	columns := p.columns(c, rows.W)
	from, to := p.list.Visible()
	for i := from; i < to; i++ {
		line := draw.Rect{X: rows.X, Y: rows.Y + i - from, W: rows.W, H: 1}
		p.drawRow(c, line, i, columns)
		drawSelection(c, line, focused && i == p.list.Cursor())
	}
	if foot.Empty() {
		return
	}
	text, style := p.told(focused), draw.In(draw.Text)
	if text == "" && stats == 0 {
		text, style = "The app logs no numbers yet.", draw.In(draw.Faint)
	}
	c.TextEllipsis(foot.X+1, foot.Y, foot.W-1, text, style)
}

// told is what there is to know about the selected number.
func (p *statsPane) told(focused bool) string {
	if i, found := p.marked(); found {
		s := p.samples()[i]
		return number(s.Value) + " at " + s.At.String() + ", fact " + strconv.FormatUint(s.Seq, 10)
	}
	if i := p.list.Cursor(); focused && len(p.samples()) > 0 {
		return p.rows[i].title + ": from " + number(p.rows[i].low) + " to " + number(p.rows[i].high)
	}
	return ""
}

func (p *statsPane) columns(c *draw.Canvas, width int) (w statsColumns) {
	for i := range p.rows {
		row := &p.rows[i]
		if row.source != "" {
			continue
		}
		w.titles = max(w.titles, c.Measure(row.title, width/2))
		w.values = max(w.values, c.Measure(row.value, width/3))
		if len(row.samples) > 1 {
			w.ranges = max(w.ranges, len(row.bounds()))
		}
	}
	w.bars = max(0, width-1-w.titles-1-w.values-2)
	if w.bars-w.ranges-2 < leastBars {
		w.ranges = 0
		return w
	}
	w.bars -= w.ranges + 2
	return w
}

// bounds are the lowest and the highest value.
func (row *statsRow) bounds() string { return number(row.low) + ".." + number(row.high) }

func (p *statsPane) drawRow(c *draw.Canvas, r draw.Rect, i int, w statsColumns) {
	row := &p.rows[i]
	if row.source != "" {
		line := &rowWriter{canvas: c, rect: r}
		line.word(row.source, draw.In(draw.Name))
		line.word(row.title, draw.In(draw.Faint))
		return
	}
	x := r.X + 1
	c.TextEllipsis(x, r.Y, w.titles, row.title, draw.In(draw.Text))
	x += w.titles + 1
	c.TextRight(x, r.Y, w.values, row.value, draw.In(draw.Number))
	x += w.values + 2
	if len(row.samples) < 2 {
		return
	}
	if w.ranges > 0 {
		c.TextRight(x, r.Y, w.ranges, row.bounds(), draw.In(draw.Faint))
		x += w.ranges + 2
	}
	p.drawBars(c, draw.Rect{X: x, Y: r.Y, W: w.bars, H: 1}, i)
}

// drawBars draws the last values of a number or, where one is chosen, those
// around it.
func (p *statsPane) drawBars(c *draw.Canvas, r draw.Rect, i int) {
	row := &p.rows[i]
	samples := row.samples
	end := len(samples)
	place, marked := p.marked()
	marked = marked && i == p.list.Cursor()
	if marked {
		end = min(end, place+max(1, r.W/2))
		end = max(end, min(r.W, len(samples)))
	}
	from := max(0, end-r.W)
	if r.W <= 0 {
		return
	}
	bars := draw.SparklineWithin(row.floor, row.high, course(samples[from:end]), r.W, c.Glyphs())
	c.Text(r.X, r.Y, r.W, bars, draw.In(draw.Accent))
	if marked {
		c.Text(r.X+place-from, r.Y, 1, c.Glyphs().Knob, draw.In(draw.Warn))
	}
}

// course is the values of samples.
func course(samples []trace.Sample) []float64 {
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = s.Value
	}
	return values
}
