package share

import (
	"iter"
	"math/bits"
)

const (
	fanBits = 4
	fan     = 1 << fanBits
)

// Table has values by number. The zero Table is empty. It is a tree in which
// each level tells numbers apart by four of their bits, and which has no level
// where all numbers agree: numbers that lie close together, and such as a
// foreign file makes up, take about as much room as their values.
type Table[T any] struct {
	root  *node[T]
	count int
}

// node has what is at the numbers that begin like first, up to the fanBits bits
// from shift on by which it tells them apart.
type node[T any] struct {
	owner  *Owner
	first  uint64 // the lowest number that it has room for
	shift  uint8
	used   uint8          // how many of the fan are not nil
	below  *[fan]*node[T] // nil in a leaf
	values *[fan]*T       // nil but in a leaf, where shift is 0
}

// Len is how many values there are.
func (t *Table[T]) Len() int { return t.count }

// Get returns the value at n, or nil.
func (t *Table[T]) Get(n uint64) *T {
	for b := t.root; b != nil; b = b.below[b.slot(n)] {
		if b.shift == 0 {
			if b.first != n&^(fan-1) {
				return nil
			}
			return b.values[n%fan]
		}
	}
	return nil
}

// Set puts a value at n, in the place of another if there is one.
func (t *Table[T]) Set(o *Owner, n uint64, value *T) {
	at := &t.root
	for {
		b := *at
		switch {
		case b == nil:
			b = &node[T]{owner: o, first: n &^ (fan - 1), values: new([fan]*T)}
		case !b.covers(n):
			b = b.above(o, n)
		default:
			b = b.own(o)
		}
		*at = b
		i := b.slot(n)
		if b.shift == 0 {
			if b.values[i] == nil {
				b.used++
				t.count++
			}
			b.values[i] = value
			return
		}
		if b.below[i] == nil {
			b.used++
		}
		at = &b.below[i]
	}
}

// Delete takes away the value at n, if there is one.
func (t *Table[T]) Delete(o *Owner, n uint64) {
	if t.Get(n) != nil {
		t.count--
		t.root = t.root.without(o, n)
	}
}

// All yields the values in the order of their numbers.
func (t *Table[T]) All() iter.Seq2[uint64, *T] {
	return func(yield func(uint64, *T) bool) { t.root.all(yield) }
}

// Apart is about how many bytes t takes that another one does not. Weigh is
// asked about each value that is not in that one, and what is there at its
// number, or nil. It costs what differs.
func (t *Table[T]) Apart(other *Table[T], weigh func(value, others *T) int) int {
	return t.root.apart(other.root, weigh)
}

func (b *node[T]) slot(n uint64) uint64 { return n >> b.shift % fan }

// covers reports whether there is room for n.
func (b *node[T]) covers(n uint64) bool { return (n^b.first)>>b.shift>>fanBits == 0 }

// above is a node in which there is room for n too, with b in it.
func (b *node[T]) above(o *Owner, n uint64) *node[T] {
	shift := (bits.Len64(n^b.first) - 1) / fanBits * fanBits
	up := &node[T]{owner: o, first: n >> shift >> fanBits << fanBits << shift, shift: uint8(shift), used: 1, below: new([fan]*node[T])}
	up.below[up.slot(b.first)] = b
	return up
}

// own is b, or a copy of it, to be written by o.
func (b *node[T]) own(o *Owner) *node[T] {
	if b.owner == o {
		return b
	}
	c := *b
	c.owner = o
	o.Copies(nodeBytes)
	if b.shift == 0 {
		values := *b.values
		c.values = &values
	} else {
		below := *b.below
		c.below = &below
	}
	return &c
}

// without is b when the value at n, which is there, has gone: nil if it was the
// last one.
func (b *node[T]) without(o *Owner, n uint64) *node[T] {
	i := b.slot(n)
	if b.shift == 0 {
		if b.used == 1 {
			return nil
		}
		b = b.own(o)
		b.values[i] = nil
		b.used--
		return b
	}
	below := b.below[i].without(o, n)
	if below == nil && b.used == 2 {
		return b.other(i)
	}
	b = b.own(o)
	b.below[i] = below
	if below == nil {
		b.used--
	}
	return b
}

// other is the node below b that is not at i.
func (b *node[T]) other(i uint64) *node[T] {
	for k, below := range b.below {
		if below != nil && uint64(k) != i {
			return below
		}
	}
	return nil
}

func (b *node[T]) all(yield func(uint64, *T) bool) bool {
	switch {
	case b == nil:
	case b.shift == 0:
		for i, value := range b.values {
			if value != nil && !yield(b.first+uint64(i), value) {
				return false
			}
		}
	default:
		for _, below := range b.below {
			if !below.all(yield) {
				return false
			}
		}
	}
	return true
}

// nodeBytes is what a node takes.
const nodeBytes = 48 + 8*fan

func (b *node[T]) apart(other *node[T], weigh func(value, others *T) int) int {
	if b == nil {
		return 0
	}
	if other = other.toward(b); b == other {
		return 0
	}
	bytes := nodeBytes
	if b.shift > 0 {
		for _, below := range b.below {
			bytes += below.apart(other, weigh)
		}
		return bytes
	}
	for i, value := range b.values {
		var others *T
		if other != nil && other.first == b.first {
			others = other.values[i]
		}
		if value != nil && value != others {
			bytes += weigh(value, others)
		}
	}
	return bytes
}

// toward is the node in the tree of b that tells numbers apart by the same bits
// as another does, or by lower ones, on the way to that one; nil if there is
// none.
func (b *node[T]) toward(other *node[T]) *node[T] {
	for b != nil && b.shift > other.shift {
		if !b.covers(other.first) {
			return nil
		}
		b = b.below[b.slot(other.first)]
	}
	return b
}
