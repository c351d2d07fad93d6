package tui

// commandActions type a place, a command, or what somebody wants to do.
func commandActions() []action {
	return []action{
		{id: "command-line", keys: []string{":"}, name: "command", help: "Type a place, #12, 1m3.5s, +10 or -10, a command, or what you want to do: what fits is listed.",
			in: browsing, hint: 8, run: do((*Model).typeCommand)},
		{id: "do-command", keys: []string{"enter"}, name: "go", help: "After a colon: go to the place, do the command, or do what the row says.",
			in: inCommand, hint: 1, run: (*Model).runCommand},
		{id: "leave-command-line", keys: []string{"esc"}, name: "cancel", help: "After a colon: do nothing.",
			in: inCommand, hint: 2, run: do((*Model).leaveOver)},
		{id: "complete-command", keys: []string{"tab"}, name: "complete it", help: "After a colon: complete the word; again: with the next word that fits.",
			in: inCommand, hint: 3, why: noCompletion, run: do(func(m *Model) { m.completeCommand(1) })},
		{id: "complete-command-back", keys: []string{"shift+tab"}, name: "complete it back", help: "After a colon: complete it with the word that fits before.",
			in: inCommand, why: noCompletion, run: do(func(m *Model) { m.completeCommand(-1) })},
		{id: "older-command", keys: []string{"ctrl+p"}, name: "older command", help: "Take what was typed there before.",
			in: inCommand, why: noOlderCommand, run: do(func(m *Model) { m.command.history.older(&m.command.editor) })},
		{id: "newer-command", keys: []string{"ctrl+n"}, name: "newer command", help: "Take what was typed there after.",
			in: inCommand, why: noNewerCommand, run: do(func(m *Model) { m.command.history.newer(&m.command.editor) })},
	}
}

func noOlderCommand(m *Model) string { return noOlder(&m.command.history) }
func noNewerCommand(m *Model) string { return noNewer(&m.command.history) }
