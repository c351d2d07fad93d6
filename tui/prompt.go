package tui

import (
	"fmt"
	"slices"

	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
	"echotui/tui/screen"
)

// promptPane is the terminal of the app's terminal process: what the process
// writes appears there, and lines typed at the cursor become its input. A sent
// line is shown once the fact of its arrival says so, like everything else.
type promptPane struct {
	screen  *screen.Screen
	editor  editor
	history history
	back    int // lines scrolled back from the end
	height  int
	over    bool // nothing is typed any more: the last row says why

	pid    wire.PID // the terminal process; zero before there is one
	name   string
	ended  bool
	result string // how it ended
	failed bool
}

// history is the lines that were sent, and which of them is in the editor.
type history struct {
	lines []string
	at    int    // len(lines): none, but the draft
	draft string // what was being typed
}

// historyLimit is how many sent lines can be taken again.
const historyLimit = 1000

func newPrompt() promptPane {
	return promptPane{screen: screen.New(80, 24), editor: newEditor()}
}

// apply takes from a fact what belongs on the terminal.
func (p *promptPane) apply(e *wire.Event, w *trace.World) {
	switch e.Kind {
	case wire.KindSpawn:
		if wire.SpawnFlags(e.N)&wire.SpawnTerminal != 0 {
			p.pid, p.name, p.ended = e.Peer, w.Label(e.Peer), false
		}
	case wire.KindExit:
		if e.PID == p.pid && !p.pid.IsZero() {
			p.end(e)
		}
	case wire.KindInput:
		p.screen.Write(e.Text)
	case wire.KindOutput:
		if e.N == wire.Stderr {
			// Only the colour is touched, so that what else the program set stays.
			p.screen.Write("\x1b[31m" + e.Text + "\x1b[39m")
			return
		}
		p.screen.Write(e.Text)
	}
}

func (p *promptPane) end(e *wire.Event) {
	p.ended, p.failed = true, false
	switch wire.Outcome(e.N) {
	case wire.OutcomeReturned:
		p.result = p.name + " finished"
	case wire.OutcomeFailed:
		p.result, p.failed = p.name+" failed: "+firstLine(e.Text), true
	default:
		p.result, p.failed = p.name+" was terminated", true
	}
}

// takes reports whether somebody may read what is typed.
func (p *promptPane) takes(s Status) bool {
	return !p.pid.IsZero() && !p.ended && !s.Stopped
}

// settle gives the terminal the size of the pane and brings it up to date.
func (p *promptPane) settle(inner draw.Rect, s Status) {
	p.height, p.over = inner.H, !p.takes(s)
	if !inner.Empty() {
		p.screen.Resize(inner.W, inner.H)
	}
	p.scroll(0)
}

// scroll goes n lines towards the end; back if n is negative.
func (p *promptPane) scroll(n int) {
	lines, rows := p.screen.Lines(), p.screen.Height()
	if p.over {
		lines, rows = p.screen.Used(), rows-1
	}
	p.back = max(0, min(p.back-n, lines-rows))
}

func (p *promptPane) page(n int) { p.scroll(n * max(1, p.height-1)) }

// take empties the editor and remembers the line.
func (p *promptPane) take() string {
	line := p.editor.text()
	p.history.add(line)
	p.editor.set("")
	p.back = 0
	return line
}

func (h *history) add(line string) {
	if line != "" && (len(h.lines) == 0 || h.lines[len(h.lines)-1] != line) {
		h.lines = append(h.lines, line)
	}
	h.lines = h.lines[max(0, len(h.lines)-historyLimit):]
	h.at, h.draft = len(h.lines), ""
}

func (p *promptPane) older() {
	h := &p.history
	if h.at == len(h.lines) {
		h.draft = p.editor.text()
	}
	h.at--
	p.editor.set(h.lines[h.at])
}

func (p *promptPane) newer() {
	h := &p.history
	h.at++
	if h.at == len(h.lines) {
		p.editor.set(h.draft)
		return
	}
	p.editor.set(h.lines[h.at])
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
	x, y, _ := p.screen.Cursor()
	before, after := p.editor.split()
	place := func(text string) {
		for text != "" {
			glyph, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
			text = text[len(glyph):]
			width := c.Measure(glyph, r.W)
			if x+width > r.W {
				x, y = 0, y+1
			}
			spots = append(spots, spot{x, y, glyph})
			x += width
		}
	}
	place(before)
	if x >= r.W {
		x, y = 0, y+1
	}
	cursor = spot{x: x, y: y}
	place(after)
	up = max(0, y-r.H+1)
	up = min(up, cursor.y) // the cursor stays in sight however long the line is
	cursor.y -= up
	for i := range spots {
		spots[i].y -= up
	}
	return spots, cursor, up
}

// draw draws the terminal inside r and returns where the cursor is, if it is
// to be seen there.
func (p *promptPane) draw(c *draw.Canvas, r draw.Rect, s Status, w *trace.World, focused bool) (cursor spot, shown bool) {
	if p.pid.IsZero() {
		drawEmpty(c, r, p.empty(s, w)...)
		return spot{}, false
	}
	if !p.takes(s) {
		p.drawEnd(c, r, s, w)
		return spot{}, false
	}
	if p.back > 0 {
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
func (p *promptPane) empty(s Status, w *trace.World) []string {
	if s.Stopped || w.Seq > 0 && w.Spawned > 0 {
		return []string{"No process of this app has the terminal."}
	}
	return []string{"The app's terminal appears here", "once its process starts."}
}

// drawEnd draws the terminal above a line that says how the process ended and
// what to do now. That line takes the place of blank rows first: as long as
// there are any, nothing the process wrote moves away.
func (p *promptPane) drawEnd(c *draw.Canvas, r draw.Rect, s Status, w *trace.World) {
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

// drawBack says that this is not the end of what was written.
func (p *promptPane) drawBack(c *draw.Canvas, r draw.Rect) {
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
	p.back = 0
	return slices.Clip(lines)
}
