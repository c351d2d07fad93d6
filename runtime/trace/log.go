package trace

import (
	"fmt"
	"sort"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
)

// Log holds the latest facts of a node, in order and without gaps, in blocks.
// The newest blocks hold facts as they are, so that whoever follows a run reads
// them for nothing. Older ones are packed: encoded, at about 3 bytes a fact of
// an ordinary app, and decoded again when somebody asks. Where there is a Store,
// the oldest of those go there when memory has no room for more, and are read
// back when somebody asks. The oldest of all are forgotten whole, so that growing
// never moves a fact.
//
// Everything is copied in and out: no reader ever sees a fact change. A Log is
// not safe for concurrent use; its owner guards it with a lock.
type Log struct {
	limit  int      // most facts kept
	most   int      // most bytes in memory
	size   int      // most facts in a block
	fresh  int      // how many of the newest blocks stay as they are
	blocks []*block // there is one at least once there is a fact, unless all are stored; the last one grows
	bytes  int      // what all of them and the table of stored ones weigh
	plain  int      // what those weigh that are not packed
	first  uint64   // Seq of the oldest fact kept
	last   uint64

	spare   []wire.Event // array of a block that needs it no more
	weigher codec.Weigher
	encoder codec.Encoder
	decoded codec.Cache

	store   Store    // nil: what memory has no room for is forgotten
	stored  []stored // the blocks before all others
	room    int64    // most bytes in the store
	taken   int64    // bytes in the store
	refused error    // why the store did not take the last block that it was given
	retry   uint64   // see grows, then
	more    int      // bytes of memory beyond most, allowed since it refused one
	lost    error    // why facts that were stored cannot be read any more
}

// block is a run of facts: plain, packed, or for a while both.
type block struct {
	first  uint64
	count  int
	weight int // bytes it takes, as far as the bound is concerned
	facts  []wire.Event
	packed []byte
	lent   bool // somebody reads facts without a lock
	going  bool // somebody brings it to the store
	gone   bool // forgotten
}

const (
	// blockFacts is how many facts a block of an ordinary log holds: 320 KB and
	// what they carry. It takes half a millisecond to decode; half of it would take
	// more than half, to encode, too, and fill more memory.
	blockFacts = 2048
	// blockBytes ends a block early when its facts are heavy.
	blockBytes = 1 << 20
	// freshBlocks is how many blocks stay as they are. A log that has no more
	// never packs any.
	freshBlocks = 8
	// packedWeight is what a packed block takes besides its bytes.
	packedWeight = 128
	// LogBytes is the bound of NewLog: 10 million facts of an ordinary app take
	// an eighth of it.
	LogBytes = 256 << 20
)

// NewLog makes an empty log that keeps at most limit facts, and at least 1, in
// LogBytes of memory. Once full it keeps between seven eighths of the limit and
// the limit.
func NewLog(limit int) *Log { return NewBoundedLog(limit, LogBytes) }

// NewLogAfter is NewLog for facts that are numbered on from seq.
func NewLogAfter(seq uint64, limit int) *Log {
	l := NewLog(limit)
	l.first, l.last = seq+1, seq
	return l
}

// NewBoundedLog is NewLog with another bound of memory, in bytes. A packed fact
// counts what it takes, another one about that: see codec.Weigher. The newest
// block, at most 1 MiB and one fact, is kept whatever it takes, and what was
// decoded last is not counted: see codec.Cache.
func NewBoundedLog(limit, bytes int) *Log {
	limit = max(limit, 1)
	return &Log{limit: limit, most: bytes, size: min(max(limit/8, 1), blockFacts), fresh: freshBlocks, first: 1}
}

// Append adds facts. Their numbers go on where the log ends, the first fact of
// all being number 1 unless the log was made to begin later; it panics
// otherwise, for then the node has a bug.
func (l *Log) Append(events ...wire.Event) {
	for i := range events {
		if events[i].Seq != l.last+1 {
			panic(fmt.Sprintf("trace: fact %d appended after fact %d", events[i].Seq, l.last))
		}
		l.add(&events[i])
	}
}

func (l *Log) add(e *wire.Event) {
	b := l.newest()
	if b == nil || b.facts == nil || b.count == l.size || b.weight >= blockBytes {
		b = l.begin(e.Seq)
	}
	b.facts = append(b.facts, *e)
	b.count++
	weight := l.weigher.Fact(e)
	b.weight += weight
	l.bytes += weight
	l.plain += weight
	l.last = e.Seq
	l.forget()
}

