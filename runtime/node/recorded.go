package node

import (
	"iter"

	"echotui/runtime/app"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// A Recorder is told everything about a run that it takes to look at it, and to
// make it again, later on.
type Recorder interface {
	// Append takes the next facts, the commands since the last call, which
	// come with or before the facts that they cause, and where the run stands.
	// The slices are valid during the call only.
	Append(facts []wire.Event, commands []wire.Applied, stand wire.Place)
}

// Record tells r about the run that is live: what is known of it so far, and
// from then on what happens, until somebody goes on from a past moment or
// another recorder takes its place. R is called on the loop's goroutine; nil
// ends recording.
func (l *Loop) Record(r Recorder) {
	l.order(func(l *Loop) { l.record(r) })
}

// recordedAtOnce is how many facts of the past a recorder gets at a time.
const recordedAtOnce = 4096

func (l *Loop) record(r Recorder) {
	l.recorder = r
	if l.node.tape = nil; r == nil {
		return
	}
	l.node.tape = make([]wire.Applied, 0, batchTurns)
	var commands []wire.Applied
	for c := range l.node.journal.All() {
		commands = append(commands, c)
	}
	r.Append(nil, commands, l.node.system.Place())
	var facts []wire.Event
	for seq := uint64(0); seq < l.live.log.Last(); seq = facts[len(facts)-1].Seq {
		facts = l.told(seq, recordedAtOnce)
		r.Append(facts, nil, l.node.system.Place())
	}
}

// recordNew hands the recorder, if there is one, what was published just now.
func (l *Loop) recordNew(facts []wire.Event) {
	if l.recorder == nil || len(facts) == 0 && len(l.node.tape) == 0 {
		return
	}
	l.recorder.Append(facts, l.node.tape, l.node.system.Place())
	clear(l.node.tape)
	l.node.tape = l.node.tape[:0]
}

// NewJournal is the journal of a run that was recorded, which stood at end.
func NewJournal(commands iter.Seq[wire.Applied], end wire.Place) *Journal {
	j := &Journal{end: end}
	for c := range commands {
		j.add(c)
	}
	return j
}

// NewRecorded makes a loop over a run that was recorded: its facts can be
// looked at, and somebody can go on from any of them. Then the clock says how
// time passes. The loop does not use facts after it was closed.
func NewRecorded(a *app.App, origin Origin, facts Facts, journal *Journal, clock Clock) *Loop {
	b := &branch{facts: facts, journal: journal, status: trace.Status{Paused: true}}
	if last, ok := facts.At(facts.Last()); ok {
		b.status.Now, b.status.Stopped = last.At, last.Kind == wire.KindStopped
	}
	l := newLoop(a, origin, b)
	l.pace = newPace(clock)
	b.status.Speed = l.pace.speed
	for c := range journal.All() {
		if c.Command.Kind != wire.CommandRun {
			l.began = c.Place.Seq
			break
		}
	}
	return l
}
