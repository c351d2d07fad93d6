package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// A key that does nothing where the keys go says where it does something, or
// where all keys are told. What can be done says nothing of it.
func TestKeysThatMeanNothing(t *testing.T) {
	for _, tt := range []struct{ name, keys, says string }{
		{"a key of one other pane", "tab z", "z (lanes) is for the sequence"},
		{"a key of two other places", "tab 4 a", "a (add) is for the list of breakpoints"},
		{"a key of many other panes", "tab 3 S", "S (send) does nothing in the stats"},
		{"a key of nobody", "tab 7", "7 does nothing here; ? shows all keys"},
		{"in the list of breakpoints", "tab B z", "z (lanes) is for the sequence"},
		{"in a tree of values", "tab 4 v z", "z (lanes) is for the sequence"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := show(t, waiting(), Options{}, 80, 24)
			press(m, tt.keys)
			want(t, m, tt.says)
			press(m, "tab")
			wantNot(t, m, tt.says)
		})
	}
}

// Who wants to type where nothing can be typed is told why, and what to do: when
// the prompt gets the keys, and for each key that would have been text.
func TestTypingWhereNobodyReads(t *testing.T) {
	const past = "nothing is typed in the past: } goes back to the present"
	m := show(t, busyFake(), Options{}, 80, 24)
	press(m, "tab 4 N 1")
	want(t, m, past)
	press(m, "N")
	wantNot(t, m, past)
	press(m, "h 7")
	want(t, m, past)
	press(m, "enter")
	want(t, m, past)
	if cmd := press(m, "q"); yields(cmd, tea.QuitMsg{}) {
		t.Error("a q that was meant as text has left the program")
	}
	want(t, m, past)
	press(m, "} h")
	wantNot(t, m, past)
	if m.prompt.editor.text() != "h" {
		t.Errorf("in the present, %q is typed", m.prompt.editor.text())
	}
}

// A run that was opened begins with the keys in its log: nothing can be typed
// for an app that does not go on.
func TestOpenedRunBeginsInItsLog(t *testing.T) {
	f := busyFake()
	f.status.Branch = 1
	f.branches = []wire.Branch{{ID: 1, Last: 75}}
	m := show(t, f, Options{}, 80, 24)
	focused(paneLog)(t, m, nil, nil)
	press(m, "1")
	want(t, m, "this branch does not go on: c makes one that does")
}
