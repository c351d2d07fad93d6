package tui

import (
	"fmt"
	"math/bits"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// fewPlaces is how many places a sentence names before it gets tiring.
const fewPlaces = 3

// meansNothing is what is said of a key that belongs to no action where the keys
// go now: where it does something, if anywhere, or where all keys are told. Who
// types where nothing can be typed wants to know that first.
func (m *Model) meansNothing(in mode, msg tea.KeyPressMsg) string {
	if in == inFinished && (types(msg) || msg.Code == tea.KeyEnter) {
		return m.notTyped()
	}
	key := msg.String()
	for i := range m.actions {
		a := &m.actions[i]
		switch {
		case a.in&(browsing|inBreaks) == 0 || !slices.Contains(a.keys, key):
		case bits.OnesCount(uint(a.in&anywhere)) <= fewPlaces:
			return fmt.Sprintf("%s (%s) is for %s", key, a.name, a.in)
		default:
			return fmt.Sprintf("%s (%s) does nothing in %s", key, a.name, in)
		}
	}
	return key + " does nothing here; " + m.keyOf("help") + " shows all keys"
}

// notTyped is why nothing can be typed in the prompt pane; "" if something can.
func (m *Model) notTyped() string {
	switch {
	case m.prompt.taking:
		return ""
	case m.past():
		return "nothing is typed in the past: " + m.keyOf("live") + " goes back to the present"
	case notLive(m) != "":
		return notLive(m)
	}
	return "nobody reads what is typed here"
}
