package node

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Since implements tui.Session.
func (l *Loop) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.log.Since(dst, seq, limit)
}

// Status implements tui.Session.
func (l *Loop) Status() trace.Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	status := l.status
	if l.clock == RealClock && !status.Stopped && !status.Paused {
		status.Now = max(status.Now, l.pace.now())
	}
	return status
}

// Changed implements tui.Session.
func (l *Loop) Changed() <-chan struct{} { return l.changed }

// Do implements tui.Session. A command that cannot be done any more, such as a
// line for a process that has just ended, does nothing.
func (l *Loop) Do(c wire.Command) {
	l.ask(func(l *Loop) {
		if l.clock == RealClock && !l.paused {
			l.catchUp()
		}
		if c.Kind == wire.CommandInput {
			l.wanted = false
		}
		_ = l.node.Apply(c) // see above
		l.publish(everything)
	})
}

// Pause implements tui.Session.
func (l *Loop) Pause() {
	l.ask(func(l *Loop) {
		l.mu.Lock()
		l.pace.stop()
		l.mu.Unlock()
		l.paused = true
		l.publish(everything)
	})
}

// Resume implements tui.Session.
func (l *Loop) Resume() {
	l.ask(func(l *Loop) {
		l.mu.Lock()
		l.pace.resume(l.node.Now())
		l.mu.Unlock()
		l.paused = false
		l.publish(everything)
	})
}

// Step implements tui.Session.
func (l *Loop) Step() {
	l.ask(func(l *Loop) {
		if l.paused && l.node.Step() {
			l.publish(1)
		}
	})
}

// Close ends the loop and what runs on it, and returns when that is done.
func (l *Loop) Close() {
	l.ask(func(l *Loop) { l.closing = true })
	<-l.done
}

// Exit is the exit status of a node that has stopped.
func (l *Loop) Exit() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.exit
}
