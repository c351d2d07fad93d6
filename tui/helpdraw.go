package tui

import (
	"strconv"

	"echotui/tui/draw"
)

// draw draws the page over the panes, with the line that is typed at its foot.
// It returns where the cursor is.
func (h *helpPage) draw(c *draw.Canvas) (cursor spot, shown bool) {
	c.Fill(h.rect, "", draw.Style{})
	inner := c.Box(h.rect, draw.Borders{Tabs: []string{"help"}, Note: h.note(), Focused: true})
	if inner.H < 1 {
		return spot{}, false
	}
	rows, foot := inner.SplitY(-1)
	h.drawRows(c, rows)
	drawThumb(c, draw.Rect{X: h.rect.Right() - 1, Y: rows.Y, W: 1, H: rows.H}, &h.list)
	c.Text(foot.X+1, foot.Y, 1, "/", draw.In(draw.Key))
	w := &lineWriter{c, foot.X + 3, foot.Y, foot.W - 4}
	at, _, _ := w.edit(&h.editor, draw.In(draw.Text))
	if h.typed == "" {
		c.TextEllipsis(w.x+1, w.y, w.width-1, "type to find keys, enter does what a row says", draw.In(draw.Faint))
	}
	return spot{x: w.x + at, y: w.y}, true
}

func (h *helpPage) drawRows(c *draw.Canvas, r draw.Rect) {
	if len(h.offers) == 0 {
		drawEmpty(c, r, "Nothing has to do with this.", "esc shows all keys again.")
		return
	}
	chosen := h.rows[h.list.Cursor()].offer
	from, to := h.list.Visible()
	for i := from; i < to; i++ {
		row, y := &h.rows[i], r.Y+i-from
		style := draw.In(draw.Text)
		if row.off {
			style = draw.In(draw.Faint)
		}
		c.TextEllipsis(r.X+1, y, r.W-1, row.title, draw.In(draw.Accent))
		c.TextEllipsis(r.X+2, y, min(h.keys, r.W-2), row.keys, draw.In(draw.Key))
		c.TextEllipsis(r.X+h.keys+3, y, r.W-h.keys-3, row.text, style)
		drawSelection(c, draw.Rect{X: r.X, Y: y, W: r.W, H: 1}, row.offer == chosen)
	}
}

// note is how many rows contain what is typed.
func (h *helpPage) note() string {
	if h.typed == "" {
		return ""
	}
	return strconv.Itoa(len(h.offers)) + " found"
}
