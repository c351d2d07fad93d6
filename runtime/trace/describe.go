package trace

import (
	"strconv"
	"strings"
	"time"

	"echotui/runtime/wire"
)

// Namer knows the short names of processes. See World.Label and World.Unique.
type Namer interface {
	Label(wire.PID) string
	Unique(wire.PID) bool
}

const (
	longestName   = 60  // bytes of a name, soon after which it is cut
	longestDetail = 200 // bytes of a payload or text, the same
)

// Describe says what a fact means. It costs what the sentence shows, however
// big the payload of the fact is.
func Describe(n Namer, e *wire.Event) Sentence {
	d := describer{Sentence{Kind: e.Kind}, n, e}
	d.s.Subject = d.party(e.PID)
	d.s.Subject.Co = e.Co
	switch {
	case e.Kind <= wire.KindSignal:
		d.outside()
	case e.Kind <= wire.KindStopped:
		d.node()
	case e.Kind <= wire.KindLeave:
		d.process()
	case e.Kind <= wire.KindDiscard:
		d.message()
	case e.Kind <= wire.KindClose:
		d.coroutine()
	case e.Kind == wire.KindAct:
		d.act()
	case e.Kind == wire.KindArrive:
		d.arrive()
	default:
		d.program()
	}
	if d.silent() {
		d.s.Verb = e.Kind.String()
	}
	return d.s
}

// describer holds the sentence while it is made.
type describer struct {
	s Sentence
	n Namer
	e *wire.Event
}

// silent reports whether nothing is said yet: a newer version made the fact.
func (d *describer) silent() bool {
	return d.s.Mark == MarkNone && d.s.Verb == "" && d.s.Topic == ""
}

// say sets what most sentences consist of.
func (d *describer) say(verb string, object Party, detail string) {
	d.s.Verb, d.s.Object, d.s.Detail = verb, object, detail
}

func (d *describer) mark(m Mark, t Tone) { d.s.Mark, d.s.Tone = m, t }

// party is a process by its name, with its number if others share the name.
func (d *describer) party(p wire.PID) Party {
	found := Party{PID: p, Name: Clean(d.n.Label(p), longestName)}
	if !d.n.Unique(p) {
		found.Number = p.Short()
	}
	return found
}

// numbered is a process by its name and, always, its number.
func (d *describer) numbered(p wire.PID) Party {
	found := d.party(p)
	if short := p.Short(); found.Name != short {
		found.Number = short
	}
	return found
}

func thing(name string) Party { return Party{Name: Clean(name, longestName)} }

func text(s string) string { return Clean(s, longestDetail) }

func quoted(s string) string { return wire.Text(s, longestDetail) }

func number(n int64) string { return strconv.FormatInt(n, 10) }

func span(n int64) string { return time.Duration(n).String() }

// reference names a timer or channel that has no name.
func reference(ref uint64) string { return "#" + strconv.FormatUint(ref, 10) }

// values shows payloads, arguments or fields, as many as fit.
func values(args []wire.Value) string { return string(appendValues(nil, args)) }

// appendValues goes on with a detail that has begun.
func appendValues(dst []byte, args []wire.Value) []byte {
	for i, arg := range args {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		if len(dst) >= longestDetail {
			return append(dst, "…"...)
		}
		dst = wire.AppendValue(dst, arg, longestDetail-len(dst))
	}
	return dst
}

// listed joins the parts that are not empty with commas.
func listed(parts ...string) string {
	var list []string
	for _, part := range parts {
		if part != "" {
			list = append(list, part)
		}
	}
	return strings.Join(list, ", ")
}
