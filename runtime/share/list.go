package share

import (
	"cmp"
	"iter"
	"slices"
)

// Block is how many numbers a block of a List has at most.
const Block = 64

// Sum is what numbers of a List amount to, as its user counts it.
type Sum[S any] interface {
	Plus(S) S
	comparable
}

// None is the Sum of those who count nothing.
type None struct{}

// Plus implements Sum.
func (None) Plus(None) None { return None{} }

// List has numbers in the order of their keys. A key never changes while its
// number is there. The zero List is empty, and is all that an empty one takes.
//
// It is cut into blocks, each of which has a Sum, so that whoever looks for a
// place passes over a hundred numbers at once.
type List[S Sum[S]] struct{ body *body[S] }

// Set is a List in which numbers are their own keys.
type Set = List[None]

type body[S Sum[S]] struct {
	owner  *Owner
	count  int
	blocks []*block[S] // in the order of their keys, none of them empty
}

type block[S Sum[S]] struct {
	owner *Owner
	from  uint64 // a key up to that of the first number, and after those of the block before
	list  []uint64
	sum   S
}

// small is a body with room for a few numbers, made at once.
type small[S Sum[S]] struct {
	body[S]
	block  block[S]
	blocks [1]*block[S]
	list   [2]uint64
}

// Len is how many numbers there are.
func (l List[S]) Len() int {
	if l.body == nil {
		return 0
	}
	return l.body.count
}

// At is the number at a place from 0 to Len-1.
func (l List[S]) At(place int) uint64 {
	for _, b := range l.body.blocks {
		if place < len(b.list) {
			return b.list[place]
		}
		place -= len(b.list)
	}
	panic("share: no such place in the list")
}

