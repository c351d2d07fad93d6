package tui

import (
	"fmt"
	"testing"

	"echotui/runtime/wire"
)

// worried is a session in which two things are wrong: messages that reach
// nobody, twice the same, and a process that never waits.
func worried() *fake {
	f, e := busy()
	lost := func() { // facts 76 and 77
		e.add(wire.Event{Kind: wire.KindLost, PID: e.cli, Name: "order", Text: "a rather long name of somebody who has gone"})
	}
	lost()
	lost()
	e.add(wire.Event{Kind: wire.KindLimit, PID: e.relay, Name: wire.LimitTurns, N: 10_000, Text: "it computes and never waits"})
	return f
}

// Warnings are counted in the header, listed in a tab of their own, and lead to
// their facts.
func TestWarnings(t *testing.T) {
	m := show(t, worried(), Options{}, 110, 32)
	want(t, m, "fact 78/78", "▲ 2", "process ─ warn ")
	press(m, "tab !")
	want(t, m,
		`#76 ▲ dead letter      cli ×2 sent "order" to "a rather`,
		"#78 ▲ never yields     relay",
		"app:cli #76 00:04.960 2 times, last at #77", "2 warnings")
	press(m, "down")
	want(t, m, "relay never waits: 10000 turns in a row, each to its end.", "app:relay #78")
	press(m, "up enter")
	want(t, m, "PAST  fact 76/78", "▲ 1", `▶ 76`)
}

// A moment shows what was known by then.
func TestWarningsOfThePast(t *testing.T) {
	m := show(t, worried(), Options{}, 110, 32)
	press(m, "tab ! N")
	want(t, m, "fact 77/78", "▲ 1", "1 warning ")
	wantNot(t, m, "never yields")
	press(m, "{")
	want(t, m, "Nothing was known to be wrong here.", "2 warnings will come up later.")
	wantNot(t, m, "▲")
	press(m, "}")
	want(t, m, "▲ 2", "never yields")
}

// What a sound app shows has no place for warnings, but for who asks.
func TestNoWarnings(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	wantNot(t, m, "warnings", "▲")
	press(m, "tab !")
	want(t, m, "┣4 log ─ sequence ─ mailboxes ─ source ─ process ─ warn", "There is no warning.", "What has failed is found by the filter error.")
	press(m, "!")
	wantNot(t, m, "warnings")
}

// Frames of warnings at the sizes at which they look different.
func TestFramesWarnings(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("warnings-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				m := show(t, worried(), look.options, size[0], size[1])
				press(m, "tab !")
				golden(t, name, snap("warnings", m))
			})
		}
	}
}
