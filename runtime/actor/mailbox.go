package actor

import (
	"cmp"
	"maps"
	"slices"

	"echotui/runtime/wire"
)

// Message is what one process sent to another, or what the runtime tells a
// process about another one.
type Message struct {
	Ref      uint64
	From     wire.PID
	Topic    string // for what the runtime tells: EXIT, LINK_DOWN or CANCEL
	Payloads []wire.Value
	notice   bool   // from the runtime: goes to the events channel
	seq      uint64 // of its send, or of its arrival if it was delayed
	Size     int    // about how many bytes its payloads take
}

// mailbox holds the messages of a process until its code takes them. A message
// goes to the channel that listens to its topic, else to the inbox, and is
// kept back as long as there is neither.
type mailbox struct {
	kept       []*Message
	inbox      *Channel
	events     *Channel
	listeners  map[string]*Channel
	count      int  // sent to it and not taken yet
	bytes      int  // of those
	overflowed bool // one found no room, and none was taken since
	heard      heard
}

// came notes that a message is in the mailbox now.
func (p *Process) came(msg *Message) {
	p.mailbox.count++
	p.mailbox.bytes += msg.Size
	p.system.memory.held += msg.Size + messageBytes
}

// left notes that it no longer is.
func (p *Process) left(msg *Message) {
	p.mailbox.count--
	p.mailbox.bytes -= msg.Size
	p.system.memory.held -= msg.Size + messageBytes
}

func (m *mailbox) unread() int { return m.count }

// route is the channel that takes msg now, or nil.
func (m *mailbox) route(msg *Message) *Channel {
	if msg.notice {
		return m.events
	}
	if ch := m.listeners[msg.Topic]; ch != nil {
		return ch
	}
	return m.inbox
}

// forget makes messages pass by a channel that takes no more.
func (m *mailbox) forget(ch *Channel) {
	switch ch {
	case m.inbox:
		m.inbox = nil
	case m.events:
		m.events = nil
	case m.listeners[ch.name]:
		delete(m.listeners, ch.name)
	}
}

// Send puts a message, of about so many bytes, into the mailbox of the process
// that dest, a PID or a name, stands for. It never waits for the receiver.
func (t *Task) Send(dest, topic string, payloads []wire.Value, size int) *wire.Error {
	t.mustRun()
	s := t.process.system
	to, pid, err := t.receiver(dest, size)
	if err == nil && s.asks(sendKinds) && t.before(sent(to, s.nextRef(), topic, payloads)) {
		to, pid, err = t.receiver(dest, size)
	}
	if err != nil {
		t.lose(wire.Event{Kind: wire.KindLost, Peer: pid, Name: topic, Text: dest, Args: payloads})
		return err
	}
	t.sendTo(to, topic, payloads, size)
	t.hold()
	return nil
}

// lose records that a message reaches nobody; by somebody's act, if one makes it
// fail.
func (t *Task) lose(e wire.Event) {
	e.Cause = t.process.failSend
	t.before(e)
	if t.process.failSend == e.Cause {
		t.process.failSend = 0
	}
	t.did(e)
}

// receiver finds who t can send a message to.
func (t *Task) receiver(dest string, size int) (*Process, wire.PID, *wire.Error) {
	to, pid, err := t.process.system.resolve(dest)
	if t.process.failSend != 0 {
		return nil, pid, onPurpose()
	}
	if err == nil && to.host.state == wire.StateStopping {
		err = wire.NewError(wire.Unavailable, "host is shutting down")
	}
	if err == nil {
		if err = to.full(size); err != nil {
			t.overflows(to, err)
			pid = to.PID
		}
	}
	return to, pid, err
}

func (t *Task) sendTo(to *Process, topic string, payloads []wire.Value, size int) {
	msg := &Message{Ref: t.process.system.ref(), From: t.process.PID, Topic: topic, Payloads: payloads, Size: size}
	msg.seq = t.emit(sent(to, msg.Ref, topic, payloads))
	to.deliver(msg)
}