func (l *Log) newest() *block {
	if len(l.blocks) == 0 {
		return nil
	}
	return l.blocks[len(l.blocks)-1]
}

// begin adds a block. One that is no longer among the newest is packed then,
// always at the same fact, whoever did the work.
func (l *Log) begin(first uint64) *block {
	if i := len(l.blocks) - l.fresh; i >= 0 {
		l.pack(l.blocks[i])
	}
	l.press(l.most/2, l.blocks)
	b := &block{first: first, facts: l.spare}
	if l.spare = nil; b.facts == nil {
		b.facts = make([]wire.Event, 0, l.size)
	}
	l.blocks = append(l.blocks, b)
	return b
}

// pack leaves a block with its packed form only.
func (l *Log) pack(b *block) {
	if b.facts == nil {
		return
	}
	if b.packed == nil {
		b.packed = encode(&l.encoder, b.facts)
	}
	l.release(b)
	l.bytes -= b.weight
	l.plain -= b.weight
	b.weight = len(b.packed) + packedWeight
	l.bytes += b.weight
}

// release takes the facts of a block away and keeps their array.
func (l *Log) release(b *block) {
	if !b.lent && b.facts != nil {
		clear(b.facts) // payloads must not outlive their facts
		l.spare = b.facts[:0]
	}
	b.facts = nil
}

// forget drops the oldest blocks as long as there is too much.
func (l *Log) forget() {
	for len(l.stored) > 0 && (l.crowded() || l.full()) {
		l.dropStored(1)
	}
	for len(l.blocks) > 1 && (l.crowded() || l.store == nil && l.bytes > l.most) {
		oldest := l.blocks[0]
		l.blocks[0] = nil
		l.blocks = l.blocks[1:]
		l.bytes -= oldest.weight
		if oldest.facts != nil {
			l.plain -= oldest.weight
		}
		l.first += uint64(oldest.count)
		l.release(oldest)
		oldest.gone = true
		l.decoded.Drop(oldest.first)
	}
}

// crowded reports whether there are more facts than may be kept.
func (l *Log) crowded() bool { return l.last-l.first >= uint64(l.limit) }

// Since appends to dst the facts numbered after seq, oldest first, at most
// limit of them, and returns it. When the facts right after seq have been
// forgotten it starts at the oldest one kept. If the store turns out to have
// lost some, it ends before them: see Lost.
func (l *Log) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	before := len(dst)
	for next := max(seq+1, l.first); next <= l.last && limit > 0 && seq < l.last; {
		part, lost := l.from(next)
		if lost && len(dst) > before {
			break
		}
		if lost {
			next = l.first
			continue
		}
		part = part[:min(len(part), limit)]
		dst = append(dst, part...)
		next += uint64(len(part))
		limit -= len(part)
	}
	return dst
}

// At returns the fact numbered seq, and whether the log has it.
func (l *Log) At(seq uint64) (wire.Event, bool) {
	if seq < l.first || seq > l.last {
		return wire.Event{}, false
	}
	part, lost := l.from(seq)
	if lost {
		return wire.Event{}, false
	}
	return part[0], true
}

// from are the facts of a block from fact seq on, which is kept, valid until the
// next call. Lost: the store has not kept it, and now it is forgotten.
func (l *Log) from(seq uint64) (facts []wire.Event, lost bool) {
	if len(l.blocks) == 0 || seq < l.blocks[0].first {
		return l.fromStore(seq)
	}
	b := l.blocks[sort.Search(len(l.blocks), func(i int) bool { return l.blocks[i].first > seq })-1]
	if facts = b.facts; facts == nil {
		facts = l.decode(b.first, b.packed)
	}
	return facts[seq-b.first:], false
}

// decode are the facts of a packed block.
func (l *Log) decode(first uint64, packed []byte) []wire.Event {
	facts, err := l.decoded.Get(first, func() ([]byte, error) { return packed, nil })
	if err != nil {
		panic("trace: a packed block: " + err.Error()) // we packed it
	}
	return facts
}

// First is the number of the oldest fact kept; in an empty log it is 1, the
// number the first fact will have.
func (l *Log) First() uint64 { return l.first }

// Last is the number of the newest fact; 0 in an empty log.
func (l *Log) Last() uint64 { return l.last }

// Forgotten is how many facts there were that are no longer kept.
func (l *Log) Forgotten() uint64 { return l.first - 1 }

// Bytes is about how much memory the facts take; those in a store count next to
// nothing.
func (l *Log) Bytes() int { return l.bytes }
