package node

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Since implements tui.Session.
func (l *Loop) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	dst = l.shown.facts.Since(dst, seq, limit)
	l.missed()
	return dst
}

// Status implements tui.Session.
func (l *Loop) Status() trace.Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	status := l.shown.status
	status.Branch, status.Last, status.Work = l.shown.ID, l.shown.facts.Last(), l.work
	if l.shown == l.live && l.pace.follows() && !status.Stopped && !status.Paused {
		status.Now = max(status.Now, l.pace.now())
	}
	return status
}

// Changed implements tui.Session.
func (l *Loop) Changed() <-chan struct{} { return l.changed }

// Do implements tui.Session. A command that cannot be done any more, such as a
// line for a process that has just ended, does nothing; Status tells why what a
// person wanted to do to the run was refused. The source of a reload is read from
// the folder of the app.
func (l *Loop) Do(c wire.Command) {
	l.order(func(l *Loop) {
		l.meet()
		if c.Kind == wire.CommandInput {
			l.wanted = false
		}
		if err := l.do(c); err != nil && c.Kind.IsAct() {
			l.refuse(err)
		}
		l.seek()
		l.stands()
		l.publish(everything)
	})
}

// Pause implements tui.Session.
func (l *Loop) Pause() {
	l.order(func(l *Loop) {
		l.meet()
		l.mu.Lock()
		l.pace.stop()
		l.mu.Unlock()
		l.paused = true
		l.endPursuit()
		l.publish(everything)
	})
}

// Resume implements tui.Session.
func (l *Loop) Resume() {
	l.order(func(l *Loop) {
		l.goOn()
		l.publish(everything)
	})
}

// goOn lets time go on.
func (l *Loop) goOn() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pace.resume(l.node.Now())
	l.live.status.Stop = nil
	l.paused = false
	if l.live.log.Refused() != nil {
		l.live.log.Allow()
	}
	l.endPursuit()
	l.node.GoOn()
}

// Step implements tui.Session.
func (l *Loop) Step() {
	l.order(func(l *Loop) {
		if l.paused && l.node.StepThrough() {
			l.mu.Lock()
			l.live.status.Stop = nil
			l.mu.Unlock()
			l.publish(1)
		}
	})
}

// SetSpeed implements tui.Driver.
func (l *Loop) SetSpeed(speed float64) {
	l.order(func(l *Loop) {
		l.meet()
		l.mu.Lock()
		l.pace.setSpeed(l.node.Now(), speed)
		l.mu.Unlock()
		l.publish(everything)
	})
}

// order asks for something to be done to the node, if that is what is shown.
// What only has been cannot be changed.
func (l *Loop) order(do request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shown == l.live {
		l.push(do)
	}
}

// Close ends the loop and what runs on it, and returns when that is done.
func (l *Loop) Close() {
	l.mu.Lock()
	l.push(func(l *Loop) { l.closing = true })
	l.mu.Unlock()
	<-l.done
}

// Exit is the exit status of a node that has stopped.
func (l *Loop) Exit() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.exit
}