// sent is the event of a send.
func sent(to *Process, ref uint64, topic string, payloads []wire.Value) wire.Event {
	return wire.Event{Kind: wire.KindSend, Peer: to.PID, Ref: ref, Name: topic, Args: payloads}
}

// send is Send for what the runtime says.
func (s *System) send(from wire.PID, to *Process, msg *Message, cause uint64) {
	msg.Ref = s.ref()
	msg.From = from
	msg.seq = s.emit(wire.Event{
		Kind: wire.KindNotify, PID: from, Peer: to.PID, Ref: msg.Ref, Name: msg.Topic, Args: msg.Payloads, Cause: cause,
	})
	to.deliver(msg)
}

func (p *Process) deliver(msg *Message) {
	p.came(msg)
	if ch := p.mailbox.route(msg); ch != nil {
		ch.offer(item{value: msg, seq: msg.seq})
		return
	}
	p.mailbox.kept = append(p.mailbox.kept, msg)
}

// Inbox is the channel of messages to topics that nobody listens to.
func (p *Process) Inbox() *Channel {
	if p.mailbox.inbox == nil {
		p.mailbox.inbox = p.newChannel("inbox", 0)
		p.mailbox.inbox.mailbox = true
		p.redeliver()
	}
	return p.mailbox.inbox
}

// Events is the channel of what the runtime tells the process.
func (p *Process) Events() *Channel {
	if p.mailbox.events == nil {
		p.mailbox.events = p.newChannel("events", 0)
		p.mailbox.events.mailbox = true
		p.mailbox.events.payloads = true
		p.redeliver()
	}
	return p.mailbox.events
}

// Listen is the channel of messages to one topic. Asked for again it is the
// same one; messages tells whether its receivers get whole messages or the
// payloads alone.
func (p *Process) Listen(topic string, messages bool) *Channel {
	ch := p.mailbox.listeners[topic]
	if ch == nil {
		ch = p.newChannel(topic, 1)
		ch.mailbox = true
		p.listenOn(topic, ch)
	}
	ch.payloads = !messages
	return ch
}

// Unlisten closes a channel that Listen made and reports whether it was one.
// Messages that had not reached it yet go where messages of their topic go
// from now on.
func (t *Task) Unlisten(ch *Channel) bool {
	m := &t.process.mailbox
	if m.listeners[ch.name] != ch || ch.process != t.process {
		return false
	}
	t.beforeClose(ch)
	delete(m.listeners, ch.name)
	var rest []*Message
	for ch.items.len() > 0 {
		rest = append(rest, ch.items.pop().value.(*Message))
	}
	if len(rest) > 0 { // the buffer of one
		ch.items.push(item{value: rest[0], seq: rest[0].seq})
		m.kept = append(m.kept, rest[1:]...)
		m.sortKept()
		t.process.redeliver()
	}
	t.close(ch)
	return true
}

// recall takes the messages to a topic back that lie in the inbox: nobody has
// seen them, and they are for who listens to the topic now.
func (m *mailbox) recall(topic string) {
	if m.inbox == nil {
		return
	}
	for range m.inbox.items.len() {
		it := m.inbox.items.pop()
		if msg, ok := it.value.(*Message); ok && msg.Topic == topic {
			m.kept = append(m.kept, msg)
		} else {
			m.inbox.items.push(it)
		}
	}
	m.sortKept()
}

// sortKept puts the kept messages back into the order in which they came.
func (m *mailbox) sortKept() {
	slices.SortFunc(m.kept, func(a, b *Message) int { return cmp.Compare(a.seq, b.seq) })
}

// channels are those that messages can be in.
func (m *mailbox) channels() []*Channel {
	var list []*Channel
	for _, ch := range []*Channel{m.inbox, m.events} {
		if ch != nil {
			list = append(list, ch)
		}
	}
	for _, topic := range slices.Sorted(maps.Keys(m.listeners)) {
		list = append(list, m.listeners[topic])
	}
	return list
}

// redeliver hands the kept messages to channels that can take them now.
func (p *Process) redeliver() {
	kept := p.mailbox.kept
	p.mailbox.kept = nil
	for _, msg := range kept {
		p.left(msg)
		p.deliver(msg)
	}
}
