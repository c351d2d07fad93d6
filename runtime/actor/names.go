package actor

import (
	"slices"
	"strings"

	"echotui/runtime/wire"
)

// resolve finds the process that a PID or a registered name stands for.
// Errors are those of send.
func (s *System) resolve(dest string) (*Process, wire.PID, *wire.Error) {
	lately := s.found.of(dest)
	if p := *lately; p != nil && p.text == dest {
		return p, p.PID, nil
	}
	pid, err := wire.ParsePID(dest)
	if err != nil {
		named, found := s.names[dest]
		if !found {
			return nil, wire.PID{}, wire.NewError(wire.NotFound, "could not resolve '"+dest+"' as PID or registered name")
		}
		pid = named
	}
	if p := s.processes[pid.N]; p != nil && p.Host == pid.Host {
		if p.text == dest {
			*lately = p
		}
		return p, pid, nil
	}
	if strings.Contains(pid.Host, "@") {
		return nil, pid, wire.NewError(wire.Unavailable, "cannot route to external node")
	}
	if s.hosts[pid.Host] == nil {
		return nil, pid, wire.NewError(wire.NotFound, hostNotFound)
	}
	return nil, pid, wire.NewError(wire.NotFound, "process not found")
}

// found are some of the processes that live and were found by their PIDs: most
// messages go to one that got one before, and to read its PID again takes longer.
type found [16]*Process

// of is the place of a PID, or of any other text.
func (f *found) of(pid string) **Process {
	if len(pid) < 2 {
		return &f[0]
	}
	return &f[pid[len(pid)-2]%byte(len(f))] // its last digit, in most of them
}

// forget is for a process that has ended.
func (f *found) forget(p *Process) {
	if place := f.of(p.text); *place == p {
		*place = nil
	}
}

// target is resolve for terminate, cancel, monitor and link, which answer kind
// Internal for a process that is gone. One of another node is still Unavailable.
func (s *System) target(dest string) (*Process, *wire.Error) {
	p, pid, err := s.resolve(dest)
	if err != nil && !pid.IsZero() && err.Kind != wire.Unavailable {
		return nil, wire.NewError(wire.Internal, err.Message)
	}
	return p, err
}

// Register gives the process pid a name (the caller itself if pid is zero).
// Whether that process lives is not checked.
func (t *Task) Register(name string, pid wire.PID) *wire.Error {
	s := t.process.system
	if pid.IsZero() {
		pid = t.process.PID
	}
	holder, taken := s.names[name]
	e := wire.Event{Kind: wire.KindRegister, PID: pid, Name: name}
	if !taken && s.before(t, e) {
		holder, taken = s.names[name]
	}
	switch {
	case taken && holder == pid:
		return nil
	case taken:
		return wire.NewError(wire.AlreadyExists, "name already registered")
	}
	s.name(name, pid, t.owner(pid))
	s.did(t, e)
	return nil
}

// taken finds who holds a name; nobody holds "".
func (s *System) taken(name string) (wire.PID, bool) {
	pid, taken := s.names[name]
	return pid, taken && name != ""
}

// name gives a PID a name, which ends with owner, the process of that PID.
func (s *System) name(name string, pid wire.PID, owner *Process) {
	s.names[name] = pid
	if owner != nil {
		owner.names = append(owner.names, name)
	}
}

// owner is the process that holds the names of a PID. A process that is still
// being made is known to itself only.
func (t *Task) owner(pid wire.PID) *Process {
	if pid == t.process.PID {
		return t.process
	}
	if p := t.process.system.processes[pid.N]; p != nil && p.PID == pid {
		return p
	}
	return nil
}

// Lookup returns the PID that holds a name.
func (t *Task) Lookup(name string) (wire.PID, *wire.Error) {
	if pid, found := t.process.system.names[name]; found {
		return pid, nil
	}
	return wire.PID{}, wire.NewError(wire.NotFound, "name not registered")
}

// Unregister frees a name and reports whether anybody held it.
func (t *Task) Unregister(name string) bool {
	s := t.process.system
	pid, found := s.names[name]
	if found && s.before(t, wire.Event{Kind: wire.KindUnregister, PID: pid, Name: name}) {
		pid, found = s.names[name]
	}
	if !found {
		return false
	}
	delete(s.names, name)
	if owner := t.owner(pid); owner != nil {
		i := slices.Index(owner.names, name)
		owner.names = slices.Delete(owner.names, i, i+1)
	}
	s.did(t, wire.Event{Kind: wire.KindUnregister, PID: pid, Name: name})
	return true
}

// did records an event about another process that t brought about.
func (s *System) did(t *Task, e wire.Event) {
	if e.PID == t.process.PID {
		t.did(e)
		return
	}
	e.Cause = t.last
	s.record(e)
	t.hold()
}

// before asks about an event that did will record.
func (s *System) before(t *Task, e wire.Event) (held bool) {
	if e.PID == t.process.PID {
		e.PID = wire.PID{} // t signs it
	}
	e.Cause = t.last
	return t.before(e)
}
