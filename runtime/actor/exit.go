package actor

import (
	"slices"

	"echotui/runtime/wire"
)

// Terminate ends the process that dest names, as soon as it does not run.
func (t *Task) Terminate(dest string) *wire.Error {
	t.mustRun()
	target, err := t.process.system.target(dest)
	if err != nil {
		return err
	}
	if target.terminal != nil {
		return nil // a terminal host lets nobody end its process
	}
	t.kill(target, doom{wire.OutcomeTerminated, failure("process terminated"), t.last})
	t.hold()
	return nil
}

// kill is System.kill for what a task brings about.
func (t *Task) kill(p *Process, d doom) {
	t.beforeKill(p, d)
	t.process.system.kill(p, d)
}

// failure is an error about which nothing says that trying again is in vain.
func failure(text string) *wire.Error { return &wire.Error{Message: text, Kind: wire.Internal} }

// kill ends p with d: at once, or when its code is out of the way if it is
// what runs right now.
func (s *System) kill(p *Process, d doom) {
	if p.ended || p.doom != nil {
		return
	}
	p.doom = &d
	s.doomed = append(s.doomed, p)
	if s.current != nil && s.current.process == p {
		s.current.fiber.Kill()
	}
	s.reap()
}

// reap ends the processes that are doomed, except the one that runs. Ending
// one may doom others that are linked to it. They follow when everybody has
// been told of the first one, in order, however long the chain is.
func (s *System) reap() {
	if s.burying {
		return // whoever does will see to them
	}
	s.burying = true
	for i := 0; i < len(s.doomed); {
		p := s.doomed[i]
		if s.current != nil && s.current.process == p {
			i++
			continue
		}
		s.doomed = slices.Delete(s.doomed, i, i+1)
		if !p.ended {
			s.end(p, p.doom.cause, p.doom.outcome, nil, p.doom.err)
		}
	}
	s.burying = false
}

// end makes p a process that was. The order is part of the contract: sends to
// it fail and its names are free before anybody is told that it ended.
func (s *System) end(p *Process, cause uint64, outcome wire.Outcome, value wire.Value, err *wire.Error) {
	outermost := !s.burying
	s.burying = true
	if s.ask != nil && !p.main.asked {
		p.main.asked = true
		exit := p.exit(cause, outcome, value, err)
		exit.Seq = s.seq + 1
		s.stands(&exit)
	}
	delete(s.processes, p.N)
	s.found.forget(p)
	p.host.remove(p)
	s.refusing = false
	seq := s.bury(p, cause, outcome, value, err)
	s.tell(p, seq, value, err)
	s.afterEnd(p, seq, value, err)
	if outermost {
		s.burying = false
		s.reap()
	}
}

// bury ends the code of p and all that it has, and returns its exit event.
func (s *System) bury(p *Process, cause uint64, outcome wire.Outcome, value wire.Value, err *wire.Error) uint64 {
	p.ended = true
	s.memory.held -= p.weight()
	s.memory.made -= p.grown
	exit := p.exit(cause, outcome, value, err)
	seq := s.record(exit)
	if !p.main.asked {
		exit.Seq = seq
		s.stands(&exit)
	}
	if n := p.mailbox.unread(); n > 0 {
		s.emit(wire.Event{Kind: wire.KindDiscard, PID: p.PID, N: int64(n), Cause: seq})
	}
	for _, name := range p.names {
		delete(s.names, name)
		s.emit(wire.Event{Kind: wire.KindUnregister, PID: p.PID, Name: name, Cause: seq})
	}
	s.leaveGroups(p, seq)
	s.unsubscribe(p)
	p.stopTasks()
	return seq
}

// exit is the event of the end of p.
func (p *Process) exit(cause uint64, outcome wire.Outcome, value wire.Value, err *wire.Error) wire.Event {
	e := wire.Event{Kind: wire.KindExit, PID: p.PID, Cause: cause, N: int64(outcome), Reds: p.used()}
	if err != nil {
		e.Text, e.Name = err.Message, err.Kind
		if err.Stack != "" || err.Details != nil {
			e.Args = []wire.Value{err}
		}
	} else if value != nil {
		e.Args = []wire.Value{value}
	}
	return e
}

// stopTasks ends all code of a process, and the timers that it has set.
func (p *Process) stopTasks() {
	for _, t := range p.tasks {
		t.fiber.Kill()
		t.leave()
		t.state = taskEnded // whoever wakes it now means somebody who is gone
	}
	if p.terminal != nil {
		p.terminal.readers = nil
	}
	for p.timers != nil {
		p.system.stopTimer(p.timers)
	}
	p.tasks = nil
}

// tell lets those who monitor p or are linked to it know that it ended.
func (s *System) tell(p *Process, cause uint64, value wire.Value, err *wire.Error) {
	for other := range p.watching.oldestFirst {
		other.watchers.remove(p)
	}
	for watcher := range p.watchers.oldestFirst {
		watcher.watching.remove(p)
		s.notify(p, watcher, "EXIT", s.exitTable("pid.exit", p, value, err), cause)
	}
	for other := range p.links.oldestFirst {
		other.links.remove(p)
		switch {
		case err == nil:
			// A normal end removes the link and harms nobody.
		case other.trap:
			s.notify(p, other, "LINK_DOWN", s.exitTable("pid.link.down", p, value, err), cause)
		default:
			s.kill(other, doom{wire.OutcomeFailed, failure("linked process failed"), cause})
		}
	}
	p.watchers, p.watching, p.links = peers{}, peers{}, peers{}
}

// exitTable is what an EXIT or LINK_DOWN event looks like to a program.
func (s *System) exitTable(kind string, p *Process, value wire.Value, err *wire.Error) *wire.Table {
	var result *wire.Table
	switch {
	case err != nil:
		result = wire.Record("error", err)
	case value != nil:
		result = wire.Record("value", value)
	default:
		result = &wire.Table{}
	}
	return wire.Record("kind", kind, "from", p.String(), "at", float64(s.Clock().Unix()), "result", result)
}

// afterEnd is what the end of p means for the node: a service may need another
// process, and the end of a terminal process ends everything.
func (s *System) afterEnd(p *Process, cause uint64, value wire.Value, err *wire.Error) {
	if p.call != nil {
		p.call.complete(cause, value, err)
	}
	if p.service != nil {
		s.serviceEnded(p.service, cause, err)
	}
	if p.terminal != nil {
		s.terminalEnded(p, cause, value, err)
	}
	s.endingProgress()
}
