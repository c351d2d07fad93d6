package trace

const (
	// shortest is a way that is too short for a trail, in facts.
	shortest = 16
	// longest is how far behind the cursor a trail begins at most.
	longest = 65_536
	// readAtOnce is how many facts are read at once, and passed before somebody
	// is asked whether to go on: some tenths of a millisecond's.
	readAtOnce = 128
)

// At is the fold after fact seq or, when there is no such moment, the nearest
// one, and the number of the fact that it is after. Nobody may change the fold.
// It stays as it is; if it is the head, until that moves on.
func (h *History[S]) At(seq uint64) (fold S, at uint64) {
	fold, at, _ = h.Seek(seq, func() bool { return true })
	return fold, at
}

// Seek is At for those who cannot wait: after some facts it asks whether it may
// go on, and if not, it is not there yet. The next call goes on from where this
// one came; to what moment, may have changed meanwhile. How far it came is at.
func (h *History[S]) Seek(seq uint64, goOn func() bool) (fold S, at uint64, there bool) {
	for {
		seq = max(seq, h.Oldest())
		if seq >= h.head.seq {
			h.stay()
			return h.head.fold, h.head.seq, true
		}
		if h.cursor != nil && h.cursor.seq == seq {
			h.way, h.stays = nil, 0
			return h.cursor.fold, seq, true
		}
		h.start(seq)
		switch kept, there := h.walk(seq, goOn); {
		case there:
			h.cursor, h.way, h.stays = h.way, nil, 0
			return h.cursor.fold, seq, true
		case kept:
			return fold, h.way.seq, false
		}
		// The log has forgotten what leads on from here.
		h.drop(before(h.points, h.way.seq+1))
		h.way = nil
	}
}

// stay notes that the head is asked for. When that was so for many facts, nobody
// goes back by a step or two from the moment of the past that was asked for last:
// where it shares little with the head, it holds as much memory as that.
func (h *History[S]) stay() {
	h.way = nil
	switch {
	case h.cursor == nil:
	case h.stays == 0:
		h.stays = h.head.seq
	case h.head.seq-h.stays > mostSpace:
		h.cursor, h.trail, h.stays = nil, nil, 0
	}
}

// start begins the way to fact seq at the nearest point at or before it, unless
// the one that was begun is nearer.
func (h *History[S]) start(seq uint64) {
	nearest := &h.points[before(h.points, seq+1)-1]
	h.trail = h.trail[:before(h.trail, seq+1)]
	if len(h.trail) > 0 && h.trail[0].seq < nearest.seq {
		h.trail = nil // it belongs to another checkpoint
	}
	if n := len(h.trail); n > 0 {
		nearest = &h.trail[n-1]
	}
	for _, p := range []*point[S]{h.cursor, h.way} {
		if p != nil && p.seq <= seq && p.seq >= nearest.seq {
			nearest = p
		}
	}
	if nearest != h.way {
		c := nearest.clone()
		h.way = &c
	}
}

// walk goes on to fact seq and leaves a trail. It reports whether all facts on
// the way are still there, and whether it has arrived.
func (h *History[S]) walk(seq uint64, goOn func() bool) (kept, there bool) {
	for h.way.seq < seq {
		part := seq - h.way.seq
		switch {
		case part > longest:
			part -= longest
		case part >= 2*shortest:
			part /= 2
		}
		for end := h.way.seq + part; h.way.seq < end; {
			if !h.pass(min(end-h.way.seq, readAtOnce)) {
				return false, false
			}
			if h.way.seq < seq && !goOn() {
				return true, false
			}
		}
		if h.way.seq < seq {
			h.trail = append(h.trail, h.way.clone())
		}
	}
	return true, true
}

// pass moves the way on by at most n facts, and reports whether there were any.
func (h *History[S]) pass(n uint64) bool {
	h.batch = h.facts.Since(h.batch[:0], h.way.seq, int(n))
	if len(h.batch) == 0 || h.batch[0].Seq != h.way.seq+1 {
		return false
	}
	for i := range h.batch {
		h.way.fold.Apply(&h.batch[i])
	}
	h.way.seq += uint64(len(h.batch))
	return true
}
