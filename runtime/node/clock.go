package node

import (
	"math"
	"time"

	"echotui/runtime/wire"
)

// Clock says how virtual time passes at first.
type Clock int

// The clocks.
const (
	RealClock    Clock = iota // it follows the wall clock
	VirtualClock              // it jumps to the next timer when there is nothing else to do
)

// The bounds of a speed at which virtual time follows the wall clock.
const (
	slowest = 0.1
	fastest = 100
)

// pace turns the wall clock into virtual time, which stands still while paused.
type pace struct {
	wall    func() time.Time // the wall clock
	base    wire.Time        // virtual time at since
	since   time.Time
	speed   float64 // of virtual time; 0: it does not follow the wall clock
	stopped bool
}

func newPace(clock Clock, wall func() time.Time) pace {
	p := pace{wall: wall, since: wall()}
	if clock == RealClock {
		p.speed = 1
	}
	return p
}

// follows reports whether virtual time follows the wall clock.
func (p *pace) follows() bool { return p.speed > 0 }

func (p *pace) now() wire.Time {
	if p.stopped {
		return p.base
	}
	return p.base.Add(time.Duration(float64(p.wall().Sub(p.since)) * p.speed))
}

func (p *pace) stop() { p.base, p.stopped = p.now(), true }

// resume lets time go on from at.
func (p *pace) resume(at wire.Time) { p.base, p.since, p.stopped = at, p.wall(), false }

// setSpeed lets time go on from at, if it goes on, at another speed.
func (p *pace) setSpeed(at wire.Time, speed float64) {
	if speed = min(speed, fastest); speed > 0 {
		p.speed = max(speed, slowest)
	} else {
		p.speed = 0
	}
	p.base, p.since = at, p.wall()
}

// until is how long the wall clock takes to reach a virtual time.
func (p *pace) until(at wire.Time) time.Duration {
	left := math.Ceil(float64(at.Sub(p.now())) / p.speed)
	return time.Duration(min(left, float64(forever/2)))
}

// grain is how much virtual time passes at least, unless a timer is due or
// something comes from outside: a busy app would fill its journal otherwise.
func (p *pace) grain() time.Duration { return time.Duration(float64(time.Millisecond) * p.speed) }
