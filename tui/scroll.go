package tui

import "echotui/tui/draw"

// scroller is what the keys that move, the wheel and clicks act on.
type scroller interface {
	move(rows int)
	page(pages int)
	home()
	end()
	wheel(rows int)
	click(row int)
}

// listScroll moves the cursor of a list and says that it was moved.
type listScroll struct {
	list  *draw.List
	moved *bool
}

func (s listScroll) move(rows int)  { s.list.Move(rows); *s.moved = true }
func (s listScroll) page(pages int) { s.list.Page(pages); *s.moved = true }
func (s listScroll) home()          { s.list.Home(); *s.moved = true }
func (s listScroll) end()           { s.list.End(); *s.moved = true }
func (s listScroll) wheel(rows int) { s.list.Wheel(rows); *s.moved = true }

// click selects a visible row, counted from the first one.
func (s listScroll) click(row int) {
	if from, to := s.list.Visible(); row >= 0 && from+row < to {
		s.list.Select(from + row)
		*s.moved = true
	}
}

// promptScroll scrolls the terminal back and on.
type promptScroll struct{ *promptPane }

func (s promptScroll) move(rows int)  { s.scroll(rows) }
func (s promptScroll) page(pages int) { s.promptPane.page(pages) }
func (s promptScroll) home()          { s.scroll(-s.screen.Lines()) }
func (s promptScroll) end()           { s.scroll(s.screen.Lines()) }
func (s promptScroll) wheel(rows int) { s.scroll(rows) }
func (s promptScroll) click(int)      {}

// scroller is what the keys move in now.
func (m *Model) scroller() scroller {
	switch m.mode() {
	case inHelp:
		return listScroll{&m.help.list, new(bool)}
	case inFilter:
		return m.scrollerOf(paneLog)
	}
	return m.scrollerOf(m.focus)
}

// scrollerOf is what moves in a pane.
func (m *Model) scrollerOf(p pane) scroller {
	switch p {
	case panePrompt:
		return promptScroll{&m.prompt}
	case paneProcesses:
		return listScroll{&m.tree.list, &m.tree.moved}
	case paneStats:
		return listScroll{&m.stats.list, new(bool)}
	}
	if m.tab == inMailboxes {
		return listScroll{&m.mailboxes.list, &m.mailboxes.moved}
	}
	return listScroll{&m.log.list, &m.log.moved}
}

// rowsInFocus is how many rows the list of the pane with the keys has.
func (m *Model) rowsInFocus() int {
	if s, ok := m.scrollerOf(m.focus).(listScroll); ok {
		return s.list.Len()
	}
	return 0
}

// reveal brings a row and n rows that opened below it into sight, the row
// itself in any case.
func reveal(list *draw.List, row, n int) {
	list.Select(row + n)
	list.Select(row)
}
