package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// at opens a screen and goes to a fact.
func at(t *testing.T, f *fake, seq int) *Model {
	t.Helper()
	m := show(t, f, Options{}, 110, 32)
	play(m, fmt.Sprintf("tab : '#%d enter", seq))
	return m
}

// All panes show the moment under the cursor: what the app has written by then,
// who lives, what waits, which numbers there are and how much of a sleep is left.
func TestEveryPaneShowsTheMoment(t *testing.T) {
	f, e := busy()
	e.send(e.cli, e.relay, "order", wire.Record("item", "tea"))
	m := at(t, f, 29)
	want(t, m, "◀ PAST", "fact 29/76", "00:01.700",
		"> hello world",          // the terminal
		"⧗ sleep 100ms of 100ms", // the tree
		"processes alive   3",    // the numbers
	)
	wantNot(t, m, "もしもし", "worker 0x00005", "messages  ")
	play(m, "4 t t")
	want(t, m, "No message is waiting.")
	play(m, "}")
	want(t, m, "1 waiting", "もしもし", "messages  ")
}

// Looking at the past does not stop the node: what happens meanwhile is counted
// and changes nothing else on the screen.
func TestThePastStandsStill(t *testing.T) {
	f, e := busy()
	m := at(t, f, 40)
	before := strings.Split(plain(m), "\n")
	e.pass(10 * time.Second)
	worker, sleep := e.line("more")
	e.reply(worker, sleep, "MORE")
	refresh(m)
	want(t, m, "fact 40/96", "13.2s behind")
	after := strings.Split(plain(m), "\n")
	for y := 1; y < 15; y++ { // above the log, which says how many facts there are
		if before[y] != after[y] {
			t.Errorf("line %d was\n%s\nand is\n%s", y, before[y], after[y])
		}
	}
	if len(f.calls) > 0 {
		t.Errorf("the node was told to %q", f.calls)
	}
	play(m, "}")
	want(t, m, "LIVE", "MORE")
}

// Nothing can be typed for the app of the past; what was being typed waits for
// the present.
func TestTypingBelongsToThePresent(t *testing.T) {
	f, _ := busy()
	m := show(t, f, Options{}, 110, 32)
	play(m, "'draft esc N 1")
	wantNot(t, m, "draft")
	play(m, "enter x")
	sent()(t, m, f, nil)
	play(m, "}")
	want(t, m, "draft", "enter send")
}

// What a moment looks like does not depend on the way there.
func TestMomentsLookTheSame(t *testing.T) {
	f, _ := busy()
	f.status.Paused = true
	straight := map[uint64]string{}
	for seq := range f.log.Last() {
		straight[seq+1] = plain(at(t, f, int(seq+1)))
	}
	rapid.Check(t, func(t *rapid.T) {
		m := New(f, Options{})
		m.Init()
		m.width, m.height = 110, 32
		press(m, "tab")
		for range rapid.IntRange(1, 30).Draw(t, "moves") {
			press(m, rapid.SampledFrom([]string{"n", "N", "N", "{", "}", ">", "<", "m a", "' a", "' '"}).Draw(t, "keys"))
			if seq := rapid.IntRange(-5, 80).Draw(t, "fact"); seq > 0 {
				press(m, ":")
				write(m, fmt.Sprint("#", seq))
				press(m, "enter")
			}
		}
		m.notice, m.marks = "", marks{}
		press(m, "tab shift+tab")
		if got := plain(m); got != straight[m.at()] {
			t.Fatalf("fact %d looks like\n%s\nand not like\n%s", m.at(), got, straight[m.at()])
		}
	})
}

// Moving in the log is moving in time; its end is the present.
func TestLogMovesTheCursor(t *testing.T) {
	f, e := busy()
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab 4 home down down")
	want(t, m, "fact 3/75")
	play(m, "/ 'EXIT enter home")
	want(t, m, "fact 18/75")
	play(m, "end")
	want(t, m, "LIVE  fact 75/75")
	play(m, "up")
	want(t, m, "PAST  fact 63/75")
	play(m, "up down down")
	e.print(e.cli, "new")
	refresh(m)
	want(t, m, "LIVE  fact 76/76")
}

// A fact that is forgotten while it is looked at gives way to the first there is.
func TestTheCursorForgets(t *testing.T) {
	f, e := newEcho()
	f.log = trace.NewLog(1000)
	e.seq = 0
	e.print(e.cli, "first")
	e.print(e.cli, "second")
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab {")
	for range 2000 {
		e.print(e.cli, "x")
	}
	refresh(m)
	if first := m.log.first; m.at() != first || first == 1 {
		t.Errorf("the cursor is at fact %d, the first is %d", m.at(), first)
	}
	want(t, m, "PAST")
}

// While a long log is read, keys are obeyed; a place that has not been read yet
// is reached when it has.
func TestMovingWhileReading(t *testing.T) {
	f, e := newEcho()
	f.status.Stopped, f.status.Now = true, wire.Time(time.Hour)
	for range 3 * factsPerFrame {
		e.print(e.cli, "")
	}
	m := New(f, Options{})
	m.Init()
	m.width, m.height = 110, 32
	m.settle()
	want(t, m, "00:00.200  reading: 33%")
	m.Update(keyNamed("N"))
	want(t, m, "PAST  fact 2999/9020", "reading: 33%")
	m.Update(frameMsg{})
	want(t, m, "fact 2999/9020", "reading: 66%")
	m.Update(keyNamed(":"))
	write(m, "#7500")
	m.Update(keyNamed("enter"))
	want(t, m, "fact 6000/9020", "reading: 66%")
	refresh(m)
	want(t, m, "PAST  fact 7500/9020", "-1.5k -59m59s")
	wantNot(t, m, "reading")
}
