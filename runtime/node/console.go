package node

import (
	"time"

	"echotui/runtime/actor"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// shuttingDown is what a first ctrl+c is answered with.
const shuttingDown = "shutting down (press Ctrl+C again to force exit)"

// console makes log records of facts, and lines of those.
type console struct {
	epoch  time.Time  // date at virtual time 0, in the zone that is shown
	level  wire.Level // the mildest that is shown
	format LogFormat
	colors bool         // LogShort
	world  *trace.World // who is called what, when every fact is to have a line; else nil
}

// appendFact appends the line of a fact, or nothing if it has none. Besides
// what programs log, these are the changes of services, the processes that
// failed, the bounds that were reached and that somebody asked for the end; and,
// when there is a world, all others as sentences.
func (c console) appendFact(dst []byte, e *wire.Event) []byte {
	if c.world != nil {
		c.world.Apply(e)
	}
	r := record{at: e.At, date: c.epoch.Add(time.Duration(e.At)), pid: e.PID, text: e.Text}
	switch e.Kind {
	case wire.KindLog:
		r.level, r.location = wire.Level(e.N), e.Name
		var fields *wire.Table
		if fields, r.logger = e.Logged(); fields != nil {
			r.fields = fields.Fields
		}
	case wire.KindService:
		state := wire.State(e.N)
		r.text = "service " + e.Name + " is " + state.String()
		r.fields = []wire.Field{{Key: "serviceID", Value: e.Name}, {Key: "status", Value: state.String()}}
		if e.Text != "" {
			r.fields = append(r.fields, wire.Field{Key: "details", Value: e.Text})
		}
		r.level = serviceLevel(state, e.Text)
	case wire.KindExit:
		if wire.Outcome(e.N) != wire.OutcomeFailed {
			return c.appendSentence(dst, r, e)
		}
		r.text, r.fields = "process failed", []wire.Field{{Key: "error", Value: e.Text}}
	case wire.KindLimit:
		r.level = wire.LevelWarn
		r.fields = []wire.Field{{Key: "limit", Value: e.Name}, {Key: "value", Value: float64(e.N)}}
	case wire.KindSignal:
		r.level, r.text = wire.LevelInfo, shuttingDown
	default:
		return c.appendSentence(dst, r, e)
	}
	return c.append(dst, r)
}

// appendSentence is for facts that are no records by themselves.
func (c console) appendSentence(dst []byte, r record, e *wire.Event) []byte {
	if c.world == nil {
		return dst
	}
	r.pid, r.text = wire.PID{}, trace.Describe(c.world, e).Text()
	r.fields = []wire.Field{{Key: "fact", Value: float64(e.Seq)}}
	return c.append(dst, r)
}

func (c console) append(dst []byte, r record) []byte {
	if r.level < c.level {
		return dst
	}
	switch c.format {
	case LogShort:
		return r.appendShort(dst, c.colors)
	case LogJSON:
		return r.appendJSON(dst)
	}
	return r.appendDated(dst)
}

// serviceLevel is how much the change of a service, and why, is to be noticed.
func serviceLevel(s wire.State, why string) wire.Level {
	switch {
	case s == wire.StateExited && why == actor.ProcessReturned:
		return wire.LevelInfo
	case s == wire.StateExited:
		return wire.LevelError
	case s == wire.StateFailed:
		return wire.LevelWarn
	}
	return wire.LevelDebug
}
