package node

import (
	"time"

	"echotui/runtime/wire"
)

// Clock says how virtual time passes.
type Clock int

// The clocks.
const (
	RealClock    Clock = iota // it follows the wall clock
	VirtualClock              // it jumps to the next timer when there is nothing else to do
)

// pace turns the wall clock into virtual time, which stands still while paused.
type pace struct {
	base    wire.Time // virtual time at since
	since   time.Time
	stopped bool
}

func newPace() pace { return pace{since: time.Now()} }

func (p *pace) now() wire.Time {
	if p.stopped {
		return p.base
	}
	return p.base.Add(time.Since(p.since))
}

func (p *pace) stop() { p.base, p.stopped = p.now(), true }

// resume lets time go on from at.
func (p *pace) resume(at wire.Time) { p.base, p.since, p.stopped = at, time.Now(), false }

// until is how long the wall clock takes to reach a virtual time.
func (p *pace) until(at wire.Time) time.Duration { return at.Sub(p.now()) }
