package tui

import "time"

// standpoint is what a jump changes: the moment under the cursor, and which rows
// the log shows around it.
type standpoint struct {
	cursor  cursor
	centred bool
	line    int
}

// way is where the cursor is going, as long as that takes more than a frame: all
// facts from the last checkpoint on have to be passed. Meanwhile panes show the
// moment that they showed before. Who presses a key that moves the cursor moves
// it from where it is going.
type way struct {
	on    bool
	stood standpoint // where the cursor is meanwhile
	to    standpoint
	begun time.Time
	first uint64 // the fact where it began
	at    uint64 // the fact that it has come to
	told  bool   // it has taken so long that the screen says so
}

// walkMsg lets the cursor go on on its way.
type walkMsg struct{}

// quietWay is how long a way takes before the screen says that there is one.
const quietWay = 150 * time.Millisecond

func (m *Model) standpoint() standpoint { return standpoint{m.cursor, m.log.centred, m.log.line} }

func (m *Model) stand(p standpoint) {
	m.cursor, m.log.centred, m.log.line = p.cursor, p.centred, p.line
}

// depart lets a message find the cursor where it is going.
func (m *Model) depart() {
	if m.way.stood = m.standpoint(); m.way.on {
		m.stand(m.way.to)
	}
}

// show makes what panes show that of the moment under the cursor, if the frame
// has time enough to go there.
func (m *Model) show() {
	shown, at, there := m.moments.Seek(m.at(), func() bool { return !m.tired() })
	if !there {
		m.stay(at)
		return
	}
	m.way = way{}
	if at > m.at() {
		m.cursor.seq = at // what lay there is forgotten
	}
	m.shown, m.world = shown, shown.world
}

// arrives goes on on the way, and reports whether there is something to be seen:
// that the cursor is there or, now and then, how far it has come.
func (m *Model) arrives() bool {
	m.show()
	m.same = m.way.on && !(m.way.told && m.begun.Sub(m.settled) >= framePeriod)
	if m.way.on && !m.same {
		m.stand(m.way.to) // to settle goes on, too
	}
	return !m.same
}

// stay leaves the cursor where it was, as it has not yet come to where it is
// going, but to fact at.
func (m *Model) stay(at uint64) {
	w := &m.way
	if !w.on {
		w.on, w.begun, w.first = true, m.begun, at
	}
	w.to, w.at = m.standpoint(), at
	w.first = min(w.first, at)
	w.told = m.begun.Sub(w.begun) > quietWay
	if m.stand(w.stood); !m.past() {
		m.shown, m.world = m.head, m.head.world
	}
}

// done is how much of the way is done, from 0 to 1.
func (w *way) done() float64 {
	all := w.to.cursor.seq - min(w.to.cursor.seq, w.first)
	return float64(w.at-w.first) / float64(max(1, all))
}
