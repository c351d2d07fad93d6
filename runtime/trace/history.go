package trace

import "echotui/runtime/wire"

// Fold is a picture of type S that facts move on, one after the other, and of
// which copies can be made. A *World is one.
type Fold[S any] interface {
	Apply(*wire.Event)
	// Clone returns an equal one; applying facts to either leaves the other as
	// it is.
	Clone() S
	// Copied is about how many bytes were copied since it was made, or a copy of
	// it was, because a copy shares them.
	Copied() int
	// Weight is about how many bytes it takes that another one does not, of the
	// same log, earlier or later; all that it takes if that is zero.
	Weight(other S) int
}

// Facts is where a History reads the log. A Log is one, and so is anything with
// the same Since.
type Facts interface {
	Since(dst []wire.Event, seq uint64, limit int) []wire.Event
}

// History is a fold at any moment of a log. It folds the log once, in Follow or
// Append, and keeps checkpoints on the way: clones, at even distances. Any
// moment is then a checkpoint and the few facts after it, read again.
//
// A clone shares what has not changed, so it costs little to make; what costs
// is to copy, later, what facts change. Checkpoints are made as often as that
// takes but a small part of the time of folding. The latest of them stay: steps
// back begin there. Of the others stay as many as the budget allows: when what
// they do not share weighs more, every second one goes, and from then on half as
// many stay.
//
// A step back is a jump too. So that a hundred of them do not cost as much as a
// hundred jumps, a jump leaves a trail of clones behind it: one after half the
// way, one after half of the rest, and so on. The next step back begins at the
// last of them.
type History[S Fold[S]] struct {
	facts  Facts
	batch  []wire.Event // facts on their way from the log
	head   point[S]     // after all facts taken
	budget int

	points  []point[S] // the checkpoints, oldest first
	settled int        // how many of them are not the latest
	weight  int        // of those
	space   uint64     // facts from one of those to the next, at least
	near    uint64     // facts from one checkpoint to the next, at least
	due     uint64     // the fact after which it is asked whether there should be one

	cursor *point[S]  // the moment of the past that was asked for last; nil if there was none
	way    *point[S]  // how far it is to the next one, which is not there yet; or nil
	trail  []point[S] // between the last checkpoint before the cursor, or the way, and that
	stays  uint64     // since which fact only the head was asked for; 0 if the past was, or never
}

// NewHistory makes the history of a log of which nothing has been read yet.
// Empty is the fold before the first fact, and belongs to the history from now
// on. Its checkpoints weigh about budget bytes at most, besides the latest.
func NewHistory[S Fold[S]](facts Facts, empty S, budget int) *History[S] {
	h := &History[S]{facts: facts, budget: budget, space: firstSpace, near: firstSpace, head: point[S]{fold: empty}}
	h.keep()
	return h
}

// Head is the fold after the last fact that was taken, and the number of that
// fact. Nobody may change the fold; it moves on with Append and Follow.
func (h *History[S]) Head() (fold S, seq uint64) { return h.head.fold, h.head.seq }

// Oldest is the first moment there is. It grows when the log forgets facts, but
// may be found out as late as by a call of At.
func (h *History[S]) Oldest() uint64 {
	if len(h.points) == 0 {
		return h.head.seq
	}
	return h.points[0].seq
}

// Follow takes at most limit facts more from the log, and reports whether there
// may be others after them.
func (h *History[S]) Follow(limit int) (more bool) {
	for limit > 0 {
		h.batch = h.facts.Since(h.batch[:0], h.head.seq, min(limit, readAtOnce))
		if len(h.batch) == 0 {
			return false
		}
		for i := range h.batch {
			h.Append(&h.batch[i])
		}
		limit -= len(h.batch)
	}
	return true
}

// Append takes one fact, the next of the log. A fact that was taken before
// changes nothing. When there is a gap before it, for the log forgets faster
// than it is read, there is no past but what comes from here on.
func (h *History[S]) Append(e *wire.Event) {
	if e.Seq <= h.head.seq {
		return
	}
	gap := e.Seq != h.head.seq+1
	h.head.fold.Apply(e)
	h.head.seq = e.Seq
	switch {
	case gap:
		h.drop(len(h.points))
		h.keep()
	case e.Seq >= h.due:
		h.checkpoint()
	}
}
