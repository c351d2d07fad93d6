package node

import (
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// keptFacts is how many facts a live log keeps: packed, those of an ordinary
// app are 34 MB, and it runs for days. Heavier ones are bounded in bytes.
const keptFacts = 10_000_000

// batchTurns is how many turns are taken between looks at the wall clock and
// at what was asked for: a few milliseconds at most.
const batchTurns = 32

// longestRun is how long a busy node has the processor before whoever looks at it
// gets a turn. Go itself takes it away after five times that, which a person feels
// at the screen: a key passes through several goroutines.
const longestRun = 2 * time.Millisecond

// Loop drives a node. Its methods may be called from any goroutine.
type Loop struct {
	app    *app.App
	origin Origin
	files  fs.FS         // the folder of the app; nil: there is none
	wants  chan struct{} // the app waits for a line
	done   chan struct{} // closed when Run has returned
	began  uint64        // the last fact before anything could happen by itself
	beside func(func())  // does something while the loop goes on

	mu         sync.Mutex
	requests   []request
	wake       chan struct{} // there are requests
	changed    chan struct{}
	branches   []*branch
	live       *branch // the one that the node is on; nil if there is no node
	shown      *branch // the one that Since and Status are about
	packer     *packer
	place      wire.Place
	pace       pace
	published  trace.Status // of the live branch; without Now
	exit       int
	breaks     []wire.Breakpoint
	arming     int // how often they were set and the node does not know it yet
	look       look
	work       float64 // how much of a job is done
	continuing bool    // somebody wants to go on from a past moment
	arrived    *Replay // to be driven from then on
	room       *Room   // for facts; nil: nobody has said how much there is
	missing    bool    // it was told that facts are lost

	// Used by Run's goroutine only.
	node     *Node // nil: what is shown was recorded
	observe  func([]wire.Event)
	tracer   Tracer // nil: none
	wanted   bool
	patience int // turns left, with the virtual clock, until a reader gets its line
	paused   bool
	goal     *pursuit  // nil: none
	stepping *lineStep // nil: nobody goes on by lines
	hits     int       // of breakpoints, when they were told last
	job      *job      // the last one; nil: there was none
	closing  bool
	warned   bool // that there is no room for facts

	standing standing // used by the job's goroutine only
}

// request is something to do between turns.
type request func(l *Loop)

// NewLoop makes a loop that drives n once Run is called. Observe, if not nil,
// is told every fact, in order, on the loop's goroutine.
func NewLoop(n *Node, clock Clock, observe func([]wire.Event)) *Loop {
	return newLoopOf(n, newPace(clock, time.Now), observe)
}

// newLoopOf is NewLoop with a wall clock.
func newLoopOf(n *Node, p pace, observe func([]wire.Event)) *Loop {
	log := trace.NewLog(keptFacts)
	l := newLoop(n.app, n.origin, &branch{facts: log, log: log})
	l.node, l.live, l.observe, l.pace, l.began = n, l.shown, observe, p, n.system.Last()
	l.files = n.files
	l.packer.logs = []*trace.Log{log}
	l.publish(len(n.pending))
	return l
}

func newLoop(a *app.App, o Origin, first *branch) *Loop {
	first.ID = 1
	l := &Loop{
		beside: func(f func()) { go f() },
		app:    a, origin: o, wants: make(chan struct{}, 1), done: make(chan struct{}),
		wake: make(chan struct{}, 1), changed: make(chan struct{}, 1),
		branches: []*branch{first}, shown: first,
	}
	l.packer = newPacker(&l.mu)
	return l
}

// Run makes things happen until Close. It closes the node when it returns.
func (l *Loop) Run() {
	defer close(l.done)
	defer l.closePast()
	defer l.closeNode()
	go l.packer.run()
	defer l.packer.stop()
	defer l.contain()
	if l.node != nil {
		l.node.advance(l.node.Now())
	}
	var rested time.Time
	for l.serve(); !l.closing; l.serve() {
		if wait := l.turn(); wait != 0 {
			l.sleep(wait)
		} else if now := l.pace.wall(); now.Sub(rested) >= longestRun {
			rested = now
			runtime.Gosched()
		}
	}
}

func (l *Loop) closeNode() {
	if l.node != nil {
		l.node.Close()
	}
}

// contain turns a panic, which is a bug of ours, into a session that broke:
// the screen can still show what led to it.
func (l *Loop) contain() {
	if problem := recover(); problem != nil {
		l.broke(problem)
	}
}

func (l *Loop) broke(problem any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.shown.status.Stopped = true
	l.shown.status.Err = fmt.Sprintf("internal error: %v\n%s", problem, debug.Stack())
	l.exit = 1
	l.signal(l.changed)
}

// forever is longer than anybody waits.
const forever = time.Duration(1<<63 - 1)

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

// push asks for something to be done between turns. The caller holds the lock.
func (l *Loop) push(do request) {
	l.requests = append(l.requests, do)
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
	news := l.log(facts)
	l.packer.wake()
	l.packer.wait()
	l.trace(facts)
	if l.observe != nil && len(facts) > 0 {
		l.observe(facts)
	}
	if news {
		l.signal(l.changed)
	}
}

// log puts facts into the log, and reports whether anything is new to whoever
// looks at the session.
func (l *Loop) log(facts []wire.Event) (news bool) {
	status, stopped := l.node.Stopped()
	l.mu.Lock()
	defer l.mu.Unlock() // also if it panics: see contain
	l.live.log.Append(facts...)
	now := l.live.status
	now.Now = 0 // that it passes is no news
	now.Last, now.Paused, now.Speed = l.live.log.Last(), l.paused, l.pace.speed
	now.Stopped = stopped && len(l.node.pending) == 0
	hits := l.tellHits()
	news = hits || now != l.published
	l.published = now
	now.Now = l.node.Now()
	l.live.status, l.exit, l.place = now, status, l.node.system.Place()
	return news
}
