package node

import (
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// keptFacts is how many facts a live log keeps: packed, those of an ordinary
// app are 30 MB, and it runs for days. Heavier ones are bounded in bytes.
const keptFacts = 10_000_000

// batchTurns is how many turns are taken between looks at the wall clock and
// at what was asked for: a few milliseconds at most.
const batchTurns = 32

// Loop drives a node. Its methods may be called from any goroutine.
type Loop struct {
	clock Clock
	wants chan struct{} // the app waits for a line
	done  chan struct{} // closed when Run has returned

	mu       sync.Mutex
	requests []request
	wake     chan struct{} // there are requests
	changed  chan struct{}
	log      *trace.Log
	packer   *packer
	status   trace.Status
	pace     pace
	exit     int

	// Used by Run's goroutine only.
	node     *Node
	observe  func([]wire.Event)
	wanted   bool
	patience int // turns left, with the virtual clock, until a reader gets its line
	paused   bool
	closing  bool
}

// request is something to do between turns.
type request func(l *Loop)

// NewLoop makes a loop that drives n once Run is called. Observe, if not nil,
// is told every fact, in order, on the loop's goroutine.
func NewLoop(n *Node, clock Clock, observe func([]wire.Event)) *Loop {
	l := &Loop{
		clock: clock, node: n, observe: observe,
		wants: make(chan struct{}, 1), done: make(chan struct{}),
		wake: make(chan struct{}, 1), changed: make(chan struct{}, 1),
		log: trace.NewLog(keptFacts), pace: newPace(),
	}
	l.packer = newPacker(&l.mu, l.log)
	l.publish(len(n.pending))
	return l
}

// Run makes things happen until Close. It closes the node when it returns.
func (l *Loop) Run() {
	defer close(l.done)
	defer l.node.Close()
	go l.packer.run()
	defer l.packer.stop()
	defer l.contain()
	l.node.advance(l.node.Now())
	for l.serve(); !l.closing; l.serve() {
		if wait := l.turn(); wait != 0 {
			l.sleep(wait)
		}
	}
}

// contain turns a panic, which is a bug of ours, into a session that broke:
// the screen can still show what led to it.
func (l *Loop) contain() {
	if problem := recover(); problem != nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.status.Stopped = true
		l.status.Err = fmt.Sprintf("internal error: %v\n%s", problem, debug.Stack())
		l.exit = 1
		l.signal(l.changed)
	}
}

// forever is longer than anybody waits.
const forever = time.Duration(1<<63 - 1)

// turn makes some progress and returns how long there is nothing to do.
func (l *Loop) turn() (wait time.Duration) {
	if _, stopped := l.node.Stopped(); stopped || l.paused {
		return forever
	}
	defer l.publish(everything)
	if l.clock == VirtualClock {
		return l.virtualTurn()
	}
	more := l.catchUp() || l.node.Run(batchTurns)
	l.askForInput()
	if more {
		return 0
	}
	due, ok := l.node.system.NextTimer()
	if !ok {
		return forever
	}
	return max(time.Nanosecond, l.untilWall(due))
}

// catchUp lets virtual time follow the wall clock. Each timer that is due runs
// out at its own time, and what it wakes runs at that time, as if the loop had
// been there. It reports whether there is more to do first.
func (l *Loop) catchUp() (more bool) {
	target := l.wallTime()
	for {
		due, ok := l.node.system.NextTimer()
		if !ok || due > target {
			break
		}
		l.node.advance(max(due, l.node.Now()))
		if l.node.Run(batchTurns) {
			return true
		}
		if _, stopped := l.node.Stopped(); stopped {
			return true
		}
	}
	if target > l.node.Now() {
		l.node.advance(target)
	}
	return false
}

// virtualTurn lets everybody run until nothing is left to do, and then time
// jump. A process that waits for a line makes time stand still; if another one
// never rests, that happens after settleBatch turns, so that both get on.
func (l *Loop) virtualTurn() time.Duration {
	more := l.node.Pass(batchTurns)
	if !l.node.Reading() {
		l.patience = settleBatch
	} else if l.patience -= batchTurns; !more || l.patience <= 0 {
		l.askForInput()
		return forever
	}
	if more {
		return 0
	}
	return forever
}

// askForInput tells, once for each line, that the app waits for one.
func (l *Loop) askForInput() {
	if !l.wanted && l.node.Reading() {
		l.wanted = true
		l.publish(everything) // whoever reads must have seen first what for
		l.signal(l.wants)
	}
}

// sleep waits until something is asked for, or for the next timer.
func (l *Loop) sleep(wait time.Duration) {
	if wait == forever {
		<-l.wake
		return
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-l.wake:
	case <-timer.C:
	}
}

// serve does what was asked for since the last look.
func (l *Loop) serve() {
	l.mu.Lock()
	requests := l.requests
	l.requests = nil
	l.mu.Unlock()
	for _, do := range requests {
		do(l)
	}
}

func (l *Loop) ask(do request) {
	l.mu.Lock()
	l.requests = append(l.requests, do)
	l.mu.Unlock()
	l.signal(l.wake)
}

func (l *Loop) signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

const everything = int(^uint(0) >> 1)

// publish puts up to limit facts that happened into the log.
func (l *Loop) publish(limit int) {
	facts := l.node.Take(limit)
	l.mu.Lock()
	l.log.Append(facts...)
	status, stopped := l.node.Stopped()
	l.exit = status
	stopped = stopped && len(l.node.pending) == 0
	news := len(facts) > 0 || stopped != l.status.Stopped || l.paused != l.status.Paused
	l.status.Last, l.status.Stopped, l.status.Paused = l.log.Last(), stopped, l.paused
	l.status.Now = l.node.Now()
	l.mu.Unlock()
	l.packer.wake()
	if l.observe != nil && len(facts) > 0 {
		l.observe(facts)
	}
	if news {
		l.signal(l.changed)
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
