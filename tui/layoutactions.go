package tui

func layoutActions() []action {
	line := func(id, key, name, help string, dx, dy int) action {
		return action{id: id, keys: []string{"ctrl+" + key, "alt+" + key}, name: name, help: help,
			in: browsing, why: noLines, run: do(func(m *Model) { m.moveLine(dx, dy) })}
	}
	return []action{
		{id: "zoom", keys: []string{"Z", "f2"}, name: "zoom", help: "Give the pane the whole screen. A double click on its title does so, too.",
			in: browsing, why: cannotZoom, run: do(func(m *Model) { m.desk.zoomed = true })},
		{id: "unzoom", keys: []string{"Z", "f2"}, name: "all panes", help: "No more zoom: show all four panes again.",
			in: browsing, hint: 2, why: notZoomed, run: do(func(m *Model) { m.desk.zoomed = false })},
		{id: "zoom-prompt", keys: []string{"f2"}, name: "zoom", help: "Give the prompt the whole screen.",
			in: inPrompt, why: cannotZoom, run: do(func(m *Model) { m.desk.zoomed = true })},
		{id: "unzoom-prompt", keys: []string{"esc", "f2"}, name: "all panes", help: "No more zoom: show all four panes again.",
			in: inPrompt, hint: 3, why: notZoomed, run: do(func(m *Model) { m.desk.zoomed = false })},
		{id: "unzoom-by-esc", keys: []string{"esc"}, name: "all panes", help: "Once there is nothing else to go back from: show all four panes again.",
			in: browsing, why: notZoomed, run: do(func(m *Model) { m.desk.zoomed = false })},
		line("line-left", "left", "line left", "Move the line between left and right panes to the left. It can be dragged, too.", -1, 0),
		line("line-right", "right", "line right", "Move it to the right.", 1, 0),
		line("line-up", "up", "line up", "Move the line between the upper and the lower pane of this side up.", 0, -1),
		line("line-down", "down", "line down", "Move it down.", 0, 1),
		{id: "reset-layout", keys: []string{"0"}, name: "reset layout", help: "Put the lines between panes back, and show all four.",
			in: browsing, why: noChange, run: do((*Model).resetLayout)},
	}
}

// resetLayout puts the lines back to where they were before somebody moved one.
func (m *Model) resetLayout() {
	m.desk.zoomed = false
	m.putLines(m.options.Shares)
}

// cannotZoom is why the pane cannot be given the whole screen.
func cannotZoom(m *Model) string {
	switch {
	case m.layout.shape == shapeSingle:
		return "each pane has the whole screen already: it is too small for several"
	case m.layout.zoomed:
		return "this pane has the whole screen already"
	}
	return ""
}

func notZoomed(m *Model) string {
	if !m.layout.zoomed {
		return "no pane is zoomed"
	}
	return ""
}

// noLines is why no line between panes can be moved.
func noLines(m *Model) string {
	switch {
	case m.layout.shape == shapeSingle:
		return "there is one pane at a time: the screen is too small for several"
	case m.layout.zoomed:
		return "this pane has the whole screen"
	}
	return ""
}

func noChange(m *Model) string {
	if m.desk.shares == m.options.Shares && !m.desk.zoomed {
		return "no line was moved"
	}
	return ""
}
