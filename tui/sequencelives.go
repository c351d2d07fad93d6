package tui

import (
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// tally is who is in a column at a moment.
type tally struct {
	alive  int // processes
	unread int // messages that wait for them
}

// fill makes the rows. What lives in a lane at the cursor is known; from there
// the rows above and below tell what began and ended. Where a filter hides
// facts, the lanes are as the facts that are shown say.
func (p *sequencePane) fill(l *logPane) {
	p.moments = make([]draw.Moment, len(l.rows))
	tallies := p.now()
	at := 0
	for at < len(l.rows) && l.rows[at].seq <= l.at {
		at++
	}
	later := append([]tally(nil), tallies...)
	for i := at; i < len(l.rows); i++ {
		if l.rows[i].line == 0 {
			p.pass(later, i, 1)
			p.moments[i] = p.moment(later, &l.rows[i])
		}
	}
	for i := at - 1; i >= 0; i-- {
		if l.rows[i].line == 0 {
			p.moments[i] = p.moment(tallies, &l.rows[i])
			p.pass(tallies, i, -1)
		}
	}
	if p.lead < len(p.moments) {
		p.moments[p.lead].Whole = true
	}
}

// now is what there is in the visible columns at the moment under the cursor.
// What waits for the members of a folded family is not counted: there may be
// many of them.
func (p *sequencePane) now() []tally {
	tallies := make([]tally, len(p.picture.Names))
	for i := range tallies {
		c := p.column(p.first + i)
		tallies[i].alive = p.alive(c)
		if in := p.names.now.In(c.lane); in != nil && !c.folded {
			tallies[i].unread = in.Mailbox.Len
		}
	}
	return tallies
}

// pass goes over the fact of row i, forward in time if step is 1, back if it is
// -1.
func (p *sequencePane) pass(tallies []tally, i, step int) {
	if fold := p.log.rows[i].fold; fold != nil {
		p.passFold(tallies, fold, step)
		return
	}
	e := &p.log.rows[i].fact
	by, to := p.tallyOf(tallies, e.PID), p.tallyOf(tallies, e.Peer)
	switch e.Kind {
	case wire.KindSpawn:
		to.alive = max(0, to.alive+step)
	case wire.KindExit:
		by.alive = max(0, by.alive-step)
		by.unread = max(0, by.unread-step*p.left(i))
	case wire.KindSend, wire.KindNotify:
		to.unread = max(0, to.unread+step)
	case wire.KindReceive:
		by.unread = max(0, by.unread-step)
	}
	for _, t := range []*tally{by, to} {
		if t.alive == 0 && (step > 0 || e.Kind == wire.KindSpawn) {
			t.unread = 0 // what was left, a filter may hide
		}
	}
}

// passFold goes over all facts of a fold.
func (p *sequencePane) passFold(tallies []tally, fold *rowFold, step int) {
	for lane, change := range fold.change {
		if i := p.columnOfLane(lane) - p.first; i >= 0 && i < len(tallies) {
			t := &tallies[i]
			t.alive = max(0, t.alive+step*change.alive)
			t.unread = max(0, t.unread+step*change.unread)
			if t.alive == 0 {
				t.unread = 0
			}
		}
	}
}

// left is how many messages were left unread by the process whose exit is row
// i: that is told right after it.
func (p *sequencePane) left(i int) int {
	rows := p.log.rows
	if i+1 < len(rows) && rows[i+1].fact.Kind == wire.KindDiscard && rows[i+1].fact.PID == rows[i].fact.PID {
		return int(rows[i+1].fact.N)
	}
	return 0
}

// tallyOf is that of the column of a process; one that nobody looks at if it is
// not in sight.
func (p *sequencePane) tallyOf(tallies []tally, pid wire.PID) *tally {
	if i := p.laneOf(pid); i >= 0 && i < len(tallies) {
		return &tallies[i]
	}
	return &tally{}
}

// laneOf is the lane of a process in the picture.
func (p *sequencePane) laneOf(pid wire.PID) int {
	if i, found := p.columnOf(pid); found {
		return i - p.first
	}
	return draw.Nowhere
}

// lives is what is to be drawn of the lanes in a row.
func (p *sequencePane) lives(tallies []tally, e *wire.Event) []draw.Life {
	lives := make([]draw.Life, len(tallies))
	by := p.laneOf(e.PID)
	for i, t := range tallies {
		switch {
		case t.alive > 0 && t.unread > 0:
			lives[i] = draw.Awaited
		case t.alive > 0, i == by:
			lives[i] = draw.Alive
		}
	}
	return lives
}
