package actor

import (
	"strconv"

	"echotui/runtime/wire"
)

// wait is what a task waits for: at most one thing at a time, though a select
// makes it stand in several queues.
type wait struct {
	slots  []waiter
	done   bool
	again  bool // what it was done by has been taken away: the task looks anew
	chosen int
	item   item
	ok     bool
	timer  *Timer
	away   bool // its code has left the stack
}

// waiter is a task's place in the queue of a channel.
type waiter struct {
	task       *Task
	channel    *Channel
	index      int // of the case
	sending    bool
	item       item // what it wants to send
	prev, next *waiter
	queued     bool
}

// waiters is a queue that a waiter can leave from the middle: a select that has
// done one case leaves the queues of all others.
type waiters struct{ head, tail *waiter }

func (l *waiters) first() *waiter { return l.head }
func (l *waiters) empty() bool    { return l.head == nil }

func (l *waiters) push(w *waiter) {
	w.queued = true
	w.prev, w.next = l.tail, nil
	if l.tail == nil {
		l.head = w
	} else {
		l.tail.next = w
	}
	l.tail = w
}

func (l *waiters) remove(w *waiter) {
	if w.prev == nil {
		l.head = w.next
	} else {
		w.prev.next = w.next
	}
	if w.next == nil {
		l.tail = w.prev
	} else {
		w.next.prev = w.prev
	}
	w.queued = false
}

func (w *waiter) leave() {
	if !w.queued {
		return
	}
	if w.sending {
		w.channel.senders.remove(w)
	} else {
		w.channel.receivers.remove(w)
	}
}

// await makes the task stand in the queue of each case. It waits there until one
// is done.
func (t *Task) await(action string, cases []Case) {
	t.mustRun()
	t.wait.done, t.wait.again = false, false
	t.wait.slots = append(t.wait.slots[:0], make([]waiter, len(cases))...)
	usable := 0
	for i := range cases {
		usable += t.join(&t.wait.slots[i], i, &cases[i])
	}
	t.emit(t.waiting(action, cases))
	if usable == 0 && t.process.stuck(t) {
		p := t.process
		t.kill(p, doom{wire.OutcomeFailed, deadlock(len(p.tasks)), t.last})
	}
	t.hold()
}

// waiting is the event of a wait for one of cases.
func (t *Task) waiting(action string, cases []Case) wire.Event {
	return wire.Event{Kind: wire.KindWait, Name: action, Text: t.process.system.describe(cases)}
}

// join puts a task in the queue of one case and returns 1, or 0 if the case can
// never happen.
func (t *Task) join(w *waiter, i int, c *Case) int {
	*w = waiter{task: t, channel: c.Channel, index: i, sending: c.Send}
	switch {
	case !c.Send:
		c.Channel.receivers.push(w)
	case c.Channel.closed:
		return 0
	default:
		w.item = item{value: c.Value, text: c.Text}
		c.Channel.senders.push(w)
	}
	return 1
}

// parkUntilDone gives the turn away until the wait is over, or (if mayLeave)
// reports that the code leaves its stack for so long.
func (t *Task) parkUntilDone(mayLeave bool) (left bool) {
	t.wait.away = false
	for !t.wait.done {
		t.state = taskWaiting // until wake
		if mayLeave && t.fiber.Leave() {
			t.wait.away = true
			return true
		}
		t.fiber.Yield(Parked)
	}
	return false
}

// settle ends the wait of a task by what happened to one of its cases.
func (t *Task) settle(w *waiter, it item, ok bool) {
	if t.settled(w, it, ok) {
		t.wake()
	}
}

// settled is settle without the waking: it reports whether the task is parked
// and has to be woken. (It is not when it was held just before it parked.)
func (t *Task) settled(w *waiter, it item, ok bool) (parked bool) {
	t.wait.done, t.wait.chosen, t.wait.item, t.wait.ok = true, w.index, it, ok
	t.leave()
	return t.state == taskWaiting
}

// leave takes the task out of all queues that it stands in.
func (t *Task) leave() {
	for i := range t.wait.slots {
		t.wait.slots[i].leave()
	}
}

// awaited is what a wait came to, told and recorded on the task's own time. It
// has come to nothing if somebody took a message out from under the task's hands.
func (t *Task) awaited(cases []Case) (chosen Chosen, done bool) {
	w := &t.wait
	if w.again {
		return chosen, false
	}
	c := cases[w.chosen]
	it := w.item
	woken := c.Send || !w.ok
	if t.process.system.asks(wakeKinds) {
		e := wire.Event{Kind: wire.KindWake, Cause: it.seq}
		if !woken {
			e = c.Channel.take(it)
		}
		if t.before(e) && w.again {
			return chosen, false
		}
	}
	w.item = item{}
	if woken {
		t.did(wire.Event{Kind: wire.KindWake, Cause: it.seq})
		chosen = Chosen{Index: w.chosen, OK: w.ok, Closed: c.Send && !w.ok}
		if w.ok {
			chosen.Value = c.Value
		}
		return chosen, true
	}
	t.took(c.Channel, it)
	t.hold()
	return Chosen{Index: w.chosen, Value: it.value, OK: true}, true
}

// stuck reports whether every task of the process waits for nothing at all.
func (p *Process) stuck(last *Task) bool {
	for _, t := range p.tasks {
		if t != last && (t.state != taskWaiting || t.wait.timer != nil || t.stands() || t.reading()) {
			return false
		}
	}
	return true
}

func (t *Task) stands() bool {
	for i := range t.wait.slots {
		if t.wait.slots[i].queued {
			return true
		}
	}
	return false
}

func deadlock(threads int) *wire.Error {
	text := "deadlock: all coroutines blocked with no pending operations (threads="
	return failure(text + strconv.Itoa(threads) + ")")
}

// keptWaits is how many descriptions of waits are kept, so that the next one who
// waits for the same needs no new text.
const keptWaits = 256

// describe names what a select waits for: "inbox, events".
func (s *System) describe(cases []Case) string {
	if len(cases) == 1 && !cases[0].Send {
		return cases[0].Channel.Label()
	}
	text := s.wait[:0]
	for i := range cases {
		if i > 0 {
			text = append(text, ", "...)
		}
		if cases[i].Send {
			text = append(text, "send "...)
		}
		text = append(text, cases[i].Channel.Label()...)
	}
	s.wait = text
	if known, found := s.waits[string(text)]; found {
		return known
	}
	if len(s.waits) >= keptWaits {
		clear(s.waits)
	}
	made := string(text)
	s.waits[made] = made
	return made
}

// Label names the channel for people.
func (c *Channel) Label() string {
	if c.name != "" {
		return c.name
	}
	label := "channel " + strconv.FormatUint(c.id, 10)
	if c.routed {
		label = "messages in " + label
	}
	return label
}

// restate says anew what a task waits for: from now on, messages come into one
// of its channels.
func (t *Task) restate() {
	cases := make([]Case, len(t.wait.slots))
	for i := range cases {
		cases[i] = Case{Channel: t.wait.slots[i].channel, Send: t.wait.slots[i].sending}
	}
	action := "receive"
	if len(cases) > 1 {
		action = "select"
	}
	t.emit(t.waiting(action, cases))
}
