package player

import (
	"fmt"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
)

// View is the screen.
func (p *player) View() tea.View {
	c := draw.NewCanvas(p.width, p.height)
	c.Use(draw.Look{Theme: p.options.Theme, Glyphs: p.options.Glyphs, Method: p.method})
	view := tea.NewView("")
	if p.help {
		p.drawHelp(c)
	} else if x, y, shown := p.drawFilm(c); shown {
		view.Cursor = tea.NewCursor(x, y)
	}
	if below := p.drawBelow(c); view.Cursor != nil && view.Cursor.Y >= below {
		view.Cursor = nil
	}
	view.SetContent(c.String())
	view.AltScreen = true
	view.MouseMode = tea.MouseModeCellMotion
	view.WindowTitle = "echotui play"
	return view
}

// drawFilm draws the frame, and returns where the cursor is, if it is seen.
func (p *player) drawFilm(c *draw.Canvas) (x, y int, shown bool) {
	f := &p.film.Frames[p.film.FrameAt(p.at)]
	c = c.Sub(draw.Rect{W: c.Width(), H: p.rows()})
	for y := range min(c.Height(), f.Grid.H-p.top) {
		row := f.Grid.Row(p.top + y)
		for x := p.left; x < len(row) && x-p.left < c.Width(); x++ {
			if cell := &row[x]; cell.Span > 0 {
				c.Put(x-p.left, y, int(cell.Span), cell.Glyph, cell.Style)
				x += int(cell.Span) - 1
			} else {
				c.Put(x-p.left, y, 1, "", cell.Style)
			}
		}
	}
	x, y = f.Cursor.X-p.left, f.Cursor.Y-p.top
	return x, y, f.Cursor.Shown && x >= 0 && y >= 0 && x < c.Width() && y < c.Height()
}

// drawHelp lists the keys.
func (p *player) drawHelp(c *draw.Canvas) {
	c = c.Sub(draw.Rect{W: c.Width(), H: p.rows()})
	for y, k := range p.keys[p.helpTop:] {
		c.Text(1, y, 8, k.shown, draw.In(draw.Key))
		c.TextEllipsis(10, y, c.Width()-10, k.help, draw.In(draw.Text))
	}
}

// drawBelow draws the lines below the film, or over its end where it needs their
// room, and returns the row in which they begin.
func (p *player) drawBelow(c *draw.Canvas) (y int) {
	y = p.height
	if p.told() {
		y--
		p.drawProgress(c)
	}
	text := ""
	if i := p.captionAt(); i >= 0 {
		text = p.film.Captions[i].Text
	}
	if text != "" {
		y--
		c.Fill(draw.Rect{Y: y, W: p.width, H: 1}, "", draw.Style{})
		c.TextEllipsis(1, y, p.width-2, text, draw.In(draw.Accent))
	}
	return y
}

// Widths of the bottom line: what stands to the left of the bar, and the least
// that the bar is worth.
const (
	leftWidth = 28
	leastBar  = 10
)

// bar is where the bar of the bottom line is; empty if there is no room for it.
func (p *player) bar() draw.Rect {
	right := p.width * 2 / 5 // for the name of the chapter
	r := draw.Rect{X: leftWidth, Y: p.height - 1, W: p.width - leftWidth - right, H: 1}
	if r.W < leastBar {
		r.W = 0
	}
	return r
}

// drawProgress draws the bottom line: whether it runs, where it is, how fast,
// and the chapter. Instead of that it says why a key did nothing.
func (p *player) drawProgress(c *draw.Canvas) {
	y, g := p.height-1, c.Glyphs()
	c.Fill(draw.Rect{Y: y, W: p.width, H: 1}, "", draw.Style{})
	sign := g.Paused
	if p.running {
		sign = g.Running
	}
	c.Text(1, y, 2, sign, draw.In(draw.Accent))
	c.Text(4, y, p.width, clock(p.at)+" / "+clock(p.film.Length), draw.In(draw.Time))
	c.TextRight(leftWidth-7, y, 6, strconv.FormatFloat(p.speed, 'g', -1, 64)+g.Times, draw.In(draw.Number))
	bar := p.bar()
	p.drawBar(c, bar)
	x := leftWidth
	if bar.W > 0 {
		x = bar.Right() + 1
	}
	text, style := p.place(), draw.In(draw.Text)
	if p.notice != "" {
		text, style = p.notice, draw.In(draw.Warn)
	}
	c.TextEllipsis(x, y, p.width-x-1, text, style)
	c.Tint(draw.Rect{Y: y, W: p.width, H: 1}, draw.Style{}.On(draw.Bar))
}

// place is the chapter, the title of the film outside of one, and before both
// what helps.
func (p *player) place() string {
	w, h := p.film.Size()
	n := p.markAt()
	switch {
	case w > p.width || h > p.height:
		return fmt.Sprintf("%dx%d does not fit; ? keys", w, h)
	case n >= 0 && p.film.Marks[n].Label != "":
		return p.film.Marks[n].Label
	case n >= 0:
		return fmt.Sprintf("chapter %d", n+1)
	case p.film.Title != "":
		return "? keys  " + p.film.Title
	}
	return "? keys  " + p.options.Name
}

func (p *player) drawBar(c *draw.Canvas, r draw.Rect) {
	if r.W == 0 {
		return
	}
	column := func(at time.Duration) int {
		if p.film.Length == 0 {
			return 0
		}
		return int(float64(at) * float64(r.W-1) / float64(p.film.Length))
	}
	c.Fill(r, c.Glyphs().Rule, draw.In(draw.Border))
	knob := column(p.at)
	c.Fill(draw.Rect{X: r.X, Y: r.Y, W: knob, H: 1}, c.Glyphs().RuleDone, draw.In(draw.Accent))
	for _, m := range p.film.Marks {
		c.Text(r.X+column(m.At), r.Y, 1, c.Glyphs().Line.JoinUp, draw.In(draw.Key))
	}
	c.Text(r.X+knob, r.Y, 1, c.Glyphs().Knob, draw.In(draw.Accent))
}

// clock is a time as players show it: 0:07, 1:02:03.
func clock(d time.Duration) string {
	s := int64(d / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}
