package node

import (
	"slices"

	"echotui/runtime/wire"
)

// lineStep is the coroutine that goes on by lines.
type lineStep struct {
	pid wire.PID
	co  uint32
}

// StepLine implements tui.Driver.
func (l *Loop) StepLine(pid wire.PID, co uint32, how wire.LineStep) {
	l.order(func(l *Loop) {
		l.goOn()
		l.stepping = &lineStep{pid, co}
		if !l.node.StepLine(pid, co, how) {
			l.haltAt(0, wire.Stop{PID: pid, Text: l.node.called(pid) + " has no such coroutine now"})
		}
	})
}

// SetBreakpoints implements tui.Driver. They hold on every branch that is gone
// on from.
func (l *Loop) SetBreakpoints(list []wire.Breakpoint) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.breaks = keepHits(l.breaks, list)
	l.arming++
	l.push(func(l *Loop) {
		l.mu.Lock()
		l.arming--
		l.mu.Unlock()
		if l.node != nil {
			l.node.SetBreakpoints(list)
		}
	})
}

// Breakpoints implements tui.Driver.
func (l *Loop) Breakpoints() []wire.Breakpoint {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.breaks)
}

// tellHits makes the hits of breakpoints known, and reports whether there are
// more than before. The caller holds the lock.
func (l *Loop) tellHits() bool {
	if l.arming > 0 || l.hits == l.node.breaks.hits {
		return false
	}
	l.hits = l.node.breaks.hits
	l.breaks = l.node.Breakpoints()
	return true
}

// stands pauses the loop where the node stands still by itself, or when who
// went on by lines has ended. It reports whether the loop is paused.
func (l *Loop) stands() bool {
	if stop := l.node.Met(); stop != nil {
		l.haltAt(everything, *stop)
	}
	if s := l.stepping; s != nil && l.node.task(s.pid, s.co) == nil {
		l.haltAt(everything, wire.Stop{PID: s.pid, Text: l.node.called(s.pid) + " has ended"})
	}
	return l.paused
}
