package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// slowClock is the clock of a machine on which whatever is done between two
// looks at it takes a while.
type slowClock struct {
	wallClock
	now   time.Time
	while time.Duration
}

func (c *slowClock) Now() time.Time {
	c.now = c.now.Add(c.while)
	return c.now
}

// slowScreen is a screen for which a frame ends with the first piece of work. It
// shows the last of many facts.
func slowScreen() (*Model, *slowClock) {
	f, e := newEcho()
	for range 8000 {
		e.print(e.cli, "x")
	}
	clock := &slowClock{while: 2 * workPerFrame}
	m := New(f, Options{Scheduler: clock, live: true})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	refresh(m)
	return m, clock
}

// A way that is too long for one frame is gone in many, and panes show the
// moment before until it is done.
func TestLongWay(t *testing.T) {
	m, _ := slowScreen()
	press(m, "tab")
	before := inside(m, paneLog)
	write(m, ":#900")
	m.Update(keyNamed("enter"))
	frames := 1
	for ; m.way.on; frames++ {
		if m.past() || inside(m, paneLog) != before {
			t.Fatalf("after %d frames, the log has moved to %d", frames, m.at())
		}
		if says := strings.Contains(plain(m), "going"); says != m.way.told {
			t.Fatalf("after %d frames, the header says: %t, and should: %t", frames, says, m.way.told)
		}
		m.Update(walkMsg{})
	}
	if m.at() != 900 || m.shown.seq() != 900 || frames < 4 {
		t.Errorf("after %d frames it is at %d and shows %d", frames, m.at(), m.shown.seq())
	}
	if strings.Contains(plain(m), "going") {
		t.Errorf("it is there, and says:\n%s", plain(m))
	}
}

// A long way is told in the header, with how much of it is done.
func TestLongWayIsTold(t *testing.T) {
	m, clock := slowScreen()
	press(m, "tab")
	clock.while = quietWay
	write(m, ":#1000")
	m.Update(keyNamed("enter"))
	if m.Update(walkMsg{}); !m.way.on || !strings.Contains(plain(m), "going to fact 1000: 29%") {
		t.Errorf("on the way: %t, and the screen is:\n%s", m.way.on, plain(m))
	}
}

// Keys on the way move the cursor from where it is going.
func TestKeysOnTheWay(t *testing.T) {
	for keys, want := range map[string]uint64{"n n": 902, "N": 899, "}": 0, "{": 1} {
		m, _ := slowScreen()
		press(m, "tab")
		write(m, ":#900")
		m.Update(keyNamed("enter"))
		for _, key := range strings.Fields(keys) {
			m.Update(keyNamed(key))
		}
		for m.way.on {
			m.Update(walkMsg{})
		}
		if want == 0 {
			want = m.head.seq()
		}
		if m.at() != want || m.shown.seq() != want {
			t.Errorf("%s: it is at %d and shows %d, not %d", keys, m.at(), m.shown.seq(), want)
		}
	}
}

// Facts that are taken slowly are all taken, in more frames.
func TestSlowFacts(t *testing.T) {
	f, e := newEcho()
	for range 1000 {
		e.print(e.cli, "x")
	}
	m := New(f, Options{Scheduler: &slowClock{while: 2 * workPerFrame}, live: true})
	m.Init()
	if !m.behind || m.head.seq() != factsAtOnce {
		t.Errorf("the first frame took %d facts, behind: %t", m.head.seq(), m.behind)
	}
	refresh(m)
	if m.behind || m.head.seq() != f.Status().Last {
		t.Errorf("%d of %d facts were taken", m.head.seq(), f.Status().Last)
	}
}

// Where facts come faster than a frame takes them, live is the present, and it
// goes on.
func TestLiveUnderLoad(t *testing.T) {
	f, e := newEcho()
	for range 1000 {
		e.print(e.cli, "x")
	}
	m := New(f, Options{Scheduler: &slowClock{while: 2 * workPerFrame}, live: true})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	for _, keys := range []string{"}", "4 end", ": l i v e enter"} {
		play(m, "esc tab N N N")
		for range 3000 {
			e.print(e.cli, "x")
		}
		m.Update(changedMsg{})
		for _, key := range strings.Fields(keys) {
			m.Update(keyNamed(key))
		}
		if !m.behind || m.past() || m.cursor.pinned {
			t.Errorf("%s: it is behind: %t, past: %t, at %d of %d", keys, m.behind, m.past(), m.at(), m.head.seq())
		}
	}
}
