package actor

import "echotui/runtime/wire"

// upgrade is the code that a process goes on with.
type upgrade struct {
	entry string
	args  []wire.Value
	cause uint64 // what the coroutine that asked for it did last
}

// Upgrade ends the code of the process and starts that of entry ("" means the
// same one) in its place. PID, names, monitors, links and the messages that
// nobody has taken stay. If there is no such code the process fails: either way
// the old code ends here.
func (t *Task) Upgrade(entry string, args []wire.Value) {
	t.mustRun()
	p := t.process
	if entry == "" {
		entry = p.Entry
	}
	t.before(wire.Event{Kind: wire.KindUpgrade, Name: entry, Args: args})
	p.upgrade = &upgrade{entry, args, t.last}
	t.fiber.Kill()
}

// takeOver starts the new code of a process whose old code is being ended.
func (s *System) takeOver(p *Process) {
	next := p.upgrade
	p.upgrade = nil
	for _, t := range p.tasks {
		if msg, ok := t.wait.item.value.(*Message); ok { // handed to it, and not taken
			p.mailbox.kept = append(p.mailbox.kept, msg)
		}
	}
	p.stopTasks()
	p.ready = queue[*Task]{}
	p.mailbox.reclaim()
	s.unsubscribe(p)
	s.unwatchGroups(p)
	p.forgetHeard()
	p.Entry, p.Args = next.entry, next.args
	p.nextCo = 0
	p.main = &Task{}
	p.addTask(p.main)
	p.main.last = next.cause
	p.main.fiber = s.config.Code.NewFiber(p.main)
	p.main.emit(wire.Event{Kind: wire.KindUpgrade, Name: next.entry, Args: next.args})
	err := s.config.Code.Known(next.entry, false)
	if err == nil {
		err = p.main.fiber.Load(next.entry, next.args)
	}
	if err != nil {
		problem := *err
		problem.Message = "upgrade: create failed: " + err.Message
		s.end(p, p.main.last, wire.OutcomeFailed, nil, &problem)
		return
	}
	p.main.wake()
}

// reclaim takes the messages back from channels that nobody has any more.
func (m *mailbox) reclaim() {
	for _, ch := range m.channels() {
		for ch.items.len() > 0 {
			if msg, ok := ch.items.pop().value.(*Message); ok {
				m.kept = append(m.kept, msg)
			}
		}
	}
	m.sortKept()
	m.inbox, m.events, m.listeners = nil, nil, nil
}
