package share

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// copies are copies of one collection that go their own ways, and what each of
// them should have.
type copies[C, Twin any] struct {
	all    []C
	twins  []Twin
	owners []*Owner
}

// fork makes one more copy, and gives both new owners.
func (c *copies[C, Twin]) fork(i int, clone func(Twin) Twin) {
	c.owners[i] = new(Owner)
	c.all, c.twins, c.owners = append(c.all, c.all[i]), append(c.twins, clone(c.twins[i])), append(c.owners, new(Owner))
}

// number is one of a few that lie together, or any.
func number(t *rapid.T) uint64 {
	return rapid.OneOf(rapid.Uint64Range(0, 300), rapid.Uint64Range(0, 40_000), rapid.Uint64()).Draw(t, "number")
}

// TestTablesEqualTwins writes at random into copies of a table, and into maps.
func TestTablesEqualTwins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := copies[Table[int], map[uint64]int]{
			all: []Table[int]{{}}, twins: []map[uint64]int{{}}, owners: []*Owner{new(Owner)},
		}
		for range rapid.IntRange(1, 40).Draw(t, "rounds") {
			i := rapid.IntRange(0, len(c.all)-1).Draw(t, "copy")
			for range rapid.IntRange(0, 30).Draw(t, "writes") {
				n, table := number(t), &c.all[i]
				if keys := slices.Sorted(maps.Keys(c.twins[i])); len(keys) > 0 && rapid.Bool().Draw(t, "one that is there") {
					n = rapid.SampledFrom(keys).Draw(t, "which")
				}
				if rapid.Bool().Draw(t, "delete") {
					table.Delete(c.owners[i], n)
					delete(c.twins[i], n)
				} else {
					value := rapid.Int().Draw(t, "value")
					table.Set(c.owners[i], n, &value)
					c.twins[i][n] = value
				}
			}
			if rapid.IntRange(0, 3).Draw(t, "fork") == 0 {
				c.fork(i, maps.Clone)
			}
			for i := range c.all {
				checkTable(t, &c.all[i], c.twins[i])
			}
		}
		for i := range c.all {
			checkApart(t, &c.all[i], &c.all[0])
		}
	})
}

func checkTable(t *rapid.T, table *Table[int], want map[uint64]int) {
	got, last := 0, uint64(0)
	for n, value := range table.All() {
		if got > 0 && n <= last {
			t.Fatalf("%d comes after %d", n, last)
		}
		if found, known := want[n]; !known || found != *value || table.Get(n) != value {
			t.Fatalf("at %d is %d, want %d (%v)", n, *value, found, known)
		}
		got, last = got+1, n
	}
	if got != len(want) || table.Len() != got {
		t.Fatalf("%d values, says %d, want %d", got, table.Len(), len(want))
	}
	if n := number(t); table.Get(n) != nil {
		if _, known := want[n]; !known {
			t.Fatalf("there is a value at %d", n)
		}
	}
	if nodes := table.root.nodes(t); got > 0 && nodes > 2*got-1 {
		t.Fatalf("%d nodes for %d values", nodes, got)
	}
}

// nodes counts them, and looks whether each is well.
func (b *node[T]) nodes(t *rapid.T) int {
	if b == nil {
		return 0
	}
	used, all := 0, 1
	if b.shift == 0 {
		for _, value := range b.values {
			if value != nil {
				used++
			}
		}
	} else {
		for i, below := range b.below {
			if below == nil {
				continue
			}
			used++
			if !b.covers(below.first) || b.slot(below.first) != uint64(i) || below.shift >= b.shift {
				t.Fatalf("node %x of shift %d is at %d of %x, shift %d", below.first, below.shift, i, b.first, b.shift)
			}
			all += below.nodes(t)
		}
		if used < 2 {
			t.Fatalf("a branch of %d", used)
		}
	}
	if used != int(b.used) || used == 0 {
		t.Fatalf("%d are used, says %d", used, b.used)
	}
	return all
}

// checkApart compares what is weighed with the values that one table has and
// another has not.
func checkApart(t *rapid.T, a, b *Table[int]) {
	values, nodes := 0, 0
	bytes := a.Apart(b, func(value, old *int) int {
		values++
		if old == value {
			t.Fatalf("a value is weighed that is in both")
		}
		return 0
	})
	want := 0
	for n, value := range a.All() {
		if b.Get(n) != value {
			want++
		}
	}
	known := map[*node[int]]bool{}
	b.root.each(func(n *node[int]) { known[n] = true })
	a.root.each(func(n *node[int]) {
		if !known[n] {
			nodes++
		}
	})
	if values != want || bytes != nodes*nodeBytes {
		t.Fatalf("%d values and %d bytes are apart, want %d values and %d nodes", values, bytes, want, nodes)
	}
}

func (b *node[T]) each(do func(*node[T])) {
	if b == nil {
		return
	}
	do(b)
	if b.shift > 0 {
		for _, below := range b.below {
			below.each(do)
		}
	}
}

// count is a Sum: how many numbers there are.
type count int

func (c count) Plus(by count) count { return c + by }

