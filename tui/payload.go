package tui

import (
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// payloadPage shows what a row of another pane carries, a fact or a message or
// a process, as a tree of values over the panes. What it shows never changes:
// values are data, and the page keeps those of the moment in which it was
// opened.
type payloadPage struct {
	title string
	tree  *draw.Tree[*payloadNode] // nil: it is closed
	data  payloadData
	find  payloadFind
	most  int       // the most rows it has had: it grows, but never shrinks
	rect  draw.Rect // with its lines
	rows  draw.Rect // of the tree
	foot  draw.Rect // what is told of the selected row, or the text that is looked for
}

// carried is what a row carries: values that are called something, and lines
// that are known of it besides.
type carried struct {
	title  string
	values []namedValue
	notes  func() []detailLine
}

type namedValue struct {
	name  string
	value wire.Value
}

// unfoldedRows is how much of a page is unfolded at first, in rows.
const unfoldedRows = 24

// root makes the tree's first level.
func (c *carried) root() *payloadNode {
	root := &payloadNode{kind: payloadList}
	if c.notes != nil {
		for _, note := range c.notes() {
			root.list = append(root.list, &payloadNode{kind: payloadNote, above: root, name: note.label, text: note.text})
		}
	}
	for _, v := range c.values {
		root.list = append(root.list, &payloadNode{kind: payloadValue, above: root, name: v.name, value: v.value})
	}
	return root
}

// openPayload shows what the selected row carries. The first value is selected.
func (m *Model) openPayload() {
	c := m.carried()
	p := &m.payload
	*p = payloadPage{title: c.title, find: p.find}
	root := c.root()
	p.place(m)
	p.tree = draw.NewTree(&p.data, root)
	p.tree.Unfold(unfoldedRows)
	p.tree.Reveal([]int{len(root.list) - len(c.values)})
	m.over = inPayload
}

func (m *Model) closePayload() {
	m.payload.tree, m.payload.find.steps = nil, nil
	m.over = 0
}

// leastRows is how many rows a page has, if there is room for them.
const leastRows = 10

// place finds out where the page lies: over the panes, below the header and
// above the hints, and no higher than it needs to be.
func (p *payloadPage) place(m *Model) {
	p.rect = draw.Rect{W: m.width, H: m.height - 1}
	if m.layout.shape == shapeGrid {
		p.rect = p.rect.Inset(2, 1)
	}
	p.rect.H = min(p.rect.H, max(leastRows, p.most)+3)
	inner := p.rect.Inset(1, 1)
	p.rows, p.foot = inner.SplitY(-1)
	p.data = payloadData{width: p.rows.W - 1, method: m.method}
}

// settle brings the page in step with the size of the screen.
func (p *payloadPage) settle(m *Model) {
	if p.tree == nil {
		return
	}
	before := p.data
	p.most = max(p.most, p.tree.Len())
	if p.place(m); p.data != before {
		p.tree.Recount()
	}
	p.tree.SetHeight(p.rows.H)
}

// selected is the selected node, if the page is open.
func (p *payloadPage) selected() *payloadNode {
	if p.tree == nil {
		return nil
	}
	row, _ := p.tree.Selected()
	return row.Node
}

// click selects the row under the pointer, or opens or closes it if it is
// selected. It reports whether the pointer is on the page.
func (p *payloadPage) click(x, y int) bool {
	if !p.rect.Contains(x, y) {
		return false
	}
	from, to := p.tree.Visible()
	switch row := from + y - p.rows.Y; {
	case row < from || row >= to:
	case row == p.tree.Cursor():
		p.tree.Toggle()
	default:
		p.tree.Select(row)
	}
	return true
}
