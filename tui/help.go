package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
)

// helpPage tells what the keys do and what a filter can say. It is made from the
// tables of both.
type helpPage struct {
	open bool
	list draw.List
	rect draw.Rect // with its lines
	rows []helpRow
}

// helpRow is a heading, or a line about a key or a part of a filter.
type helpRow struct {
	title      string
	keys, text string
	why        string // why it cannot be done now
}

// helpKeys is the columns of the keys.
const helpKeys = 16

// settle makes the page, if it is open.
func (h *helpPage) settle(m *Model) {
	if !h.open {
		return
	}
	width, height := min(84, m.width), m.height-1
	h.rows = h.rows[:0]
	for _, here := range []bool{true, false} { // first what can be done in this place
		for _, g := range m.groups {
			if g.in(m.beneath()) == here {
				h.group(m, g, width-helpKeys-6)
			}
		}
	}
	h.commands(width - helpKeys - 6)
	h.language(width - helpKeys - 6)
	height = min(height, len(h.rows)+2)
	h.rect = draw.Rect{X: (m.width - width) / 2, Y: (m.height - 1 - height) / 2, W: width, H: height}
	h.list.SetHeight(height - 2)
	h.list.SetLen(len(h.rows))
}

func (h *helpPage) group(m *Model, g group, width int) {
	h.heading(g.title)
	for i := range g.actions {
		a := &g.actions[i]
		h.entry(strings.Join(a.keys, " "), a.help, a.cannot(m), width)
	}
}

// commands tells what can be typed after a colon.
func (h *helpPage) commands(width int) {
	h.heading("After a colon")
	for _, p := range placeHelp {
		h.entry(p.text, p.help, "", width)
	}
	for _, c := range commands() {
		h.entry(c.word+" "+c.args, c.help, "", width)
	}
}

func (h *helpPage) heading(title string) {
	if len(h.rows) > 0 {
		h.rows = append(h.rows, helpRow{})
	}
	h.rows = append(h.rows, helpRow{title: title})
}

// entry appends what keys do and, if that cannot be done now, why not.
func (h *helpPage) entry(keys, text, why string, width int) {
	if why != "" {
		text += " Not now: " + why + "."
	}
	for _, line := range strings.Split(ansi.Wordwrap(text, max(10, width), ""), "\n") {
		h.rows = append(h.rows, helpRow{keys: keys, text: line, why: why})
		keys = ""
	}
}

// draw draws the page over the panes.
func (h *helpPage) draw(c *draw.Canvas) {
	c.Fill(h.rect, "", draw.Style{})
	inner := c.Box(h.rect, draw.Borders{Tabs: []string{"help"}, Focused: true})
	from, to := h.list.Visible()
	for i := from; i < to; i++ {
		row, y := &h.rows[i], inner.Y+i-from
		line := draw.Rect{X: inner.X, Y: y, W: inner.W, H: 1}
		style := draw.In(draw.Text)
		if row.why != "" {
			style = draw.In(draw.Faint)
		}
		c.TextEllipsis(inner.X+1, y, inner.W-1, row.title, draw.In(draw.Accent))
		c.TextEllipsis(inner.X+2, y, min(helpKeys, inner.W-2), row.keys, draw.In(draw.Key))
		c.TextEllipsis(inner.X+helpKeys+3, y, inner.W-helpKeys-3, row.text, style)
		drawSelection(c, line, i == h.list.Cursor())
	}
	drawThumb(c, draw.Rect{X: h.rect.Right() - 1, Y: inner.Y, W: 1, H: inner.H}, &h.list)
}
