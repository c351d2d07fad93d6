package trace

const (
	// shortest is a way that is too short for a trail, in facts.
	shortest = 16
	// longest is how far behind the cursor a trail begins at most.
	longest = 65_536
	// readAtOnce is how many facts are read at once.
	readAtOnce = 512
)

// At is the fold after fact seq or, when there is no such moment, the nearest
// one, and the number of the fact that it is after. Nobody may change the fold.
// It stays as it is until the next call of At; if it is the head, until that
// moves on.
func (h *History[S]) At(seq uint64) (fold S, at uint64) {
	for {
		seq = max(seq, h.Oldest())
		if seq >= h.head.seq {
			return h.Head()
		}
		h.start(seq)
		if h.walk(seq) {
			return h.cursor.fold, seq
		}
		// The log has forgotten what leads on from here.
		h.drop(before(h.points, h.cursor.seq+1))
	}
}

// start puts the cursor on the nearest point at or before fact seq.
func (h *History[S]) start(seq uint64) {
	nearest := &h.points[before(h.points, seq+1)-1]
	h.trail = h.trail[:before(h.trail, seq+1)]
	if len(h.trail) > 0 && h.trail[0].seq < nearest.seq {
		h.trail = nil // it belongs to another checkpoint
	}
	if n := len(h.trail); n > 0 {
		nearest = &h.trail[n-1]
	}
	if h.cursor == nil || h.cursor.seq > seq || h.cursor.seq < nearest.seq {
		c := nearest.clone()
		h.cursor = &c
	}
}

// walk moves the cursor on to fact seq and leaves a trail. It reports whether
// all facts on the way are still there.
func (h *History[S]) walk(seq uint64) bool {
	for h.cursor.seq < seq {
		part := seq - h.cursor.seq
		switch {
		case part > longest:
			part -= longest
		case part >= 2*shortest:
			part /= 2
		}
		if !h.pass(part) {
			return false
		}
		if h.cursor.seq < seq {
			h.trail = append(h.trail, h.cursor.clone())
		}
	}
	return true
}

// pass moves the cursor on by n facts.
func (h *History[S]) pass(n uint64) bool {
	for n > 0 {
		h.batch = h.facts.Since(h.batch[:0], h.cursor.seq, int(min(n, readAtOnce)))
		if len(h.batch) == 0 || h.batch[0].Seq != h.cursor.seq+1 {
			return false
		}
		for i := range h.batch {
			h.cursor.fold.Apply(&h.batch[i])
		}
		h.cursor.seq += uint64(len(h.batch))
		n -= uint64(len(h.batch))
	}
	return true
}
