package tui

// mailboxActions are about messages that nobody took.
func mailboxActions() []action {
	return []action{
		{id: "go-to-loss", keys: []string{"enter"}, name: "its end", help: "Go to the fact by which the message was lost.",
			in: inMailboxes, hint: 4, why: noLetter, run: do((*Model).goToLoss)},
		{id: "letters", keys: []string{"D"}, name: "dead letters", help: "Go to the messages that nobody took.",
			in: inMailboxes, hint: 6, why: noLetters, run: do((*Model).goToLetters)},
	}
}

// goToLoss goes to where the letter of the row was lost.
func (m *Model) goToLoss() {
	if l := m.mailboxes.letter(m.mailboxes.current()); l != nil {
		m.jumpTo(l.Lost)
	}
}

// goToLetters selects the last message that was lost.
func (m *Model) goToLetters() {
	p := &m.mailboxes
	p.selected = mailKey{letter: true}
	if n := len(m.world.Dead); n > 0 {
		last := m.world.Dead[n-1]
		p.selected.ref, p.selected.seq = last.Ref, last.Lost
	}
}

func noLetter(m *Model) string {
	if key := m.mailboxes.current(); key.line > 0 || m.mailboxes.letter(key) == nil {
		return or(noLetters(m), "select a message that nobody took")
	}
	return ""
}

func noLetters(m *Model) string {
	if m.world.Lost == 0 {
		return "no message was lost"
	}
	return ""
}
