package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
)

// paletteColumns is the columns of names and of keys; the rest is for sentences.
func paletteColumns(width int) (names, keys int) {
	if width < narrowStatus {
		return width * 2 / 5, 6
	}
	return 18, 10
}

// drawPalette draws what fits the line after the colon, above it.
func (m *Model) drawPalette(c *draw.Canvas) {
	p := &m.palette
	if m.over != inCommand || m.layout.shape == shapeNone || p.list.Height() == 0 {
		return
	}
	c.Fill(p.rect, "", draw.Style{})
	inner := c.Box(p.rect, draw.Borders{Tabs: []string{"commands"}, Note: p.note(), Focused: true})
	from, to := p.list.Visible()
	for i := from; i < to; i++ {
		p.drawFit(c, draw.Rect{X: inner.X, Y: inner.Bottom() - 1 - (i - from), W: inner.W, H: 1}, i)
	}
}

// drawFit draws a row: the name, with what was typed of it marked, the keys, and
// what that does or why it cannot.
func (p *palette) drawFit(c *draw.Canvas, r draw.Rect, i int) {
	f, why := &p.fits[i], p.off[i-p.list.Top()]
	name, text, style := draw.In(draw.Name), f.help, draw.In(draw.Text)
	if why != "" {
		name, text, style = draw.In(draw.Faint), "not now: "+why, draw.In(draw.Faint)
	}
	names, keys := paletteColumns(r.W)
	wide := names
	if f.keys == "" { // commands say what follows them, where others have their keys
		wide += keys
	}
	c.TextEllipsis(r.X+1, r.Y, wide-1, f.name, name)
	for _, at := range f.marks {
		if x := c.Measure(f.name[:at], wide-1); x < wide-1 {
			c.Tint(draw.Rect{X: r.X + 1 + x, Y: r.Y, W: 1, H: 1}, draw.Style{}.Underline())
		}
	}
	if f.keys != "" {
		c.TextEllipsis(r.X+names+1, r.Y, keys-1, f.keys, draw.In(draw.Key))
	}
	at := names + keys + 1
	c.TextEllipsis(r.X+at, r.Y, r.W-at-1, text, style)
	drawSelection(c, r, p.marked(i))
}

// note is how many there are, if not all are seen.
func (p *palette) note() string {
	if n := len(p.fits); n > p.list.Height() {
		return strconv.Itoa(p.list.Cursor()+1) + " of " + strconv.Itoa(n)
	}
	return ""
}

// paletteScroll moves in the palette, whose first row is at the bottom.
type paletteScroll struct {
	listScroll
	palette *palette
}

func (s paletteScroll) move(rows int) {
	p := s.palette
	switch nothing := !p.picked && p.typed == ""; {
	case rows > 0 && p.list.Cursor() == 0:
		p.picked = false
	case nothing && rows < 0:
		p.picked = true
		p.list.Home()
	default:
		p.picked = true
		p.list.Move(-rows)
	}
}

func (s paletteScroll) page(pages int) {
	s.palette.picked = true
	s.palette.list.Page(-pages)
}

func (s paletteScroll) wheel(rows int) { s.palette.list.Wheel(-rows) }

// clickEntry does what the row under the pointer says, in the palette or on the
// help page. It reports whether there is one of them under the pointer.
func (m *Model) clickEntry(msg tea.MouseClickMsg) (cmd tea.Cmd, hit bool) {
	p, h := &m.palette, &m.help
	switch {
	case msg.Button != tea.MouseLeft:
	case h.open && h.rect.Contains(msg.X, msg.Y):
		at := h.list.Top() + msg.Y - h.rect.Y - 1
		if _, to := h.list.Visible(); at < h.list.Top() || at >= to || h.rows[at].offer == 0 {
			return nil, true
		}
		if h.rows[at].offer != h.rows[h.list.Cursor()].offer {
			h.choose(h.rows[at].offer)
			return nil, true
		}
		return m.runHelp(), true
	case m.mode() == inCommand && p.rect.Contains(msg.X, msg.Y):
		at := p.list.Top() + p.rect.Bottom() - 2 - msg.Y
		if _, to := p.list.Visible(); at < p.list.Top() || at >= to {
			return nil, true
		}
		p.picked = true
		p.list.Select(at)
		return m.runCommand(), true
	}
	return nil, false
}