// TestListsEqualTwins writes at random into copies of a list, and into slices.
// The key of a number is the number, times ten, which it was when it came.
func TestListsEqualTwins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := copies[List[count], []uint64]{all: []List[count]{{}}, twins: [][]uint64{nil}, owners: []*Owner{new(Owner)}}
		next := uint64(0)
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			i := rapid.IntRange(0, len(c.all)-1).Draw(t, "copy")
			list, twin, o := &c.all[i], &c.twins[i], c.owners[i]
			for range rapid.SampledFrom([]int{0, 1, 2, 5, 300}).Draw(t, "come") {
				next++
				list.Append(o, next*10, next)
				*list.Sum(o, next*10)++
				*twin = append(*twin, next)
			}
			from, step := rapid.IntRange(0, 400).Draw(t, "from"), rapid.IntRange(1, 5).Draw(t, "step")
			for range rapid.SampledFrom([]int{0, 1, 2, 50, 300}).Draw(t, "go") {
				if len(*twin) == 0 {
					break
				}
				from = (from + step) % len(*twin)
				n := (*twin)[from]
				*list.Sum(o, n*10)--
				if !list.Remove(o, n*10, n) || list.Remove(o, n*10, n) {
					t.Fatalf("%d was not there once", n)
				}
				*twin = slices.Delete(*twin, from, from+1)
			}
			if rapid.Bool().Draw(t, "fork") {
				c.fork(i, slices.Clone)
			}
			for i := range c.all {
				checkList(t, c.all[i], c.twins[i], func(n uint64) uint64 { return n * 10 })
				end := 0
				for until, sum := range c.all[i].Blocks {
					if int(sum) != until-end || until == end {
						t.Fatalf("the numbers from %d to %d amount to %d", end, until, sum)
					}
					end = until
				}
			}
		}
	})
}

// TestSetsEqualTwins does so with numbers that come in no order.
func TestSetsEqualTwins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := copies[Set, []uint64]{all: []Set{{}}, twins: [][]uint64{nil}, owners: []*Owner{new(Owner)}}
		n := uint64(7)
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			i := rapid.IntRange(0, len(c.all)-1).Draw(t, "copy")
			set, twin, o := &c.all[i], &c.twins[i], c.owners[i]
			for range rapid.SampledFrom([]int{0, 1, 2, 5, 300}).Draw(t, "come") {
				n = (n*31 + rapid.SampledFrom([]uint64{1, 17}).Draw(t, "by")) % 1000
				at, found := slices.BinarySearch(*twin, n)
				if Insert(set, o, n) == found {
					t.Fatalf("%d is new: %v", n, found)
				}
				if !found {
					*twin = slices.Insert(*twin, at, n)
				}
			}
			for range rapid.SampledFrom([]int{0, 1, 5, 300}).Draw(t, "go") {
				n = (n*31 + 17) % 1000
				at, found := slices.BinarySearch(*twin, n)
				if set.Remove(o, n, n) != found {
					t.Fatalf("%d was there: %v", n, !found)
				}
				if found {
					*twin = slices.Delete(*twin, at, at+1)
				}
			}
			if rapid.Bool().Draw(t, "fork") {
				c.fork(i, slices.Clone)
			}
			for i := range c.all {
				checkList(t, c.all[i], c.twins[i], func(n uint64) uint64 { return n })
			}
		}
	})
}

func checkList[S Sum[S]](t *rapid.T, list List[S], want []uint64, key func(uint64) uint64) {
	if got := slices.Collect(list.From(0)); !slices.Equal(got, want) || list.Len() != len(want) {
		t.Fatalf("%d numbers: %v, want %v", list.Len(), got, want)
	}
	from := rapid.IntRange(0, len(want)).Draw(t, "from")
	if got := slices.Collect(list.From(from)); !slices.Equal(got, want[from:]) {
		t.Fatalf("from %d: %v, want %v", from, got, want[from:])
	}
	if from < len(want) {
		place, found := list.Place(key(want[from]), want[from])
		if !found || place != from || list.At(from) != want[from] {
			t.Fatalf("%d is at %d (%v), and there is %d", want[from], place, found, list.At(from))
		}
	}
	if blocks := 0; list.body != nil {
		for range list.Blocks {
			blocks++
		}
		if blocks > 1+4*len(want)/Block {
			t.Fatalf("%d numbers in %d blocks", len(want), blocks)
		}
	}
	if list.Apart(list) != 0 || len(want) > 0 && list.Apart(List[S]{}) < 8*len(want) {
		t.Fatalf("%d numbers weigh %d", len(want), list.Apart(List[S]{}))
	}
}

// TestVectorsEqualTwins writes at random into copies of a vector, and into
// slices.
func TestVectorsEqualTwins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := copies[Vector[int], []int]{all: []Vector[int]{{}}, twins: [][]int{nil}, owners: []*Owner{new(Owner)}}
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			i := rapid.IntRange(0, len(c.all)-1).Draw(t, "copy")
			vector, twin, o := &c.all[i], &c.twins[i], c.owners[i]
			value := rapid.IntRange(1, 1000).Draw(t, "value")
			for k := range rapid.SampledFrom([]int{0, 1, 5, 300}).Draw(t, "come") {
				vector.Append(o, value+k)
				*twin = append(*twin, value+k)
			}
			for k := range rapid.SampledFrom([]int{0, 1, 5}).Draw(t, "change") {
				if len(*twin) > 0 {
					at := (value * (k + 7)) % len(*twin)
					vector.Set(o, at, -value)
					(*twin)[at] = -value
				}
			}
			for range rapid.SampledFrom([]int{0, 1, 5, 300}).Draw(t, "go") {
				if len(*twin) > 0 {
					vector.Shorten(o)
					*twin = (*twin)[:len(*twin)-1]
				}
			}
			if rapid.Bool().Draw(t, "fork") {
				c.fork(i, slices.Clone)
			}
			for i := range c.all {
				if c.all[i].Len() != len(c.twins[i]) {
					t.Fatalf("%d elements, want %d", c.all[i].Len(), len(c.twins[i]))
				}
				for k, want := range c.twins[i] {
					if got := c.all[i].At(k); got != want {
						t.Fatalf("element %d is %d, want %d", k, got, want)
					}
				}
			}
		}
	})
}
