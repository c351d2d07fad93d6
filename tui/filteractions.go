package tui

func filterActions() []action {
	return []action{
		{keys: []string{"enter"}, name: "keep", help: "Keep the filter and go back to the log.",
			in: inFilter, hint: 1, why: filterIsWrong, run: do(func(m *Model) { m.log.filter.keep() })},
		{keys: []string{"esc"}, name: "clear", help: "Drop the filter and show all facts again.",
			in: inFilter, hint: 3, run: do(func(m *Model) { m.log.filter.clear() })},
		{keys: []string{"tab"}, name: "complete", help: "Complete the word at the cursor; again: with the next word that fits.",
			in: inFilter, hint: 2, why: nothingToComplete, run: do(func(m *Model) { m.completeFilter(1) })},
		{keys: []string{"shift+tab"}, name: "complete back", help: "Complete it with the word that fits before.",
			in: inFilter, why: nothingToComplete, run: do(func(m *Model) { m.completeFilter(-1) })},
		{keys: []string{"up", "ctrl+p"}, name: "older filter", help: "Take the filter kept before.",
			in: inFilter, why: noOlderFilter, run: do(func(m *Model) { m.recallFilter((*history).older) })},
		{keys: []string{"down", "ctrl+n"}, name: "newer filter", help: "Take the filter kept after.",
			in: inFilter, why: noNewerFilter, run: do(func(m *Model) { m.recallFilter((*history).newer) })},
		{keys: []string{"esc"}, name: "clear filter", help: "In the log: drop the filter and show all facts again.",
			in: inLog, hint: 3, why: noFilter, run: do(func(m *Model) { m.log.filter.clear() })},
		{keys: []string{"/"}, name: "filter", help: "Show only the facts that match an expression.",
			in: browsing, hint: 5, run: do((*Model).typeFilter)},
	}
}

func (m *Model) completeFilter(step int) {
	m.log.filter.complete(step)
	m.log.filter.apply()
}

func (m *Model) recallFilter(which func(*history, *editor)) {
	m.log.filter.recall(which)
	m.log.filter.apply()
}

func filterIsWrong(m *Model) string {
	if wrong := m.log.filter.wrong; wrong != nil {
		return wrong.Text
	}
	return ""
}

func nothingToComplete(m *Model) string {
	if len(m.log.filter.offer.list) == 0 {
		return "there is nothing to complete it with"
	}
	return ""
}

func noOlderFilter(m *Model) string { return noOlder(&m.log.filter.history) }
func noNewerFilter(m *Model) string { return noNewer(&m.log.filter.history) }

func noFilter(m *Model) string {
	if !m.log.filter.on() {
		return "there is no filter"
	}
	return ""
}
