package node

import (
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// maxRecordBytes is about how long the message, and how long the fields of one
// record may be; what is longer ends in "…".
const maxRecordBytes = 16 << 10

// console writes facts as log lines for people: date, level, message and
// fields, with tabs between them.
//
//	2026-01-01 00:00:05	INFO	stats	{"pid": "{app:processes|0x00002}", "location": "app:relay:15", "messages": 2}
//
// Programs decide what stands in a line, so everything that is not printable
// is escaped: one record is one line, and no terminal obeys it.
type console struct {
	epoch time.Time  // date at virtual time 0, in the zone that is shown
	level wire.Level // the mildest that is shown
}

// appendFact appends the line of a fact, or nothing if it has none. Besides
// what programs log, these are the changes of services, the processes that
// failed and the bounds that were reached.
func (c console) appendFact(dst []byte, e *wire.Event) []byte {
	r := record{at: c.epoch.Add(time.Duration(e.At)), pid: e.PID, text: e.Text}
	switch e.Kind {
	case wire.KindLog:
		r.level, r.location = wire.Level(e.N), e.Name
		if len(e.Args) > 0 {
			r.fields = e.Args[0].(*wire.Table).Fields
		}
	case wire.KindService:
		state := wire.State(e.N)
		r.text = "service " + e.Name + " is " + state.String()
		r.fields = []wire.Field{{Key: "serviceID", Value: e.Name}, {Key: "status", Value: state.String()}}
		if e.Text != "" {
			r.fields = append(r.fields, wire.Field{Key: "details", Value: e.Text})
		}
		if state == wire.StateFailed {
			r.level = wire.LevelWarn
		}
	case wire.KindExit:
		if wire.Outcome(e.N) != wire.OutcomeFailed {
			return dst
		}
		r.text, r.fields = "process failed", []wire.Field{{Key: "error", Value: e.Text}}
	case wire.KindLimit:
		r.level = wire.LevelWarn
		r.fields = []wire.Field{{Key: "limit", Value: e.Name}, {Key: "value", Value: float64(e.N)}}
	default:
		return dst
	}
	if r.level < c.level {
		return dst
	}
	return r.appendLine(dst)
}

// record is one line before it is written.
type record struct {
	at       time.Time
	level    wire.Level
	pid      wire.PID // left out when zero
	location string   // left out when ""
	text     string
	fields   []wire.Field
}

func (r record) appendLine(dst []byte) []byte {
	dst = r.at.AppendFormat(dst, time.DateTime)
	dst = append(dst, '\t')
	dst = append(dst, r.level.String()...)
	dst = append(dst, '\t')
	dst = append(dst, trace.Clean(r.text, maxRecordBytes)...)
	before := len(dst)
	dst = r.appendFields(append(dst, "\t{"...))
	if len(dst) == before+len("\t{") {
		return append(dst[:before], '\n')
	}
	return append(dst, "}\n"...)
}

// appendFields writes who and where, then what the program added. A name may
// come twice: programs like to log their pid, and both are shown.
func (r record) appendFields(dst []byte) []byte {
	w := jsonWriter{dst: dst, end: len(dst) + maxRecordBytes}
	separator := ""
	add := func(name string, v wire.Value) {
		w.dst = append(w.dst, separator...)
		w.text(name)
		w.dst = append(w.dst, ": "...)
		w.value(v)
		separator = ", "
	}
	if !r.pid.IsZero() {
		add("pid", r.pid.String())
	}
	if r.location != "" {
		add("location", r.location)
	}
	for _, f := range r.fields {
		name, ok := f.Key.(string)
		if !ok {
			continue
		}
		last := w.full()
		if add(name, f.Value); last {
			break
		}
	}
	return w.dst
}
