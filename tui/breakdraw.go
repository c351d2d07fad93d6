package tui

import (
	"fmt"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// drawBreaks draws the page of breakpoints over the panes. It returns where the
// cursor is, if it is to be seen.
func (m *Model) drawBreaks(c *draw.Canvas) (cursor spot, shown bool) {
	if m.over != inBreaks && m.over != inBreakLine || m.layout.shape == shapeNone {
		return spot{}, false
	}
	p := &m.breaks
	c.Fill(p.rect, "", draw.Style{})
	inner := c.Box(p.rect, draw.Borders{Tabs: []string{"breakpoints"}, Focused: true, Note: p.note()})
	rows, foot := inner.SplitY(-2)
	p.drawList(c, rows, m.over == inBreaks)
	drawThumb(c, draw.Rect{X: p.rect.Right() - 1, Y: rows.Y, W: 1, H: rows.H}, &p.list)
	if m.over == inBreaks {
		if b := p.selected(); b != nil {
			c.TextEllipsis(foot.X+1, foot.Y+1, foot.W-2, breakWords(b), draw.In(draw.Faint))
		}
		return spot{}, false
	}
	return p.drawLine(c, foot, m.keyOf("set-breakpoint")), true
}

func (p *breakPage) note() string {
	if len(p.points) == 0 {
		return ""
	}
	on := 0
	for i := range p.points {
		if !p.points[i].Disabled {
			on++
		}
	}
	return fmt.Sprintf("%d of %d on", on, len(p.points))
}

func (p *breakPage) drawList(c *draw.Canvas, r draw.Rect, focused bool) {
	if len(p.points) == 0 {
		drawEmpty(c, r, "There is no breakpoint.", "The app stops before what one names.")
		return
	}
	from, to := p.list.Visible()
	for i := from; i < to; i++ {
		b, line := &p.points[i], draw.Rect{X: r.X, Y: r.Y + i - from, W: r.W, H: 1}
		text := draw.In(draw.Text)
		if b.Disabled {
			text = draw.In(draw.Faint)
		}
		drawBreakSign(c, line.X+1, line.Y, b)
		c.TextRight(line.X+2, line.Y, 4, fmt.Sprint(b.ID), draw.In(draw.Faint))
		hits := breakHits(b)
		c.TextEllipsis(line.X+8, line.Y, line.W-10-len(hits), breakText(b), text)
		c.TextRight(line.X, line.Y, line.W-1, hits, draw.In(draw.Number))
		drawSelection(c, line, focused && i == p.list.Cursor())
	}
}

// drawBreakSign draws the sign of a breakpoint, another one if it is switched
// off.
func drawBreakSign(c *draw.Canvas, x, y int, b *wire.Breakpoint) {
	if b.Disabled {
		c.Text(x, y, 1, "-", draw.In(draw.Faint))
		return
	}
	c.Text(x, y, 1, c.Glyphs().Knob, draw.In(draw.Bad))
}

// breakSource is what a breakpoint stops before, as it is typed.
func breakSource(b *wire.Breakpoint) string {
	if b.Line != 0 {
		return fmt.Sprintf("%s:%d", b.Entry, b.Line)
	}
	return b.Expr
}

// breakText is that as it is shown.
func breakText(b *wire.Breakpoint) string { return trace.Clean(breakSource(b), 500) }

// breakHits is how often a breakpoint was met, and how often it is let pass.
func breakHits(b *wire.Breakpoint) string {
	if b.After == 0 {
		return count(b.Hits, "hit")
	}
	return fmt.Sprintf("%s, after %d", count(b.Hits, "hit"), b.After)
}

// breakWords is what a breakpoint does, in words.
func breakWords(b *wire.Breakpoint) string {
	what := "stops before a fact that matches"
	if b.Line != 0 {
		what = "stops before this line begins"
	}
	if b.After > 0 {
		what += fmt.Sprintf(", once it was met %d times", b.After)
		if b.After == 1 {
			what = what[:len(what)-len("1 times")] + "once"
		}
	}
	if b.Disabled {
		what = "is switched off"
	}
	return what
}

// drawLine draws the line that is typed, and below it what is wrong with it or
// how it may go on.
func (p *breakPage) drawLine(c *draw.Canvas, r draw.Rect, set string) (cursor spot) {
	label := "stop before "
	c.Text(r.X+1, r.Y, len(label), label, draw.In(draw.Key))
	w := &lineWriter{c, r.X + 1 + len(label), r.Y, r.W - 2 - len(label)}
	at, _, skipped := w.edit(&p.line.editor, draw.In(draw.Text))
	w.blame(&p.line, skipped)
	right := set + " sets it"
	if p.typed().Line == 0 && p.line.parsed.Everything() {
		right = ""
	}
	below := &lineWriter{c, w.x, w.y + 1, w.width}
	if p.unfit != "" {
		c.TextEllipsis(below.x, below.y, below.width, trace.Clean(p.unfit, 200), draw.In(draw.Bad))
	} else {
		p.line.hint(below, skipped, right)
	}
	return spot{x: w.x + at, y: w.y}
}
