package trace

import (
	"echotui/runtime/share"
	"echotui/runtime/wire"
)

// A picture of who talks to whom gives each process a lane: a line on which its
// life is drawn. The processes that share a label are a family and have lanes
// side by side. Whoever is born gets the first lane of the family in which
// nobody lives; so a family has as many lanes as it once had members alive, and
// a worker is drawn where the one before it was.
//
// A lane is kept together with the label, and so outlives its process as long:
// no matter at which moment a log is looked at, its facts are in the same lanes.

// Lane is where a process is drawn.
type Lane struct {
	Family int // see World.Family
	Index  int // from 0, among the lanes of the family
}

// Family is the processes of one label.
type Family struct {
	Label string
	Lanes int // how many it needed so far
	Alive int
}

// Lane returns the lane of a process, and whether it is known. It changes only
// with the code of the process.
func (w *World) Lane(p wire.PID) (Lane, bool) {
	s := w.roster.slot(p)
	if s == nil {
		return Lane{}, false
	}
	return Lane{Family: int(s.label - 1), Index: int(s.lane)}, true
}

// Families is how many families there have been. Each is known by its place in
// the order in which they first appeared, from 0.
func (w *World) Families() int { return len(w.roster.labels) }

// Family is one of them.
func (w *World) Family(i int) Family {
	l := w.roster.labels[i]
	return Family{Label: l.text, Lanes: l.lanes.Len(), Alive: l.lanes.Len() - l.free.Len()}
}

// In returns the process that lives in a lane, or nil.
func (w *World) In(at Lane) *Process {
	if at.Family >= len(w.roster.labels) || at.Index >= w.roster.labels[at.Family].lanes.Len() {
		return nil
	}
	return w.processes.Get(w.roster.labels[at.Family].lanes.At(at.Index))
}

// settle puts process n into the first free lane.
func (l *label) settle(n uint64) (lane uint32) {
	if l.free.Len() == 0 {
		l.lanes.Append(l.owner, n)
		return uint32(l.lanes.Len() - 1)
	}
	lane = l.free.first(l.owner)
	l.lanes.Set(l.owner, int(lane), n)
	return lane
}

// vacate frees the lane of process n.
func (l *label) vacate(n uint64, lane uint32) {
	if l.lanes.At(int(lane)) == n {
		l.lanes.Set(l.owner, int(lane), 0)
		l.free.add(l.owner, lane)
	}
}

// laneHeap is the free lanes of a family, the first one on top.
type laneHeap struct{ share.Vector[uint32] }

// add adds a lane.
func (h *laneHeap) add(o *share.Owner, lane uint32) {
	h.Append(o, lane)
	i := h.Len() - 1
	for ; i > 0; i = (i - 1) / 2 {
		up := h.At((i - 1) / 2)
		if up < lane {
			break
		}
		h.Set(o, i, up)
	}
	h.Set(o, i, lane)
}

// first takes the first lane away.
func (h *laneHeap) first(o *share.Owner) uint32 {
	top, last := h.At(0), h.At(h.Len()-1)
	h.Shorten(o)
	for i := 0; h.Len() > 0; {
		next := 2*i + 1
		if next+1 < h.Len() && h.At(next+1) < h.At(next) {
			next++
		}
		if next >= h.Len() || last < h.At(next) {
			h.Set(o, i, last)
			break
		}
		h.Set(o, i, h.At(next))
		i = next
	}
	return top
}
