package actor

import "echotui/runtime/wire"

func watch(watcher, target *Process) {
	target.watchers.put(watcher)
	watcher.watching.put(target)
}

func link(a, b *Process) {
	if a == b || a.links.has(b) {
		return
	}
	a.links.put(b)
	b.links.put(a)
}

// Monitor asks for an EXIT event when the process that dest names ends.
func (t *Task) Monitor(dest string) *wire.Error {
	target, err := t.monitorable(dest)
	if err == nil && t.before(wire.Event{Kind: wire.KindMonitor, Peer: target.PID}) {
		target, err = t.monitorable(dest)
	}
	if err != nil {
		return err
	}
	watch(t.process, target)
	t.did(wire.Event{Kind: wire.KindMonitor, Peer: target.PID})
	return nil
}

// monitorable finds a process that t does not monitor yet.
func (t *Task) monitorable(dest string) (*Process, *wire.Error) {
	target, err := t.alive(dest)
	if err == nil && t.process.watching.has(target) {
		return nil, wire.NewError(wire.Internal, "already monitoring pid")
	}
	return target, err
}

// Demonitor takes a Monitor back. It is no error if there is none.
func (t *Task) Demonitor(dest string) *wire.Error {
	t.mustRun()
	target, err := t.process.system.target(dest)
	if err != nil {
		return nil
	}
	e := wire.Event{Kind: wire.KindDemonitor, Peer: target.PID}
	if t.process.watching.has(target) && (!t.before(e) || !target.ended) {
		t.process.watching.remove(target)
		target.watchers.remove(t.process)
		t.did(e)
	}
	return nil
}

// Link ties the process to the one that dest names: the failure of one reaches
// the other.
func (t *Task) Link(dest string) *wire.Error {
	target, err := t.alive(dest)
	if err != nil {
		return err
	}
	e := wire.Event{Kind: wire.KindLink, Peer: target.PID}
	if target != t.process && !t.process.links.has(target) {
		if t.before(e) && target.ended {
			return t.Link(dest)
		}
		link(t.process, target)
		t.did(e)
	}
	return nil
}

// Unlink takes a Link back. It is no error if there is none.
func (t *Task) Unlink(dest string) *wire.Error {
	t.mustRun()
	target, err := t.process.system.target(dest)
	if err != nil {
		return nil
	}
	e := wire.Event{Kind: wire.KindUnlink, Peer: target.PID}
	if t.process.links.has(target) && (!t.before(e) || !target.ended) {
		t.process.links.remove(target)
		target.links.remove(t.process)
		t.did(e)
	}
	return nil
}

// alive finds the process to monitor or link.
func (t *Task) alive(dest string) (*Process, *wire.Error) {
	t.mustRun()
	target, err := t.process.system.target(dest)
	if err != nil && err.Kind == wire.Internal {
		return nil, wire.NewError(wire.Internal, "pid not registered")
	}
	return target, err
}

// Cancel asks the process that dest names to end.
func (t *Task) Cancel(dest, reason string) *wire.Error {
	t.mustRun()
	s := t.process.system
	target, err := s.target(dest)
	if err != nil {
		return err
	}
	s.cancel(t.process.PID, target, reason, t.last)
	t.hold()
	return nil
}

// cancel puts a CANCEL event from somebody into a process's mailbox.
func (s *System) cancel(from wire.PID, target *Process, reason string, cause uint64) {
	s.send(from, target, &Message{Topic: "CANCEL", notice: true, Payloads: []wire.Value{wire.Record(
		"kind", "pid.cancel", "from", from.String(), "at", float64(s.Clock().Unix()), "reason", reason,
	)}}, cause)
}

func (s *System) notify(from, to *Process, topic string, table *wire.Table, cause uint64) {
	s.send(from.PID, to, &Message{Topic: topic, notice: true, Payloads: []wire.Value{table}}, cause)
}
