package node

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// hear takes in the facts that were not heard of yet, up to number last.
func (n *Node) hear(last uint64) {
	facts := n.system.Emitted()
	unheard := min(n.system.Last()-n.heard, uint64(len(facts)))
	for i := len(facts) - int(unheard); i < len(facts) && facts[i].Seq <= last; i++ {
		n.learn(&facts[i])
	}
}

// learn takes in who a fact makes, or gives other code.
func (n *Node) learn(e *wire.Event) {
	n.heard = e.Seq
	n.roster.Apply(e)
	switch e.Kind {
	case wire.KindSpawn:
		made := born{n: e.Peer.N, entry: e.Name}
		if wire.SpawnFlags(e.N)&wire.SpawnService != 0 {
			made.service = e.Text
		}
		n.born[e.Peer.N%uint64(len(n.born))] = made
	case wire.KindUpgrade:
		if known := &n.born[e.PID.N%uint64(len(n.born))]; known.n == e.PID.N {
			known.entry = e.Name
		}
	}
}

// born is what is known of a process from its birth on, for a while also when
// it has ended.
type born struct {
	n              uint64 // of its PID
	entry, service string
}

// context is what filters may ask about a node. It implements filter.Context.
type context struct{ *Node }

func (c context) Label(p wire.PID) string { return c.roster.Label(p) }
func (c context) Unique(p wire.PID) bool  { return c.roster.Unique(p) }

func (c context) Entry(p wire.PID) string {
	if process := c.system.Process(p); process != nil {
		return process.Entry
	}
	return c.find(p).entry
}

func (c context) Service(p wire.PID) string { return c.find(p).service }

func (c context) find(p wire.PID) born {
	if known := c.born[p.N%uint64(len(c.born))]; known.n == p.N {
		return known
	}
	return born{}
}

func (c context) Names(p wire.PID) []string {
	if process := c.system.Process(p); process != nil {
		return process.Names()
	}
	return nil
}

func (c context) Waiting(p wire.PID) int {
	if process := c.system.Process(p); process != nil {
		return process.Waiting()
	}
	return 0
}

var _ trace.Namer = context{}
