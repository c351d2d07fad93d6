package actor

import "echotui/runtime/wire"

// progress is how far a system has come. Nothing in it depends on where it was
// held on its way.
type progress struct {
	turns  uint64 // begun
	points uint64 // passed, and ends of turns
	reds   uint64 // used
	held   wire.Hold
	to     wire.Place // where to hold besides; its Held is HeldNowhere for nowhere
}

// Place is where the system stands now. A command that is applied at the same
// place of another run yields the same events there.
func (s *System) Place() wire.Place {
	place := wire.Place{Turns: s.turns, Seq: s.seq, Points: s.points, Reds: s.reds}
	if s.midturn() {
		place.Held = s.progress.held
	}
	return place
}

// midturn reports whether a process is held in the middle of its turn.
func (s *System) midturn() bool { return s.held != nil && !s.held.ended }

// RunTo is Run that ends at a place at the latest, in the middle of a turn if
// that is where the place is. It reports whether the system stands there.
func (s *System) RunTo(to wire.Place, turns int, facts uint64) bool {
	s.to = to
	s.stopAfter(facts)
	for ; turns > 0 && !s.enough() && !s.at(to) && !s.Past(to); turns-- {
		if !s.step() {
			break
		}
	}
	s.to, s.stopAt = wire.Place{}, forever
	return s.at(to)
}

func (s *System) at(to wire.Place) bool {
	now := s.Place()
	switch {
	case now.Turns != to.Turns || now.Held != to.Held:
		return false
	case to.Held == wire.HeldPoint:
		return now.Points == to.Points
	case to.Held == wire.HeldBefore:
		return now.Seq == to.Seq && now.Reds == to.Reds
	case to.Held == wire.HeldInstruction:
		return now.Reds == to.Reds
	}
	return true
}

// Past reports whether the system can no longer come to a place, because it is
// behind it or has stopped.
func (s *System) Past(to wire.Place) bool {
	switch {
	case s.at(to):
		return false
	case s.stopped || s.turns > to.Turns:
		return true
	}
	return s.turns == to.Turns && !s.midturn()
}

// point is passed wherever a turn may be held at what it does: after each
// action, and between two tasks. It reports whether this is where to hold.
func (s *System) point() bool {
	s.points++
	return s.enough() || s.to.Held == wire.HeldPoint && s.points == s.to.Points
}

// holdTurn makes p the process that has its turn when the run goes on.
func (s *System) holdTurn(p *Process, where wire.Hold) { s.held, s.progress.held = p, where }

// hold is a point at which the task itself is held. One that is about to end
// is not: it would be unwound right there, and not at its next instruction.
func (t *Task) hold() {
	s := t.process.system
	if s.point() && t.state == taskRunning && !t.Dead() {
		s.progress.held = wire.HeldPoint
		t.fiber.Yield(Held)
	}
}

// allowance is how many reductions t may use now: those left to its process
// or, if it is to be held between two instructions and gets that far (last),
// those up to there.
func (s *System) allowance(t *Task) (reds int, last bool) {
	left := t.process.budget
	if s.to.Held != wire.HeldInstruction || s.to.Turns != s.turns || s.to.Reds < s.reds {
		return left, false
	}
	if ahead := s.to.Reds - s.reds; ahead <= uint64(left) {
		s.progress.held = wire.HeldInstruction
		return int(ahead), true
	}
	return left, false
}
