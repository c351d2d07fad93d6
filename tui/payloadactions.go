package tui

// payloadActions look at values: those that a row carries.
func payloadActions() []action {
	return []action{
		{id: "open-payload", keys: []string{"enter"}, name: "view", help: "On a fact or message that carries something: show it as a tree.",
			in: onFacts | inMailboxes, hint: 4, why: carriesNothing, run: do((*Model).openPayload)},
		{id: "open-value", keys: []string{"v"}, name: "value", help: "Show what the row carries as a tree: payload, arguments, result, fields, a variable.",
			in: onLists, why: carriesNothing, run: do((*Model).openPayload)},
		{id: "toggle-value", keys: []string{"enter"}, name: "unfold or fold", help: "In a tree of values: show or hide what is below the row.",
			in: inPayload, hint: 1, run: do(func(m *Model) { m.payload.tree.Toggle() })},
		{id: "unfold-value", keys: []string{"right", "l"}, name: "unfold value", help: "In a tree of values: show what is below the row.",
			in: inPayload, run: do(func(m *Model) { m.payload.tree.Open() })},
		{id: "fold-value", keys: []string{"left", "h"}, name: "fold value", help: "In a tree of values: hide what is below the row, or go to the row above.",
			in: inPayload, run: do(func(m *Model) { m.payload.tree.Close() })},
		{id: "search-values", keys: []string{"/"}, name: "look for", help: "In a tree of values: look for a text in all of it, also where it is not unfolded.",
			in: inPayload, hint: 2, run: do((*Model).beginFind)},
		{id: "next-value", keys: []string{"n"}, name: "next", help: "In a tree of values: go to the next row with that text.",
			in: inPayload, hint: 3, why: looksForNothing, run: do(func(m *Model) { m.findNext(false) })},
		{id: "previous-value", keys: []string{"N"}, name: "previous", help: "In a tree of values: go to the row before with that text.",
			in: inPayload, why: looksForNothing, run: do(func(m *Model) { m.findNext(true) })},
		{id: "forget-search", keys: []string{"esc"}, name: "look no more", help: "In a tree of values: forget the text that was looked for.",
			in: inPayload, hint: 5, why: looksForNothing, run: do((*Model).leaveFind)},
		{id: "leave-values", keys: []string{"esc"}, name: "close", help: "In a tree of values, once no text is looked for: close it.",
			in: inPayload, hint: 5, why: looksForSomething, run: do((*Model).closePayload)},
		{id: "close-values", keys: []string{"q", "v"}, name: "close", help: "Close the tree of values.",
			in: inPayload, hint: 6, run: do((*Model).closePayload)},
		{id: "begin-search", keys: []string{"enter"}, name: "look", help: "Go to the next row with the text that was typed.",
			in: inPayloadFind, hint: 1, run: do((*Model).beginLooking)},
		{id: "cancel-search", keys: []string{"esc"}, name: "no text", help: "Look for nothing.",
			in: inPayloadFind, hint: 2, run: do((*Model).leaveFind)},
	}
}

func looksForNothing(m *Model) string {
	if m.payload.find.text == "" {
		return "nothing is looked for: / begins it"
	}
	return ""
}

func looksForSomething(m *Model) string {
	if m.payload.find.text != "" {
		return "a text is looked for"
	}
	return ""
}
