package tui

// Which pane has the keys, and what belongs to its selected row.

// focusOn gives the keys to a pane. Asked to give them to the log's pane when
// that has them, it turns to its next tab.
func (m *Model) focusOn(p pane) {
	m.log.filter.leave()
	m.asker = paneLog
	if p == paneLog && m.focus == paneLog {
		m.turnTab(1)
		return
	}
	if p == panePrompt && m.focus != panePrompt {
		m.before = m.focus
	}
	m.focus = p
	if p == panePrompt && !m.prompt.over() {
		m.notice = m.notTyped()
	}
}

func (m *Model) turnPane(n pane) {
	m.log.filter.leave()
	m.asker = paneLog
	next := (m.focus + n + panes) % panes
	if next == panePrompt {
		m.before = m.focus
	}
	m.focus = next
}

func (m *Model) leavePrompt() { m.focus = m.before }

// turnTab shows the next tab of the log's pane, or the one before, and gives it
// the keys: where one pane is seen at a time, nothing would be to be seen else.
func (m *Model) turnTab(n int) {
	m.focus, m.asker = paneLog, paneLog
	shown := m.tabs()
	m.tab = shown[(m.tabIndex()+n+len(shown))%len(shown)].mode
}

// askFor shows a tab that tells more of a row, and gives it the keys.
func (m *Model) askFor(tab mode) {
	if m.focus != paneLog || m.tab&onFacts != 0 {
		m.asker = m.focus
	}
	m.focus, m.tab = paneLog, tab
}

// leaveTab goes back to the log, and the keys to the pane of the row about which
// the tab tells.
func (m *Model) leaveTab() {
	m.focus, m.asker, m.tab = m.asker, paneLog, inLog
}

func (m *Model) typeFilter() {
	m.focus = paneLog
	if m.tab&onFacts == 0 {
		m.tab = inLog
	}
	m.log.filter.begin()
}

// toggle, unfold and fold show or hide what belongs to the selected row.
func (m *Model) toggle() {
	switch m.mode() {
	case inProcesses:
		m.tree.toggle()
	case inLog, inSequence:
		m.toggleFact()
	case inMailboxes:
		m.mailboxes.toggle()
	case inSource:
		m.source.toggle()
	case inProcess:
		if leadsNowhere(m) == "" {
			m.goAlong()
		}
	case inBranches:
		m.openBranch()
	}
}

func (m *Model) unfold() {
	switch m.mode() {
	case inProcesses:
		m.tree.unfold()
	case inLog, inSequence:
		m.openFact()
	case inMailboxes:
		m.mailboxes.expand()
	case inSource:
		m.source.unfold()
	case inProcess:
		m.process.unfold()
	}
}

func (m *Model) fold() {
	switch m.mode() {
	case inProcesses:
		m.tree.fold()
	case inLog, inSequence:
		m.closeFact()
	case inMailboxes:
		m.mailboxes.close()
	case inSource:
		m.source.fold()
	case inProcess:
		m.process.fold()
	}
}

// toggleFact opens the details of the selected fact, or closes them.
func (m *Model) toggleFact() {
	if m.log.open == m.log.selected {
		m.closeFact()
		return
	}
	m.openFact()
}

// openFact opens the details of the selected fact, and stays there to read.
func (m *Model) openFact() {
	if m.log.selected != 0 {
		m.player.stop()
		m.cursor = cursor{pinned: true, seq: m.log.selected}
		m.log.expand()
	}
}

func (m *Model) closeFact() {
	m.log.close()
	if !m.past() {
		m.cursor = cursor{}
	}
}
