package actor

import (
	"fmt"

	"echotui/runtime/wire"
)

// reached records that a process has reached a limit while it ran a task.
func (s *System) reached(p *Process, t *Task, name string, limit int, text string) uint64 {
	return s.emit(wire.Event{
		Kind: wire.KindLimit, PID: p.PID, Co: t.id, Name: name, N: int64(limit), Reds: p.used(), Cause: t.last, Text: text,
	})
}

// exceeds ends a process that is beyond a limit.
func (s *System) exceeds(p *Process, t *Task, name string, limit int, text string) {
	t.last = s.reached(p, t, name, limit, text)
	s.kill(p, doom{wire.OutcomeFailed, wire.NewError(wire.LimitExceeded, name+" limit exceeded: "+text), t.last})
}

// Exceeds records that what a task is about to do is beyond a limit, and returns
// the error for whoever wanted it.
func (t *Task) Exceeds(name string, limit int, text string) *wire.Error {
	t.note(wire.Event{Kind: wire.KindLimit, Name: name, N: int64(limit), Text: text})
	return wire.NewError(wire.LimitExceeded, name+" limit exceeded: "+text)
}

// Limits are those of the node; there is none where one is negative.
func (s *System) Limits() wire.Limits { return s.config.Limits }

// full tells why a message of so many bytes finds no room in the mailbox of p.
func (p *Process) full(size int) *wire.Error {
	limits := p.system.config.Limits
	switch m := &p.mailbox; {
	case limits.Mailbox > 0 && m.count >= limits.Mailbox:
		return wire.NewError(wire.LimitExceeded, fmt.Sprintf("mailbox limit exceeded: %s wait", count(m.count, "message")))
	case limits.Memory > 0 && m.bytes+size > limits.Memory:
		return wire.NewError(wire.LimitExceeded, fmt.Sprintf("mailbox limit exceeded: %s wait, of %d bytes", count(m.count, "message"), m.bytes))
	}
	return nil
}

// overflows records once that no more goes into a mailbox: then it is told again
// when the process has taken something.
func (t *Task) overflows(to *Process, err *wire.Error) {
	if to.mailbox.overflowed {
		return
	}
	to.mailbox.overflowed = true
	s := t.process.system
	limit := s.config.Limits.Mailbox
	if to.mailbox.count < limit || limit < 0 {
		limit = s.config.Limits.Memory
	}
	s.emit(wire.Event{
		Kind: wire.KindLimit, PID: to.PID, Name: wire.LimitMailbox, N: int64(limit), Reds: to.reds, Cause: t.last, Text: err.Message,
	})
}

// crowded tells why the node can have no more processes.
func (s *System) crowded() *wire.Error {
	if limit := s.config.Limits.Processes; limit > 0 && len(s.processes) >= limit {
		return wire.NewError(wire.LimitExceeded, fmt.Sprintf("processes limit exceeded: there are %d", len(s.processes)))
	}
	return s.cramped()
}

// refused records once that a bound keeps processes from being made: then it is
// told again when one has ended.
func (s *System) refused(by *Task, h *Host, err *wire.Error) {
	if err.Kind != wire.LimitExceeded || s.refusing {
		return
	}
	s.refusing = true
	e := wire.Event{Kind: wire.KindLimit, Name: wire.LimitProcesses, N: int64(s.config.Limits.Processes), Text: err.Message}
	switch processes := s.config.Limits.Processes; {
	case h != nil && h.MaxProcesses > 0 && h.count >= h.MaxProcesses:
		e.Name, e.N = "max_processes", int64(h.MaxProcesses)
	case processes < 0 || len(s.processes) < processes:
		e.Name, e.N = wire.LimitTotalMemory, int64(s.config.Limits.TotalMemory)
	}
	if by != nil {
		by.note(e)
	} else {
		s.emit(e)
	}
}
