package trace

import (
	"slices"

	"echotui/runtime/wire"
)

// Ties are the living processes that have to do with one, by the numbers of
// their PIDs, in ascending order; see World.Numbered. Like a list of siblings,
// a long one costs a move of some of its numbers when one of them goes.
type Ties struct {
	Links    []uint64 // those it is linked to
	Watches  []uint64 // those whose end it is told of
	Watchers []uint64 // those who are told of its end
}

// Numbered returns the process of this node whose PID has that number, or nil,
// as Process does.
func (w *World) Numbered(n uint64) *Process { return w.processes[n] }

// tie does what an event says about p and another process.
func (w *World) tie(p *Process, e *wire.Event) {
	q := w.Process(e.Peer)
	if q == nil || q.Ended || p.Ended {
		return
	}
	switch e.Kind {
	case wire.KindMonitor:
		w.watch(p, q)
	case wire.KindLink:
		w.link(p, q)
	case wire.KindDemonitor:
		w.untie(&p.Ties.Watches, q)
		w.untie(&q.Ties.Watchers, p)
	case wire.KindUnlink:
		w.untie(&p.Ties.Links, q)
		w.untie(&q.Ties.Links, p)
	}
}

// tieMade ties a new process to its maker, in the ways in which it was made.
func (w *World) tieMade(p *Process) {
	maker := w.Process(p.Maker)
	if maker == nil || maker.Ended {
		return
	}
	if p.Flags&wire.SpawnMonitored != 0 {
		w.watch(maker, p)
	}
	if p.Flags&wire.SpawnLinked != 0 {
		w.link(maker, p)
	}
}

func (w *World) watch(p, q *Process) {
	w.add(&p.Ties.Watches, q)
	w.add(&q.Ties.Watchers, p)
}

func (w *World) link(p, q *Process) {
	if p != q {
		w.add(&p.Ties.Links, q)
		w.add(&q.Ties.Links, p)
	}
}

// add puts the number of q where it belongs; mostly that is the end, for it is
// younger than the others.
func (w *World) add(list *[]uint64, q *Process) {
	if i, found := slices.BinarySearch(*list, q.PID.N); !found {
		*list = slices.Insert(*list, i, q.PID.N)
		w.ties++
	}
}

func (w *World) untie(list *[]uint64, q *Process) {
	if i, found := slices.BinarySearch(*list, q.PID.N); found {
		*list = removeAt(*list, i)
		w.ties--
	}
}

// untieAll takes a process that has ended out of the ties of all others.
func (w *World) untieAll(p *Process) {
	for _, n := range p.Ties.Links {
		w.untie(&w.processes[n].Ties.Links, p)
	}
	for _, n := range p.Ties.Watches {
		w.untie(&w.processes[n].Ties.Watchers, p)
	}
	for _, n := range p.Ties.Watchers {
		w.untie(&w.processes[n].Ties.Watches, p)
	}
	w.ties -= len(p.Ties.Links) + len(p.Ties.Watches) + len(p.Ties.Watchers)
	p.Ties = Ties{}
}

func (t *Ties) clone(from *slab[uint64]) Ties {
	copied := func(list []uint64) []uint64 {
		c := from.take(len(list))
		copy(c, list)
		return c
	}
	return Ties{copied(t.Links), copied(t.Watches), copied(t.Watchers)}
}

// option does what an event says about how p wants to be treated.
func (p *Process) option(e *wire.Event) {
	if e.Name == "trap_links" {
		p.Trap = e.N != 0
	}
}

// keptTurns is how many changes of a service are kept.
const keptTurns = 20

// turn keeps a change of the service, if a reason is told. The end of its
// process belongs to the first that comes after it.
func (s *Service) turn(e *wire.Event) {
	if e.Text == "" {
		return
	}
	t := &Turn{Seq: e.Seq, At: e.At, State: s.State, Text: e.Text}
	if s.lost != nil {
		t.PID, t.Failure = s.lost.PID, s.lost.Failure
	}
	s.lost = nil
	s.Told++
	s.Turns = pushed(s.Turns, t, keptTurns)
}
