package tui

import (
	"fmt"
	"testing"

	"echotui/runtime/wire"
)

// What a fact is about to do with all others, on every pane.
func TestFramesFollow(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("follow-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				f, e := busy()
				m := show(t, f, look.options, size[0], size[1])
				play(m, "tab 4 : '#46 enter f")
				frames := []frame{snap("a message is followed", m)}
				press(m, "enter enter enter")
				frames = append(frames, snap("three facts on", m))
				e.send(e.cli, e.relay, "order")
				e.send(e.relay, e.cli, "order")
				refresh(m)
				press(m, "4 4 } down")
				if m.tab != inMailboxes {
					t.Fatal("4 does not turn to the mailboxes")
				}
				press(m, "f")
				frames = append(frames, snap("a message that waits", m))
				golden(t, name, frames...)
			})
		}
	}
}

// Enter goes along the chain in order, and around; backspace goes the other way.
func TestFollowWalks(t *testing.T) {
	f, e := newEcho()
	worker, sleep := e.line("hello")
	e.print(e.cli, "aside\n")
	e.reply(worker, sleep, "HELLO")
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab 4 : '#23 enter f")
	var forth []uint64
	for range 100 {
		forth = append(forth, m.at())
		press(m, "enter")
		if m.at() == 23 {
			break
		}
	}
	chain := m.followed.chain
	if got := chain.Led + chain.Came + 1; got != len(forth) || chain.Led != 2 {
		t.Errorf("enter goes by %v, of %d", forth, got)
	}
	for i := range forth {
		press(m, "backspace")
		if want := forth[len(forth)-1-i]; m.at() != want {
			t.Fatalf("backspace goes to %d, not %d", m.at(), want)
		}
	}
}

// While a fact is followed, what happens next joins the chain, or is dimmed.
func TestFollowGoesOn(t *testing.T) {
	f, e := newEcho()
	m := show(t, f, Options{}, 110, 32)
	typed := e.add(wire.Event{Kind: wire.KindInput, PID: e.cli, Text: "a\n"})
	refresh(m)
	press(m, "tab 4 f")
	want(t, m, "#21: 0 led to it, 0 came of it")
	e.add(wire.Event{Kind: wire.KindRead, PID: e.cli, Text: "a", Cause: typed})
	worker := e.spawn(e.cli, processes, "app:worker", 0, "")
	other := e.add(wire.Event{Kind: wire.KindFire, PID: e.relay, Cause: 1})
	refresh(m)
	want(t, m, "#21: 0 led to it, 2 came of it", "↓ 22", "↓ 23")
	wantNot(t, m, "↓ 24")
	if chain := m.followed.chain; !chain.Concerns(worker) || chain.Concerns(e.relay) || chain.Of(other) != 0 {
		t.Error("it concerns the wrong processes")
	}
	for i := range m.tree.rows {
		row := &m.tree.rows[i]
		if related := m.concerns(row); row.process != nil && related != (row.process.PID == worker || row.process.PID == e.cli) {
			t.Errorf("row %d of the tree is related: %v", i, related)
		}
	}
}

// A long log is looked through in steps, which are told.
func TestFollowManyFacts(t *testing.T) {
	f, e := newEcho()
	for range 2*followPerFrame + 10 {
		e.print(e.cli, "x")
	}
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab 4 : '#20 enter")
	m.Update(keyNamed("f"))
	want(t, m, "so far")
	for m.followed.more {
		m.Update(lookMsg{})
	}
	want(t, m, fmt.Sprintf("#20: 19 led to it, %d came of it", 2*followPerFrame+10))
}

// What a process did last is followed from the tree; a message that waits from
// the mailboxes.
func TestFollowFromOtherPanes(t *testing.T) {
	f, e := newEcho()
	_, seq := e.send(e.cli, e.relay, "order")
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab down f")
	want(t, m, fmt.Sprintf("#%d: ", m.world.Process(e.cli).Last))
	press(m, "esc 4 4 4 down f")
	want(t, m, fmt.Sprintf("#%d: ", seq))
	press(m, "f")
	wantNot(t, m, "led to it")
}
