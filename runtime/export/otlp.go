package export

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"strconv"

	"echotui/runtime/trace"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

// otlp writes spans as OpenTelemetry's JSON has them, in the order in which they
// end. The life of a process is a span, and so is what it does because of a
// message or a typed line; the parent of either is what its cause was part of.
// So all that came of a typed line is one trace, across processes, and so is all
// that a service does of itself.
type otlp struct {
	out    *bufio.Writer
	spans  spans
	run    string // what the IDs of traces begin from
	epoch  uint64 // nanoseconds since 1970
	made   map[wire.PID]place
	sent   map[wire.PID]map[uint64]place // by receiver and message, until it is taken
	lately [256]struct {                 // the latest facts, by their numbers modulo that
		fact uint64
		at   place
	}
	first bool // no span has been written yet
	span  object
}

// place is a span that something happened in, or the nearest one around it that
// is written.
type place struct {
	trace [16]byte // zero: nowhere
	span  uint64   // 0: the trace has no span there
}

func openOTLP(out *bufio.Writer, h tracefile.Header) exporter {
	x := &otlp{
		out: out, first: true, epoch: uint64(max(h.Epoch, 0)),
		run:  h.Hash + "\x00" + strconv.FormatInt(h.Seed, 10) + "\x00" + strconv.FormatInt(h.Epoch, 10) + "\x00",
		made: map[wire.PID]place{}, sent: map[wire.PID]map[uint64]place{},
	}
	x.spans = spans{begun: x.begun, ended: x.ended, processes: map[wire.PID]*occupied{}}
	x.span.begin(nil)
	x.span.text = append(x.span.text, `"resourceSpans":[{`...)
	x.span.inside("resource", func(o *object) {
		attributes(o, []attribute{{"service.name", cmp.Or(h.App, "echotui")}, {"service.version", h.Version},
			{"echotui.seed", h.Seed}, {"echotui.clock", h.Clock}})
	})
	x.span.text = append(x.span.text, `,"scopeSpans":[{"scope":{"name":"echotui"},"spans":[`...)
	_, _ = out.Write(x.span.text) // end tells what goes wrong
	return x
}

func (x *otlp) fact(world *trace.World, e *wire.Event, shown bool) bool {
	at := x.placeOf(e)
	if e.Kind == wire.KindSpawn {
		x.made[e.Peer] = at
	}
	if e.Kind == wire.KindExit {
		x.outcome(e)
	}
	x.spans.settle(world, e)
	x.spans.fact(world, e, shown)
	switch e.Kind {
	case wire.KindSend, wire.KindNotify:
		x.carry(e.Peer, e.Ref, at)
	case wire.KindReceive:
		delete(x.sent[e.PID], e.Ref)
	case wire.KindExit:
		delete(x.sent, e.PID)
		delete(x.made, e.PID)
	}
	if !shown {
		return false
	}
	switch e.Kind {
	case wire.KindSpawn, wire.KindReceive, wire.KindRead, wire.KindExit:
		return true
	}
	return x.remark(world, e)
}

// carry notes from where a message comes, while it waits.
func (x *otlp) carry(to wire.PID, ref uint64, from place) {
	if x.spans.processes[to] == nil {
		return // nobody will take it
	}
	if x.sent[to] == nil {
		x.sent[to] = map[uint64]place{}
	}
	x.sent[to][ref] = from
}

// placeOf is where a fact happens: in what its coroutine is handling, or else in
// the life of its process. What the node does of itself happens where its cause
// did, if that was a moment ago.
func (x *otlp) placeOf(e *wire.Event) (at place) {
	s := x.current(e.PID, e.Co)
	before := x.lately[e.Cause%uint64(len(x.lately))]
	switch {
	case hostOf(e) == you: // it comes from outside
	case s != nil && e.Kind != wire.KindNotify:
		at = s.note.(*openSpan).inside
	case before.fact == e.Cause:
		at = before.at
	}
	now := &x.lately[e.Seq%uint64(len(x.lately))]
	now.fact, now.at = e.Seq, at
	return at
}

func (x *otlp) current(p wire.PID, co uint32) *span {
	process := x.spans.processes[p]
	if process == nil {
		return nil
	}
	if t := process.threads[co]; t != nil && t.handling != nil {
		return t.handling
	}
	return process.life
}

// traceOf is the ID of the trace that begins with a fact.
func (x *otlp) traceOf(seq uint64) (id [16]byte) {
	sum := sha256.Sum256([]byte(x.run + strconv.FormatUint(seq, 10)))
	copy(id[:], sum[:])
	return id
}

func (x *otlp) end(world *trace.World) error {
	for _, process := range x.spans.processes {
		for _, t := range process.threads {
			unfinished(t.handling)
		}
		unfinished(process.life)
	}
	x.spans.end(world.At)
	_, err := x.out.WriteString("\n]}]}]}\n")
	return err
}

// time is a moment as text: nanoseconds since 1970.
func (x *otlp) time(at wire.Time) string {
	sum := x.epoch + uint64(max(at, 0))
	return strconv.FormatUint(min(sum, math.MaxInt64), 10)
}

func spanID(n uint64) string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], n)
	return hex.EncodeToString(b[:])
}
