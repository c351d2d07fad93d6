package trace

import (
	"iter"
	"slices"

	"echotui/runtime/share"
)

// Extent is how many rows something has.
type Extent struct {
	Rows int // of the tree: processes, and coroutines but the main ones
	Mail int // of the mailboxes: see Mailbox.Rows
}

// Plus is what both have together.
func (e Extent) Plus(by Extent) Extent { return Extent{e.Rows + by.Rows, e.Mail + by.Mail} }

func (e *Extent) add(by Extent) { *e = e.Plus(by) }

// siblings are the numbers of processes side by side, those that joined first
// in front. Each has a place that grows along the list; what a block of them
// amounts to is their Extent, so that who looks for a row passes over a hundred
// of them at once.
type siblings struct {
	owner *share.Owner
	list  share.List[Extent]
	ended []uint64 // those that have ended, in the order in which they did
	next  uint64   // the place of the next one that joins
}

// Siblings are processes side by side: the roots of a host, or those below a
// process.
type Siblings struct {
	world *World
	list  share.List[Extent]
}

// Roots are the processes of a host that have nobody of that host above them,
// in the order in which they came here.
func (w *World) Roots(h *Host) Siblings { return w.siblings(h.roots) }

// Children are the processes below p, oldest first; see tree.go for which those
// are.
func (w *World) Children(p *Process) Siblings { return w.siblings(p.below) }

func (w *World) siblings(s *siblings) Siblings {
	if s == nil {
		return Siblings{}
	}
	return Siblings{w, s.list}
}

// Parent is the process above p in the tree; nil for a root.
func (w *World) Parent(p *Process) *Process {
	if p.above == 0 {
		return nil
	}
	return w.processes.Get(p.above)
}

// Root reports whether p has nobody of its host above it.
func (p *Process) Root() bool { return p.above == 0 }

// Len is how many there are.
func (s Siblings) Len() int { return s.list.Len() }

// At is the one at a place from 0 to Len-1.
func (s Siblings) At(place int) *Process { return s.world.processes.Get(s.list.At(place)) }

// From yields those from a place on, and their places.
func (s Siblings) From(place int) iter.Seq2[int, *Process] {
	return func(yield func(int, *Process) bool) {
		at := place
		for n := range s.list.From(place) {
			if !yield(at, s.world.processes.Get(n)) {
				return
			}
			at++
		}
	}
}

// Blocks yields what many siblings at once amount to: those from one place in
// the list to before end.
func (s Siblings) Blocks(yield func(end int, all Extent) bool) { s.list.Blocks(yield) }

// Before is what those before a place in the list amount to.
func (s Siblings) Before(place int) (all Extent) {
	start := 0
	for end, block := range s.Blocks {
		if end > place {
			break
		}
		all.add(block)
		start = end
	}
	for at, p := range s.From(start) {
		if at == place {
			break
		}
		all.add(p.Extent)
	}
	return all
}

// Has reports whether p is one of them.
func (s Siblings) Has(p *Process) bool {
	_, found := s.list.Place(p.place, p.PID.N)
	return found
}

// Index is the place of p in the list, of which it must be one.
func (s Siblings) Index(p *Process) int {
	place, found := s.list.Place(p.place, p.PID.N)
	if !found {
		panic("trace: process is not among its siblings")
	}
	return place
}

// among is the list that p is in, to be written.
func (w *World) among(p *Process) *siblings {
	at := &w.ownHost(p.host).roots
	if above := w.Parent(p); above != nil {
		at = &w.own(above).profile().below
	}
	switch s := *at; {
	case s == nil:
		*at = &siblings{owner: w.owner}
	case s.owner != w.owner:
		own := *s
		own.owner, own.ended = w.owner, slices.Clone(s.ended)
		*at = &own
	}
	return *at
}

// grow tells all that is above p, but not p, that it has become larger.
func (w *World) grow(p *Process, by Extent) {
	w.ownHost(p.host).Extent.add(by)
	for {
		w.among(p).list.Sum(w.owner, p.place).add(by)
		if p.above == 0 {
			return
		}
		p = w.Parent(p)
		p.Extent.add(by)
	}
}
