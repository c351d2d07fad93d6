package node

import "echotui/runtime/wire"

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
		if n.met == nil {
			met := *e
			n.met = &met
		}
		return true
	})
}

// Met is the event before which the node stands still, or right after which if
// nobody could be held before it; nil if it does not stand still.
func (n *Node) Met() *wire.Event { return n.met }

// GoOn ends standing still: what Met tells happens next.
func (n *Node) GoOn() { n.met = nil }

// Inspect looks into a process, which may have to be asked for in the middle of
// something; nil if it has ended, or has never been. Nothing changes by it.
func (n *Node) Inspect(pid wire.PID) *wire.Inspection {
	p := n.system.Process(pid)
	if p == nil {
		return nil
	}
	return &wire.Inspection{PID: pid, Seq: n.system.Last(), Tasks: n.machine.Inspect(p)}
}
