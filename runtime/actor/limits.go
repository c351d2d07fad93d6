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
	limit := s.config.Limits.Processes
	if limit < 0 || len(s.processes) < limit {
		return nil
	}
	return wire.NewError(wire.LimitExceeded, fmt.Sprintf("processes limit exceeded: there are %d", len(s.processes)))
}

// refused records once that a bound keeps processes from being made: then it is
// told again when one has ended.
func (s *System) refused(by *Task, h *Host, err *wire.Error) {
	if err.Kind != wire.LimitExceeded || s.refusing {
		return
	}
	s.refusing = true
	e := wire.Event{Kind: wire.KindLimit, Name: wire.LimitProcesses, N: int64(s.config.Limits.Processes), Text: err.Message}
	if h != nil && h.MaxProcesses > 0 && h.count >= h.MaxProcesses {
		e.Name, e.N = "max_processes", int64(h.MaxProcesses)
	}
	if by != nil {
		by.note(e)
	} else {
		s.emit(e)
	}
}

// Grow notes that the code of the process has made about so many bytes, of which
// some may be garbage by now. It reports whether the process is to be weighed:
// then it should give up its turn.
func (p *Process) Grow(bytes int) bool {
	p.grown += bytes
	return p.heavy()
}

// Held is about how many bytes the process held when it was weighed last; 0
// before.
func (p *Process) Held() int { return p.held }

// heavy reports whether a process may hold more than it is allowed to: it may
// have made half of what was missing when it was weighed.
func (p *Process) heavy() bool {
	limit := p.system.config.Limits.Memory
	return limit > 0 && p.grown >= max(limit/8, (limit-p.held)/2)
}

// About how many bytes the node itself needs for things of a process.
const (
	messageBytes = 128
	timerBytes   = 256

	// bytesInCode is how many a value takes in the code of a process for each
	// of a message, about.
	bytesInCode = 6
)

// weigh ends a process that holds too much, and reports whether it did.
func (s *System) weigh(p *Process) bool {
	if p.ended || !p.heavy() {
		return false
	}
	held := s.config.Code.Weigh(p) + p.mailbox.bytes + p.mailbox.count*messageBytes
	for t := p.timers; t != nil; t = t.next {
		held += timerBytes
	}
	p.grown, p.held = 0, held
	limit := s.config.Limits.Memory
	if held <= limit {
		return false
	}
	t := p.main
	if p.ready.len() > 0 {
		t = p.ready.at(0)
	}
	s.exceeds(p, t, wire.LimitMemory, limit, fmt.Sprintf("it holds about %d bytes, and may hold %d", held, limit))
	return true
}
