package draw

import "slices"

// Open shows what is below the selected node.
func (t *Tree[N]) Open() {
	if t.Len() > 0 {
		t.enter(t.find(t.Cursor()))
	}
}

// Close hides what is below the selected node; if nothing of that is shown, it
// selects the node above.
func (t *Tree[N]) Close() {
	if t.Len() == 0 {
		return
	}
	above, index := t.find(t.Cursor())
	place, found := above.open(index)
	switch {
	case found:
		above.grow(-above.below[place].rows)
		above.below = slices.Delete(above.below, place, place+1)
		t.SetLen(t.root.rows)
	case above.above != nil:
		t.Select(above.above.rowOf(above.index))
	}
}

// Toggle opens the selected node, or closes it.
func (t *Tree[N]) Toggle() {
	if row, found := t.Selected(); found && row.Open {
		t.Close()
		return
	}
	t.Open()
}

// Unfold opens nodes, those of higher levels first, as long as no more than
// limit rows are shown. It looks at no more than those.
func (t *Tree[N]) Unfold(limit int) {
	for queue := []*opened[N]{t.root}; len(queue) > 0; queue = queue[1:] {
		above := queue[0]
		for i := 0; i < above.len && i < limit; i++ {
			n := t.data.Child(above.node, i)
			if t.data.Leaf(n) || t.root.rows+t.data.Len(n) > limit {
				continue
			}
			queue = append(queue, t.enter(above, i))
		}
	}
}

// Path leads to the selected node: the numbers on the way to it from the root.
// There is none if there are no rows.
func (t *Tree[N]) Path() []int {
	if t.Len() == 0 {
		return nil
	}
	above, index := t.find(t.Cursor())
	path := []int{index}
	for ; above.above != nil; above = above.above {
		path = append(path, above.index)
	}
	slices.Reverse(path)
	return path
}

// Reveal selects the node that a path leads to, and opens those above it; if the
// path leads to nothing, the last node there is on the way.
func (t *Tree[N]) Reveal(path []int) {
	above := t.root
	for level, index := range path {
		if above.len == 0 {
			return
		}
		index = max(0, min(index, above.len-1))
		t.ScrollTo(above.rowOf(index))
		if level == len(path)-1 {
			return
		}
		if above = t.enter(above, index); above == nil {
			return
		}
	}
}

// Recount asks anew how many nodes are below those that are open: when that has
// changed. What is selected stays so, if it is still there.
func (t *Tree[N]) Recount() {
	path, top := t.Path(), t.Top()
	t.recount(t.root)
	t.SetLen(t.root.rows)
	t.Reveal(path)
	t.Show(top, t.Cursor())
}

func (t *Tree[N]) recount(o *opened[N]) {
	o.len = t.data.Len(o.node)
	o.rows = o.len
	o.below = slices.DeleteFunc(o.below, func(b *opened[N]) bool { return b.index >= o.len })
	for _, b := range o.below {
		t.recount(b)
		o.rows += b.rows
	}
}

// Branch draws what stands in front of a row of a Tree: blanks for its depth, in
// at most half of r, and whether what is below is shown. It returns what of the
// first row of r is left.
func (c *Canvas) Branch(r Rect, depth int, leaf, open bool) Rect {
	used := min(2*depth, r.W/2)
	switch {
	case leaf:
	case open:
		c.Text(r.X+used, r.Y, 1, c.Glyphs().Open, In(Accent))
	default:
		c.Text(r.X+used, r.Y, 1, c.Glyphs().Closed, In(Accent))
	}
	return Rect{X: r.X + used + 2, Y: r.Y, W: max(0, r.W-used-2), H: 1}
}
