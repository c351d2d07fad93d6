package export

import (
	"slices"

	"echotui/runtime/wire"
)

// clocks gives each fact its vector clock. A clock holds, for every host, the
// number of the last of its shown facts that this one comes after, itself
// included: so one fact led to another exactly when its clock is below the
// other's. A fact comes after those of its own host, and after its cause.
//
// Hosts are the processes, the node, and you. Facts that are not shown hand on
// what they know and count for nothing. What is remembered grows with the number
// of processes, of messages that wait, and of what was published.
type clocks struct {
	hosts  []*host // those with shown facts
	known  map[wire.PID]*host
	causes map[uint64]vector // by number of a fact that may lead, later, to one of another host
	recent [1024]recent      // the latest facts, by their numbers modulo that
}

// recent is a fact that may lead to another at once.
type recent struct {
	fact uint64
	then vector
}

// vector is a clock, by the number of the host; hosts beyond its end are at 0.
// It never changes.
type vector []uint64

type host struct {
	name   string
	number int    // in hosts; -1 until a fact of it is shown
	now    vector // after its latest fact
}

func newClocks() *clocks { return &clocks{known: map[wire.PID]*host{}, causes: map[uint64]vector{}} }

// you are a host that no process can be.
var you = wire.PID{Host: laneYou}

// hostOf is whose fact it is.
func hostOf(e *wire.Event) wire.PID {
	switch {
	case e.Kind == wire.KindInput || e.Kind == wire.KindSignal || e.Kind == wire.KindAct:
		return you
	case e.Kind == wire.KindSend && e.PID.IsZero():
		return you
	case e.PID.Host == wire.ControlHost:
		return wire.PID{}
	}
	return e.PID
}

// tick takes in the next fact. If it is shown, it gets the next number of its
// host; host.now is its clock then.
func (c *clocks) tick(e *wire.Event, shown bool) *host {
	h := c.known[hostOf(e)]
	if h == nil {
		h = &host{number: -1}
		c.known[hostOf(e)] = h
	}
	h.now = h.now.merged(c.of(e.Cause))
	if shown {
		if h.number < 0 {
			h.number = len(c.hosts)
			c.hosts = append(c.hosts, h)
		}
		h.now = h.now.ticked(h.number)
	}
	switch e.Kind {
	case wire.KindReceive, wire.KindStart: // nothing else comes of a message or a spawn
		delete(c.causes, e.Cause)
	}
	if leads[e.Kind] {
		c.causes[e.Seq] = h.now
	}
	c.recent[e.Seq%uint64(len(c.recent))] = recent{e.Seq, h.now}
	return h
}

// of is the clock of a fact that others may be due to.
func (c *clocks) of(fact uint64) vector {
	if r := &c.recent[fact%uint64(len(c.recent))]; r.fact == fact {
		return r.then
	}
	return c.causes[fact]
}

// leads are the kinds of facts that others of another host can be due to much
// later.
var leads = map[wire.Kind]bool{
	wire.KindBoot: true, wire.KindInput: true, wire.KindSignal: true, wire.KindAct: true,
	wire.KindService: true, wire.KindShutdown: true, wire.KindSpawn: true, wire.KindExit: true,
	wire.KindSend: true, wire.KindNotify: true, wire.KindArrive: true, wire.KindPublish: true,
	wire.KindJoin: true, wire.KindLeave: true,
}

// merged is the clock of what comes after both.
func (v vector) merged(w vector) vector {
	if len(w) == 0 || w.within(v) {
		return v
	}
	if v.within(w) {
		return w
	}
	all := slices.Clone(v)
	for i, n := range w {
		if i == len(all) {
			return append(all, w[i:]...)
		}
		all[i] = max(all[i], n)
	}
	return all
}

// within reports whether w knows all that v does.
func (v vector) within(w vector) bool {
	for i, n := range v {
		if n > 0 && (i >= len(w) || n > w[i]) {
			return false
		}
	}
	return true
}

// ticked is the clock after one more fact of a host.
func (v vector) ticked(host int) vector {
	next := make(vector, max(len(v), host+1))
	copy(next, v)
	next[host]++
	return next
}
