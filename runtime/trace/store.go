package trace

import (
	"math"
	"sort"

	"echotui/runtime/wire"
)

// Store is where a Log puts packed blocks for which it has no memory: outside
// of memory, as a rule in a file.
type Store interface {
	// Put keeps bytes, and returns where they are.
	Put([]byte) (at int64, err error)
	// Get returns the bytes at a place, as many as were put there.
	Get(at int64, size int) ([]byte, error)
	// Drop lets go of them.
	Drop(at int64)
}

// stored is a block in the store.
type stored struct {
	first uint64
	at    int64
	size  uint32 // bytes
	count uint32 // facts
}

// storedWeight is what a stored block takes in memory, with what its table has
// in reserve.
const storedWeight = 32

// Unbounded is a bound of memory that is none.
const Unbounded = math.MaxInt

// Bound changes how much memory the facts may take, in bytes, and where those go
// for which there is none: to store, which then has at most room bytes of this
// log, or if that is nil, nowhere. How many facts are kept at most is changed,
// too.
//
// With a store, what is to be moved is moved by whoever calls Spilling; the log
// does nothing to the store by itself but read. Memory takes more than the bound
// until that is done, when the newest block is larger, and when the store takes
// no more: see Refused.
func (l *Log) Bound(limit, bytes int, store Store, room int64) {
	l.limit, l.most, l.store, l.room = max(limit, 1), bytes, store, room
	l.press(l.most/2, l.blocks[:max(0, len(l.blocks)-1)])
	l.forget()
}

// Settle is Bound for a log that nothing is added to for now.
func (l *Log) Settle(bytes int) {
	l.most, l.more = bytes, 0
	l.press(0, l.blocks)
}

// press packs blocks, the oldest first, until those that are not packed weigh at
// most so many bytes, if there is a store to which they can go then.
func (l *Log) press(plain int, blocks []*block) {
	if l.store == nil {
		return
	}
	for i := max(0, len(blocks)-l.fresh); l.plain > plain && i < len(blocks); i++ {
		l.pack(blocks[i])
	}
}

// Spilling is the work of bringing one block to the store, to be done by
// somebody who has the time.
type Spilling struct {
	block  *block
	packed []byte
	store  Store
	at     int64
	err    error
}

// Spilling returns work to be done, if memory is nearly used up: the oldest
// block that is in memory. Nil: there is none, somebody is at it, or the store
// has refused it and nothing has been added since.
func (l *Log) Spilling() *Spilling {
	if l.store == nil || l.bytes <= l.most-l.most/8 || !l.movable() || l.blocks[0].going ||
		l.refused != nil && l.retry == l.grows() {
		return nil
	}
	b := l.blocks[0]
	b.going = true
	return &Spilling{block: b, packed: b.packed, store: l.store}
}

// movable reports whether the oldest block in memory can be brought elsewhere. The
// newest is packed, and goes, only when the log was settled: it may grow.
func (l *Log) movable() bool { return len(l.blocks) > 0 && l.blocks[0].facts == nil }

// grows is the first fact of the block that grows, 0 if there is none.
func (l *Log) grows() uint64 {
	if b := l.newest(); b != nil {
		return b.first
	}
	return 0
}

// Do does the work. Like that of a Packing, it may run while the log is in use.
func (s *Spilling) Do() { s.at, s.err = s.store.Put(s.packed) }

// Spilled takes work that is done. It changes nothing but where facts are.
func (l *Log) Spilled(s *Spilling) {
	b := s.block
	b.going = false
	l.refused = s.err
	switch {
	case s.err != nil:
		l.retry = l.grows()
	case b.gone:
		s.store.Drop(s.at)
	default:
		l.stored = append(l.stored, stored{b.first, s.at, uint32(len(s.packed)), uint32(b.count)})
		l.taken += int64(len(s.packed))
		l.blocks[0] = nil
		l.blocks = l.blocks[1:]
		l.bytes += storedWeight - b.weight
		if l.bytes <= l.most {
			l.more = 0
		}
		l.forget()
	}
}

// Behind reports whether memory takes more than it may, and a block will go
// once somebody has brought it to the store.
func (l *Log) Behind() bool {
	return l.store != nil && l.refused == nil && l.bytes > l.most+l.more && l.movable()
}

// Refused is why the store does not take what there is no memory for: the log
// takes more than it may, and goes on to. Nil: it does not.
func (l *Log) Refused() error {
	if l.bytes <= l.most+l.more {
		return nil
	}
	return l.refused
}

// Allow lets a log whose store refuses take as much memory more as its bound
// is. The store is tried again with each new block.
func (l *Log) Allow() { l.more += l.most }

// Stored is how many bytes are in the store.
func (l *Log) Stored() int64 { return l.taken }

// Lost is why facts that were in the store were forgotten; nil if none were.
func (l *Log) Lost() error { return l.lost }

// full reports whether the store holds more than it may, or so many blocks that
// their table takes more of the memory than it should.
func (l *Log) full() bool {
	return l.taken > l.room || len(l.stored)*storedWeight > max(l.most/4, storedWeight)
}

// fromStore is from for a fact in the store.
func (l *Log) fromStore(seq uint64) (facts []wire.Event, lost bool) {
	i := sort.Search(len(l.stored), func(i int) bool { return l.stored[i].first > seq }) - 1
	b := l.stored[i]
	facts, err := l.decoded.Get(b.first, func() ([]byte, error) { return l.store.Get(b.at, int(b.size)) })
	if err != nil {
		l.lost = err
		l.dropStored(i + 1)
		return nil, true
	}
	return facts[seq-b.first:], false
}

// dropStored forgets the oldest n blocks in the store.
func (l *Log) dropStored(n int) {
	for _, b := range l.stored[:n] {
		l.store.Drop(b.at)
		l.taken -= int64(b.size)
		l.bytes -= storedWeight
		l.first += uint64(b.count)
		l.decoded.Drop(b.first)
	}
	l.stored = l.stored[n:]
}
