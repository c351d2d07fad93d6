package tui

import (
	"fmt"
	"strconv"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// draw draws the rows inside r.
func (p *processPane) draw(c *draw.Canvas, r draw.Rect, w *trace.World, now wire.Time, focused bool) {
	if p.process == nil {
		drawEmpty(c, r, strings.Split(trace.Clean(p.why, 500), "\\n")...)
		return
	}
	for i := range p.rows {
		line := draw.Rect{X: r.X, Y: r.Y + i, W: r.W, H: 1}
		p.drawRow(c, line, &p.rows[i], w, now)
		drawSelection(c, line, focused && p.list.Top()+i == p.list.Cursor())
	}
}

func (p *processPane) drawRow(c *draw.Canvas, r draw.Rect, row *processRow, w *trace.World, now wire.Time) {
	line := &rowWriter{canvas: c, rect: draw.Rect{X: r.X + 3, Y: r.Y, W: r.W - 3, H: 1}}
	switch {
	case row.heading:
		line.rect = c.Branch(draw.Rect{X: r.X + 1, Y: r.Y, W: r.W - 1, H: 1}, 0, false, row.unfolded)
		line.word(row.text, draw.In(draw.Text).Bold())
		line.word(strconv.Itoa(row.count), draw.In(draw.Faint))
	case row.task != nil:
		name := or(row.task.Name, row.task.Where)
		if row.task.Co != 0 {
			name = fmt.Sprintf("%s~%d", name, row.task.Co)
		}
		line.word(trace.Clean(name, 100), draw.In(draw.Text))
		p.drawState(line, func() (string, draw.Style) { return coroutineState(c.Glyphs(), row.task, now, line.fits) })
		line.word(row.task.Where, draw.In(draw.Faint))
	case row.process != nil && row.key.section != "":
		line.word(w.Label(row.process.PID), draw.In(draw.Name))
		line.word(row.process.PID.Short(), draw.In(draw.Faint))
		p.drawState(line, func() (string, draw.Style) { return processState(c.Glyphs(), row.process, now, line.fits) })
	case row.key.section == "":
		drawDetail(c, draw.Rect{X: r.X + 1, Y: r.Y, W: r.W - 1, H: 1}, detailLine{row.label, row.text, row.bad})
	default:
		line.word(row.label, draw.In(draw.Time))
		style := draw.In(draw.Text)
		if row.bad {
			style = draw.In(draw.Bad)
		}
		line.word(trace.Clean(row.text, 500), style)
	}
}

// drawState writes what a process or coroutine does, further to the right where
// there is room, so that the states of all stand in one column.
func (p *processPane) drawState(w *rowWriter, state func() (string, draw.Style)) {
	const column = 22
	if w.used < column && w.rect.W > 2*column {
		w.used = column
	}
	text, style := state()
	w.word(text, style)
}

// fits reports whether there is room for a text.
func (w *rowWriter) fits(text string) bool {
	room := w.rect.W - w.used
	return w.canvas.Measure(text, room+1) <= room
}
