package actor

import "echotui/runtime/wire"

// Channel passes values between the tasks of one process: first in, first out,
// waiting tasks in the order in which they came. The channels of a mailbox are
// the same thing with the runtime at the other end, and without a bound.
type Channel struct {
	process   *Process
	id        uint64
	name      string
	capacity  int
	items     queue[item]
	receivers waiters
	senders   waiters
	closed    bool
	closedBy  uint64 // the event that closed it
	mailbox   bool   // the runtime puts messages into it, and nobody else
	routed    bool   // the program has made it, and led messages into it
	payloads  bool   // receivers get the payloads of messages only
	// Handle is for the code that runs the process: what the channel looks
	// like in its language.
	Handle any
}

// Values yields what is in the channel.
func (c *Channel) Values(yield func(any)) {
	for i := range c.items.len() {
		yield(c.items.at(i).value)
	}
}

// item is a value on its way, with the event that put it there.
type item struct {
	value any
	text  string // what facts say about the value
	seq   uint64
	heard int // about how many bytes an event takes that counts as heard; else 0
}

// Case is one thing that a select may do: receive, or send Value.
type Case struct {
	Channel *Channel
	Send    bool
	Value   any
	Text    string // Value as facts show it
}

// Chosen is what a select did.
type Chosen struct {
	Index int // of the case; -1 for the default
	Value any // what was received
	OK    bool
	// Closed: the channel was closed while this send waited.
	Closed bool
}

// NewChannel makes a channel that holds up to capacity values that nobody has
// taken yet.
func (p *Process) NewChannel(capacity int) *Channel { return p.newChannel("", max(0, capacity)) }

func (p *Process) newChannel(name string, capacity int) *Channel {
	return &Channel{process: p, id: p.system.ref(), name: name, capacity: capacity}
}

// Process is the process whose channel it is.
func (c *Channel) Process() *Process { return c.process }

// Payloads reports whether receivers get the payloads of messages only.
func (c *Channel) Payloads() bool { return c.payloads }

// Closed reports whether the channel takes no more values.
func (c *Channel) Closed() bool { return c.closed }

// offer puts an item in from outside the process's code: into the hands of who
// waits for it, or into the queue. A channel that the process has closed takes
// nothing.
func (c *Channel) offer(it item) {
	if c.closed {
		return
	}
	if w := c.receivers.first(); w != nil {
		w.task.settle(w, it, true)
		return
	}
	c.items.push(it)
}

// awaited reports whether the next item goes into the hands of a task.
func (c *Channel) awaited() bool { return c.receivers.first() != nil }

// Select does the first of cases that can be done, and waits for one if none
// can and there is no default. Action names what the program called.
func (t *Task) Select(action string, cases []Case, hasDefault bool) Chosen {
	chosen, _ := t.choose(action, cases, hasDefault, false)
	return chosen
}

// SelectAway is Select for a function that can leave its stack: left says that it
// has to.
func (t *Task) SelectAway(action string, cases []Case, hasDefault bool) (chosen Chosen, left bool) {
	return t.choose(action, cases, hasDefault, true)
}

func (t *Task) choose(action string, cases []Case, hasDefault, mayLeave bool) (chosen Chosen, left bool) {
	for {
		if !t.wait.away {
			if t.process.system.asks(selectKinds) {
				t.beforeSelect(action, cases, hasDefault)
			}
			for i := range cases {
				if chosen, done := t.try(i, &cases[i]); done {
					return chosen, false
				}
			}
			if hasDefault {
				return Chosen{Index: -1, OK: true}, false
			}
			t.await(action, cases)
		}
		if t.parkUntilDone(mayLeave) {
			return Chosen{}, true
		}
		if chosen, done := t.awaited(cases); done {
			return chosen, false
		}
	}
}

// beforeSelect asks about what a select will do as things are.
func (t *Task) beforeSelect(action string, cases []Case, hasDefault bool) {
	for i := range cases {
		if t.beforeCase(&cases[i]) {
			return
		}
	}
	if !hasDefault && t.state == taskRunning { // else it cannot
		t.before(t.waiting(action, cases))
	}
}

// beforeCase asks about a case if that can be done without waiting, and reports
// whether it can. It mirrors try.
func (t *Task) beforeCase(c *Case) (can bool) {
	ch := c.Channel
	sender := ch.senders.first()
	switch {
	case c.Send:
		if ch.closed || ch.receivers.empty() && ch.items.len() >= ch.capacity {
			return false
		}
		t.before(ch.put(c.Text))
	case ch.items.len() > 0 && sender == nil:
		t.before(ch.take(ch.items.at(0)))
	case ch.items.len() > 0:
		t.before(ch.take(ch.items.at(0)), sender.puts())
	case sender != nil:
		it := sender.item
		it.seq = t.process.system.seq + 1 // it will have been put in right before
		t.before(sender.puts(), ch.take(it))
	default:
		return ch.closed
	}
	return true
}

