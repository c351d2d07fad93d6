package actor

import (
	"cmp"
	"fmt"

	"echotui/runtime/wire"
)

// A person may act upon the run: between two turns, or while it stands still in
// the middle of one. What was done is a fact, and all that follows comes of it.

// act does what a command of a person asks for.
func (s *System) act(c wire.Command) error {
	switch c.Kind {
	case wire.CommandStop, wire.CommandRestart:
		return s.actOnService(c)
	case wire.CommandReload:
		return s.reload(c)
	}
	p := s.Process(c.PID)
	if p == nil {
		return fmt.Errorf("no process %s is there any more", c.PID.Short())
	}
	switch c.Kind {
	case wire.CommandDrop, wire.CommandDelay, wire.CommandEdit:
		return s.actOnMessage(p, c)
	case wire.CommandFail:
		return s.failNext(p, c)
	case wire.CommandSend:
		return s.sendByHand(p, c)
	case wire.CommandCancel:
		s.cancel(wire.PID{}, p, c.Text, s.acted(c, wire.Event{Text: c.Text}))
		return nil
	}
	if p.terminal != nil {
		return fmt.Errorf("the process of a terminal cannot be ended; ask it to end, with cancel")
	}
	s.kill(p, doom{wire.OutcomeTerminated, failure("process terminated"), s.acted(c, wire.Event{})})
	return nil
}

// acted records that somebody did what a command says.
func (s *System) acted(c wire.Command, e wire.Event) uint64 {
	e.Kind, e.Name = wire.KindAct, c.Kind.String()
	if c.Kind < wire.CommandStop { // the others are about no process
		e.PID = c.PID
	}
	return s.emit(e)
}

func (s *System) sendByHand(p *Process, c wire.Command) error {
	if p.host.state == wire.StateStopping {
		return fmt.Errorf("host is shutting down")
	}
	msg := &Message{Ref: s.ref(), Topic: c.Name, Payloads: c.Args}
	e := sent(p, msg.Ref, msg.Topic, msg.Payloads)
	e.Cause = s.acted(c, wire.Event{Text: c.Name, Ref: msg.Ref})
	msg.seq = s.emit(e)
	p.deliver(msg)
	return nil
}

// failNext makes the next process that p makes, or the next message that it
// sends, come to nothing.
func (s *System) failNext(p *Process, c wire.Command) error {
	next := &p.failSpawn
	switch c.Name {
	case wire.FailSpawn:
	case wire.FailSend:
		next = &p.failSend
	default:
		return fmt.Errorf("what can be made to fail is the next %s or the next %s", wire.FailSpawn, wire.FailSend)
	}
	*next = s.acted(c, wire.Event{Text: c.Name})
	return nil
}

// onPurpose is what the program is told about what somebody made fail.
func onPurpose() *wire.Error { return wire.NewError(wire.Unavailable, "failed on purpose") }

// actOnMessage does something to a message that waits in the mailbox of p.
func (s *System) actOnMessage(p *Process, c wire.Command) error {
	msg := p.find(c.Ref)
	switch {
	case msg == nil:
		return fmt.Errorf("message #%d does not wait in the mailbox of %s", c.Ref, p.Short())
	case c.Kind == wire.CommandDelay && c.Delay <= 0:
		return fmt.Errorf("a message can be delayed by more than no time only")
	}
	e := wire.Event{Ref: msg.Ref, Peer: msg.From, Text: msg.Topic, Args: msg.Payloads, Cause: msg.seq}
	switch c.Kind {
	case wire.CommandEdit:
		e.Args = c.Args
		msg.Payloads = c.Args
		s.acted(c, e)
	case wire.CommandDrop:
		s.acted(c, e)
		p.takeOut(msg)
	default:
		e.N = int64(c.Delay)
		act := s.acted(c, e)
		p.takeOut(msg)
		s.schedule(&Timer{ref: s.ref(), index: -1, run: func() { s.arrive(p, msg, act) }}, c.Delay)
	}
	return nil
}

// arrive puts a message that was delayed into the mailbox of p at last.
func (s *System) arrive(p *Process, msg *Message, act uint64) {
	e := wire.Event{Kind: wire.KindArrive, PID: p.PID, Peer: msg.From, Ref: msg.Ref, Name: msg.Topic, Args: msg.Payloads, Cause: act}
	var flags wire.ArriveFlags
	if msg.notice {
		flags |= wire.ArriveNotice
	}
	if p.ended {
		flags |= wire.ArriveDead
	}
	e.N = int64(flags)
	if p.ended {
		s.emit(e)
		return
	}
	msg.seq = s.emit(e)
	p.deliver(msg)
}

// find returns the message with that ref that nobody has taken yet; nil if there
// is none.
func (p *Process) find(ref uint64) *Message {
	is := func(v any) *Message {
		if msg, ok := v.(*Message); ok && msg.Ref == ref {
			return msg
		}
		return nil
	}
	var found *Message
	for _, msg := range p.mailbox.kept {
		found = cmp.Or(found, is(msg))
	}
	for _, ch := range p.mailbox.channels() {
		for i := range ch.items.len() {
			found = cmp.Or(found, is(ch.items.at(i).value))
		}
	}
	for _, t := range p.tasks {
		found = cmp.Or(found, is(t.wait.item.value))
	}
	return found
}

// takeOut takes a message away that find has found. A task that is about to get
// it looks again what there is.
func (p *Process) takeOut(msg *Message) {
	m := &p.mailbox
	p.left(msg)
	m.kept = without(m.kept, msg)
	for _, ch := range m.channels() {
		ch.remove(msg)
	}
	for _, t := range p.tasks {
		if t.wait.item.value == any(msg) {
			t.wait.item, t.wait.again = item{}, true
		}
	}
}

// remove takes a message out of a channel; a task of the program may have waited
// for the room.
func (c *Channel) remove(msg *Message) {
	for range c.items.len() {
		if it := c.items.pop(); it.value != any(msg) {
			c.items.push(it)
		}
	}
	if w := c.senders.first(); w != nil && c.items.len() < c.capacity {
		c.items.push(w.put())
		w.task.settle(w, item{seq: w.task.last}, true)
	}
}

func without(list []*Message, msg *Message) []*Message {
	var rest []*Message
	for _, other := range list {
		if other != msg {
			rest = append(rest, other)
		}
	}
	return rest
}

// reload gives an entry another source. What runs goes on with the old one.
func (s *System) reload(c wire.Command) error {
	if err := s.config.Code.Reload(c.Name, c.Text); err != nil {
		return err
	}
	s.acted(c, wire.Event{Text: c.Name})
	return nil
}
