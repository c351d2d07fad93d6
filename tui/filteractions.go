package tui

func filterActions() []action {
	return []action{
		{id: "keep-filter", keys: []string{"enter"}, name: "keep", help: "Keep the filter and go back to the log.",
			in: inFilter, hint: 1, why: filterIsWrong, run: do(func(m *Model) { m.log.filter.keep() })},
		{id: "empty-filter", keys: []string{"ctrl+u"}, name: "empty", help: "Empty the line, up to the cursor: to type another filter.",
			in: inFilter, hint: 4, why: emptyBefore, run: do(func(m *Model) { m.typesExpr((*exprLine).empty) })},
		{id: "drop-filter", keys: []string{"esc"}, name: "as before", help: "Leave the line: the facts are shown that were shown before.",
			in: inFilter, hint: 3, run: do(func(m *Model) { m.log.filter.cancel() })},
		{id: "clear-filter", keys: []string{"esc"}, name: "clear filter", help: "In the log: drop the filter and show all facts again.",
			in: onFacts, hint: 3, why: noFilter, run: do(func(m *Model) { m.log.filter.clear() })},
		{id: "filter", keys: []string{"/"}, name: "filter", help: "Show only the facts that match an expression.",
			in: browsing, hint: 5, run: do((*Model).typeFilter)},
	}
}

func filterIsWrong(m *Model) string {
	if wrong := m.log.filter.wrong; wrong != nil {
		return wrong.Text
	}
	return ""
}

func emptyBefore(m *Model) string {
	if before, _ := m.log.filter.editor.split(); before == "" {
		return "nothing stands before the cursor"
	}
	return ""
}

func noFilter(m *Model) string {
	if !m.log.filter.on() {
		return "there is no filter"
	}
	return ""
}
