package trace

import (
	"cmp"
	"slices"
)

// point is a fold after fact seq.
type point[S Fold[S]] struct {
	fold   S
	seq    uint64
	weight int
}

const (
	// firstSpace is the distance of checkpoints while there are few of them.
	firstSpace = 256
	// bytesPerFact is how many bytes of a fold are cloned in the time in which
	// one fact is read and applied.
	bytesPerFact = 512
	// cloneShare is how many times longer folding takes than making
	// checkpoints.
	cloneShare = 8
)

// checkpoint makes one, unless the head is too heavy for that so soon.
func (h *History[S]) checkpoint() {
	if n := len(h.points); n > 0 {
		cost := uint64(h.head.fold.Weight() / bytesPerFact)
		if due := h.points[n-1].seq + cost*cloneShare; due > h.head.seq {
			h.due = due
			return
		}
	}
	h.keep()
	if h.weight > h.budget {
		h.shrink()
	}
}

// keep makes a checkpoint of the head.
func (h *History[S]) keep() {
	p := h.head.clone()
	h.points = append(h.points, p)
	h.weight += p.weight
	h.due = p.seq + h.space
}

func (p *point[S]) clone() point[S] {
	weight := p.fold.Weight()
	return point[S]{fold: p.fold.Clone(), seq: p.seq, weight: weight}
}

// shrink brings the checkpoints below their budget: those go from which nothing
// leads on, because the log has forgotten what came next, and if that frees
// little, every second one of the others. The first stays.
func (h *History[S]) shrink() {
	if kept := h.facts.Since(nil, 0, 1); len(kept) > 0 {
		h.drop(before(h.points, kept[0].Seq-1))
	}
	for h.weight > h.budget/4*3 && len(h.points) > 2 {
		h.thin()
	}
}

func (h *History[S]) thin() {
	kept := h.points[:0]
	for i, p := range h.points {
		if i%2 == 0 {
			kept = append(kept, p)
		} else {
			h.weight -= p.weight
		}
	}
	clear(h.points[len(kept):])
	h.points = kept
	h.space *= 2
	h.due = kept[len(kept)-1].seq + h.space
}

// drop forgets the oldest n checkpoints, and what lies before the next one.
func (h *History[S]) drop(n int) {
	for _, p := range h.points[:n] {
		h.weight -= p.weight
	}
	h.points = slices.Delete(h.points, 0, n)
	if oldest := h.Oldest(); h.cursor != nil && h.cursor.seq < oldest {
		h.cursor, h.trail = nil, nil
	}
}

// before is how many points there are before fact seq.
func before[S Fold[S]](points []point[S], seq uint64) int {
	n, _ := slices.BinarySearchFunc(points, seq, func(p point[S], seq uint64) int {
		return cmp.Compare(p.seq, seq)
	})
	return n
}
