package watch

import (
	"maps"
	"slices"

	"echotui/runtime/share"
	"echotui/runtime/wire"
)

// Watch is what is known to be wrong after a prefix of the log. Readers may
// look at the exported fields and change nothing.
type Watch struct {
	Warnings []Warning // in the order in which they were first raised, at most 1,000
	Beyond   int       // warnings for which there was no room

	seq       uint64
	now       wire.Time
	owner     *share.Owner     // of what may be written
	raised    *share.Owner     // of Warnings and index
	index     map[identity]int // of Warnings
	processes share.Table[process]
	services  map[string]service
	served    *share.Owner // of services
	suspects  []suspect    // processes whose maker has ended, to be looked at again
	left      departed     // the process that ended last
	terminal  uint64       // the process with the terminal
	loose     int          // tasks that are not hung
	pending   int          // services that will start again, and messages that somebody delayed
	ended     bool         // shutdown has begun
	blind     bool         // facts were missed: there may be processes nobody here knows
}

// New is the watch before the first fact.
func New() *Watch {
	return &Watch{owner: new(share.Owner)}
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
	if p != nil {
		p = w.own(p)
		if acts[e.Kind] {
			w.act(p, e)
		}
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
	w.processes, w.services, w.served = share.Table[process]{}, nil, nil
	w.suspects, w.left, w.loose, w.pending = nil, departed{}, 0, 0
	w.blind = true
}

// Clone returns an equal watch that goes its own way from here on. It shares all
// with w; whichever of the two changes something copies that first.
func (w *Watch) Clone() *Watch {
	c := *w
	w.owner, c.owner = new(share.Owner), new(share.Owner)
	c.suspects = slices.Clip(w.suspects)
	return &c
}

// own is p, a process of w, to be written: itself, or a copy that has taken its
// place. Within one Apply, it stays the same.
func (w *Watch) own(p *process) *process {
	if p.owner == w.owner {
		return p
	}
	c := *p
	w.owner.Copies(processBytes + len(p.more)*taskBytes)
	c.owner, c.more = w.owner, slices.Clone(p.more)
	w.processes.Set(w.owner, p.pid.N, &c)
	return &c
}

// ownWarnings makes Warnings and their index such as may be written.
func (w *Watch) ownWarnings() {
	if w.raised != w.owner {
		index := make(map[identity]int, len(w.index)+1)
		maps.Copy(index, w.index)
		w.raised, w.index, w.Warnings = w.owner, index, slices.Clone(w.Warnings)
	}
}

// ownServices makes the services such as may be written.
func (w *Watch) ownServices() {
	if w.served != w.owner {
		services := make(map[string]service, len(w.services)+1)
		maps.Copy(services, w.services)
		w.served, w.services = w.owner, services
	}
}

// Copied is about how many bytes were copied since w was made, or a copy of it
// was, because a copy shares them.
func (w *Watch) Copied() int { return w.owner.Copied() }

// Weight is about how many bytes w takes that another watch of the same log does
// not, of which it is a clone that went on, or the other way round. If that is
// nil, it is all that w takes. It costs what differs.
func (w *Watch) Weight(other *Watch) int {
	if other == nil {
		other = New()
	}
	weight := watchBytes + w.processes.Apart(&other.processes, func(p, other *process) int {
		if other == nil {
			other = &process{}
		}
		return processBytes + len(p.more)*taskBytes + p.children.Apart(other.children)
	})
	if w.raised != other.raised {
		weight += len(w.Warnings) * warningBytes
	}
	if w.served != other.served {
		weight += len(w.services) * serviceBytes
	}
	return weight
}

// What the parts of a watch weigh, in bytes.
const (
	watchBytes   = 400
	warningBytes = 260
	processBytes = 420
	taskBytes    = 220
	serviceBytes = 100
)
