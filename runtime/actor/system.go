package actor

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"echotui/runtime/wire"
)

// turnReductions is what a process may use before others have their turn. It
// is large enough to hide the cost of switching and small enough (well under a
// millisecond) that an endless loop delays nobody noticeably.
const turnReductions = 4000

// tirelessTurns is how many turns in a row a process may use up before a fact
// says so: a second or two of computing.
const tirelessTurns = 10_000

// Config is everything a system starts from. Two systems of equal
// configurations that are given equal commands yield equal events.
type Config struct {
	App      string    // name, for the boot event
	Seed     int64     // of everything random
	Epoch    time.Time // what time.now() answers at virtual time 0
	Hosts    []HostConfig
	Services []ServiceConfig
	Scopes   []ScopeConfig
	Code     Code
	Limits   wire.Limits // those that are 0 are wire.DefaultLimits

	// How long everybody together may take to end: when somebody asked for
	// it, and when the terminal process has ended. 0 means the constants of
	// these names.
	AskedGrace, FinishedGrace time.Duration
}

// System is one node. It is not safe for concurrent use.
type System struct {
	config Config
	now    wire.Time
	seq    uint64       // of the last event
	events []wire.Event // emitted and not yet taken
	stopAt uint64       // tasks hold once this event has been emitted
	progress

	ask        func(*wire.Event) bool // see SetBreak
	askedKinds kindSet                // a bit for each
	asking     wire.Event             // what it is asked about
	halt       bool                   // its answer was to stand still

	lastPID uint64
	lastRef uint64
	order   uint64 // numbers monitors and links in the order in which they were made

	processes map[uint64]*Process
	found     found
	names     map[string]wire.PID
	hosts     map[string]*Host
	hostList  []*Host
	services  []*service
	queue     queue[*Process]
	held      *Process   // its turn stopped in the middle
	current   *Task      // it has the turn
	doomed    []*Process // to be ended once the running code is out of the way
	burying   bool       // some are being ended right now
	timers    timers
	bus       []*Subscription
	groups    map[string]*scope

	random  random
	memory  memory
	ending  *ending
	stopped bool
	status  int

	wait  []byte            // the wait that is being described
	waits map[string]string // how waits were described

	refusing bool // a bound keeps processes from being made, and that was told
}

