package actor

import "echotui/runtime/wire"

// A run can be made to stand still before something happens. Whoever wants
// that is asked about every event beforehand:
//
//   - What a task does is asked about when it is about to do it and nothing of
//     it has been done: a message that will be sent is in no mailbox, one that
//     will be received still is. An action that yields several events is asked
//     about before its first one, or before each where it can be left halfway.
//   - The start and the end of a task are asked about before anything is
//     released, and so is the end of a process to which another one puts it.
//   - What the runtime does by itself (timers fire, a process is told about
//     another one or ends with it, services and hosts change) is asked about
//     when it has just happened, and so is what the chunk of an entry does,
//     which cannot wait. The run stands still as soon as what goes on is over.
//
// A task that is held looks again, once it goes on, at what it is about to do:
// commands may have come in between. It is not asked about that again.

// SetBreak sets who is asked before things happen; true as an answer makes the
// present Run end. The event tells all, with the Seq that it will have as
// things are, or has if it has just happened. It is valid during the call
// only. Who is asked about some kinds of events only does not hear of the
// others. Nil, as at first, asks nobody.
func (s *System) SetBreak(ask func(e *wire.Event) bool, kinds ...wire.Kind) {
	s.ask, s.askedKinds = ask, kindsOf(kinds...)
	if len(kinds) == 0 {
		s.askedKinds = anyKinds
	}
}

// stands asks whether to stand still before, or right after, an event.
func (s *System) stands(e *wire.Event) bool {
	if s.askedKinds>>e.Kind&1 == 0 || s.ask == nil {
		return false
	}
	s.asking = *e // one place for all, so that asking about an event allocates nothing
	s.asking.At = s.now
	if !s.ask(&s.asking) {
		return false
	}
	s.halt = true
	return true
}

// enough reports whether the run is to stand still as soon as it can.
func (s *System) enough() bool { return s.halt || s.seq >= s.stopAt }

// asks reports whether it matters that an event of one of some kinds is about
// to happen. It keeps what nobody asks about from being made up.
func (s *System) asks(kinds kindSet) bool {
	return s.ask != nil && s.askedKinds&kinds != 0 || s.to.Held == wire.HeldBefore
}

// kindSet has a bit for each kind of event.
type kindSet uint64

func kindsOf(kinds ...wire.Kind) (set kindSet) {
	for _, k := range kinds {
		set |= 1 << k
	}
	return set
}

// The kinds of what actions yield.
var (
	anyKinds    = ^kindSet(0)
	selectKinds = kindsOf(wire.KindWait, wire.KindPut, wire.KindTake, wire.KindReceive)
	wakeKinds   = kindsOf(wire.KindWake, wire.KindTake, wire.KindReceive)
	readKinds   = kindsOf(wire.KindRead)
	sendKinds   = kindsOf(wire.KindSend)
	makeKinds   = kindsOf(wire.KindSpawn, wire.KindRegister)
	startKinds  = kindsOf(wire.KindStart)
	endKinds    = kindsOf(wire.KindExit, wire.KindFinish)
)

// arrives reports whether what is about to happen is what RunTo is to end
// before.
func (s *System) arrives() bool {
	to := &s.to
	if to.Held != wire.HeldBefore || to.Turns != s.turns || to.Seq != s.seq {
		return false
	}
	reds := s.reds
	if s.current != nil {
		reds += uint64(s.current.fiber.Used())
	}
	return to.Reds == reds
}

// before is called before t does what the events tell. It reports whether it
// has held the task: then whatever t knows about others may no longer be true.
func (t *Task) before(events ...wire.Event) (held bool) {
	s := t.process.system
	if !s.asks(anyKinds) || t.Dead() {
		return false
	}
	for i := range events {
		if events[i].PID.IsZero() {
			t.sign(&events[i])
		}
		events[i].Seq = s.seq + 1 + uint64(i)
		held = s.stands(&events[i]) || held
	}
	if t.state != taskRunning || !held && !s.arrives() {
		return false
	}
	s.progress.held = wire.HeldBefore
	t.fiber.Yield(Held)
	return true
}

// Halt makes the run stand still between two instructions of t.
func (t *Task) Halt() {
	t.process.system.halt = true
	t.fiber.Yield(Held)
}

// beforeStart asks about the first turn of p, once.
func (p *Process) beforeStart() (held bool) {
	s := p.system
	if !s.asks(startKinds) || p.main.asked {
		return false
	}
	p.main.asked = true
	e := p.start()
	e.Seq = s.seq + 1
	p.main.sign(&e)
	return s.stands(&e) || s.arrives()
}

// beforeKill asks about the end of a process that t brings about.
func (t *Task) beforeKill(p *Process, d doom) {
	if !t.process.system.asks(endKinds) || p.ended || p.doom != nil {
		return
	}
	t.before(p.exit(d.cause, d.outcome, nil, d.err))
	p.main.asked = true
}

// beforeEnd asks about the end of a task whose code has ended, once.
func (t *Task) beforeEnd(value wire.Value, err *wire.Error) (held bool) {
	p := t.process
	s := p.system
	if !s.asks(endKinds) || t.over {
		return false
	}
	t.over = true
	e := wire.Event{Kind: wire.KindFinish}
	switch {
	case err != nil:
		e = p.exit(t.last, wire.OutcomeFailed, nil, err)
	case t == p.main:
		e = p.exit(t.last, wire.OutcomeReturned, value, nil)
	default:
		t.sign(&e)
	}
	e.Seq = s.seq + 1
	p.main.asked = e.Kind == wire.KindExit
	return s.stands(&e) || s.arrives()
}
