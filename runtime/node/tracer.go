package node

import (
	"slices"

	"echotui/runtime/wire"
)

// Tracer is told a run as it happens, on the loop's goroutine: as many branches
// as there are, each from its beginning.
type Tracer interface {
	// Begin begins a branch; what is told from now on is of that one.
	Begin(branch int)
	// Trace tells facts, the commands that were applied since the last call, and
	// where the run stands. The facts are valid until it returns.
	Trace(facts []wire.Event, commands []wire.Applied, stand wire.Place)
}

// Trace makes the loop tell t what has happened so far and everything that
// will, from the moment on in which Run comes to it. Of what is recorded, and
// does not happen any more, nothing is told.
func (l *Loop) Trace(t Tracer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.push(func(l *Loop) {
		if l.node != nil {
			l.tracer = t
			l.traceBranch()
		}
	})
}

// tracedAtOnce is how many facts of the past are told in one piece.
const tracedAtOnce = 4096

// traceBranch tells what there is of the live branch.
func (l *Loop) traceBranch() {
	if l.tracer == nil {
		return
	}
	l.tracer.Begin(l.live.ID)
	l.node.fresh = new(Journal)
	journal := l.node.Journal()
	commands := slices.Collect(journal.All())
	if len(commands) < journal.Len() {
		l.tracer = nil // of no use: the run could not be made again
		l.room.Say("the trace ends early: the commands of the run cannot be read back; the app goes on")
		return
	}
	var facts []wire.Event
	for seq, more := uint64(0), true; more; commands = nil {
		l.mu.Lock()
		facts = l.live.facts.Since(facts[:0], seq, tracedAtOnce)
		more = len(facts) > 0 // fewer than asked for may be all before a gap: see trace.Log
		l.missed()
		l.mu.Unlock()
		l.tracer.Trace(facts, commands, l.node.system.Place())
		if len(facts) > 0 {
			seq = facts[len(facts)-1].Seq
		}
	}
}

// trace tells facts that have just been published.
func (l *Loop) trace(facts []wire.Event) {
	if l.tracer == nil || l.node.fresh == nil {
		return
	}
	if commands := l.node.takeCommands(); len(facts)+len(commands) > 0 {
		l.tracer.Trace(facts, commands, l.node.system.Place())
	}
}

// takeCommands returns the commands that were applied since the last call, or
// since somebody wanted to know. Nil if nobody does.
func (n *Node) takeCommands() []wire.Applied {
	if n.fresh == nil || n.fresh.Len() == 0 {
		return nil
	}
	list := slices.Collect(n.fresh.All())
	*n.fresh = Journal{}
	return list
}
