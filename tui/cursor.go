package tui

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// cursor is the moment that all panes show: right after a fact. The zero cursor
// is in the present: at the last fact, and at the next one when it comes.
type cursor struct {
	pinned bool   // it stays where it is
	seq    uint64 // the fact, if it is pinned; may lie ahead of those taken so far
}

// at is the fact under the cursor; 0 before there is any.
func (m *Model) at() uint64 {
	if m.cursor.pinned {
		return min(m.cursor.seq, m.head.seq())
	}
	return m.head.seq()
}

// rowFact is the fact of the selected row of the log: the one under the cursor
// or, where the filter hides that, the one whose row is selected in its place.
func (m *Model) rowFact() uint64 {
	if m.log.filter.on() && m.log.selected != 0 {
		return m.log.selected
	}
	return m.at()
}

// past reports whether what is shown is not the present.
func (m *Model) past() bool { return m.at() < m.head.seq() }

// moveTo puts the cursor right after a fact, or the nearest there is. The end
// is the present, and the log shows what is around the cursor.
func (m *Model) moveTo(seq uint64) {
	m.pin(seq)
	m.log.centred, m.log.line = true, 0
}

// pin is moveTo, but rows of the log stay where they are.
func (m *Model) pin(seq uint64) {
	m.player.stop()
	m.cursor = cursor{pinned: true, seq: max(seq, m.log.first)}
	if seq >= m.head.seq() && !m.lags() {
		m.cursor = cursor{}
	}
}

// lags reports whether there are more facts to be taken than a frame may leave
// over: the last of those taken is not the present, then.
func (m *Model) lags() bool { return m.behind && m.newest()-m.head.seq() > factsPerFrame }

// jumpTo is moveTo, and remembers from where.
func (m *Model) jumpTo(seq uint64) {
	m.marks[lastJump] = m.at()
	m.moveTo(seq)
}

// live is present, and remembers from where.
func (m *Model) live() {
	m.marks[lastJump] = m.at()
	m.present()
}

// present puts the cursor at the end, where it goes on with what happens.
func (m *Model) present() {
	m.player.stop()
	m.cursor = cursor{}
	m.log.centred, m.log.line = true, 0
}

// worldAt is a copy of the world right after a fact, or as soon after it as
// that is known.
func (m *Model) worldAt(seq uint64) *trace.World {
	at, _ := m.moments.At(seq)
	return at.world.Clone()
}

// now is the time under the cursor. In the present it is that of the session,
// or that of the newest fact if the two differ; not so while more facts are
// there to be taken.
func (m *Model) now() wire.Time {
	switch {
	case m.player.on:
		return max(m.player.now, m.world.At)
	case m.past() || m.behind:
		return m.world.At
	}
	return max(m.status.Now, m.world.At)
}
