package tui

import "echotui/runtime/wire"

// processActions tell all of a process, and go to what that names.
func processActions() []action {
	return []action{
		{id: "process-tab", keys: []string{"p"}, name: "process", help: "Show all that is known of the process of the row.",
			in: onLists &^ inProcess, why: nobodyChosen, run: do((*Model).lookAt)},
		{id: "process-row", keys: []string{"enter"}, name: "go to it", help: "In what is known of a process: go to the process, fact, coroutine or line of source that the row names, or show its value as a tree.",
			in: inProcess, hint: 1, why: leadsNowhere, run: do((*Model).goAlong)},
		{id: "maker", keys: []string{"p"}, name: "its maker", help: "In what is known of a process: go to the one that made it.",
			in: inProcess, hint: 3, why: noMaker, run: do(func(m *Model) { m.tree.choose(m.process.process.Maker, 0) })},
	}
}

// lookAt shows the process tab, with the process of the row.
func (m *Model) lookAt() {
	pid := m.chosen()
	if m.beneath() != inProcesses {
		m.tree.choose(pid, 0)
	}
	m.askFor(inProcess)
}

// goAlong goes to where the selected row leads.
func (m *Model) goAlong() {
	row, _ := m.process.current()
	switch {
	case row.heading && row.unfolded:
		m.process.fold()
	case row.heading:
		m.process.unfold()
	case row.process != nil:
		m.tree.choose(row.process.PID, 0)
	case row.task != nil:
		m.tree.choose(m.process.pid, row.task.Co)
		m.tab = inSource
	case row.line != nil:
		m.tree.choose(m.process.pid, 0)
		m.source.named, m.source.of = row.line, m.process.pid
		m.tab = inSource
	case row.seq != 0:
		m.jumpTo(row.seq)
		m.tab = inLog
	case row.mailbox:
		m.mailboxes.selected = mailKey{pid: m.process.pid}
		m.tab = inMailboxes
	default:
		m.openPayload()
	}
}

// leadsNowhere is why enter does nothing on a row.
func leadsNowhere(m *Model) string {
	row, _ := m.process.current()
	if row.heading || row.process != nil || row.task != nil || row.line != nil || row.seq != 0 || row.mailbox || len(row.values) > 0 {
		return ""
	}
	return "this row names nothing to go to"
}

func noMaker(m *Model) string {
	if p := m.process.process; p == nil || p.Maker == (wire.PID{}) {
		return "no process made it"
	}
	return ""
}

// processOfRow is the process that the row of the tab names, or else the one that
// the tab is about.
func (m *Model) processOfRow() wire.PID {
	if row, found := m.process.current(); found && row.process != nil {
		return row.process.PID
	}
	return m.inspected().pid
}

// carriedByProcessRow is the value of the row of the tab, or all that the process
// was given and became.
func (m *Model) carriedByProcessRow() carried {
	row, found := m.process.current()
	switch {
	case !found || m.process.process == nil:
		return carried{}
	case len(row.values) > 0:
		return carried{title: "process " + nameOf(m.world, m.process.pid), values: row.values}
	case row.process != nil:
		return m.carriedByProcess(row.process)
	}
	return m.carriedByProcess(m.process.process)
}

// clipOfProcess is the value of the row of the tab, the PID that it names, or its
// text.
func (m *Model) clipOfProcess() clip {
	row, found := m.process.current()
	switch {
	case !found || row.heading:
		return clip{}
	case len(row.values) > 0 && row.seq == 0:
		return literals("the "+row.values[0].name, []wire.Value{row.values[0].value})
	case row.process != nil:
		return said("the PID of "+m.world.Label(row.process.PID), row.process.PID.String())
	case row.task != nil:
		return said("the coroutine", or(row.task.Name, row.task.Where))
	case row.key.label == "process":
		return said("the PID", m.process.pid.String())
	}
	return said(or(row.label, "a line"), row.text)
}