// From yields the numbers from a place on.
func (l List[S]) From(place int) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for end, b := range l.blocks {
			for _, n := range b.list[min(len(b.list), max(0, place-(end-len(b.list)))):] {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// Blocks yields what many numbers amount to at once: those from one place to
// before end.
func (l List[S]) Blocks(yield func(end int, sum S) bool) {
	for end, b := range l.blocks {
		if !yield(end, b.sum) {
			return
		}
	}
}

func (l List[S]) blocks(yield func(end int, b *block[S]) bool) {
	if l.body == nil {
		return
	}
	end := 0
	for _, b := range l.body.blocks {
		if end += len(b.list); !yield(end, b) {
			return
		}
	}
}

// Place is where a number is, and whether it is there.
func (l List[S]) Place(key, n uint64) (place int, found bool) {
	if l.body == nil {
		return 0, false
	}
	at := l.body.of(key)
	for _, b := range l.body.blocks[:at] {
		place += len(b.list)
	}
	i := slices.Index(l.body.blocks[at].list, n)
	return place + i, i >= 0
}

// Append puts a number behind all others. Its key must be higher than theirs.
func (l *List[S]) Append(o *Owner, key, n uint64) {
	b := l.own(o)
	if b.count == 0 {
		b.blocks[0].from = key
	}
	last := len(b.blocks) - 1
	if len(b.blocks[last].list) == Block {
		b.blocks = append(b.blocks, &block[S]{owner: o, from: key, list: make([]uint64, 0, Block)})
		last++
	}
	to := b.ownBlock(o, last)
	to.list = append(to.list, n)
	b.count++
}

// Insert puts a number into a Set, and reports whether it was not there before.
func Insert(s *Set, o *Owner, n uint64) bool {
	if s.Len() == 0 {
		s.Append(o, n, n)
		return true
	}
	at := s.body.of(n)
	list := s.body.blocks[at].list
	i, found := slices.BinarySearch(list, n)
	switch {
	case found:
		return false
	case at == len(s.body.blocks)-1 && i == len(list):
		s.Append(o, n, n)
		return true
	}
	b := s.own(o)
	to := b.ownBlock(o, at)
	if len(to.list) == Block {
		half := slices.Clone(to.list[Block/2:])
		b.blocks = slices.Insert(b.blocks, at+1, &block[None]{owner: o, from: half[0], list: half})
		to.list = to.list[:Block/2]
		if n > half[0] {
			to, i = b.blocks[at+1], i-Block/2
		}
	}
	to.from = min(to.from, n)
	to.list = slices.Insert(to.list, i, n)
	b.count++
	return true
}

// Remove takes a number out, if it is there, and reports whether it was. What
// its block amounts to is for its user to change before.
func (l *List[S]) Remove(o *Owner, key, n uint64) bool {
	if l.body == nil {
		return false
	}
	at := l.body.of(key)
	i := slices.Index(l.body.blocks[at].list, n)
	switch {
	case i < 0:
		return false
	case l.body.count == 1:
		l.body = nil
		return true
	}
	b := l.own(o)
	from := b.ownBlock(o, at)
	from.list = slices.Delete(from.list, i, i+1)
	b.count--
	b.join(o, at)
	return true
}

// Sum is what the block of a key amounts to, to be changed.
func (l *List[S]) Sum(o *Owner, key uint64) *S {
	b := l.own(o)
	return &b.ownBlock(o, b.of(key)).sum
}

// of is the place of the block for a key.
func (b *body[S]) of(key uint64) int {
	last := len(b.blocks) - 1
	if last == 0 || key >= b.blocks[last].from {
		return last
	}
	i, found := slices.BinarySearchFunc(b.blocks, key, func(b *block[S], key uint64) int { return cmp.Compare(b.from, key) })
	if !found {
		i--
	}
	return max(0, i)
}

// join makes one of a block that has become small and one beside it, if the two
// fill no more than half a block.
func (b *body[S]) join(o *Owner, at int) {
	if at > 0 && (at == len(b.blocks)-1 || len(b.blocks[at-1].list) < len(b.blocks[at+1].list)) {
		at--
	}
	if at+1 == len(b.blocks) || len(b.blocks[at].list)+len(b.blocks[at+1].list) > Block/2 {
		return
	}
	next := b.blocks[at+1]
	to := b.ownBlock(o, at)
	to.list = append(to.list, next.list...)
	to.sum = to.sum.Plus(next.sum)
	b.blocks = slices.Delete(b.blocks, at+1, at+2)
}

// own is the body, to be written by o; there is one from now on.
func (l *List[S]) own(o *Owner) *body[S] {
	was := l.body
	switch {
	case was == nil || was.owner != o && len(was.blocks) == 1:
		s := &small[S]{body: body[S]{owner: o}, block: block[S]{owner: o}}
		s.blocks[0] = &s.block
		s.body.blocks, s.block.list = s.blocks[:], s.list[:0]
		if was != nil {
			o.Copies(bodyBytes + 8*was.count)
			s.count, s.block.from, s.block.sum = was.count, was.blocks[0].from, was.blocks[0].sum
			s.block.list = append(s.block.list, was.blocks[0].list...)
		}
		l.body = &s.body
	case was.owner != o:
		o.Copies(bodyBytes + 8*len(was.blocks))
		l.body = &body[S]{owner: o, count: was.count, blocks: slices.Clone(was.blocks)}
	}
	return l.body
}

// ownBlock is a block, to be written by o.
func (b *body[S]) ownBlock(o *Owner, at int) *block[S] {
	was := b.blocks[at]
	if was.owner != o {
		c := *was
		o.Copies(blockBytes)
		c.owner, c.list = o, append(make([]uint64, 0, Block), was.list...)
		b.blocks[at] = &c
	}
	return b.blocks[at]
}

// What the parts of a list take.
const (
	bodyBytes  = 144
	blockBytes = 64 + 8*Block
)

// Apart is about how many bytes l takes that another one does not. It costs
// what the list has blocks.
func (l List[S]) Apart(other List[S]) int {
	if l.body == nil || l.body == other.body {
		return 0
	}
	bytes := bodyBytes
	if len(l.body.blocks) == 1 {
		return bytes + 8*len(l.body.blocks[0].list)
	}
	known := map[*block[S]]bool{}
	for _, b := range other.blocks {
		known[b] = true
	}
	for _, b := range l.blocks {
		if bytes += 8; !known[b] {
			bytes += blockBytes
		}
	}
	return bytes
}
