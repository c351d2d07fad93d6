package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// clockwork is an app in which the same happens so often that a row of the
// sequence stands for a thousand facts.
func clockwork(blocks int) *fake {
	f, e := newEcho()
	for f.log.Last() < uint64(blocks*foldBlock) {
		e.pass(time.Millisecond)
		e.add(wire.Event{Kind: wire.KindLog, PID: e.relay, Text: "tick", Name: "app:relay:3"})
	}
	e.line("hello")
	return f
}

// clockworkOn shows it, on a screen whose clock moves on by a while whenever it is
// looked at.
func clockworkOn(blocks int, while time.Duration) (*Model, *slowClock) {
	clock := &slowClock{}
	m := New(clockwork(blocks), Options{Scheduler: clock, live: true})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	for m.behind {
		m.Update(frameMsg{})
	}
	play(m, "esc 4 t")
	clock.while = while
	return m, clock
}

// What takes too long to be found out in one frame comes in the next ones, and
// is the same in the end. Meanwhile the screen shows what it did.
func TestSequenceInPieces(t *testing.T) {
	const blocks = 80
	pieces := 0
	for _, keys := range []string{"pgup pgup", "pgup pgup pgdown", "pgup pgup pgup up", "home pgdown pgdown", "N pgup pgup pgup down"} {
		quick, _ := clockworkOn(blocks, 0)
		hurriedly(quick, keys)
		m, _ := clockworkOn(blocks, workPerFrame/3)
		m.View()
		hurriedly(m, keys)
		frames := 0
		for ; m.lacks(); frames++ {
			if frames > blocks {
				t.Fatalf("%s: it is not done after %d frames", keys, frames)
			}
			if shown := m.settled.Sub(m.whole); m.same != (shown < quietWay) {
				t.Fatalf("%s: the screen stays: %t, after %s", keys, m.same, shown)
			}
			m.Update(lookMsg{})
		}
		if got, want := plain(m), plain(quick); got != want || m.same {
			t.Errorf("%s: after %d frames it shows\n%s\nand should\n%s", keys, frames, got, want)
		}
		pieces += frames
	}
	if pieces < 10 {
		t.Errorf("all comes in %d frames more", pieces)
	}
}

// A screen that shows more of them than are remembered else comes to an end, too.
func TestSequenceOfAHighScreen(t *testing.T) {
	const blocks = foldBlocks + 50
	m, _ := clockworkOn(blocks, workPerFrame)
	frames := 0
	for m.Update(tea.WindowSizeMsg{Width: 110, Height: 1000}); m.lacks(); frames++ {
		if frames > blocks {
			t.Fatalf("it is not done after %d frames", frames)
		}
		m.Update(lookMsg{})
	}
	if len(m.sequence.visible) <= foldBlocks || frames < 3 {
		t.Errorf("it shows %d rows after %d frames", len(m.sequence.visible), frames)
	}
}

// A key that moves the cursor elsewhere ends what is left of a move.
func TestSequenceMoveEnds(t *testing.T) {
	m, _ := clockworkOn(60, workPerFrame)
	if hurriedly(m, "pgup pgup"); m.sequence.owed.rows >= 0 {
		t.Fatalf("%d rows are left", m.sequence.owed.rows)
	}
	hurriedly(m, "{")
	for m.lacks() {
		m.Update(lookMsg{})
	}
	if m.at() != 1 {
		t.Errorf("it is at fact %d", m.at())
	}
}

// hurriedly presses keys, one right after the other.
func hurriedly(m *Model, keys string) {
	for key := range strings.FieldsSeq(keys) {
		press2(m, key)
	}
}
