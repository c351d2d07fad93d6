package tui

import tea "charm.land/bubbletea/v2"

// terminalActions share the terminal with whoever else wants it.
func terminalActions() []action {
	return []action{
		{id: "mouse", keys: []string{"M", "f3"}, name: "mouse", help: "Give the mouse to the terminal, to select text with it, or take it back.",
			in: browsing, run: do((*Model).turnMouse)},
		{id: "mouse-anywhere", keys: []string{"f3"}, name: "mouse", help: "The same where something is typed.",
			in: anywhere &^ browsing, run: do((*Model).turnMouse)},
		{id: "suspend", keys: []string{"ctrl+z"}, name: "suspend", help: "Go back to the shell; fg comes here again. Time stands still meanwhile.",
			in: anywhere, why: func(m *Model) string { return m.options.shell() }, run: (*Model).suspend},
		{id: "dismiss-hint", keys: []string{"f4"}, name: "no more hints", help: "Show no first steps any more, in this run or another.",
			in: browsing | inPrompt, why: noHint, run: do(func(m *Model) { m.hint.dismiss() })},
		{id: "redraw", keys: []string{"ctrl+l"}, name: "redraw", help: "Draw the whole screen again.",
			in: anywhere, run: func(*Model) tea.Cmd { return tea.ClearScreen }},
	}
}

func (m *Model) turnMouse() {
	m.mouseOff = !m.mouseOff
	m.timeline.held, m.desk.held = false, false // nobody tells where the button is let go
}

// suspend stops the program until the shell wants it back. Time would go on
// without it, and all that was due meanwhile would happen at once.
func (m *Model) suspend() tea.Cmd {
	if !m.status.Paused && !m.status.Stopped {
		m.session.Pause()
		m.paused = true
	}
	return m.onceAnswered(tea.Suspend)
}

// resumed goes on where suspend stopped.
func (m *Model) resumed() {
	if m.paused {
		m.session.Resume()
		m.paused = false
	}
	m.status = m.session.Status()
}
