package actor

import (
	"slices"
	"time"

	"echotui/runtime/wire"
)

const (
	// finishedGrace is how long everybody together may take to end once the
	// terminal process has: its user has seen the last line and waits for
	// the prompt of the shell.
	finishedGrace = 250 * time.Millisecond
	// shutdownGrace is how long they may take when somebody asked.
	shutdownGrace = 30 * time.Second
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
	waiting  []*Process
	timer    *Timer
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
		s.shutdown("a process asked for it", shutdownGrace, t.last)
	}
	t.hold()
}

// signal is the first or second ctrl+c.
func (s *System) signal(name string) {
	seq := s.emit(wire.Event{Kind: wire.KindSignal, Name: name})
	s.signals++
	if s.signals > 1 {
		s.status = 1
		s.stop(seq)
		return
	}
	if s.ending == nil {
		s.shutdown("somebody asked for it", shutdownGrace, seq)
	}
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
	e.stages = append(e.stages, stage{hosts: s.hostList})
	// Whoever has the terminal hears of it first, with the first services.
	for _, h := range s.hostList {
		if h.isTerminal() {
			e.stages[0].hosts = append(slices.Clip(e.stages[0].hosts), h)
		}
	}
	if len(e.stages) == 1 {
		e.stages[0].hosts = s.hostList
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
	for len(e.stages) > 0 {
		st := e.stages[0]
		e.stages = e.stages[1:]
		if grace := s.begin(st); len(e.waiting) > 0 {
			grace = min(grace, e.deadline.Sub(s.now))
			grace = max(0, grace)
			e.timer = &Timer{ref: s.ref(), index: -1, run: func() { s.stageOver(st, grace) }}
			s.schedule(e.timer, grace)
			return
		}
	}
	s.stop(e.cause)
}

// begin sends the stage's processes CANCEL and returns how long they may take.
func (s *System) begin(st stage) (grace time.Duration) {
	ask := func(p *Process, from wire.PID, timeout time.Duration, reason string) {
		if p == nil || p.ended {
			return
		}
		if p.mailbox.events == nil {
			timeout = min(timeout, deafGrace)
		}
		grace = max(grace, timeout)
		s.ending.waiting = append(s.ending.waiting, p)
		s.cancel(from, p, reason, s.ending.cause)
	}
	for _, sv := range st.services {
		if sv.process != nil {
			s.setService(sv, wire.StateStopping, "")
			ask(sv.process, sv.watcher, sv.StopTimeout, "service stopping")
		}
	}
	for _, h := range st.hosts {
		if h.state == wire.StateRunning {
			s.setHost(h, wire.StateStopping, s.ending.cause)
		}
		for _, p := range s.processesOf(h) {
			ask(p, wire.PID{}, h.StopTimeout, "scheduler shutdown")
		}
	}
	return grace
}

// processesOf lists the processes of a host, oldest first.
func (s *System) processesOf(h *Host) []*Process {
	set := map[*Process]uint64{}
	for _, p := range s.processes {
		if p.host == h {
			set[p] = p.N
		}
	}
	return oldestFirst(set)
}

// endingProgress goes on with the shutdown when all of a stage have ended.
func (s *System) endingProgress() {
	e := s.ending
	if e == nil || len(e.waiting) == 0 {
		return
	}
	for len(e.waiting) > 0 && e.waiting[0].ended {
		e.waiting = e.waiting[1:]
	}
	if len(e.waiting) > 0 {
		return
	}
	s.stopTimer(e.timer)
	s.nextStage()
}

// stageOver gives up on the processes that have not ended in time.
func (s *System) stageOver(st stage, grace time.Duration) {
	late := s.ending.waiting
	s.ending.waiting = nil
	for _, sv := range st.services {
		if sv.process != nil {
			s.setService(sv, wire.StateFailed, "stop timeout after "+grace.String())
		}
	}
	for _, p := range late {
		if slices.Contains(st.hosts, p.host) && !p.ended {
			s.kill(p, doom{wire.OutcomeFailed, failure("context canceled"), s.ending.cause})
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
