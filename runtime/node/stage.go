package node

import (
	"time"

	"echotui/runtime/app"
)

// Stage is a loop without goroutines and without the wall clock: everything
// happens while somebody calls Advance, at instants that they name. What can be
// asked of it is what can be asked of a Loop, and what comes of it is the same
// on every machine. It is not safe for concurrent use.
type Stage struct {
	*Loop
	at     time.Duration // now, since the stage was made
	broken bool          // something panicked
}

// NewStage makes a stage for n, at instant 0, from where on the clock says how
// virtual time passes.
func NewStage(n *Node, clock Clock) *Stage {
	s := &Stage{}
	s.Loop = newLoopOf(n, newPace(clock, s.wall), nil)
	s.beside = func(f func()) { f() }
	s.packer.atOnce = true
	n.advance(n.Now())
	return s
}

// wall is what the clock on the wall would show. Only differences count.
func (s *Stage) wall() time.Time { return DefaultEpoch.Add(s.at) }

// batchTime is how long batchTurns turns take on a stage: somewhat longer than
// on a machine of today, or a process that never rests would make an hour on the
// stage last longer than an hour.
const batchTime = 2 * time.Millisecond

// Advance lets time go on to an instant, counted from when the stage was made,
// and does what was asked for and what is due until then. It returns the instant
// at which something happens next by itself; never is true if nothing does.
// Instants in the past count as now.
func (s *Stage) Advance(to time.Duration) (next time.Duration, never bool) {
	to = max(to, s.at)
	for !s.broken {
		wait := s.work()
		if wait == forever {
			break
		}
		if next = s.at + wait; next > to {
			s.at = to
			return next, false
		}
		s.at = next
	}
	s.at = to
	return 0, true
}

// work does what was asked for, makes some progress, and returns how long there
// is nothing to do.
func (s *Stage) work() (wait time.Duration) {
	defer s.giveOut()
	s.serve()
	wait = s.turn()
	switch {
	case s.asked(): // by what was done
		return 0
	case wait == 0:
		return batchTime
	}
	return wait
}

// asked reports whether there are requests.
func (s *Stage) asked() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.requests) > 0
}

// giveOut makes a panic of what is done on the stage the end of it.
func (s *Stage) giveOut() {
	if problem := recover(); problem != nil {
		s.broken = true
		s.broke(problem)
	}
}

// Close ends what runs on the stage.
func (s *Stage) Close() {
	s.closePast()
	s.closeNode()
}

// App is the app on the stage.
func (s *Stage) App() *app.App { return s.Loop.app }
