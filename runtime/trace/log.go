package trace

import (
	"fmt"

	"echotui/runtime/wire"
)

// Log holds the latest facts of a node, in order and without gaps. It is a
// list of chunks, so that growing it never copies a fact, and old chunks are
// forgotten whole.
//
// Everything is copied in and out: no reader ever sees a fact change. A Log is
// not safe for concurrent use; its owner guards it with a lock.
type Log struct {
	limit  int            // most facts kept
	size   int            // facts in a chunk
	chunks [][]wire.Event // all but the last are full
	spare  []wire.Event   // array of the chunk forgotten last, to be used again
	first  uint64         // Seq of the oldest fact kept
	last   uint64
}

// chunkSize is how many facts are forgotten at once in a log of ordinary size.
// 1,024 facts are 160 KB: big enough to make the list of chunks short, small
// enough for a log to stay close to its limit.
const chunkSize = 1024

// NewLog makes an empty log that keeps at most limit facts, and at least 1.
// Once full it keeps between seven eighths of the limit and the limit.
func NewLog(limit int) *Log {
	limit = max(limit, 1)
	return &Log{limit: limit, size: min(max(limit/8, 1), chunkSize), first: 1}
}

// Append adds facts. Their numbers go on where the log ends, the first fact of
// all being number 1; it panics otherwise, for then the node has a bug.
func (l *Log) Append(events ...wire.Event) {
	for i := range events {
		if events[i].Seq != l.last+1 {
			panic(fmt.Sprintf("trace: fact %d appended after fact %d", events[i].Seq, l.last))
		}
		l.add(&events[i])
	}
}

func (l *Log) add(e *wire.Event) {
	end := len(l.chunks) - 1
	if end < 0 || len(l.chunks[end]) == l.size {
		l.chunks = append(l.chunks, l.chunk())
		end++
	}
	l.chunks[end] = append(l.chunks[end], *e)
	l.last = e.Seq
	if l.last-l.first >= uint64(l.limit) {
		l.forget()
	}
}

// chunk returns an empty chunk with room for all its facts.
func (l *Log) chunk() []wire.Event {
	if l.spare == nil {
		return make([]wire.Event, 0, l.size)
	}
	chunk := l.spare
	l.spare = nil
	return chunk
}

// forget drops the oldest chunk and keeps its array.
func (l *Log) forget() {
	oldest := l.chunks[0]
	l.first += uint64(len(oldest))
	l.chunks[0] = nil
	l.chunks = l.chunks[1:]
	clear(oldest) // payloads must not outlive their facts
	l.spare = oldest[:0]
}

// Since appends to dst the facts numbered after seq, oldest first, at most
// limit of them, and returns it. When the facts right after seq have been
// forgotten it starts at the oldest one kept.
func (l *Log) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	if seq >= l.last || limit <= 0 {
		return dst
	}
	skip := 0
	if seq >= l.first {
		skip = int(seq - l.first + 1)
	}
	from := skip % l.size
	limit = min(limit, int(l.last-l.first)+1-skip)
	for _, chunk := range l.chunks[skip/l.size:] {
		part := chunk[from:min(len(chunk), from+limit)]
		dst = append(dst, part...)
		from, limit = 0, limit-len(part)
		if limit == 0 {
			break
		}
	}
	return dst
}

// At returns the fact numbered seq, and whether the log has it.
func (l *Log) At(seq uint64) (wire.Event, bool) {
	if seq < l.first || seq > l.last {
		return wire.Event{}, false
	}
	place := int(seq - l.first)
	return l.chunks[place/l.size][place%l.size], true
}

// First is the number of the oldest fact kept; in an empty log it is 1, the
// number the first fact will have.
func (l *Log) First() uint64 { return l.first }

// Last is the number of the newest fact; 0 in an empty log.
func (l *Log) Last() uint64 { return l.last }

// Forgotten is how many facts there were that are no longer kept.
func (l *Log) Forgotten() uint64 { return l.first - 1 }
