package tui

import (
	"slices"
	"strconv"

	"echotui/runtime/wire"
)

// seek looks for a fact, a bounded number of facts between two frames.
type seek struct {
	step   int    // 1 looks forward, -1 back; 0: there is nothing to look for
	at     uint64 // the fact that was looked at last
	found  func(*wire.Event) bool
	none   string // what to say when there is no such fact
	beyond func() // what to do then instead; may be nil
}

// seekPerFrame is how many facts are looked at between two frames at most.
const seekPerFrame = 20_000

// look looks at facts; at the first that is wanted it stops, and so it does at
// either end.
func (k *seek) look(s Session, buffer []wire.Event, first, last uint64, limit int) (seq uint64, found bool) {
	if k.step > 0 {
		buffer = s.Since(buffer[:0], k.at, limit)
	} else {
		from := max(first, k.at-min(k.at, uint64(limit)))
		buffer = s.Since(buffer[:0], from-1, int(k.at-min(k.at, from)))
		slices.Reverse(buffer)
	}
	for i := range buffer {
		if e := &buffer[i]; e.Seq <= last && k.found(e) {
			k.step = 0
			return e.Seq, true
		}
	}
	if len(buffer) > 0 {
		k.at = buffer[len(buffer)-1].Seq
	}
	if len(buffer) == 0 || k.at <= first || k.at >= last {
		k.step = 0
	}
	return 0, false
}

// seekFact begins to look for a fact from the cursor on.
func (m *Model) seekFact(k seek) {
	m.seek = k
	m.seek.at = m.at()
	m.goOnSeeking()
}

// goOnSeeking looks at more facts, and moves the cursor to what it finds.
func (m *Model) goOnSeeking() {
	if m.seek.step == 0 {
		return
	}
	var seq uint64
	var found bool
	buffer := make([]wire.Event, 0, lookAtOnce)
	m.inPieces(seekPerFrame, lookAtOnce, func(limit int) (more bool) {
		seq, found = m.seek.look(m.session, buffer, m.log.first, m.head.seq(), limit)
		return m.seek.step != 0
	})
	switch {
	case found:
		m.notice = ""
		m.moveTo(seq)
	case m.seek.step == 0 && m.seek.beyond != nil:
		m.seek.beyond()
	case m.seek.step == 0:
		m.notice = m.seek.none
	default:
		m.notice = "looking, at fact #" + strconv.FormatUint(m.seek.at, 10)
	}
}

// seekProcess goes to the next fact of the selected process, or the one before.
func (m *Model) seekProcess(step int) {
	pid := m.chosen()
	which := map[int]string{1: "later", -1: "earlier"}[step]
	m.seekFact(seek{
		step:  step,
		found: func(e *wire.Event) bool { return e.PID == pid || e.Peer == pid },
		none:  "there is no " + which + " fact of " + nameOf(m.head.world, pid),
	})
}

// chosen is the selected process: that of the row in the list that has the
// keys, or that of the row in the tree, or else that of the fact under the
// cursor; zero if there is none.
func (m *Model) chosen() wire.PID {
	pid := m.tree.chosenProcess()
	switch in := m.beneath(); {
	case in == inMailboxes && m.mailboxes.list.Len() > 0:
		return m.mailboxes.current().pid
	case in == inWarnings && m.warnings.current() != nil:
		return m.warnings.current().PID
	case in == inProcess:
		return m.processOfRow()
	case in == inSource:
		return m.inspected().pid
	case in&onFacts == 0 && !pid.IsZero():
		return pid
	}
	if e, found := m.log.event(m.session, m.rowFact()); found {
		return concerned(&e)
	}
	return wire.PID{}
}

// concerned is the process that a fact is about.
func concerned(e *wire.Event) wire.PID {
	if e.PID.IsZero() {
		return e.Peer
	}
	return e.PID
}

// nextMatch is the next fact that the filter lets through, or the one before.
func (m *Model) nextMatch(step int) (seq uint64, found bool) {
	matches := &m.log.filter.matches
	i, here := matches.place(m.at())
	switch {
	case step < 0:
		i--
	case here:
		i++
	}
	if i < 0 || i >= matches.count() {
		return 0, false
	}
	return matches.at(i), true
}
