package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"echotui/runtime/wire"
)

// knob is where on the screen the knob of the timeline is.
func knob(t *testing.T, m *Model) int {
	t.Helper()
	before, _, found := strings.Cut(strings.Split(plain(m), "\n")[0], "●")
	if !found {
		t.Fatalf("there is no knob:\n%s", plain(m))
	}
	return ansi.StringWidth(before)
}

// A click on the timeline moves the cursor, and dragging takes it along until
// the button is let go.
func TestScrubbing(t *testing.T) {
	f, _ := busy()
	m := show(t, f, Options{}, 110, 32)
	right := knob(t, m)
	left := m.timeline.rect.X
	m.Update(tea.MouseClickMsg{X: left, Y: 0, Button: tea.MouseLeft})
	want(t, m, "PAST", "fact 1/75")
	for x := left; x <= right; x++ {
		m.Update(tea.MouseMotionMsg{X: x, Y: 20, Button: tea.MouseLeft})
		if got := knob(t, m); got != x {
			t.Fatalf("the knob is at %d, the pointer at %d", got, x)
		}
	}
	want(t, m, "LIVE", "fact 75/75")
	m.Update(tea.MouseMotionMsg{X: 0, Y: 20, Button: tea.MouseLeft})
	want(t, m, "fact 1/75")
	m.Update(tea.MouseReleaseMsg{X: 0, Y: 20})
	m.Update(tea.MouseMotionMsg{X: right, Y: 20, Button: tea.MouseLeft})
	want(t, m, "fact 1/75")
	press(m, "tab ' '")
	want(t, m, "LIVE")
}

// The past is played in the pace in which it happened, times the speed; timers
// run between facts, and the end is the present.
func TestPlay(t *testing.T) {
	f, _ := busy()
	f.status.Paused = true
	m := at(t, f, 31) // the worker sleeps until 1.8s
	now := time.Unix(0, 0)
	pass := func(d time.Duration) {
		for ; d > 0; d -= 10 * time.Millisecond {
			now = now.Add(10 * time.Millisecond)
			m.Update(playMsg{now})
		}
	}
	play(m, ": '#28 enter space")
	want(t, m, "▶ PAST", "fact 28/75", "space stop")
	m.Update(playMsg{now})
	pass(60 * time.Millisecond)
	want(t, m, "⧗ sleep 40ms of 100ms", "00:01.760")
	pass(40 * time.Millisecond)
	want(t, m, "✓ returned 0", "00:01.800")
	play(m, "space")
	at := m.at()
	pass(time.Second)
	if m.at() != at {
		t.Error("it goes on although it was stopped")
	}
	play(m, ": 'speed enter")
	play(m, "+ + + space")
	m.Update(playMsg{now})
	pass(400 * time.Millisecond)
	want(t, m, "10×", "PAUSED  fact 75/75")
}

// A pause of the program is no pause of the app: play goes on where it was.
func TestPlayDoesNotJump(t *testing.T) {
	f, _ := busy()
	m := at(t, f, 45)
	play(m, "space")
	m.Update(playMsg{time.Unix(0, 0)})
	m.Update(playMsg{time.Unix(3600, 0)})
	if passed := time.Duration(m.now() - m.world.At); passed > longestTick {
		t.Errorf("%s have passed", passed)
	}
}

// As fast as it goes is a bounded number of facts in a tick.
func TestPlayFast(t *testing.T) {
	f, e := newEcho()
	for range 3 * factsPerTick {
		e.pass(time.Hour)
		e.print(e.cli, "x")
	}
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab { - - - : 'speed enter")
	m.setSpeed(fastest)
	play(m, "space")
	for i := range 2 {
		m.Update(playMsg{})
		want(t, m, fmt.Sprintf("fact %d/", 1+(i+1)*factsPerTick))
	}
	m.Update(playMsg{})
	m.Update(playMsg{})
	want(t, m, "LIVE")
	press(m, "+")
	want(t, m, "it goes as fast as it can")
}

// A session that cannot be told how to run says so; its past can be played at
// any speed.
func TestSpeedOfWhatHasNone(t *testing.T) {
	f, _ := busy()
	m := New(struct{ Session }{f}, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	refresh(m)
	play(m, "tab +")
	want(t, m, "nobody can change how fast this runs", " 1×")
	play(m, "N +")
	want(t, m, " 2×")
}

// A process is looked for among many facts a part at a time, and any key ends
// the search.
func TestSeekManyFacts(t *testing.T) {
	f, e := newEcho()
	for range 3 * seekPerFrame {
		e.print(e.cli, "x")
	}
	e.print(e.relay, "found")
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab down down down down {")
	if got := m.tree.chosenProcess(); got != e.relay {
		t.Fatalf("%s is selected", got)
	}
	for range 9 {
		press(m, ">")
	}
	want(t, m, "looking, at fact #")
	for m.seek.step != 0 {
		m.Update(lookMsg{})
	}
	want(t, m, "LIVE")
	press(m, "<")
	want(t, m, "looking, at fact #")
	press(m, "tab")
	m.Update(lookMsg{})
	want(t, m, "LIVE")
	m.seekFact(seek{step: 1, found: func(*wire.Event) bool { return false }, none: "nothing is there"})
	for m.seek.step != 0 {
		m.Update(lookMsg{})
	}
	want(t, m, "nothing is there")
}

// A single pane has the header, too, where there is room; else the bottom line
// tells in short where in time this is.
func TestHeaderOfOnePane(t *testing.T) {
	for _, test := range []struct {
		w, h     int
		timeline bool
	}{{66, 20, true}, {200, 14, true}, {59, 20, false}, {66, 13, false}, {24, 7, false}} {
		m := show(t, busyFake(), Options{}, test.w, test.h)
		press(m, "tab N N")
		want(t, m, "◀ PAST", "73/75")
		if got := strings.Contains(plain(m), "━━●"); got != test.timeline {
			t.Errorf("%dx%d: timeline %v:\n%s", test.w, test.h, got, plain(m))
		}
	}
}

// How far behind the past is, in as many words as there is room for.
func TestLag(t *testing.T) {
	f, e := busy()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab N")
	want(t, m, "1 fact, 60ms behind")
	e.print(e.cli, "x")
	f.set(func(s *Status) { s.Now = 0 })
	for range 123_456 {
		e.print(e.cli, "x")
	}
	refresh(m)
	for room, text := range map[int]string{40: "123458 facts, 60ms behind", 24: "123k facts, 60ms behind", 11: "-123k -60ms", 10: "-123k", 4: ""} {
		if got := m.lag(room); got != text {
			t.Errorf("in %d columns: %q, want %q", room, got, text)
		}
	}
	press(m, "} N")
	want(t, m, "1 fact behind")
}
