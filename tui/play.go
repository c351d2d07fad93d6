package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// player moves the cursor through the past by itself, in the pace in which
// things happened. Its time flows between facts, too, so that timers run.
type player struct {
	on   bool
	due  bool // a tick is under way
	now  wire.Time
	last time.Time // when that was; zero: play has just begun
}

// playMsg moves the player on.
type playMsg struct{ at time.Time }

// longestTick is how much real time a tick stands for at most: after the
// program was stopped, play goes on where it was.
const longestTick = 250 * time.Millisecond

// factsPerTick is how many facts pass in a tick when play goes as fast as it
// can: enough to be fast, few enough to be seen.
const factsPerTick = 100

func (p *player) stop() { p.on = false }

// play lets the cursor go on from where it is.
func (m *Model) play() {
	m.player.on, m.player.now, m.player.last = true, m.world.At, time.Time{}
	m.log.centred = true
}

// tick asks for the next move of the player.
func (m *Model) tick() tea.Cmd {
	if !m.player.on || m.player.due {
		return nil
	}
	m.player.due = true
	return m.options.Scheduler.After(framePeriod, func(at time.Time) tea.Msg { return playMsg{at} })
}

// advance moves the cursor to the last fact that happens before the player's
// time. At the end, play is over.
func (m *Model) advance(at time.Time) {
	p := &m.player
	p.due = false
	if !p.on {
		return
	}
	next := m.at()
	if m.speed == fastest {
		next += factsPerTick
	} else {
		if !p.last.IsZero() {
			passed := min(max(0, at.Sub(p.last)), longestTick)
			p.now = p.now.Add(time.Duration(float64(passed) * m.speed))
		}
		next = max(next, m.lastBefore(p.now))
	}
	p.last = at
	if next >= m.head.seq() {
		m.present()
		return
	}
	m.cursor.seq = next
}

// lastBefore is the last fact that happened until t; 0 if there is none.
func (m *Model) lastBefore(t wire.Time) uint64 {
	low, high := m.log.first, m.head.seq()+1 // facts before low have happened, those from high on have not
	for low < high {
		middle := low + (high-low)/2
		if e, found := m.log.event(m.session, middle); found && e.At <= t {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low - 1
}

// fastest is the speed at which nothing waits for time to pass.
const fastest = 0

// speeds are those that keys choose from, the slowest first.
var speeds = []float64{0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, fastest}

// setSpeed says how fast time goes, in the node and when the past is played.
func (m *Model) setSpeed(speed float64) {
	m.speed = speed
	if driver, ok := m.session.(Driver); ok {
		driver.SetSpeed(speed)
	}
}

// changeSpeed chooses a faster speed than the one there is, or a slower one.
func (m *Model) changeSpeed(n int) {
	at := len(speeds) - 1
	for i, s := range speeds {
		if m.speed != fastest && (s == fastest || s >= m.speed) {
			at = i
			break
		}
	}
	m.setSpeed(speeds[max(0, min(at+n, len(speeds)-1))])
}

func noFaster(m *Model) string {
	if m.speed == fastest {
		return "it goes as fast as it can"
	}
	return noSpeed(m)
}

func noSlower(m *Model) string {
	if m.speed == speeds[0] {
		return "this is the slowest"
	}
	return noSpeed(m)
}

// noSpeed says why the speed cannot be changed: the past can be played at any,
// but not every session can be told how fast to run.
func noSpeed(m *Model) string {
	if _, ok := m.session.(Driver); !ok && !m.past() {
		return "nobody can change how fast this runs"
	}
	return ""
}
