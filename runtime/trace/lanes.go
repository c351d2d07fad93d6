package trace

import (
	"container/heap"
	"slices"

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
	l := &w.roster.labels[i]
	return Family{Label: l.text, Lanes: len(l.lanes), Alive: len(l.lanes) - len(l.free)}
}

// In returns the process that lives in a lane, or nil.
func (w *World) In(at Lane) *Process {
	if at.Family >= len(w.roster.labels) || at.Index >= len(w.roster.labels[at.Family].lanes) {
		return nil
	}
	return w.processes[w.roster.labels[at.Family].lanes[at.Index]]
}

// settle puts process n into the first free lane.
func (l *label) settle(n uint64) (lane uint32) {
	if len(l.free) == 0 {
		l.lanes = append(l.lanes, n)
		return uint32(len(l.lanes) - 1)
	}
	lane = heap.Pop(&l.free).(uint32)
	l.lanes[lane] = n
	return lane
}

// vacate frees the lane of process n.
func (l *label) vacate(n uint64, lane uint32) {
	if l.lanes[lane] == n {
		l.lanes[lane] = 0
		heap.Push(&l.free, lane)
	}
}

// clone returns a label whose lanes are its own.
func (l label) clone() label {
	l.lanes, l.free = slices.Clone(l.lanes), slices.Clone(l.free)
	return l
}

// laneHeap is the free lanes of a family, the first one on top.
type laneHeap []uint32

func (h laneHeap) Len() int           { return len(h) }
func (h laneHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h laneHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push implements heap.Interface.
func (h *laneHeap) Push(lane any) { *h = append(*h, lane.(uint32)) }

// Pop implements heap.Interface.
func (h *laneHeap) Pop() any {
	last := len(*h) - 1
	lane := (*h)[last]
	*h = (*h)[:last]
	return lane
}
