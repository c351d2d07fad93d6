package export

import (
	"cmp"
	"encoding/hex"
	"strconv"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// openSpan is what is known of a span until it is written.
type openSpan struct {
	inside     place // what happens in it happens here
	parent     place
	life       place // of its process, for a handling
	name       string
	kind       int64
	from       wire.Time
	attributes []attribute
	remarks    []remark
	dropped    int64
	failure    string
	failed     bool
}

// remark is something that happened in a span.
type remark struct {
	at         wire.Time
	name, says string
	fact       uint64
}

// mostRemarks is how many are kept of one span: as many as in OpenTelemetry's
// own libraries.
const mostRemarks = 128

// The kinds of spans.
const (
	kindInternal = 1
	kindServer   = 2
	kindConsumer = 5
)

// begun implements spans.
func (x *otlp) begun(s *span, world *trace.World, e *wire.Event) {
	if s.what == waiting {
		return
	}
	o := &openSpan{from: e.At}
	label := world.Label(s.pid)
	o.attributes = []attribute{{"echotui.pid", s.pid.String()}, {"echotui.fact", int64(e.Seq)}, {"echotui.coroutine", int64(s.co)}}
	switch {
	case s.what == life:
		o.name, o.kind, o.parent = label, kindInternal, x.made[s.pid]
		o.attributes = append(o.attributes, attribute{"echotui.entry", e.Name})
	case e.Kind == wire.KindRead:
		o.name, o.kind = label+" readline", kindServer
	default:
		o.name, o.kind, o.parent = label+" "+e.Name, kindConsumer, x.sent[s.pid][e.Ref]
		o.attributes = append(o.attributes,
			attribute{"messaging.system", "echotui"}, attribute{"messaging.operation.type", "process"},
			attribute{"messaging.destination.name", label}, attribute{"messaging.message.id", int64(e.Ref)},
			attribute{"echotui.from", e.Peer.String()})
	}
	if s.what == handling {
		if process := x.spans.processes[s.pid]; process != nil && process.life != nil {
			o.life = process.life.note.(*openSpan).inside
		}
	}
	o.inside = o.parent
	if o.parent == (place{}) {
		o.inside.trace = x.traceOf(e.Seq)
	}
	if s.shown {
		o.inside.span = e.Seq
	}
	s.note = o
}

// ended implements spans.
func (x *otlp) ended(s *span, at wire.Time) {
	o, _ := s.note.(*openSpan)
	if o == nil || !s.shown {
		return
	}
	if !x.first {
		_ = x.out.WriteByte(',') // end tells what goes wrong
	}
	x.first = false
	_ = x.out.WriteByte('\n')
	_, _ = x.out.Write(x.write(o, at))
}

// outcome notes how a process ends.
func (x *otlp) outcome(e *wire.Event) {
	process := x.spans.processes[e.PID]
	if process == nil || process.life == nil {
		return
	}
	o := process.life.note.(*openSpan)
	o.failed = wire.Outcome(e.N) == wire.OutcomeFailed
	o.failure = e.Text
	if !o.failed && e.Text != "" {
		o.attributes = append(o.attributes, attribute{"echotui.ended", e.Text})
	}
}

// unfinished marks a span that the run does not see the end of.
func unfinished(s *span) {
	if s != nil {
		o := s.note.(*openSpan)
		o.attributes = append(o.attributes, attribute{"echotui.unfinished", true})
	}
}

// remark notes a fact in the span in which it happened, and reports whether
// there is one that is written.
func (x *otlp) remark(world *trace.World, e *wire.Event) bool {
	s := x.current(e.PID, e.Co)
	if s == nil || !s.shown {
		return false
	}
	o := s.note.(*openSpan)
	if len(o.remarks) == mostRemarks {
		o.dropped++
		return false
	}
	said := trace.Describe(world, e)
	name := e.Kind.String()
	if said.Topic != "" {
		name += " " + said.Topic
	}
	o.remarks = append(o.remarks, remark{e.At, name, said.Text(), e.Seq})
	return true
}

func (x *otlp) write(o *openSpan, at wire.Time) []byte {
	w := &x.span
	w.begin(w.text[:0])
	w.string("traceId", hex.EncodeToString(o.inside.trace[:]))
	w.string("spanId", spanID(o.inside.span))
	if o.parent.span != 0 {
		w.string("parentSpanId", spanID(o.parent.span))
	}
	w.string("name", cmp.Or(o.name, "?"))
	w.integer("kind", o.kind)
	w.string("startTimeUnixNano", x.time(o.from))
	w.string("endTimeUnixNano", x.time(at))
	attributes(w, o.attributes)
	if len(o.remarks) > 0 {
		w.key("events")
		for i, r := range o.remarks {
			w.text = append(w.text, `[,`[min(i, 1)], '{')
			w.string("timeUnixNano", x.time(r.at))
			w.string("name", r.name)
			attributes(w, []attribute{{"echotui.says", r.says}, {"echotui.fact", int64(r.fact)}})
			w.text = append(w.text, '}')
		}
		w.text = append(w.text, ']')
		w.integer("droppedEventsCount", o.dropped)
	}
	if o.life.span != 0 {
		w.key("links")
		w.text = append(w.text, "[{"...)
		w.string("traceId", hex.EncodeToString(o.life.trace[:]))
		w.string("spanId", spanID(o.life.span))
		w.text = append(w.text, "}]"...)
	}
	w.inside("status", func(w *object) {
		if o.failed {
			w.string("message", o.failure)
			w.integer("code", 2)
		}
	})
	return w.end()
}

// attribute is something to know of a span: a text, a whole number or a bool.
type attribute struct {
	name  string
	value any
}

func attributes(w *object, list []attribute) {
	w.key("attributes")
	w.text = append(w.text, '[')
	for i, a := range list {
		if i > 0 {
			w.text = append(w.text, ',')
		}
		w.text = append(w.text, '{')
		w.string("key", a.name)
		w.inside("value", func(w *object) {
			switch v := a.value.(type) {
			case string:
				w.string("stringValue", v)
			case int64:
				w.string("intValue", strconv.FormatInt(v, 10)) // a number of JSON may be rounded
			case bool:
				w.key("boolValue")
				w.text = strconv.AppendBool(w.text, v)
			}
		})
		w.text = append(w.text, '}')
	}
	w.text = append(w.text, ']')
}
