package draw

import (
	"cmp"
	"slices"
)

// Branches is data in levels, as a Tree sees it. The nodes right below one have
// numbers, from 0.
type Branches[N any] interface {
	// Leaf reports whether nothing is below a node. It is asked for each node
	// that is visible, and must be cheap.
	Leaf(n N) bool
	// Len is how many nodes are right below one, at most 2^31. It may take a
	// while: it is asked only when a node is opened, or walked into.
	Len(n N) int
	// Child is node number i right below n. It must be cheap.
	Child(n N, i int) N
}

// Tree is data in levels of which a part is shown, a node a row: all nodes right
// below the root, and those below nodes that were opened. It keeps what is open
// and nothing else, so that it costs what somebody has opened and what is
// visible, however much data there is: the data may have no end.
//
// The List is of the rows. Of its methods, only those that move the selection
// are for others to call, and SetHeight.
type Tree[N any] struct {
	List
	data Branches[N]
	root *opened[N]
}

// opened is a node of which the ones right below are shown.
type opened[N any] struct {
	node  N
	above *opened[N]   // nil for the root
	index int          // its number among those right below above
	len   int          // nodes right below
	rows  int          // rows below, on all levels
	below []*opened[N] // those right below that are open, by their numbers
}

// TreeRow is one row of a Tree.
type TreeRow[N any] struct {
	Node  N
	Depth int // 0 right below the root
	Index int // number among its siblings
	Leaf  bool
	Open  bool
}

// NewTree shows what is right below root, which itself is not shown.
func NewTree[N any](data Branches[N], root N) *Tree[N] {
	t := &Tree[N]{data: data}
	n := data.Len(root)
	t.root = &opened[N]{node: root, len: n, rows: n}
	t.SetLen(n)
	return t
}

// Rows are the visible ones.
func (t *Tree[N]) Rows() []TreeRow[N] {
	from, to := t.Visible()
	rows := make([]TreeRow[N], 0, to-from)
	for row := from; row < to; row++ {
		rows = append(rows, t.row(row))
	}
	return rows
}

// Selected is the selected row, if there is one.
func (t *Tree[N]) Selected() (row TreeRow[N], found bool) {
	if t.Len() == 0 {
		return row, false
	}
	return t.row(t.Cursor()), true
}

func (t *Tree[N]) row(row int) TreeRow[N] {
	above, index := t.find(row)
	n := t.data.Child(above.node, index)
	_, open := above.open(index)
	return TreeRow[N]{Node: n, Depth: above.depth(), Index: index, Leaf: t.data.Leaf(n), Open: open}
}

// find is the node of a row: number index right below above.
func (t *Tree[N]) find(row int) (above *opened[N], index int) {
	above = t.root
	for {
		next := above.into(&row)
		if next == nil {
			return above, row
		}
		above = next
	}
}

// into goes from a row below o to one below the open node that has it, or else
// to the number of a node right below o.
func (o *opened[N]) into(row *int) *opened[N] {
	skipped := 0
	for _, b := range o.below {
		at := b.index + skipped
		switch {
		case *row <= at:
			*row -= skipped
			return nil
		case *row <= at+b.rows:
			*row -= at + 1
			return b
		}
		skipped += b.rows
	}
	*row -= skipped
	return nil
}

// rowOf is the row of node number index right below o.
func (o *opened[N]) rowOf(index int) int {
	row := index
	for _, b := range o.below {
		if b.index < index {
			row += b.rows
		}
	}
	if o.above == nil {
		return row
	}
	return o.above.rowOf(o.index) + 1 + row
}

// open finds an open node right below o by its number, or where it would be.
func (o *opened[N]) open(index int) (place int, found bool) {
	return slices.BinarySearchFunc(o.below, index, func(b *opened[N], index int) int {
		return cmp.Compare(b.index, index)
	})
}

func (o *opened[N]) depth() int {
	depth := 0
	for ; o.above != nil; o = o.above {
		depth++
	}
	return depth
}

// grow tells o, and all above it, of n more rows.
func (o *opened[N]) grow(n int) {
	for ; o != nil; o = o.above {
		o.rows += n
	}
}

// enter opens a node, and returns it; nil if nothing is below it.
func (t *Tree[N]) enter(above *opened[N], index int) *opened[N] {
	place, found := above.open(index)
	if found {
		return above.below[place]
	}
	n := t.data.Child(above.node, index)
	if t.data.Leaf(n) {
		return nil
	}
	o := &opened[N]{node: n, above: above, index: index, len: t.data.Len(n)}
	above.below = slices.Insert(above.below, place, o)
	o.grow(o.len)
	t.SetLen(t.root.rows)
	return o
}
