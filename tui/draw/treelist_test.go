package draw

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// numbers is data in levels that is made from its paths alone: how many nodes
// are below one depends on the numbers that lead there.
type numbers struct{ salt, deepest int }

func (d numbers) Leaf(path []int) bool { return d.Len(path) == 0 }

func (d numbers) Len(path []int) int {
	if len(path) >= d.deepest {
		return 0
	}
	n := d.salt + 3*len(path)
	for _, index := range path {
		n = n*7 + index
	}
	return n % 5
}

func (d numbers) Child(path []int, i int) []int { return append(slices.Clip(path), i) }

// treeTwin is a Tree without cleverness: it makes all rows, each time.
type treeTwin struct {
	data     numbers
	open     map[string]bool
	selected []int
}

func (w *treeTwin) rows() (paths [][]int) { return w.below(nil, false) }

func (w *treeTwin) below(path []int, all bool) (paths [][]int) {
	for i := range w.data.Len(path) {
		child := w.data.Child(path, i)
		paths = append(paths, child)
		if all || w.open[fmt.Sprint(child)] {
			paths = append(paths, w.below(child, all)...)
		}
	}
	return paths
}

// close forgets that a node and all below it are open.
func (w *treeTwin) close(path []int) {
	delete(w.open, fmt.Sprint(path))
	for i := range w.data.Len(path) {
		w.close(w.data.Child(path, i))
	}
}

// TestTreeEqualsTwin opens, closes and moves at random.
func TestTreeEqualsTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := numbers{salt: rapid.IntRange(0, 4).Draw(t, "salt"), deepest: rapid.IntRange(0, 5).Draw(t, "deepest")}
		twin := &treeTwin{data: data, open: map[string]bool{}}
		tree := NewTree(data, nil)
		tree.SetHeight(rapid.IntRange(1, 9).Draw(t, "height"))
		if rows := twin.rows(); len(rows) > 0 {
			twin.selected = rows[0]
		}
		t.Repeat(map[string]func(*rapid.T){
			"move": func(t *rapid.T) {
				if rows := twin.rows(); len(rows) > 0 {
					row := rapid.IntRange(0, len(rows)-1).Draw(t, "row")
					tree.Select(row)
					twin.selected = rows[row]
				}
			},
			"toggle": func(*rapid.T) {
				tree.Toggle()
				if key := fmt.Sprint(twin.selected); twin.open[key] {
					twin.close(twin.selected)
				} else if !data.Leaf(twin.selected) {
					twin.open[key] = true
				}
			},
			"open": func(*rapid.T) {
				tree.Open()
				if !data.Leaf(twin.selected) {
					twin.open[fmt.Sprint(twin.selected)] = true
				}
			},
			"close": func(*rapid.T) {
				tree.Close()
				if twin.open[fmt.Sprint(twin.selected)] {
					twin.close(twin.selected)
				} else if len(twin.selected) > 1 {
					twin.selected = twin.selected[:len(twin.selected)-1]
				}
			},
			"reveal": func(t *rapid.T) {
				all := twin.below(nil, true)
				if len(all) == 0 {
					return
				}
				path := rapid.SampledFrom(all).Draw(t, "path")
				tree.Reveal(path)
				for n := 1; n < len(path); n++ {
					twin.open[fmt.Sprint(path[:n])] = true
				}
				twin.selected = path
			},
			"recount": func(*rapid.T) { tree.Recount() },
			"":        func(t *rapid.T) { checkTree(t, tree, twin) },
		})
	})
}

