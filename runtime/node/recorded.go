package node

import (
	"iter"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

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
// time passes. The loop does not use facts after it was closed. Why is a
// sentence about where they end, if that is not where the run was ended.
func NewRecorded(a *app.App, origin Origin, facts Facts, journal *Journal, clock Clock, why string) *Loop {
	b := &branch{facts: facts, journal: journal, sources: journal.sources(), status: trace.Status{Paused: true}}
	if why != "" {
		b.status.Stop = &wire.Stop{Text: why}
	}
	if last, ok := facts.At(facts.Last()); ok {
		b.status.Now, b.status.Stopped = last.At, last.Kind == wire.KindStopped
	}
	l := newLoop(a, origin, b)
	l.pace = newPace(clock, time.Now)
	b.status.Speed = l.pace.speed
	for c := range journal.All() {
		if c.Command.Kind != wire.CommandRun {
			l.began = c.Place.Seq
			break
		}
	}
	return l
}
