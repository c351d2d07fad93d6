package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// latePeriod is how long an answer may take before the screen shows how far it
// is.
const latePeriod = 100 * time.Millisecond

// lateMsg says that an answer takes long.
type lateMsg struct{}

// inspect asks the session to look into the selected process, if that is shown.
func (m *Model) inspect() {
	if m.tab != inSource || m.layout.inner[paneLog].Empty() {
		return
	}
	of := m.inspected()
	m.source.ask(m.session, of, m.cannotInspect(of.pid))
	m.source.settle(m.session, m.layout.inner[paneLog])
}

// inspected is what the source tab looks into: the coroutine that is selected
// in the tree or, if none is, the one of the fact under the cursor.
func (m *Model) inspected() inspectionOf {
	of := inspectionOf{pid: m.tree.chosenProcess(), co: m.tree.selected.co, seq: m.at()}
	if of.pid.IsZero() {
		if e, found := m.log.event(m.session, m.rowFact()); found {
			of.pid, of.co = concerned(&e), e.Co
		}
	}
	return of
}

const timeGoesOn = "Time is going on.\nPause it (space), or go back (N), to look inside."

// cannotInspect says why nobody can look into a process now.
func (m *Model) cannotInspect(pid wire.PID) string {
	if _, ok := m.session.(Past); !ok {
		return "Nobody can look into what runs elsewhere."
	}
	process := m.world.Process(pid)
	switch {
	case pid.IsZero():
		return "Select a process:\nits source appears here, where it stands."
	case process == nil:
		return nameOf(m.head.world, pid) + " does not exist at this moment."
	case process.Ended:
		return nameOf(m.world, pid) + " has ended.\nGo back (<) to look inside."
	case !m.past() && !m.status.Paused && !m.status.Stopped:
		return timeGoesOn
	}
	return ""
}

// patience asks for a tick after which an answer is late, or what was known too
// old to stay.
func (m *Model) patience() tea.Cmd {
	awaited := m.source.waits() && !m.source.late || m.source.going
	if m.tab != inSource || !awaited || m.source.timed {
		return nil
	}
	m.source.timed = true
	return m.options.Scheduler.After(latePeriod, func(time.Time) tea.Msg { return lateMsg{} })
}

// lookInside shows the source of the process that the selected row is about.
func (m *Model) lookInside() {
	co := uint32(0)
	pid := m.chosen()
	if e, found := m.log.event(m.session, m.rowFact()); m.beneath()&onFacts != 0 && found && e.PID == pid {
		co = e.Co
	}
	if m.beneath() != inProcesses {
		m.tree.choose(pid, co)
	}
	m.askFor(inSource)
}

// driver is the session if it can be told how to run and does not run now; else
// why says why it is not.
func (m *Model) driver() (d Driver, why string) {
	d, ok := m.session.(Driver)
	switch {
	case !ok:
		return nil, "nobody can tell this how to run"
	case m.past():
		return nil, "this is the past: } goes to the present"
	case notLive(m) != "":
		return nil, notLive(m)
	case m.status.Stopped:
		return nil, "the app has ended"
	case !m.status.Paused:
		return nil, "pause first: " + m.keyOf("pause")
	}
	return d, ""
}

func noDriver(m *Model) string {
	_, why := m.driver()
	return why
}

// stepLine lets the coroutine that is looked into go on by lines, and stays
// with it whoever else does something meanwhile.
func (m *Model) stepLine(how wire.LineStep) {
	if d, why := m.driver(); why == "" {
		of := m.inspected()
		m.tree.choose(of.pid, of.co)
		d.StepLine(of.pid, of.co, how)
		m.source.going = true
	}
}

// runUntil lets the node go on to a goal.
func (m *Model) runUntil(goal wire.Goal) {
	if d, why := m.driver(); why == "" {
		m.present()
		d.RunUntil(goal)
	}
}

// noReply is why there is no reply to run to: the fact under the cursor must
// be a message on its way.
func noReply(m *Model) string {
	e, found := m.log.event(m.session, m.rowFact())
	if !found || e.Kind != wire.KindSend {
		return "select a fact that sends something"
	}
	if !m.past() {
		return noDriver(m)
	}
	return ""
}

// goToReply goes to where the sender of the fact under the cursor takes what
// came of it. If that has not happened, the node runs until it does.
func (m *Model) goToReply() {
	send, _ := m.log.event(m.session, m.rowFact())
	goal := wire.Goal{Kind: wire.GoalReply, Seq: send.Seq}
	if !m.past() {
		m.runUntil(goal)
		return
	}
	came := map[uint64]bool{send.Seq: true}
	k := seek{step: 1, none: "no reply has come so far", found: func(e *wire.Event) bool {
		if came[e.Cause] {
			came[e.Seq] = true
		}
		return came[e.Seq] && e.Kind == wire.KindReceive && e.PID == send.PID
	}}
	if _, ok := m.session.(Driver); ok && m.status.Paused && !m.status.Stopped {
		k.beyond = func() { m.present(); m.runUntil(goal) }
	}
	m.seekFact(k)
}