func checkTree(t *rapid.T, tree *Tree[[]int], twin *treeTwin) {
	rows := twin.rows()
	if tree.Len() != len(rows) {
		t.Fatalf("%d rows, should be %d", tree.Len(), len(rows))
	}
	if got := tree.Path(); !slices.Equal(got, twin.selected) {
		t.Fatalf("%v is selected, should be %v", got, twin.selected)
	}
	from, _ := tree.Visible()
	for i, row := range tree.Rows() {
		want := rows[from+i]
		open := twin.open[fmt.Sprint(want)]
		if !slices.Equal(row.Node, want) || row.Depth != len(want)-1 || row.Index != want[len(want)-1] ||
			row.Open != open || row.Leaf != twin.data.Leaf(want) {
			t.Fatalf("row %d is %+v, should be %v, open %v", from+i, row, want, open)
		}
	}
}

// TestTreeSteps walks over all nodes, there and back, from any of them.
func TestTreeSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := numbers{salt: rapid.IntRange(0, 4).Draw(t, "salt"), deepest: rapid.IntRange(0, 5).Draw(t, "deepest")}
		all := (&treeTwin{data: data}).below(nil, true)
		tree := NewTree(data, nil)
		at := 0
		if len(all) > 0 {
			at = rapid.IntRange(0, len(all)-1).Draw(t, "from")
			tree.Reveal(all[at])
		}
		steps := tree.Steps()
		for _, path := range all[min(at+1, len(all)):] {
			if !steps.Next() || !slices.Equal(steps.Node(), path) || !slices.Equal(steps.Path(), path) {
				t.Fatalf("at %v, should be %v", steps.Node(), path)
			}
		}
		if steps.Next() {
			t.Fatalf("there is %v after the last", steps.Node())
		}
		for _, path := range slices.Backward(all) {
			if !steps.Previous() || !slices.Equal(steps.Node(), path) {
				t.Fatalf("back at %v, should be %v", steps.Node(), path)
			}
		}
		if steps.Previous() {
			t.Fatalf("there is %v before the first", steps.Node())
		}
	})
}

// endless has 2^30 nodes below each.
type endless struct{ asked *int }

func (d endless) Leaf(int) bool         { return false }
func (d endless) Len(int) int           { return 1 << 30 }
func (d endless) Child(n, i int) int    { *d.asked++; return n + i }
func (d endless) tree() *Tree[int]      { t := NewTree[int](d, 0); t.SetHeight(20); return t }
func (d endless) count(f func()) int    { *d.asked = 0; f(); return *d.asked }
func newEndless() (endless, *Tree[int]) { d := endless{new(int)}; return d, d.tree() }

// TestTreeCostsWhatIsVisible: data may have no end.
func TestTreeCostsWhatIsVisible(t *testing.T) {
	d, tree := newEndless()
	for range 100 {
		tree.End()
		tree.Open()
		tree.Move(7)
	}
	if n := d.count(func() { tree.Rows() }); n != 20 {
		t.Errorf("20 rows took %d nodes", n)
	}
	if n := d.count(func() { tree.Unfold(40) }); n > 41 {
		t.Errorf("to unfold into 40 rows took %d nodes", n)
	}
	d, tree = newEndless()
	steps := tree.Steps()
	if n := d.count(func() { steps.Next() }); n != 1 || len(steps.Path()) != 2 {
		t.Errorf("a step took %d nodes, to %v", n, steps.Path())
	}
	if steps.Previous(); !slices.Equal(steps.Path(), []int{0}) {
		t.Errorf("back at %v", steps.Path())
	}
	if steps.Previous() || !steps.Previous() || len(steps.Path()) != deepestStep {
		t.Errorf("the last node is %d levels down", len(steps.Path()))
	}
}

// TestTreeUnfold opens what fits, the higher levels first.
func TestTreeUnfold(t *testing.T) {
	data := numbers{salt: 2, deepest: 9}
	for limit := range 60 {
		tree := NewTree(data, nil)
		before := tree.Len()
		tree.Unfold(limit)
		if tree.Len() > max(before, limit) {
			t.Errorf("%d rows of at most %d", tree.Len(), limit)
		}
	}
	tree := NewTree(data, nil)
	if tree.Unfold(30); tree.Len() < 20 {
		t.Errorf("only %d rows are shown of 30", tree.Len())
	}
}
