package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/pulse"
)

// How often the screen looks at the session.
const (
	// framePeriod is the least time between two frames of facts.
	framePeriod = 33 * time.Millisecond
	// clockPeriod is how often ages and times left are drawn anew while they
	// run. A frame is some milliseconds of work in all, so that more of them
	// would be felt by whoever leaves the screen open; what happens is drawn when
	// it happens.
	clockPeriod = time.Second
	// lonelyPeriod is that when no key was pressed for so many ticks.
	lonelyPeriod, lonelyTicks = 2 * time.Second, 10
	// flightPeriod is that while messages are seen on their way.
	flightPeriod = 100 * time.Millisecond
	// factsPerFrame bounds the work of one frame; what is more comes with the next
	// ones. So a long log is read in slices, and keys are obeyed in between.
	factsPerFrame = 3000
	// workPerFrame is when a frame leaves to the next ones what it can: facts that
	// are still to be taken, and the way to another moment. Many processes, and a
	// collector at work beside, make a fact take ten times as long as others.
	workPerFrame = 2 * time.Millisecond
	// factsAtOnce is how many facts are taken before it is looked at the clock,
	// and lookAtOnce how many are only looked at.
	factsAtOnce, lookAtOnce = 128, 512
	// slicePeriod is the time between two slices of work that is not done yet.
	slicePeriod = time.Millisecond
)

// changedMsg says that the session has something new.
type changedMsg struct{}

// frameMsg says that the next frame may be made.
type frameMsg struct{}

// lookMsg says that the filter, a search, or what follows a fact, may look at
// more facts.
type lookMsg struct{}

// clockMsg says that time has moved on.
type clockMsg struct{}

// gapAfter is how soon after the last write it is written what has come of a
// message: at once if somebody may wait for it.
func gapAfter(msg tea.Msg) time.Duration {
	switch msg.(type) {
	case changedMsg, frameMsg, lookMsg, walkMsg, clockMsg, playMsg:
		return pulse.Calm
	}
	return pulse.Eager
}

// wait waits for something new.
func (m *Model) wait() tea.Cmd {
	return m.options.Scheduler.Await(m.session.Changed(), m.done, changedMsg{})
}

// frame takes facts from the session and sees to it that the next frame is not
// made too soon. Nobody listens to the session meanwhile: its changes are
// merged into one.
func (m *Model) frame() tea.Cmd {
	m.pull()
	period := framePeriod
	if m.behind {
		period = slicePeriod
	}
	return m.options.Scheduler.After(period, func(time.Time) tea.Msg { return frameMsg{} })
}

// next goes on with what the last frame left over, or waits.
func (m *Model) next() tea.Cmd {
	if m.behind {
		return m.frame()
	}
	m.same = true
	return m.wait()
}

// hurries reports whether facts that were taken need not be seen yet, because
// more are taken at once and it is not long ago that some were shown. What is
// recorded is seen by others, who know nothing of that.
func (m *Model) hurries() bool {
	m.same = m.behind && m.watched() && m.options.Scheduler.Now().Sub(m.settled) < framePeriod
	return m.same
}

// pull reads the log once and folds what is new into everything that shows it.
func (m *Model) pull() {
	m.status = m.session.Status()
	m.hearNews()
	m.branches.take(m.session)
	m.turnBranch()
	m.heed()
	filter := &m.log.filter
	level := filter.scanned == m.head.seq()
	m.take()
	if level && !m.tired() {
		filter.look(m.batch, m.head.seq())
	}
}

// take takes facts, until there are no more or they are enough for one frame.
func (m *Model) take() {
	m.batch = m.batch[:0]
	m.behind = m.inPieces(factsPerFrame, factsAtOnce, func(limit int) (more bool) {
		known := len(m.batch)
		m.batch = m.session.Since(m.batch, m.head.seq(), limit)
		for i := range m.batch[known:] {
			m.moments.Append(&m.batch[known+i])
			m.words.Apply(&m.batch[known+i])
		}
		return len(m.batch)-known == limit
	})
}

// inPieces does work a piece at a time, until all of it for one frame is done,
// there is no more, or the frame is tired.
func (m *Model) inPieces(all, piece int, work func(limit int) (more bool)) (more bool) {
	for more = true; more && all > 0; all -= piece {
		if more = work(min(piece, all)); m.tired() {
			break
		}
	}
	return more
}

// watched reports whether somebody sits in front of the screen, and nothing is
// recorded. Else what is in its frames must not depend on how fast the machine is.
func (m *Model) watched() bool { return m.options.live && !m.recorder.on() }

// tired reports whether the frame has worked long enough.
func (m *Model) tired() bool {
	return m.watched() && m.options.Scheduler.Now().Sub(m.begun) > workPerFrame
}

// hearNews notes what has gone wrong beside the session.
func (m *Model) hearNews() {
	if m.options.News == nil {
		return
	}
	if text := m.options.News(); text != "" {
		m.notice = text
	}
}

// look asks to go on with a filter that has not looked at all facts, with a
// search, with what follows a fact, or with rows of a sequence.
func (m *Model) look() tea.Cmd {
	if m.looking || !m.log.filter.lags(m.head.seq()) && m.seek.step == 0 && !m.followed.more && m.payload.find.steps == nil && !m.lacks() {
		return nil
	}
	m.looking = true
	return m.options.Scheduler.After(slicePeriod, func(time.Time) tea.Msg { return lookMsg{} })
}

// lacks reports whether this frame has not found out what the rows of the
// sequence are, or has not moved the cursor as far as it should.
func (m *Model) lacks() bool {
	return m.tab == inSequence && (m.sequence.repeats.lacks || m.sequence.owed.rows != 0)
}

// hold leaves on the screen what is there while the sequence lacks rows, unless
// that takes long: they would be facts one by one, and folds in the next frame.
func (m *Model) hold() {
	if !m.lacks() {
		m.whole = m.settled
		return
	}
	drawn := m.canvas != nil && m.canvas.Width() == m.width && m.canvas.Height() == m.height
	m.same = m.same || drawn && m.settled.Sub(m.whole) < quietWay
}

// foldClock is what bounds how long a frame looks for folds; nil: nothing does.
func (m *Model) foldClock() func() time.Time {
	if !m.watched() {
		return nil
	}
	return m.options.Scheduler.Now
}

// walkOn asks to go on on the way to another moment.
func (m *Model) walkOn() tea.Cmd {
	if m.walking || !m.way.on {
		return nil
	}
	m.walking = true
	return func() tea.Msg { return walkMsg{} }
}

// clock asks for the next tick if something on the screen moves by itself.
func (m *Model) clock() tea.Cmd {
	if m.ticking || !m.moves() {
		return nil
	}
	m.ticking = true
	period := clockPeriod
	switch {
	case m.tab == inSequence && m.flight().travel > 0:
		period = flightPeriod
	case m.lonely > lonelyTicks && !m.recorder.on():
		period = lonelyPeriod
	}
	return m.options.Scheduler.Idle(period, func(time.Time) tea.Msg { return clockMsg{} })
}

// moves reports whether ages and times change although nothing happens.
func (m *Model) moves() bool {
	return m.layout.shape != shapeNone &&
		(m.recorder.on() || m.head.world.Live > 0 && !m.status.Paused && !m.status.Stopped)
}
