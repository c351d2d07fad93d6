package tui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/trace"
	"echotui/tui/draw"
)

// draw draws the source and the variables inside r.
func (p *sourcePane) draw(c *draw.Canvas, r draw.Rect, breaks *breakPage, focused bool) {
	why := strings.Split(trace.Clean(p.why, 500), "\\n")
	switch {
	case p.why != "" && p.named == nil:
		drawEmpty(c, r, why...)
		return
	case p.found == nil && p.named == nil:
		p.drawProgress(c, draw.Rect{X: r.X, Y: r.Y + r.H/2, W: r.W, H: 1})
		return
	}
	source, variables := p.split(r)
	p.drawSource(c, source, breaks)
	line := draw.Rect{X: source.Right(), Y: r.Y, W: variables.X - source.Right(), H: r.H}
	if line.W > 0 {
		c.Fill(line, c.Glyphs().Line.Down, draw.In(draw.Border))
	} else {
		c.Fill(draw.Rect{X: r.X, Y: source.Bottom(), W: r.W, H: 1}, c.Glyphs().Line.Across, draw.In(draw.Border))
	}
	if p.named != nil {
		drawEmpty(c, variables, why...)
		return
	}
	p.drawRows(c, variables, focused)
	if p.waits() {
		p.drawProgress(c, draw.Rect{X: r.X, Y: r.Bottom() - 1, W: r.W, H: 1})
	}
}

// drawProgress draws how much of the work for an answer is done, once that
// takes a while.
func (p *sourcePane) drawProgress(c *draw.Canvas, r draw.Rect) {
	if !p.late {
		return
	}
	c.Fill(r, "", draw.Style{})
	text := fmt.Sprintf("making fact #%d again: %d%%", p.asked.seq, int(100*p.done))
	used := c.TextEllipsis(r.X+1, r.Y, r.W-1, text, draw.In(draw.Warn)) + 2
	bar := draw.Rect{X: r.X + used, Y: r.Y, W: r.W - used - 1, H: 1}
	c.Fill(bar, c.Glyphs().Rule, draw.In(draw.Border))
	bar.W = int(float64(bar.W) * p.done)
	c.Fill(bar, c.Glyphs().RuleDone, draw.In(draw.Accent))
}

// drawSource draws the lines around the one where the call stands.
func (p *sourcePane) drawSource(c *draw.Canvas, r draw.Rect, breaks *breakPage) {
	switch {
	case p.frame == nil:
		drawEmpty(c, r, "Nothing of it runs Lua code here.")
		return
	case !p.source.known:
		drawEmpty(c, r, "There is no source of "+trace.Clean(p.frame.Entry, 100)+".")
		return
	}
	lines := p.source.lines
	here := p.frame.Line - 1
	first := max(0, min(here-r.H/2, len(lines)-r.H))
	numbers := max(3, len(strconv.Itoa(len(lines))))
	shift := sourceShift(lines[max(0, first):max(0, min(len(lines), first+r.H))], r.W-numbers-2)
	for i := first; i < len(lines) && i < first+r.H; i++ {
		y := r.Y + i - first
		style := draw.In(draw.Faint)
		if b := breaks.at(p.frame.Entry, i+1); b != nil {
			drawBreakSign(c, r.X+1+numbers, y, b)
		}
		if i == here {
			c.Text(r.X, y, 1, c.Glyphs().Running, draw.In(draw.Accent))
			style = draw.In(draw.Accent)
		}
		c.TextRight(r.X+1, y, numbers, strconv.Itoa(i+1), style)
		w := &rowWriter{canvas: c, rect: draw.Rect{X: r.X + numbers + 2, Y: y, W: r.W - numbers - 2, H: 1}}
		skip := shift
		for _, part := range lines[i] {
			n := min(skip, len(part.text)-len(strings.TrimLeft(part.text, " ")))
			skip -= n
			w.bare(part.text[n:], part.style())
		}
		if i == here {
			c.Tint(draw.Rect{X: r.X, Y: y, W: r.W, H: 1}, draw.Style{}.On(draw.Bar))
		}
	}
}

// sourceShift is how many columns to the left some lines are drawn: those that
// they all begin with, in blanks, if not all of them have room.
func sourceShift(lines []luaLine, width int) int {
	common, longest := width, 0
	for _, line := range lines {
		text := ""
		for _, part := range line {
			text += part.text
		}
		if code := strings.TrimLeft(text, " "); code != "" {
			common = min(common, len(text)-len(code))
		}
		longest = max(longest, ansi.StringWidth(text))
	}
	if longest <= width {
		return 0
	}
	return max(0, common)
}

// drawRows draws the visible rows of coroutines, calls and variables.
func (p *sourcePane) drawRows(c *draw.Canvas, r draw.Rect, focused bool) {
	from, to := p.list.Visible()
	for i := from; i < to && i < len(p.rows); i++ {
		row := &p.rows[i]
		line := draw.Rect{X: r.X, Y: r.Y + i - from, W: r.W, H: 1}
		w := &rowWriter{canvas: c, rect: c.Branch(draw.Rect{X: r.X + 1, Y: line.Y, W: r.W - 1, H: 1}, row.depth, !row.foldable, row.open)}
		switch {
		case row.frame != nil:
			w.word(trace.Clean(row.name, 100), draw.In(draw.Name))
			w.word(row.text, draw.In(draw.Faint))
		case row.depth == 0:
			w.word(trace.Clean(row.name, 100), draw.In(draw.Text).Bold())
			w.word(row.text, draw.In(draw.Faint))
		default:
			w.word(trace.Clean(row.name, 100), draw.In(draw.Text))
			w.word("=", draw.In(draw.Faint))
			w.word(row.text, draw.In(draw.String))
		}
		drawSelection(c, line, focused && i == p.list.Cursor())
	}
}
