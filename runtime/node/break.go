package node

import (
	"fmt"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// Break sets who is asked before something happens whether the node is to
// stand still; nil asks nobody. See actor.System.SetBreak. Once the answer was
// yes, nothing goes on by itself until GoOn; commands can still be applied.
func (n *Node) Break(ask func(e *wire.Event) bool) {
	if ask == nil {
		n.system.SetBreak(nil)
		return
	}
	n.system.SetBreak(func(e *wire.Event) bool {
		if !ask(e) {
			return false
		}
		n.meetNext(0, e, e.Line())
		return true
	})
}

// meet notes why the node stands still. What comes first counts.
func (n *Node) meet(stop wire.Stop) {
	if n.met == nil {
		n.met = &stop
	}
}

// meetNext notes that an event is met, and what it is in a sentence.
func (n *Node) meetNext(breakpoint int, e *wire.Event, what string) {
	if n.met == nil {
		next := *e
		n.met, n.what = &wire.Stop{Breakpoint: breakpoint, PID: e.PID, Next: &next}, what
	}
}

// standStill finds out, when the node stands still because of an event, whether
// that could be done before it has happened.
func (n *Node) standStill() {
	if n.met == nil || n.met.Text != "" {
		return
	}
	when := ""
	if n.met.Next.Seq > n.system.Last() {
		n.met.Next.Seq, when = 0, ", before"
	}
	n.met.Text = fmt.Sprintf("breakpoint %d%s: %s", n.met.Breakpoint, when, n.what)
}

// forestall notes that what the node stands before does not happen any more: a
// command has taken away the message that was to be taken, or the process.
func (n *Node) forestall(c wire.Command) {
	if n.met == nil || n.met.Next == nil || n.met.Next.Seq != 0 || n.met.PID != c.PID {
		return
	}
	switch next := n.met.Next; c.Kind {
	case wire.CommandTerminate:
	case wire.CommandDrop, wire.CommandDelay:
		if next.Kind != wire.KindReceive || next.Ref != c.Ref {
			return
		}
	default:
		return
	}
	n.met = &wire.Stop{Text: "what it stopped before does not happen now"}
}

// Met tells why the node stands still: before the event that it tells, or right
// after if nobody could be held before it, or at a line; nil if it does not
// stand still.
func (n *Node) Met() *wire.Stop { return n.met }

// GoOn ends standing still: what Met tells happens next.
func (n *Node) GoOn() { n.met = nil }

// StepLine lets a coroutine of a process go on by lines: the node stands still
// when the step is done. It reports whether there is such a coroutine. A step
// takes the place of the one before.
func (n *Node) StepLine(pid wire.PID, co uint32, how wire.LineStep) bool {
	n.machine.EndStep()
	t := n.task(pid, co)
	if t == nil {
		return false
	}
	n.machine.Step(t, how, func(entry string, line int) {
		n.meet(wire.Stop{PID: pid, Text: fmt.Sprintf("%s comes to %s:%d", n.called(pid), entry, line)})
	})
	return true
}

// EndStep takes a StepLine back that is not done.
func (n *Node) EndStep() { n.machine.EndStep() }

// StepThrough is Step from where the node stands still: what it stands before
// happens, and breakpoints on the way only count.
func (n *Node) StepThrough() bool {
	n.GoOn()
	n.passing = true
	defer func() { n.passing = false }()
	return n.Step()
}

// task finds a coroutine that has not ended; nil if there is none.
func (n *Node) task(pid wire.PID, co uint32) *actor.Task {
	if p := n.system.Process(pid); p != nil {
		for _, t := range p.Tasks() {
			if t.ID() == co {
				return t
			}
		}
	}
	return nil
}

// Inspect looks into a process, which may have to be asked for in the middle of
// something; nil if it has ended, or has never been. Nothing changes by it.
func (n *Node) Inspect(pid wire.PID) *wire.Inspection {
	p := n.system.Process(pid)
	if p == nil {
		return nil
	}
	return &wire.Inspection{PID: pid, Seq: n.system.Last(), Tasks: n.machine.Inspect(p)}
}
