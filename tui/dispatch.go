package tui

import (
	"math/bits"
	"slices"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// do makes an action of something that needs nothing done outside.
func do(f func(*Model)) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		f(m)
		return nil
	}
}

// quit leaves the program. A recording does not do that again.
func quit(m *Model) tea.Cmd {
	if m.recorder.on() {
		m.withoutKey()
	}
	return m.onceAnswered(tea.Quit)
}

// cannot is why an action cannot be done now; "" if it can.
func (a *action) cannot(m *Model) string {
	if a.why == nil {
		return ""
	}
	return a.why(m)
}

// find returns the action of a key in a mode: the first that can be done, or
// else the one that is there in the fewest modes, whose reason tells most; nil
// if the key means nothing there.
func (m *Model) find(in mode, key string) *action {
	var found *action
	for i := range m.actions {
		a := &m.actions[i]
		if a.in&in == 0 || !slices.Contains(a.keys, key) {
			continue
		}
		if a.cannot(m) == "" {
			return a
		}
		if found == nil || bits.OnesCount(uint(a.in)) < bits.OnesCount(uint(found.in)) {
			found = a
		}
	}
	return found
}

// key does what a key means.
func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	m.notice, m.seek.step, m.source.going = "", 0, false
	in, name := m.mode(), msg.String()
	if msg.Code == tea.KeyKpEnter {
		name = "enter"
	}
	a := m.find(in, name)
	switch {
	case a != nil && a.cannot(m) == "":
		return m.carryOut(a)
	case a != nil && name == "enter": // no text: it would end the line
		m.notice = a.cannot(m)
	case in&(typing|letters) != 0:
		m.typed(in, msg)
	case a != nil && name == "esc":
		m.notice = "there is nothing to go back from; " + m.leaves()
	case a != nil:
		m.notice = a.cannot(m)
	case in&(browsing|inBreaks|inPayload) != 0:
		m.notice = m.meansNothing(in, msg)
	}
	return nil
}

// leaves says how to leave the program, by the key that does here, and the past.
func (m *Model) leaves() string {
	present := ""
	if m.past() {
		present = m.keyOf("live") + " goes to the present, "
	}
	for i := range m.actions {
		if a := &m.actions[i]; a.name == quitName && a.in&m.mode() != 0 && len(a.keys) > 0 {
			return present + a.keys[0] + " leaves"
		}
	}
	return "this is all there is"
}

// carryOut does an action. All that is done by keys and lists goes through here.
func (m *Model) carryOut(a *action) tea.Cmd {
	m.hint.did(a.id)
	return a.run(m)
}

// Why actions cannot be done.

// escEndsOther is what esc ends before it leaves a tab.
func escEndsOther(m *Model) string {
	switch {
	case followsNothing(m) == "":
		return "a fact is followed"
	case m.tab == inSequence && noFilter(m) == "":
		return "there is a filter"
	}
	return ""
}

// zoomedPrompt is why esc does not leave the prompt yet.
func zoomedPrompt(m *Model) string {
	if m.layout.zoomed {
		return "the prompt has the whole screen"
	}
	return ""
}

func lineNotEmpty(m *Model) string {
	if m.prompt.editor.text() != "" {
		return "the line is not empty"
	}
	return ""
}

func noOlderLine(m *Model) string { return noOlder(&m.prompt.history) }
func noNewerLine(m *Model) string { return noNewer(&m.prompt.history) }

func noOlder(h *history) string {
	if h.at == 0 {
		return "there is no older line"
	}
	return ""
}

func noNewer(h *history) string {
	if h.at == len(h.lines) {
		return "there is no newer line"
	}
	return ""
}

func nothingSelected(m *Model) string {
	if m.rowsInFocus() == 0 {
		return "there is no row"
	}
	return ""
}

// sendLine hands the typed line to the app.
func (m *Model) sendLine() {
	m.input(m.prompt.take())
}

func (m *Model) input(line string) {
	m.give(wire.Command{Kind: wire.CommandInput, PID: m.prompt.pid, Text: line + "\n"})
}

func (m *Model) endInput() {
	m.give(wire.Command{Kind: wire.CommandInput, PID: m.prompt.pid, EOF: true})
}

// give gives the app what somebody types. As long as time stands still nothing
// comes of it, so that is told.
func (m *Model) give(c wire.Command) {
	m.session.Do(c)
	if m.status.Paused && !m.status.Stopped {
		m.notice = "time stands still: this is read when it goes on"
	}
}
