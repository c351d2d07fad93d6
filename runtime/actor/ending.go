package actor

import (
	"cmp"
	"slices"
	"time"

	"echotui/runtime/wire"
)

const (
	// AskedGrace is how long everybody together may take to end when somebody
	// asked, unless Config says otherwise.
	AskedGrace = 30 * time.Second
	// FinishedGrace is how long they may take once the terminal process has
	// ended: its user has seen the last line and waits for the prompt of the
	// shell.
	FinishedGrace = 250 * time.Millisecond
	// deafGrace is how long a process may take that has never asked for its
	// events, and so cannot know that it is to end.
	deafGrace = time.Second
)

// ending is a shutdown on its way: stages, each of which begins when the
// processes of the one before have ended or had their time.
type ending struct {
	cause    uint64
	deadline wire.Time
	stages   []stage
	stage    stage     // the one that is on
	began    wire.Time // when it did
	waiting  []leaving // who has not ended, or not been looked at; those with most time first
	timer    *Timer
}

// leaving is a process that was asked to end.
type leaving struct {
	*Process
	until wire.Time // when it is given up
}

// stage asks processes to end and tells how long they may take.
type stage struct {
	services []*service
	hosts    []*Host
}

// Exit begins an orderly end with an exit status.
func (t *Task) Exit(status int) {
	s := t.process.system
	s.status = status
	if s.ending == nil {
		s.shutdown("a process asked for it", s.config.AskedGrace, t.last)
	}
	t.hold()
}

// signal asks for an orderly end; when there is one on its way, whatever has
// begun it, that is too slow for somebody.
func (s *System) signal(name string) {
	seq := s.emit(wire.Event{Kind: wire.KindSignal, Name: name})
	if s.ending != nil {
		s.status = 1
		s.stop(seq)
		return
	}
	s.shutdown("somebody asked for it", s.config.AskedGrace, seq)
}

// shutdown begins the orderly end: services, those that others require last,
// then what is left on the hosts.
func (s *System) shutdown(why string, grace time.Duration, cause uint64) {
	seq := s.emit(wire.Event{Kind: wire.KindShutdown, N: int64(s.status), Text: why, Cause: cause})
	e := &ending{cause: seq, deadline: s.now.Add(grace)}
	s.ending = e
	levels, _ := s.levels()
	for i := len(levels) - 1; i >= 0; i-- {
		e.stages = append(e.stages, stage{services: levels[i]})
	}
	e.stages = append(e.stages, stage{})
	// Whoever has the terminal hears of it first, with the first services.
	for _, h := range s.hostList {
		if h.isTerminal() {
			e.stages[0].hosts = append(slices.Clip(e.stages[0].hosts), h)
		}
	}
	for _, sv := range s.services {
		s.stopTimer(sv.retry)
	}
	s.nextStage()
}

// nextStage asks the processes of the next stage to end; after the last stage
// the node stops.
func (s *System) nextStage() {
	e := s.ending
	if len(e.stages) == 0 {
		s.stop(e.cause)
		return
	}
	e.stage, e.stages, e.began = e.stages[0], e.stages[1:], s.now
	if s.lastStage() {
		e.stage.hosts = s.hostList // those that came meanwhile, too
	}
	s.askToEnd(e.stage)
	slices.SortStableFunc(e.waiting, func(a, b leaving) int { return cmp.Compare(b.until, a.until) })
	s.awaitStage()
}

// lastStage reports whether nobody is asked to end any more.
func (s *System) lastStage() bool { return s.ending != nil && len(s.ending.stages) == 0 }

// askToEnd sends the processes of a stage CANCEL.
func (s *System) askToEnd(st stage) {
	for _, sv := range st.services {
		if sv.process != nil {
			s.setService(sv, wire.StateStopping, "")
			s.leave(sv.process, sv.watcher, sv.StopTimeout, "service stopping")
		}
	}
	for _, h := range st.hosts {
		if h.state == wire.StateRunning {
			s.setHost(h, wire.StateStopping, s.ending.cause)
		}
		for _, p := range s.processesOf(h) {
			s.leave(p, wire.PID{}, h.StopTimeout, "scheduler shutdown")
		}
	}
}

func (s *System) leave(p *Process, from wire.PID, timeout time.Duration, reason string) {
	if p.ended {
		return
	}
	if p.mailbox.events == nil {
		timeout = min(timeout, deafGrace)
	}
	until := min(s.now.Add(timeout), s.ending.deadline)
	s.ending.waiting = append(s.ending.waiting, leaving{p, until})
	s.cancel(from, p, reason, s.ending.cause)
}

// awaitStage waits for the process that has most time left, or goes on when
// all have ended.
func (s *System) awaitStage() {
	e := s.ending
	for len(e.waiting) > 0 && e.waiting[0].ended {
		e.waiting = e.waiting[1:]
	}
	if len(e.waiting) == 0 {
		s.stopTimer(e.timer)
		s.nextStage()
		return
	}
	until := max(s.now, e.waiting[0].until)
	if e.timer != nil && e.timer.index >= 0 && e.timer.at == until {
		return
	}
	s.stopTimer(e.timer)
	e.timer = &Timer{ref: s.ref(), index: -1, run: s.stageOver}
	s.schedule(e.timer, until.Sub(s.now))
}

// processesOf lists the processes of a host, oldest first.
func (s *System) processesOf(h *Host) []*Process {
	var list []*Process
	for _, p := range s.processes {
		if p.host == h {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *Process) int { return cmp.Compare(a.N, b.N) })
	return list
}

// endingProgress looks, when a process has ended, whether a shutdown can go on.
func (s *System) endingProgress() {
	if s.ending != nil && len(s.ending.waiting) > 0 {
		s.awaitStage()
	}
}

// stageOver gives up on the processes that have not ended in time.
func (s *System) stageOver() {
	e := s.ending
	late := e.waiting
	e.waiting = nil
	for _, sv := range e.stage.services {
		if sv.process != nil {
			s.setService(sv, wire.StateFailed, "stop timeout after "+s.now.Sub(e.began).String())
		}
	}
	for _, p := range late {
		if slices.Contains(e.stage.hosts, p.host) && !p.ended {
			s.kill(p.Process, doom{wire.OutcomeFailed, failure("context canceled"), e.cause})
		}
	}
	s.nextStage()
}

// stop is the end of the node: nothing happens after it.
func (s *System) stop(cause uint64) {
	if s.stopped {
		return
	}
	for _, h := range s.hostList {
		if h.state != wire.StateUnknown {
			s.setHost(h, wire.StateStopped, cause)
		}
	}
	s.stopped = true
	s.emit(wire.Event{Kind: wire.KindStopped, N: int64(s.status), Cause: cause})
	s.Close()
}

// Close ends all code that still runs or waits, and says nothing about it. The
// system is of no use afterwards.
func (s *System) Close() {
	s.stopped = true
	for _, p := range s.processes {
		p.ended = true
		for _, t := range p.tasks {
			t.fiber.Kill()
		}
	}
	s.processes = map[uint64]*Process{}
}
