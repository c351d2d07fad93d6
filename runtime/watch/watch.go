package watch

import (
	"maps"
	"slices"

	"echotui/runtime/wire"
)

// Watch is what is known to be wrong after a prefix of the log. Readers may
// look at the exported fields and change nothing.
type Watch struct {
	Warnings []Warning // in the order in which they were first raised, at most 1,000
	Beyond   int       // warnings for which there was no room

	seq       uint64
	now       wire.Time
	index     map[identity]int // of Warnings
	processes map[uint64]*process
	services  map[string]service
	suspects  []suspect // processes whose maker has ended, to be looked at again
	left      departed  // the process that ended last
	terminal  uint64    // the process with the terminal
	loose     int       // tasks that are not hung
	pending   int       // services that will start again, and messages that somebody delayed
	ended     bool      // shutdown has begun
	blind     bool      // facts were missed: there may be processes nobody here knows
}

// New is the watch before the first fact.
func New() *Watch {
	return &Watch{index: map[identity]int{}, processes: map[uint64]*process{}, services: map[string]service{}}
}

// Count is how many different warnings were raised.
func (w *Watch) Count() int { return len(w.Warnings) + w.Beyond }

// Apply moves the watch on by a fact. One that was applied before changes
// nothing.
func (w *Watch) Apply(e *wire.Event) {
	if e.Seq <= w.seq {
		return
	}
	if e.Seq != w.seq+1 {
		w.forget()
	}
	w.seq, w.now = e.Seq, e.At
	if len(w.suspects) > 0 && e.At >= w.suspects[0].due {
		w.review()
	}
	p := w.find(e.PID)
	if p != nil && acts[e.Kind] {
		w.act(p, e)
	}
	w.applyToNode(e)
	if p != nil {
		w.applyToProcess(p, e)
	}
}

// applyToNode handles what a fact means whether or not its process is known.
func (w *Watch) applyToNode(e *wire.Event) {
	switch e.Kind {
	case wire.KindService:
		w.service(e)
	case wire.KindShutdown, wire.KindStopped:
		w.ended = true
	case wire.KindSpawn:
		w.spawn(e)
	case wire.KindSend, wire.KindNotify:
		w.deliver(e)
	case wire.KindLost:
		w.lost(e)
	case wire.KindDiscard:
		w.discard(e)
	case wire.KindMonitor, wire.KindLink:
		w.watched(e)
	case wire.KindArrive:
		w.arrive(e)
	}
}

// applyToProcess handles what a fact means for the process it names.
func (w *Watch) applyToProcess(p *process, e *wire.Event) {
	switch e.Kind {
	case wire.KindExit:
		w.exit(p, e)
	case wire.KindUpgrade:
		w.upgrade(p, e)
	case wire.KindRegister, wire.KindJoin:
		p.known = true
	case wire.KindReceive:
		w.take(p, e)
	case wire.KindAct:
		w.byHand(p, e)
	case wire.KindPublish:
		w.tells(p, e.Args)
	case wire.KindCoroutine:
		w.begin(p, e)
	case wire.KindFinish:
		w.finish(p, e)
	case wire.KindWait:
		w.wait(p, e)
	case wire.KindTimer:
		p.set(e)
	case wire.KindFire:
		w.fire(p, e)
	case wire.KindPut:
		w.put(p, e)
	case wire.KindClose:
		w.close(p, e)
	case wire.KindLimit:
		w.limit(p, e)
	}
}

// forget drops all but the warnings: facts are missing.
func (w *Watch) forget() {
	clear(w.processes)
	clear(w.services)
	w.suspects, w.left, w.loose, w.pending = nil, departed{}, 0, 0
	w.blind = true
}

// Clone returns an equal watch that goes its own way from here on.
func (w *Watch) Clone() *Watch {
	c := *w
	c.Warnings, c.index = slices.Clone(w.Warnings), maps.Clone(w.index)
	c.services, c.suspects = maps.Clone(w.services), slices.Clone(w.suspects)
	c.processes = make(map[uint64]*process, len(w.processes))
	copies := make([]process, 0, len(w.processes))
	for n, p := range w.processes {
		copies = append(copies, p.clone())
		c.processes[n] = &copies[len(copies)-1]
	}
	return &c
}

// Weight is about how many bytes a clone made now would take.
func (w *Watch) Weight() int {
	return watchWeight + len(w.Warnings)*warningWeight + len(w.processes)*processWeight +
		len(w.services)*serviceWeight + len(w.suspects)*suspectWeight
}

// What the parts of a clone weigh, in bytes.
const (
	watchWeight   = 4_000
	warningWeight = 260
	processWeight = 420
	serviceWeight = 100
	suspectWeight = 40
)
