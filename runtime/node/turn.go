package node

import (
	"time"

	"echotui/runtime/wire"
)

// turn makes some progress and returns how long there is nothing to do.
func (l *Loop) turn() (wait time.Duration) {
	if l.node == nil || l.paused {
		return forever
	}
	if l.full() {
		return forever
	}
	if _, stopped := l.node.Stopped(); stopped {
		l.fallShort()
		return forever
	}
	defer func() {
		if !l.paused { // what is told then has been
			l.publish(everything)
		}
	}()
	if !l.pace.follows() {
		return l.virtualTurn()
	}
	return l.realTurn()
}

func (l *Loop) realTurn() time.Duration {
	more := l.catchUp(l.pace.grain()) || l.run(batchTurns)
	if l.paused {
		return forever
	}
	l.askForInput()
	if more {
		return 0
	}
	due, ok := l.node.system.NextTimer()
	if !ok {
		l.fallShort()
		return forever
	}
	return max(time.Nanosecond, l.untilWall(due))
}

// meet lets virtual time be what it is at this moment, for what comes from
// outside.
func (l *Loop) meet() {
	if l.pace.follows() && !l.paused {
		l.catchUp(0)
	}
}

// timersAtOnce is how many times a loop that is late lets timers run out between
// looks at what was asked for. An app whose timers come faster than they can run
// out is ever later.
const timersAtOnce = 1024

// catchUp lets virtual time follow the wall clock, when it is behind for grain
// at least. Each timer that is due runs out at its own time, and what it wakes
// runs at that time, as if the loop had been there. It reports whether there is
// more to do first.
func (l *Loop) catchUp(grain time.Duration) (more bool) {
	target := l.wallTime()
	for n := 0; ; n++ {
		due, ok := l.node.system.NextTimer()
		if !ok || due > target {
			break
		}
		if n == timersAtOnce {
			return true
		}
		l.advance(max(due, l.node.Now()))
		if l.paused || l.run(batchTurns) || l.paused {
			return true
		}
		if _, stopped := l.node.Stopped(); stopped {
			return true
		}
	}
	if late := target.Sub(l.node.Now()); late > 0 && late >= grain {
		l.advance(target)
	}
	return l.paused
}

func (l *Loop) advance(at wire.Time) {
	l.node.advance(at)
	l.seek()
	l.stands()
}

// virtualTurn lets everybody run until nothing is left to do, and then time
// jump. A process that waits for a line makes time stand still; if another one
// never rests, that happens after settleBatch turns, so that both get on.
func (l *Loop) virtualTurn() time.Duration {
	more := l.pass()
	if l.paused {
		return forever
	}
	if !l.node.Reading() {
		l.patience = settleBatch
	} else if l.patience -= batchTurns; !more || l.patience <= 0 {
		l.fallShort()
		l.askForInput()
		return forever
	}
	if !more {
		l.fallShort()
		return forever
	}
	return 0
}

// pass is Node.Pass up to the goal.
func (l *Loop) pass() (more bool) {
	if l.run(batchTurns) {
		l.advance(l.node.Now().Add(batchTurns * turnTime))
		return true
	}
	more = !l.paused && l.node.idle()
	l.seek()
	l.stands()
	return more
}

// askForInput tells, once for each line, that the app waits for one.
func (l *Loop) askForInput() {
	if !l.wanted && l.node.Reading() {
		l.wanted = true
		l.publish(everything) // whoever reads must have seen first what for
		l.signal(l.wants)
	}
}

func (l *Loop) wallTime() wire.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pace.now()
}

func (l *Loop) untilWall(at wire.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pace.until(at)
}
