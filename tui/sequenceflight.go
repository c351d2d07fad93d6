package tui

import (
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// flightTime is how long a message is seen on its arrow when time goes slowly.
const flightTime = 600 * time.Millisecond

// flight is how messages move on their arrows; the zero flight leaves them
// where they are.
type flight struct {
	now    wire.Time
	travel time.Duration // from end to end, in the time of the node
}

// flight lets messages move while time goes slower than the clock on the wall.
// They arrive at once; what is seen is that they have just been sent.
func (m *Model) flight() flight {
	goes := m.player.on || !m.past() && !m.status.Paused && !m.status.Stopped
	if !goes || m.speed == fastest || m.speed >= 1 {
		return flight{}
	}
	return flight{m.now(), time.Duration(float64(flightTime) * m.speed)}
}

// way is how much of its way a message has gone that was sent at a time, from 0
// to 1; 0 if it does not move.
func (f flight) way(sent wire.Time) float64 {
	passed := f.now.Sub(sent)
	if passed <= 0 || passed >= f.travel {
		return 0
	}
	return float64(passed) / float64(f.travel)
}

// watch finds the lanes in which messages of a chain wait, for each row: their
// lines stay bright from the arrow to where the message is taken.
func (p *sequencePane) watch() {
	chain := p.chain
	p.watched = make([][]int, len(p.log.rows))
	if chain == nil {
		return
	}
	waiting := map[uint64]int{} // message: lane
	for i := range p.log.rows {
		e := &p.log.rows[i].fact
		switch e.Kind {
		case wire.KindSend, wire.KindNotify:
			if chain.Of(e.Seq) != trace.Unrelated {
				waiting[e.Ref] = p.laneOf(e.Peer)
			}
		case wire.KindReceive:
			delete(waiting, e.Ref)
		case wire.KindExit:
			for ref, lane := range waiting {
				if lane == p.laneOf(e.PID) {
					delete(waiting, ref)
				}
			}
		}
		for _, lane := range waiting {
			p.watched[i] = append(p.watched[i], lane)
		}
	}
}

// drawWatched brightens the lines of lanes in which a message of the chain
// waits in row i, which is at y, unless something else is drawn over them.
func (p *sequencePane) drawWatched(c *draw.Canvas, y, i int) {
	m := &p.moments[i]
	from, to := min(m.From, m.To), max(m.From, m.To)
	for _, lane := range p.watched[i] {
		if crossed := leads(m) && lane > from && lane < to; !crossed && !m.Whole {
			c.TintLane(&p.picture, y, lane, draw.In(draw.Accent))
		}
	}
}
