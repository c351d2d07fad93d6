package tui

import (
	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
)

// wheelRows is how far one notch of the wheel goes.
const wheelRows = 3

// click gives the keys to the pane under the pointer and selects the row there
// or, on a tab, turns to that tab. A click on the row that is selected already
// opens it.
func (m *Model) click(msg tea.MouseClickMsg) {
	if msg.Button != tea.MouseLeft {
		return
	}
	m.notice, m.seek.step = "", 0
	if m.over == inPayload && m.payload.click(msg.X, msg.Y) {
		return
	}
	m.over = 0
	if m.help.open {
		m.help.open = false
		return
	}
	if m.layout.tabs.Contains(msg.X, msg.Y) {
		m.clickPaneTab(msg.X)
		return
	}
	if m.timeline.rect.Contains(msg.X, msg.Y) {
		m.grab(msg.X)
		return
	}
	if line, found := m.layout.lineAt(msg.X, msg.Y); found {
		m.desk.held, m.desk.line = true, line
		if line == draw.MiddleLine {
			return
		}
	}
	p, found := m.layout.at(msg.X, msg.Y)
	if !found {
		return
	}
	was := m.focus
	if p != m.focus {
		m.focusOn(p)
	}
	m.log.filter.leave()
	if m.layout.shape == shapeGrid && msg.Y == m.layout.outer[p].Y {
		if p == paneLog {
			m.clickTab(msg.X)
		}
		m.clickTitle(p)
		return
	}
	m.desk.clicked = click{}
	m.clickRow(p, msg.Y-m.firstRow(p), was)
}

// drag moves what the pointer holds: the knob of the timeline, or a line
// between panes.
func (m *Model) drag(msg tea.MouseMotionMsg) {
	switch {
	case msg.Button != tea.MouseLeft:
	case m.timeline.held:
		m.scrub(msg.X)
	case m.desk.held:
		m.dragLine(msg.X, msg.Y)
	}
}

// firstRow is the line of the screen on which the rows of a pane begin.
func (m *Model) firstRow(p pane) int {
	y := m.layout.inner[p].Y
	switch {
	case p == paneProcesses:
		return y + 1 // its header
	case p == paneLog && m.tab == inSource:
		_, variables := m.source.split(m.layout.inner[p])
		return variables.Y
	case p == paneLog:
		return m.factsRect().Y
	}
	return y
}

func (m *Model) clickRow(p pane, row int, was pane) {
	s := m.scrollerOf(p)
	list := s.rows()
	if list == nil || row < 0 {
		return
	}
	if p == paneLog && m.tab == inLog {
		row = m.log.rowAt(row)
	}
	from, to := list.Visible()
	if from+row >= to {
		return
	}
	if was == p && list.Cursor() == from+row {
		m.toggle()
		return
	}
	s.click(row)
}

// clickTab turns to the tab of the log's pane under the pointer.
func (m *Model) clickTab(x int) {
	for i, spot := range draw.NewCanvas(0, 0).Tabs(m.layout.outer[paneLog], m.logBorders()) {
		if x >= spot.X && x < spot.Right() {
			m.tab = m.tabs()[i].mode
		}
	}
}

// clickPaneTab gives the keys to the pane whose tab is under the pointer when
// panes are shown one at a time.
func (m *Model) clickPaneTab(x int) {
	for p, tab := range m.paneTabs(draw.NewCanvas(0, 0)) {
		if x >= tab.X && x < tab.Right() {
			m.focusOn(pane(p))
			m.clickTitle(pane(p))
		}
	}
}

// wheel scrolls what is under the pointer.
func (m *Model) wheel(msg tea.MouseWheelMsg) {
	rows := wheelRows
	switch msg.Button {
	case tea.MouseWheelUp:
		rows = -wheelRows
	case tea.MouseWheelDown:
	default:
		return
	}
	switch m.mode() {
	case inHelp:
		m.scroller().wheel(rows)
		return
	case inPayload:
		m.payload.tree.Wheel(rows)
		return
	}
	if p, found := m.layout.at(msg.X, msg.Y); found {
		m.scrollerOf(p).wheel(rows)
	}
}
