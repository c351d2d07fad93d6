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
	rows() *draw.List // nil if it is no list
}

// listScroll moves the selection of a list and tells that it was moved.
type listScroll struct {
	list  *draw.List
	moved func()
}

func (s listScroll) move(rows int)    { s.list.Move(rows); s.moved() }
func (s listScroll) page(pages int)   { s.list.Page(pages); s.moved() }
func (s listScroll) home()            { s.list.Home(); s.moved() }
func (s listScroll) end()             { s.list.End(); s.moved() }
func (s listScroll) wheel(rows int)   { s.list.Wheel(rows); s.moved() }
func (s listScroll) rows() *draw.List { return s.list }

// click selects a visible row, counted from the first one.
func (s listScroll) click(row int) {
	if from, to := s.list.Visible(); row >= 0 && from+row < to {
		s.list.Select(from + row)
		s.moved()
	}
}

// logScroll moves in the log, and so in time. The end is the present, also
// where a filter hides the last facts.
type logScroll struct {
	listScroll
	m *Model
}

func (s logScroll) end() { s.m.present() }

// move counts from the cursor, which a filter may let stand between two rows.
func (s logScroll) move(rows int) {
	log := &s.m.log
	switch {
	case s.list.Len() == 0:
		return
	case rows > 0 && s.list.AtEnd() && log.at >= log.selected:
		s.m.present()
		return
	case rows < 0 && log.at < log.selected:
		return // there is no row before it
	case rows < 0 && log.at > log.selected:
		rows++
	case rows > 0 && log.at < log.selected:
		rows--
	}
	s.listScroll.move(rows)
}

// click leaves the row where it is, so that it can be clicked again: the rows that
// the sentence of the one above it took are no longer needed.
func (s logScroll) click(row int) {
	from, to := s.list.Visible()
	if row < 0 || from+row >= to {
		return
	}
	log := &s.m.log
	s.list.SetHeight(s.list.Height() + log.wrapped)
	if from+row > s.list.Cursor() {
		s.list.Show(from-log.wrapped, from+row)
	}
	log.wrapped = 0
	s.listScroll.click(from + row - s.list.Top())
}

// wheel leaves the cursor where it is for as long as it can be seen.
func (s logScroll) wheel(rows int) {
	before := s.list.Cursor()
	s.list.Wheel(rows)
	if s.list.Cursor() != before {
		s.moved()
	}
	s.m.log.centred = false
}

// promptScroll scrolls the terminal back and on.
type promptScroll struct{ *promptPane }

func (s promptScroll) move(rows int)  { s.scroll(rows) }
func (s promptScroll) page(pages int) { s.promptPane.page(pages) }
func (s promptScroll) home()          { s.scroll(-s.screen.Lines()) }
func (s promptScroll) end()           { s.scroll(s.screen.Lines()) }
func (s promptScroll) wheel(rows int) { s.scroll(rows) }
func (s promptScroll) click(int)      {}

func (s promptScroll) rows() *draw.List { return nil }

// scroller is what the keys move in now.
func (m *Model) scroller() scroller {
	switch m.mode() {
	case inHelp:
		return helpScroll{listScroll{&m.help.list, func() { m.help.rest(1) }}, &m.help}
	case inCommand:
		return paletteScroll{listScroll{&m.palette.list, func() {}}, &m.palette}
	case inBreaks:
		return listScroll{&m.breaks.list, func() {}}
	case inPayload:
		return listScroll{&m.payload.tree.List, func() {}}
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
		return listScroll{&m.tree.list, func() { m.tree.moved = true }}
	case paneStats:
		return listScroll{&m.stats.list, func() { m.stats.moved = true }}
	}
	switch m.tab {
	case inMailboxes:
		return listScroll{&m.mailboxes.list, func() { m.mailboxes.moved = true }}
	case inSource:
		return listScroll{&m.source.list, func() { m.source.moved = true }}
	case inProcess:
		return listScroll{&m.process.list, func() { m.process.moved = true }}
	case inWarnings:
		return listScroll{&m.warnings.list, func() { m.warnings.moved = true }}
	case inBranches:
		return listScroll{&m.branches.list, func() {}}
	}
	scroll := logScroll{listScroll{&m.log.list, m.choose}, m}
	if m.tab == inSequence {
		return sequenceScroll{scroll}
	}
	return scroll
}

// choose puts the cursor on the fact in the selected row of the log.
func (m *Model) choose() {
	if m.log.count() == 0 {
		return
	}
	seq, line := m.log.in(m.log.list.Cursor())
	m.log.line, m.log.centred = line, false
	if seq != m.at() {
		m.pin(seq)
	}
}

// rowsInFocus is how many rows the list of the pane with the keys has.
func (m *Model) rowsInFocus() int {
	if list := m.scrollerOf(m.focus).rows(); list != nil {
		return list.Len()
	}
	return 0
}

// spotInList is where in a list somebody has put the selection. Rows come and
// go as the cursor moves in time; what is shown of a moment depends on this
// spot and the moment, not on the way there.
type spotInList struct{ top, row int }

// note remembers where the selection is.
func (s *spotInList) note(list *draw.List) { s.top, s.row = list.Top(), list.Cursor() }

// reveal brings a row and n rows that opened below it into sight, the row
// itself in any case.
func reveal(list *draw.List, row, n int) {
	list.Select(row + n)
	list.Select(row)
}
