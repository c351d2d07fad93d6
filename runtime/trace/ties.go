package trace

import (
	"echotui/runtime/share"
	"echotui/runtime/wire"
)

// Ties are the living processes that have to do with one, by the numbers of
// their PIDs, in ascending order; see World.Numbered.
type Ties struct {
	Links    share.Set // those it is linked to
	Watches  share.Set // those whose end it is told of
	Watchers share.Set // those who are told of its end
}

// Numbered returns the process of this node whose PID has that number, or nil,
// as Process does.
func (w *World) Numbered(n uint64) *Process { return w.processes.Get(n) }

// tie does what an event says about p and another process.
func (w *World) tie(p *Process, e *wire.Event) {
	q := w.Process(e.Peer)
	if q == nil || q.Ended || p.Ended {
		return
	}
	q = w.own(q)
	switch e.Kind {
	case wire.KindMonitor:
		w.watch(p, q)
	case wire.KindLink:
		w.link(p, q)
	case wire.KindDemonitor:
		w.untie(&p.profile().Ties.Watches, q)
		w.untie(&q.profile().Ties.Watchers, p)
	case wire.KindUnlink:
		w.untie(&p.profile().Ties.Links, q)
		w.untie(&q.profile().Ties.Links, p)
	}
}

// tieMade ties a new process to its maker, in the ways in which it was made.
func (w *World) tieMade(p *Process) {
	maker := w.Process(p.Maker)
	if maker == nil || maker.Ended {
		return
	}
	if p.Flags&wire.SpawnMonitored != 0 {
		w.watch(w.own(maker), p)
	}
	if p.Flags&wire.SpawnLinked != 0 {
		w.link(w.own(maker), p)
	}
}

func (w *World) watch(p, q *Process) {
	w.add(&p.profile().Ties.Watches, q)
	w.add(&q.profile().Ties.Watchers, p)
}

func (w *World) link(p, q *Process) {
	if p != q {
		w.add(&p.profile().Ties.Links, q)
		w.add(&q.profile().Ties.Links, p)
	}
}

func (w *World) add(to *share.Set, q *Process) { share.Insert(to, w.owner, q.PID.N) }

func (w *World) untie(from *share.Set, q *Process) { from.Remove(w.owner, q.PID.N, q.PID.N) }

// untieAll takes a process that has ended out of the ties of all others.
func (w *World) untieAll(p *Process) {
	t := p.Ties
	p.profile().Ties = Ties{}
	for n := range t.Links.From(0) {
		w.untie(&w.own(w.Numbered(n)).profile().Ties.Links, p)
	}
	for n := range t.Watches.From(0) {
		w.untie(&w.own(w.Numbered(n)).profile().Ties.Watchers, p)
	}
	for n := range t.Watchers.From(0) {
		w.untie(&w.own(w.Numbered(n)).profile().Ties.Watches, p)
	}
}

// option does what an event says about how p wants to be treated.
func (p *Process) option(e *wire.Event) {
	if e.Name == "trap_links" {
		p.profile().Trap = e.N != 0
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
