package tui

import (
	"unicode"

	tea "charm.land/bubbletea/v2"
)

// press does what a key means, or what two mean that came as one.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	second, two := m.apart(msg)
	if !two {
		return m.key(msg)
	}
	first := m.key(tea.KeyPressMsg{Code: tea.KeyEscape})
	m.settle()
	return tea.Batch(first, m.key(second))
}

// apart is the key that was pressed right after esc: on a slow line, a terminal's
// bytes for the two are those for the second with alt. Where something is typed,
// letters with alt go through it by words. Nobody leaves the program by a key
// that may have been another one.
func (m *Model) apart(msg tea.KeyPressMsg) (second tea.KeyPressMsg, two bool) {
	in := m.mode()
	if msg.Mod != tea.ModAlt || m.find(in, msg.String()) != nil {
		return msg, false
	}
	second = tea.KeyPressMsg{Code: msg.Code}
	switch {
	case msg.Code == tea.KeyEscape:
		return second, true
	case !unicode.IsPrint(msg.Code), in&typing != 0 && unicode.IsLetter(msg.Code):
		return msg, false
	}
	second.Text = string(msg.Code)
	if a := m.find(in, second.String()); a != nil && a.name == quitName {
		return msg, false
	}
	return second, true
}
