package tui

import (
	"fmt"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// payloadLabel is the columns of what the values and notes of a page are called.
const payloadLabel = 11

// drawPayload draws the page over the panes. It returns where the cursor is, if
// it is to be seen.
func (m *Model) drawPayload(c *draw.Canvas) (cursor spot, shown bool) {
	p := &m.payload
	if m.over != inPayload && m.over != inPayloadFind || m.layout.shape == shapeNone {
		return spot{}, false
	}
	c.Fill(p.rect, "", draw.Style{})
	c.Box(p.rect, draw.Borders{Tabs: []string{trace.Clean(p.title, 60)}, Focused: true, Note: p.note()})
	from, _ := p.tree.Visible()
	for i, row := range p.tree.Rows() {
		line := draw.Rect{X: p.rows.X, Y: p.rows.Y + i, W: p.rows.W, H: 1}
		p.drawRow(c, line, &row)
		drawSelection(c, line, m.over == inPayload && from+i == p.tree.Cursor())
	}
	drawThumb(c, draw.Rect{X: p.rect.Right() - 1, Y: p.rows.Y, W: 1, H: p.rows.H}, &p.tree.List)
	if m.over == inPayloadFind {
		return p.drawFind(c), true
	}
	if n := p.selected(); n != nil {
		w := &rowWriter{canvas: c, rect: p.foot, used: 1}
		w.word(trace.Clean(n.path(), 500), draw.In(draw.Name))
		w.word(n.words(), draw.In(draw.Faint))
	}
	return spot{}, false
}

func (p *payloadPage) note() string { return fmt.Sprintf("%d of %d", p.tree.Cursor()+1, p.tree.Len()) }

// drawFind draws the line in which a text is typed.
func (p *payloadPage) drawFind(c *draw.Canvas) (cursor spot) {
	c.Text(p.foot.X+1, p.foot.Y, 1, "/", draw.In(draw.Key))
	w := &lineWriter{c, p.foot.X + 3, p.foot.Y, p.foot.W - 4}
	at, _, _ := w.edit(&p.find.editor, draw.In(draw.Text))
	return spot{x: w.x + at, y: w.y}
}

func (p *payloadPage) drawRow(c *draw.Canvas, r draw.Rect, row *draw.TreeRow[*payloadNode]) {
	r.X, r.W = r.X+1, r.W-1
	n := row.Node
	w := &rowWriter{canvas: c, rect: c.Branch(r, row.Depth, row.Leaf, row.Open)}
	if p.find.text != "" {
		w.found = []string{p.find.text}
	}
	switch {
	case n.kind == payloadLine:
		w.put(n.text, draw.In(draw.String))
		return
	case n.kind == payloadNote:
		w.put(n.name, draw.In(draw.Faint))
		w.used = payloadLabel
		w.put(n.text, draw.In(draw.Text))
		return
	case row.Depth == 0:
		w.put(trace.Clean(n.name, 40), draw.In(draw.Accent))
		w.used = max(payloadLabel, w.used+1)
	default:
		w.word(n.name, draw.In(draw.Name))
		w.word("=", draw.In(draw.Faint))
	}
	n.drawValue(w, row.Open)
}

// drawValue draws the beginning of a value or, if it is unfolded, how big it is.
func (n *payloadNode) drawValue(w *rowWriter, open bool) {
	switch outer := n.inside(); {
	case outer != nil:
		w.word("{…}", draw.In(draw.Text))
		w.word("the same table as "+trace.Clean(outer.path(), 200), draw.In(draw.Faint))
	case open:
		w.word(n.words(), draw.In(draw.Faint))
	default:
		w.put(wire.Text(n.value, longestValue), valueStyle(n.value))
	}
}

// valueStyle is the style of a value.
func valueStyle(v wire.Value) draw.Style {
	switch v.(type) {
	case string:
		return draw.In(draw.String)
	case float64:
		return draw.In(draw.Number)
	case bool, nil:
		return draw.In(draw.Accent)
	case *wire.Error:
		return draw.In(draw.Bad)
	}
	return draw.In(draw.Text)
}
