package tui

import (
	"testing"

	"echotui/runtime/wire"
)

// However long it takes to say before what the app has stopped, there is room
// for what to do now.
func TestLongStopLeavesHints(t *testing.T) {
	f := busyFake()
	f.status.Paused = true
	f.status.Stop = &wire.Stop{Text: "breakpoint 1, before: cli ──echo──▶ relay {sender=\"{app:terminal|0x00003}\", data=\"hello\"}"}
	for _, test := range []struct {
		width int
		text  string
	}{{80, `before: cli ──echo──▶ relay {sen…  space resume`}, {110, `{sender="{app:terminal|0x00003}", …  space resume`}, {200, `data="hello"}  space resume`}} {
		m := show(t, f, Options{}, test.width, 24)
		press(m, "tab")
		want(t, m, test.text, "n step", "? help")
	}
}

// What is typed while time stands still is read later, and the bottom line says
// so.
func TestTypedWhileTimeStandsStill(t *testing.T) {
	f, _ := newEcho()
	m := show(t, f, Options{}, 80, 24)
	write(m, "soon")
	press(m, "enter")
	wantNot(t, m, "time stands still")
	f.set(func(s *Status) { s.Paused = true })
	refresh(m)
	write(m, "later")
	press(m, "enter")
	want(t, m, "time stands still: this is read when it goes on")
	write(m, "x")
	wantNot(t, m, "time stands still")
}
