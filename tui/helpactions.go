package tui

func helpActions() []action {
	return []action{
		{id: "help", keys: []string{"?", "f1"}, name: "help", help: "Show what the keys do.",
			in: browsing | inBreaks | inPayload, hint: 7, run: do((*Model).openHelp)},
		{id: "help-while-typing", keys: []string{"f1"}, name: "help", help: "Show what the keys do.",
			in: typing &^ inHelp, hint: 7, run: do((*Model).openHelp)},
		{id: "do-help-row", keys: []string{"enter"}, name: "do", help: "On this page: do what the row says, as its key would.",
			in: inHelp, hint: 1, why: noHelpRow, run: (*Model).runHelp},
		{id: "all-help-rows", keys: []string{"esc"}, name: "all rows", help: "On this page: forget what was typed and show all rows again.",
			in: inHelp, hint: 2, why: helpWhole, run: do(func(m *Model) { m.help.editor.set("") })},
		{id: "close-help", keys: []string{"esc", "?"}, name: "close", help: "Close this page.",
			in: inHelp, hint: 2, why: helpFiltered, run: do((*Model).closeHelp)},
		{id: "close-searched-help", keys: []string{"f1"}, name: "close page", help: "Close this page, also when something was typed.",
			in: inHelp, run: do((*Model).closeHelp)},
		{id: "quit", keys: []string{"q"}, name: "quit", help: "Leave the program.",
			in: browsing | inNothing, hint: 9, why: meantAsText, run: quit},
		{id: quitAnywhere, keys: []string{"ctrl+c"}, name: "quit", help: "Leave the program, wherever you are.",
			in: anywhere, hint: 9, run: quit},
	}
}

// meantAsText is why a letter leaves the program not where it would be text, were
// this not the past: who types a line there wants anything but that.
func meantAsText(m *Model) string {
	if m.mode() == inFinished && m.past() && notLive(m) == "" && !m.status.Stopped {
		return m.notTyped()
	}
	return ""
}

func (m *Model) closeHelp() { m.help.open = false }