// New boots a system: its hosts run and its services have been spawned when it
// returns, though none has had a turn.
func New(config Config) *System {
	config.Limits = config.Limits.Over(wire.DefaultLimits)
	config.AskedGrace = cmp.Or(config.AskedGrace, AskedGrace)
	config.FinishedGrace = cmp.Or(config.FinishedGrace, FinishedGrace)
	s := &System{
		config:    config,
		stopAt:    forever,
		processes: map[uint64]*Process{},
		names:     map[string]wire.PID{},
		hosts:     map[string]*Host{},
		groups:    map[string]*scope{},
		waits:     map[string]string{},
		random:    newRandom(uint64(config.Seed), 0),
	}
	s.memory.look = config.Limits.TotalMemory / 2
	if config.Limits.TotalMemory < 0 {
		s.memory.look = math.MaxInt
	}
	for _, config := range config.Scopes {
		s.newScope(config)
	}
	boot := s.emit(wire.Event{
		Kind: wire.KindBoot, Name: config.App, N: config.Seed,
		Text: count(len(config.Hosts), "host") + ", " + count(len(config.Services), "service"),
	})
	s.startHosts(boot)
	s.startServices(boot)
	return s
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

const forever = ^uint64(0)

// Now is the virtual time.
func (s *System) Now() wire.Time { return s.now }

// Clock is the date and time that programs see.
func (s *System) Clock() time.Time { return s.config.Epoch.Add(time.Duration(s.now)) }

// Turns counts the turns taken so far.
func (s *System) Turns() uint64 { return s.turns }

// Last is the number of the last event emitted.
func (s *System) Last() uint64 { return s.seq }

// Stopped reports whether nothing will ever happen again, and with which exit
// status the node ended.
func (s *System) Stopped() (status int, stopped bool) { return s.status, s.stopped }

// Ready reports whether a process could take a turn now.
func (s *System) Ready() bool { return !s.stopped && (s.held != nil || s.queue.len() > 0) }

// Processes lists the PIDs of all processes, oldest first.
func (s *System) Processes() []wire.PID {
	pids := make([]wire.PID, 0, len(s.processes))
	for _, p := range s.processes {
		pids = append(pids, p.PID)
	}
	slices.SortFunc(pids, func(a, b wire.PID) int { return cmp.Compare(a.N, b.N) })
	return pids
}

// Process finds a process that has not ended; nil if there is none.
func (s *System) Process(pid wire.PID) *Process {
	if p := s.processes[pid.N]; p != nil && p.PID == pid {
		return p
	}
	return nil
}

// NextTimer is the time at which the next timer runs out, if there is one.
func (s *System) NextTimer() (due wire.Time, ok bool) {
	if s.stopped {
		return 0, false
	}
	return s.timers.next()
}

// Reading reports whether the terminal process waits for input that it has not
// got.
func (s *System) Reading() bool {
	if s.ending != nil {
		return false // nobody waits for a line any more
	}
	for _, h := range s.hostList {
		if h.terminal != nil && h.terminal.terminal.hungry() {
			return true
		}
	}
	return false
}

// Take returns the events emitted since the last call. The slice is valid until
// the next call of Apply or Run.
func (s *System) Take() []wire.Event {
	taken := s.events
	s.events = s.events[:0]
	return taken
}

// Emitted is what Take would return, which stays there.
func (s *System) Emitted() []wire.Event { return s.events }

// Apply makes a command happen. An error means that it cannot be done, and
// nothing was.
func (s *System) Apply(c wire.Command) error {
	if s.stopped {
		return fmt.Errorf("the node has stopped")
	}
	switch c.Kind {
	case wire.CommandAdvance:
		return s.advance(c.At)
	case wire.CommandRun:
		return s.run(c)
	case wire.CommandInput:
		return s.input(c)
	case wire.CommandSignal:
		s.signal(c.Name)
		return nil
	}
	if c.Kind.IsAct() {
		return s.act(c)
	}
	return fmt.Errorf("unknown command %d", c.Kind)
}

// Run lets processes take turns: until there is nothing to do, turns are used
// up, or facts events have been emitted. In the last case the task that emitted
// the last one is held at that very action and goes on with the next call; an
// action that yields several events at once may exceed the count. It also ends
// where SetBreak says so.
func (s *System) Run(turns int, facts uint64) {
	s.stopAfter(facts)
	for ; turns > 0 && !s.enough() && s.step(); turns-- {
	}
	s.stopAt = forever
}

func (s *System) stopAfter(facts uint64) {
	s.halt = false
	if facts < forever-s.seq {
		s.stopAt = s.seq + facts
	}
}

// step takes a turn, or the rest of one that is held, and reports whether
// somebody had one to take.
func (s *System) step() bool {
	if s.stopped {
		return false
	}
	p := s.next()
	if p != nil {
		s.turn(p)
	}
	return p != nil
}

// next is the process whose turn it is: the one held in the middle of its
// turn, else the first in the queue.
func (s *System) next() *Process {
	if p := s.held; p != nil {
		s.held = nil
		if !p.ended {
			return p
		}
	}
	for s.queue.len() > 0 {
		p := s.queue.pop()
		p.queued = false
		if !p.ended {
			p.budget = turnReductions
			s.turns++
			return p
		}
	}
	return nil
}

// turn runs the ready tasks of p until none is left or its budget is used up.
func (s *System) turn(p *Process) {
	if !p.started {
		if p.beforeStart() {
			s.holdTurn(p, wire.HeldBefore)
			return
		}
		p.started, p.main.asked = true, false
		p.main.emit(p.start())
		if s.point() {
			s.holdTurn(p, wire.HeldPoint)
			return
		}
	}
	for p.goesOn() {
		if held := s.resume(p.ready.pop()); held {
			return
		}
		if p.goesOn() && s.point() {
			s.holdTurn(p, wire.HeldPoint)
			return
		}
	}
	s.points++ // whether the turn is over matters to what comes then, and the place must tell
	s.yielded(p)
}

// yielded sees to a process whose turn is over: it waits, or has another turn
// in a while. One that never waits is told of.
func (s *System) yielded(p *Process) {
	s.weigh(p)
	if p.ready.len() == 0 || p.ended {
		p.tired = 0
		return
	}
	p.tired++
	if limit := s.config.Limits.Turns; limit > 0 && p.tired >= limit {
		s.exceeds(p, p.ready.at(0), wire.LimitTurns, limit, "it computed for "+count(limit, "turn")+" and never waited")
		return
	}
	s.enqueue(p)
	if p.tired == tirelessTurns {
		s.reached(p, p.ready.at(0), wire.LimitTurns, tirelessTurns, "it computes and never waits")
	}
}

// goesOn reports whether p, whose turn it is, has a task to run. One that was
// held in the middle of its last instruction goes on with that, even if there
// is no budget for another one.
func (p *Process) goesOn() bool {
	return p.ready.len() > 0 && !p.ended && (p.budget > 0 || p.ready.at(0).inside)
}

// resume runs one task until it yields or ends, and reports whether its turn is
// held there.
func (s *System) resume(t *Task) (held bool) {
	p := t.process
	budget, last := s.allowance(t)
	pause := Preempted
	switch {
	case t.over:
		pause = Done
	case budget > 0 || !t.between:
		pause = s.enter(t, budget)
	}
	if pause == Done && s.finish(t) {
		pause, s.progress.held = Held, wire.HeldBefore
	}
	if pause == Preempted || pause == Held {
		// No other task of this process may come in between.
		t.state = taskReady
		p.ready.pushFront(t)
	}
	s.reap()
	if p.ended || pause != Held && (pause != Preempted || !last) {
		return false
	}
	s.held = p
	return true
}

// enter lets the fiber of a task run and counts what it uses.
func (s *System) enter(t *Task, budget int) Pause {
	p := t.process
	t.state = taskRunning
	s.current = t
	s.progress.held = wire.HeldInstruction // if it is, and not at a point
	pause := t.fiber.Resume(budget)
	s.current = nil
	t.between = pause == Preempted || pause == Held && s.progress.held == wire.HeldInstruction
	t.inside = pause == Held && !t.between
	used := t.fiber.Used()
	p.reds += uint64(used)
	s.reds += uint64(used)
	p.budget -= used
	return pause
}

func (s *System) enqueue(p *Process) {
	if !p.queued && !p.ended && s.held != p {
		p.queued = true
		s.queue.push(p)
	}
}

// emit records what the runtime does by itself, and asks about it: the run
// stands still, if it is to, as soon as what goes on is over.
func (s *System) emit(e wire.Event) uint64 {
	e.Seq = s.record(e)
	s.stands(&e)
	return e.Seq
}

// record numbers an event, times it and appends it to what Take returns.
func (s *System) record(e wire.Event) uint64 {
	s.seq++
	e.Seq = s.seq
	e.At = s.now
	s.events = append(s.events, e)
	return s.seq
}

// nextRef is what ref will answer.
func (s *System) nextRef() uint64 { return s.lastRef + 1 }

// ref draws the number of a message, timer or channel.
func (s *System) ref() uint64 {
	s.lastRef++
	return s.lastRef
}
