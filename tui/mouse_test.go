package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// clickOn clicks on the first place of the screen where a text stands.
func clickOn(t *testing.T, m *Model, text string) {
	t.Helper()
	for y, line := range strings.Split(plain(m), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			m.Update(tea.MouseClickMsg{X: ansi.StringWidth(before), Y: y, Button: tea.MouseLeft})
			return
		}
	}
	t.Fatalf("%q is not on the screen:\n%s", text, plain(m))
}

func wheelOn(m *Model, p pane, button tea.MouseButton) {
	r := m.layout.inner[p]
	m.Update(tea.MouseWheelMsg{X: r.X + 1, Y: r.Y + 1, Button: button})
}

// A click gives the keys to a pane and selects the row, a second one opens it.
func TestClickRow(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	clickOn(t, m, "worker 0x00004      ✓")
	focused(paneProcesses)(t, m, nil, nil)
	selects("worker 0x00004")(t, m, nil, nil)
	clickOn(t, m, "worker 0x00004      ✓")
	want(t, m, "entry     app:worker", "made by   relay {app:processes|0x00002}")
	clickOn(t, m, "waits for any of inbox, timeout")
	focused(paneLog)(t, m, nil, nil)
	selects("70 4.900s cli")(t, m, nil, nil)
	clickOn(t, m, "Echo Client")
	focused(panePrompt)(t, m, nil, nil)
}

// Tabs are clicked in the line above their pane, or above the only one.
func TestClickTab(t *testing.T) {
	for _, size := range sizes[:3] {
		m := show(t, waiting(), Options{}, size[0], size[1])
		clickOn(t, m, "mailboxes")
		want(t, m, "relay 0x00002 2 messages")
		clickOn(t, m, "sequence")
		want(t, m, "◀─order")
		clickOn(t, m, "log")
		want(t, m, "──order──")
	}
	m := show(t, forked(), Options{}, 80, 24)
	play(m, "tab : 'branches enter")
	wantNot(t, m, "mailboxes") // the first titles have no room
	clickOn(t, m, "branches ")
	want(t, m, "after #30 of branch 1")
	m = show(t, waiting(), Options{}, 40, 12)
	clickOn(t, m, "processes")
	want(t, m, "NAME / PID")
	clickOn(t, m, "log")
	want(t, m, "──order")
	clickOn(t, m, "cli")
	if m.focus != panePrompt {
		t.Error("the prompt does not have the keys")
	}
}

// The wheel scrolls the pane under the pointer and leaves the keys where they
// are.
func TestWheel(t *testing.T) {
	m := show(t, talkative(), Options{}, 110, 32)
	wheelOn(m, paneLog, tea.MouseWheelUp)
	want(t, m, "117 of 120")
	wheelOn(m, paneLog, tea.MouseWheelDown)
	want(t, m, "117 of 120", "120 0.200s")
	wheelOn(m, panePrompt, tea.MouseWheelUp)
	want(t, m, "3 lines below")
	wheelOn(m, panePrompt, tea.MouseWheelDown)
	wantNot(t, m, "lines below")
	focused(panePrompt)(t, m, nil, nil)
	press(m, "f1")
	wheelOn(m, paneLog, tea.MouseWheelDown)
	wheelOn(m, paneLog, tea.MouseWheelDown)
	if m.help.list.Top() == 0 {
		t.Error("the wheel does not scroll the help page")
	}
	m.Update(tea.MouseClickMsg{X: 0, Y: 0, Button: tea.MouseLeft})
	wantNot(t, m, "┏help")
}
