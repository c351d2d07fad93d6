package export

import (
	"strconv"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// diagram is a sequence diagram: lanes, and rows with an arrow or a note each.
// It is held until the end, for the parties stand at its top; so it is bounded.
type diagram struct {
	lanes lanes
	rows  []row
	count int       // of rows, those beyond the bound included
	at    wire.Time // of the row before
}

type row struct {
	shape    shape
	from, to int // lanes; a note is over the first
	text     string
}

// shape is how a row is drawn.
type shape uint8

const (
	note     shape = iota
	message        // an arrow of what a program or a person sent
	notice         // one of what the runtime tells
	lost           // one that arrives nowhere
	creation       // one that makes the process at its end
)

const (
	mostRows       = 2000
	longestCaption = 80 // bytes, soon after which a caption is cut
)

// ways says what of a fact is drawn, and how. Other facts are not drawn: what
// processes do among themselves, and when they wait or take a message.
var ways = map[wire.Kind]func(*diagram, *trace.World, *wire.Event) (shape, int, int){
	wire.KindSend:   between(message),
	wire.KindNotify: between(notice),
	wire.KindSpawn:  between(creation),
	wire.KindInput:  fromYou, wire.KindSignal: fromYou, wire.KindAct: fromYou,
	wire.KindOutput: func(d *diagram, w *trace.World, e *wire.Event) (shape, int, int) {
		return message, d.lanes.of(w, e.PID), d.lanes.other(laneYou)
	},
	wire.KindLost: func(d *diagram, w *trace.World, e *wire.Event) (shape, int, int) {
		from := d.lanes.of(w, e.PID)
		if e.Peer.IsZero() {
			return lost, from, d.lanes.other(laneNobody)
		}
		return lost, from, d.lanes.of(w, e.Peer)
	},
	wire.KindArrive: func(d *diagram, w *trace.World, e *wire.Event) (shape, int, int) {
		how := message
		if wire.ArriveFlags(e.N)&wire.ArriveDead != 0 {
			how = lost
		}
		return how, d.lanes.of(w, e.Peer), d.lanes.of(w, e.PID)
	},
	wire.KindExit: over, wire.KindSpawnFailed: over, wire.KindUpgrade: over, wire.KindDiscard: over,
	wire.KindPublish: over, wire.KindLog: over, wire.KindLimit: over, wire.KindRegistry: over,
}

func between(how shape) func(*diagram, *trace.World, *wire.Event) (shape, int, int) {
	return func(d *diagram, w *trace.World, e *wire.Event) (shape, int, int) {
		if e.Kind == wire.KindSend && e.PID.IsZero() {
			return how, d.lanes.other(laneYou), d.lanes.of(w, e.Peer)
		}
		return how, d.lanes.of(w, e.PID), d.lanes.of(w, e.Peer)
	}
}

func fromYou(d *diagram, w *trace.World, e *wire.Event) (shape, int, int) {
	return message, d.lanes.other(laneYou), d.lanes.of(w, e.PID)
}

func over(d *diagram, w *trace.World, e *wire.Event) (shape, int, int) {
	on := d.lanes.of(w, e.PID)
	return note, on, on
}

// fact draws a fact, and reports whether it did.
func (d *diagram) fact(world *trace.World, e *wire.Event, shown bool) bool {
	way := ways[e.Kind]
	if !shown || way == nil {
		return false
	}
	if d.count++; d.count > mostRows {
		return false
	}
	r := row{text: d.caption(world, e)}
	r.shape, r.from, r.to = way(d, world, e)
	d.rows = append(d.rows, r)
	return true
}

// caption is what is written on an arrow or into a note: the number of the fact,
// when that is later than the row before, and what it says.
func (d *diagram) caption(world *trace.World, e *wire.Event) string {
	s := trace.Describe(world, e)
	parts := []string{strconv.FormatUint(e.Seq, 10)}
	if e.At != d.at || len(d.rows) == 0 {
		parts = append(parts, e.At.String())
	}
	d.at = e.At
	sign, _ := s.Mark.Signs()
	switch {
	case s.Mark.IsArrow():
		sign = ""
	case s.Mark == trace.MarkSpawn:
		sign = "spawns" // many fonts lack the sign
	}
	object := s.Object.String()
	if s.Mark.IsArrow() && e.Kind != wire.KindLost {
		object = "" // the arrow leads there
	}
	var said []string
	for _, part := range []string{sign, s.Verb, s.Topic, s.Joint, object, s.Rest, s.Detail} {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(append(parts, trace.Clean(strings.Join(said, " "), longestCaption)), " ")
}

// check says whether the diagram is too large to be drawn.
func (d *diagram) check() error {
	if d.count > mostRows {
		return tooMuch("the diagram would have %d arrows and notes, and at most %d can be read", d.count, mostRows)
	}
	return nil
}
