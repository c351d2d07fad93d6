package watch

import "echotui/runtime/wire"

// task is what is known of one coroutine.
type task struct {
	co    uint32
	state state
	for_  awaited // while it waits
	wait  uint64  // the fact of its last wait
	on    string
	text  string // labels of what it waits for
	where string // entry:line at which it was begun; "" for the main one
	asked request
	timer uint64 // the timer it has set last
	fired moment // the fact that ended its wait for an answer; zero if none did
}

// moment is a fact and its time.
type moment struct {
	seq uint64
	at  wire.Time
}

// state is where a task stands; see the package comment.
type state uint8

const (
	acting state = iota
	timed
	hung
	woken
)

// request is a message or call of a task, for as long as nothing it waited for
// has come since.
type request struct {
	seq   uint64 // of the send or spawn; 0: there is none
	ref   uint64 // of the message; 0: it is a call
	to    uint64 // the process asked
	topic string
	args  []wire.Value
	taken bool // the message was taken out of the mailbox
}

// acts tells the kinds of facts that a task itself brings about: one that
// waited no longer does. Coroutine is missing, whose actor is N.
var acts = [256]bool{
	wire.KindSpawn: true, wire.KindSpawnFailed: true, wire.KindStart: true,
	wire.KindMonitor: true, wire.KindDemonitor: true, wire.KindLink: true, wire.KindUnlink: true,
	wire.KindSend: true, wire.KindReceive: true, wire.KindLost: true,
	wire.KindWake: true, wire.KindTimer: true, wire.KindTimerStop: true,
	wire.KindPut: true, wire.KindTake: true, wire.KindClose: true,
	wire.KindOutput: true, wire.KindRead: true, wire.KindLog: true,
	wire.KindPublish: true, wire.KindUpgrade: true, wire.KindJoin: true, wire.KindLeave: true, wire.KindRegistry: true,
	wire.KindOption: true,
}

// act notes that a task does something.
func (w *Watch) act(p *process, e *wire.Event) {
	t := p.task(e.Co)
	if t == nil {
		return
	}
	w.move(t, acting)
	switch e.Kind {
	case wire.KindReceive, wire.KindRead:
		t.asked, t.fired = request{}, moment{}
	case wire.KindTake, wire.KindWake:
		if t.fired.seq == 0 {
			t.asked = request{}
		}
	case wire.KindSend, wire.KindLost:
		w.givesUp(p, t)
		t.asked = request{}
	}
}

// move puts a task into another state, and counts those that are not hung.
func (w *Watch) move(t *task, to state) {
	if t.state == hung {
		w.loose++
	}
	if to == hung {
		w.loose--
	}
	t.state = to
}

// wake notes that a hung task will go on.
func (w *Watch) wake(t *task) {
	if t.state == hung {
		w.move(t, woken)
	}
}

// wait notes what a task waits for, and looks whether that can ever come.
func (w *Watch) wait(p *process, e *wire.Event) {
	t := p.task(e.Co)
	if t == nil {
		return
	}
	if t.text == e.Text {
		t.fired = moment{} // it goes on waiting for the answer
	}
	w.givesUp(p, t)
	t.wait, t.on, t.text, t.for_ = e.Seq, e.Name, e.Text, read(e.Name, e.Text)
	if e.Name != "receive" && e.Name != "select" && e.Name != "call" {
		t.asked = request{}
	}
	if t.for_&byItself != 0 {
		w.move(t, timed)
		return
	}
	w.move(t, hung)
	w.certain(p, t)
}

// begin adds the coroutine of a coroutine fact.
func (w *Watch) begin(p *process, e *wire.Event) {
	if t := p.task(uint32(e.N)); t != nil {
		w.move(t, acting)
	}
	if p.task(e.Co) == nil {
		p.more = append(p.more, task{co: e.Co, where: e.Text})
		w.loose++
	}
}

// finish removes a coroutine. What it could have done for others, nobody will.
func (w *Watch) finish(p *process, e *wire.Event) {
	t := p.task(e.Co)
	if t == nil || e.Co == 0 {
		return
	}
	w.givesUp(p, t)
	w.move(t, hung) // and counts no longer
	i := p.place(e.Co)
	p.more = append(p.more[:i], p.more[i+1:]...)
	w.certain(p, &p.main)
}

// put wakes the task that has waited longest for a value of that channel. The
// facts of a put and of the wait it ends are always in this order.
func (w *Watch) put(p *process, e *wire.Event) {
	var first *task
	p.each(func(t *task) {
		if t.state == hung && t.for_&(onChannel|onRouted) != 0 && (first == nil || t.wait < first.wait) &&
			namesChannel(t.text, e.Ref, false) {
			first = t
		}
	})
	if first != nil {
		w.wake(first)
	}
}

// close wakes everybody who waits for the channel, in whatever way.
func (w *Watch) close(p *process, e *wire.Event) {
	p.each(func(t *task) {
		if t.state == hung && (namesChannel(t.text, e.Ref, true) || e.Name != "" && names(t.text, e.Name)) {
			w.wake(t)
		}
	})
}
