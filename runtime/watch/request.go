package watch

import "echotui/runtime/wire"

// ask notes that a task has sent something to which there may be an answer,
// and who may know of whom from now on.
func (w *Watch) ask(e *wire.Event) {
	p := w.find(e.PID)
	if p == nil {
		return
	}
	w.tells(p, e.Args)
	if e.Peer.N != p.maker {
		p.known = true // its receiver sees whom it is from
	}
	if t := p.task(e.Co); t != nil {
		t.asked = request{seq: e.Seq, ref: e.Ref, to: e.Peer.N, topic: e.Name, args: e.Args}
	}
}

// set notes that a task has set a timer.
func (p *process) set(e *wire.Event) {
	if t := p.task(e.Co); t != nil && e.Name != "ticker" {
		t.timer = e.Ref
	}
}

// fire notes that a timer has run out on somebody who waits for an answer.
func (w *Watch) fire(p *process, e *wire.Event) {
	p.each(func(t *task) {
		if t.state == timed && t.timer == e.Ref && t.awaitsAnswer(p.pid) {
			t.fired = moment{e.Seq, e.At}
		}
	})
}

// awaitsAnswer reports whether a wait is for the answer to a message, rather
// than for something to do.
func (t *task) awaitsAnswer(by wire.PID) bool {
	switch {
	case t.asked.ref == 0 || t.for_&onMessage == 0 || t.for_&onTimer == 0 || t.for_&onAnything != 0:
		return false
	case t.for_&onEvents != 0:
		return !t.asked.taken || t.asked.gives(by)
	}
	return true
}

// gives reports whether a payload says whom to answer.
func (r *request) gives(by wire.PID) (itself bool) {
	mentions(r.args, func(pid wire.PID) { itself = itself || pid == by })
	return itself
}

// givesUp raises the warning about a request that nobody has answered, if the
// task has done anything after that but wait again.
func (w *Watch) givesUp(p *process, t *task) {
	if t.fired.seq == 0 {
		return
	}
	fired, asked := t.fired, t.asked
	t.fired, t.asked = moment{}, request{}
	if w.ended {
		return
	}
	text := "got no answer to " + quoted(asked.topic) + " from " + w.label(asked.to) + " in time"
	if !asked.taken {
		text += "; it was not even read"
	}
	w.raise(asked.topic, Warning{Kind: NoAnswer, PID: p.pid, Co: t.co, Entry: p.entry, Where: t.where,
		Seq: fired.seq, At: fired.at, Text: text})
}

// label names a process that may have ended.
func (w *Watch) label(n uint64) string {
	if p := w.processes.Get(n); p != nil {
		return p.label()
	}
	return "process " + wire.PID{N: n}.Short() + ", which has ended,"
}
