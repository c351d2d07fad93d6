package tui

import (
	"fmt"
	"slices"

	"echotui/runtime/trace"
	"echotui/tui/draw"
)

// promptPane shows the terminal of the app's terminal process: what the process
// has written up to the moment under the cursor. In the present, lines typed
// there become its input. A sent line is shown once the fact of its arrival
// says so, like everything else.
type promptPane struct {
	*tty
	editor  editor
	history history
	wanted  int // lines to scroll back from the end
	back    int // as far as there are so many
	height  int
	taking  bool // somebody may read what is typed
	stopped bool // nothing more will happen
}

func newPrompt() promptPane {
	t := newTTY()
	return promptPane{tty: &t, editor: newEditor()}
}

// settle shows a terminal: that of the present of a run that goes on, where
// somebody may read what is typed, or that of another moment.
func (p *promptPane) settle(t *tty, inner draw.Rect, present, stopped bool) {
	p.tty, p.height, p.stopped = t, inner.H, stopped
	p.taking = present && !stopped && t.alive()
	if !inner.Empty() {
		p.screen.Resize(inner.W, inner.H)
	}
	p.back = max(0, min(p.wanted, p.furthest()))
}

// furthest is how many lines the terminal can be scrolled back.
func (p *promptPane) furthest() int {
	if p.over() {
		return p.screen.Used() - p.screen.Height() + 1
	}
	return p.screen.Lines() - p.screen.Height()
}

// over reports whether nothing is written any more: the last row says why.
func (p *promptPane) over() bool { return p.ended || p.stopped }

// scroll goes n lines towards the end; back if n is negative.
func (p *promptPane) scroll(n int) {
	p.back = max(0, min(p.back-n, p.furthest()))
	p.wanted = p.back
}

func (p *promptPane) page(n int) { p.scroll(n * max(1, p.height-1)) }

// take empties the editor and remembers the line.
func (p *promptPane) take() string {
	p.wanted = 0
	return p.history.take(&p.editor)
}

// spot is a cell of the pane.
type spot struct {
	x, y  int
	glyph string
}

// flow places the typed line from the terminal's cursor on, as the terminal
// will when it is sent. It returns where the glyphs go, where the cursor is
// and how many rows the terminal must move up to make room.
func (p *promptPane) flow(c *draw.Canvas, r draw.Rect) (spots []spot, cursor spot, up int) {
	l := typedLine{width: r.W}
	l.x, l.y, _ = p.screen.Cursor()
	before, after := p.editor.split()
	l.place(c, before+after)
	spots, cursor = l.spots, l.cursor(len(before))
	up = max(0, max(l.y, cursor.y)-r.H+1)
	up = min(up, cursor.y) // the cursor stays in sight however long the line is
	cursor.y -= up
	for i := range spots {
		spots[i].y -= up
	}
	return spots, cursor, up
}

// draw draws the terminal inside r and returns where the cursor is, if it is
// to be seen there.
func (p *promptPane) draw(c *draw.Canvas, r draw.Rect, w *trace.World, focused bool) (cursor spot, shown bool) {
	switch {
	case p.pid.IsZero():
		drawEmpty(c, r, p.empty(w)...)
		return spot{}, false
	case p.over():
		p.drawEnd(c, r, w)
		return spot{}, false
	case p.back > 0 || !p.taking:
		p.screen.Draw(c.Sub(r), p.back)
		p.drawBack(c, r)
		return spot{}, false
	}
	spots, cursor, up := p.flow(c, r)
	p.screen.Draw(c.Sub(draw.Rect{X: r.X, Y: r.Y, W: r.W, H: r.H - up}), 0)
	pane := c.Sub(r)
	for _, s := range spots {
		pane.Text(s.x, s.y, r.W-s.x, s.glyph, draw.Style{})
	}
	if !focused {
		pane.Tint(draw.Rect{X: cursor.x, Y: cursor.y, W: 1, H: 1}, draw.In(draw.Faint).Underline())
	}
	cursor.x, cursor.y = cursor.x+r.X, cursor.y+r.Y
	return cursor, focused && r.Contains(cursor.x, cursor.y)
}

// empty says why there is no terminal.
func (p *promptPane) empty(w *trace.World) []string {
	if p.stopped || w.Seq > 0 && w.Spawned > 0 {
		return []string{"No process of this app has the terminal."}
	}
	return []string{"The app's terminal appears here", "once its process starts."}
}

// drawEnd draws the terminal above a line that says how the process ended and
// what to do now. That line takes the place of blank rows first: as long as
// there are any, nothing the process wrote moves away.
func (p *promptPane) drawEnd(c *draw.Canvas, r draw.Rect, w *trace.World) {
	text, sign, style := p.result, c.Glyphs().Good, draw.In(draw.Good)
	if !p.ended {
		text = p.name + " is gone: the app has ended"
	}
	if p.failed {
		sign, style = c.Glyphs().Bad, draw.In(draw.Bad)
	}
	if w.Ended {
		text += fmt.Sprintf(", status %d", w.Status)
	}
	body, foot := r.SplitY(-1)
	p.screen.Draw(c.Sub(body), p.back+p.screen.Lines()-p.screen.Used())
	line := &rowWriter{canvas: c, rect: foot}
	line.word(sign, style)
	line.word(text, style)
	if c.Measure(text, r.W)+13 <= r.W {
		line.used++
		line.word("q", draw.In(draw.Key))
		line.word("quits", draw.In(draw.Faint))
	}
}

// drawBack says that this is not the end of what was written by then.
func (p *promptPane) drawBack(c *draw.Canvas, r draw.Rect) {
	if p.back == 0 {
		return
	}
	text := fmt.Sprintf(" %s below ", count(p.back, "line"))
	used := c.Measure(text, r.W)
	c.TextEllipsis(r.Right()-used, r.Bottom()-1, used, text, draw.In(draw.Faint).On(draw.Bar))
}

// title is the name of the process.
func (p *promptPane) title() string {
	if p.name == "" {
		return "terminal"
	}
	return p.name
}

// paste types text; each complete line of it is returned to be sent.
func (p *promptPane) paste(text string) []string {
	lines, rest := cutLines(text)
	for i, line := range lines {
		p.editor.insert(line)
		lines[i] = p.take()
	}
	p.editor.insert(rest)
	p.wanted = 0
	return slices.Clip(lines)
}
