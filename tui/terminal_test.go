package tui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// mouseIs checks who has the mouse.
func mouseIs(mode tea.MouseMode) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		if got := m.View().MouseMode; got != mode {
			t.Errorf("the mouse mode is %v, not %v", got, mode)
		}
	}
}

func suspends(t *testing.T, _ *Model, _ *fake, cmd tea.Cmd) {
	t.Helper()
	if !yields(cmd, tea.SuspendMsg{}) {
		t.Error("the program is not suspended")
	}
}

// Time stands still while the program is suspended, and goes on after that if
// it did before.
func TestSuspendStopsTime(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{shell: func() string { return "" }}, 110, 32)
	press(m, "ctrl+z")
	called("pause")(t, m, f, nil)
	m.Update(tea.ResumeMsg{})
	called("pause", "resume")(t, m, f, nil)
	want(t, m, "▶ LIVE")
	press(m, "tab", "space", "ctrl+z")
	m.Update(tea.ResumeMsg{})
	called("pause", "resume", "pause")(t, m, f, nil)
	want(t, m, "⏸ PAUSED")
}

// Where there is no shell, the key says so and nothing stops.
func TestSuspendWithoutShell(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{shell: func() string { return "there is no shell to go back to" }}, 110, 32)
	if cmd := press(m, "esc", "ctrl+z"); yields(cmd, tea.SuspendMsg{}) {
		t.Error("the program stops for ever")
	}
	want(t, m, "there is no shell to go back to")
	called()(t, m, f, nil)
}

// Who has taken the mouse away is told everywhere, at every width, and a drag
// that was under way is over.
func TestMouseOff(t *testing.T) {
	for _, size := range sizes[:4] {
		m := show(t, busyFake(), Options{}, size[0], size[1])
		press(m, "f3")
		want(t, m, "mouse off: f3")
		press(m, "esc")
		want(t, m, "mouse off: M")
		press(m, ":", "#")
		want(t, m, " : #", "mouse off: f3")
		press(m, "esc", "?")
		want(t, m, "mouse off: f3")
		press(m, "f3")
		wantNot(t, m, "mouse off")
	}
	m := show(t, busyFake(), Options{MouseOff: true}, 110, 32)
	mouseIs(tea.MouseModeNone)(t, m, nil, nil)
	press(m, "f3")
	m.Update(tea.MouseClickMsg{X: 40, Y: 5, Button: tea.MouseLeft})
	press(m, "f3", "f3")
	m.Update(tea.MouseMotionMsg{X: 60, Y: 5, Button: tea.MouseLeft})
	lines(41, 22, 15)(t, m, nil, nil)
}

// The bottom line with the mouse off.
func TestFramesMouseOff(t *testing.T) {
	for _, look := range looks {
		var frames []frame
		for _, size := range sizes[1:4] {
			m := show(t, busyFake(), look.options, size[0], size[1])
			press(m, "tab", "M")
			frames = append(frames, snap(fmt.Sprint(size[0]), m))
		}
		golden(t, "mouseoff-"+look.name, frames...)
	}
}
