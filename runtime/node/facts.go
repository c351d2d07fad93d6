package node

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Facts are those of a run, wherever they are kept. A trace.Log has this shape,
// and so has a trace in a file.
type Facts interface {
	// Since appends to dst the facts numbered after seq, at most limit of
	// them. Those that were forgotten are passed over.
	Since(dst []wire.Event, seq uint64, limit int) []wire.Event
	// At returns fact number seq, and whether it is there.
	At(seq uint64) (wire.Event, bool)
	// First is the number of the oldest fact that is there.
	First() uint64
	// Last is the number of the newest one; 0: there is none.
	Last() uint64
}

// branchFacts are the facts of a branch: those that it shares with its parent,
// which grows no more, and its own.
type branchFacts struct {
	shared Facts
	from   uint64 // the last one that is shared
	own    *trace.Log
}

// whole reports whether what follows on the shared ones is still there.
func (b branchFacts) whole() bool { return b.own.First() == b.from+1 }

func (b branchFacts) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	if seq < b.from && b.whole() && limit > 0 {
		before := len(dst)
		dst = b.shared.Since(dst, seq, limit)
		for len(dst) > before && dst[len(dst)-1].Seq > b.from {
			dst = dst[:len(dst)-1]
		}
		limit -= len(dst) - before
	}
	return b.own.Since(dst, seq, limit)
}

func (b branchFacts) At(seq uint64) (wire.Event, bool) {
	if seq > b.from {
		return b.own.At(seq)
	}
	if !b.whole() {
		return wire.Event{}, false
	}
	return b.shared.At(seq)
}

func (b branchFacts) First() uint64 {
	if b.whole() {
		return min(b.shared.First(), b.from+1)
	}
	return b.own.First()
}

func (b branchFacts) Last() uint64 { return b.own.Last() }