// puts is the event of put.
func (w *waiter) puts() wire.Event {
	e := w.channel.put(w.item.text)
	w.task.sign(&e)
	return e
}

// try does a case if that needs no waiting.
func (t *Task) try(i int, c *Case) (Chosen, bool) {
	if c.Send {
		return Chosen{Index: i, Value: c.Value, OK: true}, t.trySend(c)
	}
	ch := c.Channel
	switch {
	case ch.items.len() > 0:
		it := ch.items.pop()
		t.took(ch, it)
		if w := ch.senders.first(); w != nil { // there is room now
			ch.items.push(w.put())
			w.task.settle(w, item{seq: t.last}, true)
		}
		t.hold()
		return Chosen{Index: i, Value: it.value, OK: true}, true
	case !ch.senders.empty():
		w := ch.senders.first()
		it := w.put()
		t.took(ch, it)
		w.task.settle(w, item{seq: t.last}, true)
		t.hold()
		return Chosen{Index: i, Value: it.value, OK: true}, true
	case ch.closed:
		return Chosen{Index: i}, true
	}
	return Chosen{}, false
}

func (t *Task) trySend(c *Case) bool {
	ch := c.Channel
	if ch.closed {
		return false
	}
	w := ch.receivers.first()
	if w == nil && ch.items.len() >= ch.capacity {
		return false
	}
	it := t.put(ch, item{value: c.Value, text: c.Text})
	if w != nil {
		w.task.settle(w, it, true)
	} else {
		ch.items.push(it)
	}
	t.hold()
	return true
}

// put records that a value goes into a channel.
func (t *Task) put(ch *Channel, it item) item {
	it.seq = t.emit(ch.put(it.text))
	return it
}

// put is the event of putting a value into the channel.
func (c *Channel) put(text string) wire.Event {
	return wire.Event{Kind: wire.KindPut, Ref: c.id, Name: c.name, Text: text}
}

// take is the event of taking an item out of the channel.
func (c *Channel) take(it item) wire.Event {
	if msg, ok := it.value.(*Message); ok {
		return wire.Event{Kind: wire.KindReceive, Peer: msg.From, Ref: msg.Ref, Name: msg.Topic, Cause: msg.seq}
	}
	return wire.Event{Kind: wire.KindTake, Ref: c.id, Name: c.name, Text: it.text, Cause: it.seq}
}

// put records that what a waiting task wants to send goes into the channel at
// last. Until then it was merely on offer: a select may do another case.
func (w *waiter) put() item { return w.task.put(w.channel, w.item) }

// took records that the task has got an item out of a channel.
func (t *Task) took(ch *Channel, it item) {
	if msg, ok := it.value.(*Message); ok {
		t.process.left(msg)
		t.process.mailbox.overflowed = false
		t.process.Grow(msg.Size * bytesInCode)
	}
	if it.heard > 0 {
		t.process.unhear(it)
		t.process.Grow(it.heard * bytesInCode)
	}
	t.emit(ch.take(it))
}

// Close ends a channel: what is in it can still be taken, nothing more goes
// in. Tasks that wait on it run before the caller goes on.
func (t *Task) Close(ch *Channel) {
	t.beforeClose(ch)
	t.close(ch)
}

func (t *Task) beforeClose(ch *Channel) {
	if !ch.closed {
		t.before(ch.end())
	}
}

func (t *Task) close(ch *Channel) {
	if ch.closed {
		return
	}
	ch.closed = true
	if ch.mailbox {
		t.process.mailbox.forget(ch)
	}
	t.process.Unroute(ch)
	t.process.keepHeard(ch)
	ch.closedBy = t.emit(ch.end())
	woken := ch.release()
	t.hold()
	if len(woken) == 0 {
		return
	}
	t.state = taskReady
	t.process.ready.pushFront(t)
	for i := len(woken) - 1; i >= 0; i-- {
		t.process.ready.pushFront(woken[i])
	}
	t.fiber.Yield(Parked)
}

// end is the event of closing the channel.
func (c *Channel) end() wire.Event { return wire.Event{Kind: wire.KindClose, Ref: c.id, Name: c.name} }

// release settles everybody who waits on a closed channel and returns them in
// order; they are ready but in no queue.
func (c *Channel) release() []*Task {
	var woken []*Task
	for _, list := range [...]*waiters{&c.receivers, &c.senders} {
		for w := list.first(); w != nil; w = list.first() {
			if w.task.settled(w, item{seq: c.closedBy}, false) {
				w.task.state = taskReady
				woken = append(woken, w.task)
			}
		}
	}
	return woken
}
