package trace

import (
	"cmp"
	"slices"
)

// point is a fold after fact seq.
type point[S Fold[S]] struct {
	fold   S
	seq    uint64
	weight int // besides what it shares with the checkpoint after it
}

const (
	// firstSpace is the distance of checkpoints while there are few of them, and
	// the least distance of the latest ones. With 256 instead, the facts of the
	// echo app took a tenth longer.
	firstSpace = 1024
	// mostSpace is the most facts without a checkpoint before the head: as many
	// as can be read and applied before anybody notices.
	mostSpace = 16_384
	// latest is how many checkpoints there are at those distances: steps back
	// mostly begin at the head.
	latest = 4
	// bytesPerFact is how many bytes of a fold are copied in the time in which
	// one fact is read and applied.
	bytesPerFact = 1024
	// copyShare is how many times longer folding takes than copying what facts
	// change in a checkpoint, as long as that is no farther than mostSpace.
	copyShare = 8
)

// checkpoint makes one, unless so much was copied since the last that it would
// be copied too often.
func (h *History[S]) checkpoint() {
	if n := len(h.points); n > 0 {
		facts := h.head.seq - h.points[n-1].seq
		if facts < mostSpace && facts*bytesPerFact < uint64(h.head.fold.Copied())*copyShare {
			h.due = h.head.seq + h.near
			return
		}
	}
	h.keep()
	if len(h.points)-h.settled > latest {
		h.settle()
	}
	if h.weight > h.budget {
		h.shrink()
	}
}

// keep makes a checkpoint of the head.
func (h *History[S]) keep() {
	h.points = append(h.points, h.head.clone())
	h.due = h.head.seq + h.near
}

func (p *point[S]) clone() point[S] { return point[S]{fold: p.fold.Clone(), seq: p.seq} }

// settle decides about a checkpoint that is no longer one of the latest: it goes
// if it is too close to the one before.
func (h *History[S]) settle() {
	at := h.settled
	if at > 0 && h.points[at].seq < h.points[at-1].seq+h.space {
		h.points = slices.Delete(h.points, at, at+1)
		return
	}
	h.settled++
	if at > 0 {
		h.weigh(at - 1)
	}
}

// weigh works out how much a settled checkpoint weighs. The last of them is not
// weighed: most of what it takes, the head takes too.
func (h *History[S]) weigh(at int) {
	p := &h.points[at]
	p.weight = p.fold.Weight(h.points[at+1].fold)
	h.weight += p.weight
}

// shrink brings the checkpoints below their budget: those go from which nothing
// leads on, because the log has forgotten what came next, and if that frees
// little, every second one of the others. The first stays.
func (h *History[S]) shrink() {
	if kept := h.facts.Since(nil, 0, 1); len(kept) > 0 {
		h.drop(before(h.points, kept[0].Seq-1))
	}
	for h.weight > h.budget/4*3 && h.settled > 2 {
		h.thin()
	}
}

func (h *History[S]) thin() {
	kept := h.points[:0]
	for i, p := range h.points {
		if i%2 == 0 || i >= h.settled {
			kept = append(kept, p)
		}
	}
	clear(h.points[len(kept):])
	h.settled -= len(h.points) - len(kept)
	h.points = kept
	h.space *= 2
	h.weight = 0
	for i := range h.settled - 1 {
		h.weigh(i)
	}
}

// drop forgets the oldest n checkpoints, and what lies before the next one.
func (h *History[S]) drop(n int) {
	if n == 0 {
		return
	}
	for _, p := range h.points[:min(n, h.settled)] {
		h.weight -= p.weight
	}
	h.points = slices.Delete(h.points, 0, n)
	h.settled = max(0, h.settled-n)
	if oldest := h.Oldest(); h.cursor != nil && h.cursor.seq < oldest {
		h.cursor, h.way, h.trail = nil, nil, nil
	}
}

// before is how many points there are before fact seq.
func before[S Fold[S]](points []point[S], seq uint64) int {
	n, _ := slices.BinarySearchFunc(points, seq, func(p point[S], seq uint64) int {
		return cmp.Compare(p.seq, seq)
	})
	return n
}
