package export

import (
	"bufio"
	"cmp"
	"strconv"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

// perfetto writes the trace events that Chrome began with and Perfetto reads. A
// process of the run is one there, and a coroutine a thread; spans are slices,
// a message is a flow from its sending to its taking, and the length of a
// mailbox is a counter.
type perfetto struct {
	out   *bufio.Writer
	spans spans
	named map[wire.PID]map[uint32]int64 // coroutines that have been told their names, with their numbers
	last  int64                         // number that was given to a coroutine last
	first bool                          // nothing has been written yet
	event object
}

func openPerfetto(out *bufio.Writer, h tracefile.Header) exporter {
	x := &perfetto{out: out, named: map[wire.PID]map[uint32]int64{}, last: mostNumber / 2, first: true}
	x.spans = spans{begun: x.begun, ended: x.ended, processes: map[wire.PID]*occupied{}}
	x.event.begin(nil)
	x.event.string("displayTimeUnit", "ns")
	x.event.inside("otherData", func(o *object) {
		o.string("app", h.App)
		o.string("seed", strconv.FormatInt(h.Seed, 10))
		o.string("version", h.Version)
	})
	x.event.key("traceEvents")
	_, _ = out.Write(append(x.event.text, '['))
	return x
}

func (x *perfetto) fact(world *trace.World, e *wire.Event, shown bool) bool {
	x.spans.settle(world, e)
	if shown && !begins(e.Kind) {
		x.moment(world, e) // a flow begins before it ends
	}
	x.spans.fact(world, e, shown)
	if shown {
		x.mailbox(world, e)
	}
	if e.Kind == wire.KindExit {
		delete(x.named, e.PID)
	}
	return shown
}

// begins reports whether the facts of a kind are there as the beginning of a
// span.
func begins(k wire.Kind) bool {
	return k == wire.KindReceive || k == wire.KindRead || k == wire.KindWait
}

func (x *perfetto) end(world *trace.World) error {
	x.spans.end(world.At)
	_, err := x.out.WriteString("\n]}\n")
	return err
}

// begun implements spans.
func (x *perfetto) begun(s *span, world *trace.World, e *wire.Event) {
	if !s.shown {
		return
	}
	x.introduce(world, s.pid, s.co)
	said := trace.Describe(world, e)
	name := map[activity]string{
		life: world.Label(s.pid), handling: cmp.Or(said.Topic, said.Verb), waiting: said.Verb + " " + said.Detail,
	}[s.what]
	s.note = name
	x.start("B", activities[s.what], name, s.pid, s.co, e.At)
	switch {
	case s.what == life:
		x.flow(flowOfSpawn(e), "flow_in")
	case e.Kind == wire.KindReceive:
		x.flow(flowOfMessage(e), "flow_in")
	}
	x.args(said, e)
	x.write()
}

var activities = [...]string{life: "life", handling: "handling", waiting: "waiting"}

// ended implements spans.
func (x *perfetto) ended(s *span, at wire.Time) {
	if s.shown {
		x.start("E", activities[s.what], s.note.(string), s.pid, s.co, at)
		x.write()
	}
}

// moment writes a fact that begins no span: as a slice without length if a flow
// begins there, else as an instant.
func (x *perfetto) moment(world *trace.World, e *wire.Event) {
	said := trace.Describe(world, e)
	x.introduce(world, e.PID, e.Co)
	name := e.Kind.String() + " " + said.Topic
	switch e.Kind {
	case wire.KindSend, wire.KindNotify:
		x.slice(name, e)
		x.flow(flowOfMessage(e), "flow_out")
	case wire.KindSpawn:
		x.slice("spawn "+world.Label(e.Peer), e)
		x.flow(flowOfSpawn(e), "flow_out")
	default:
		x.start("i", "fact", name, e.PID, e.Co, e.At)
		x.event.string("s", "t") // of the thread
	}
	x.args(said, e)
	x.write()
}

func (x *perfetto) slice(name string, e *wire.Event) {
	x.start("X", "fact", name, e.PID, e.Co, e.At)
	x.event.integer("dur", 0)
}

// mailbox writes how many messages wait when that has changed.
func (x *perfetto) mailbox(world *trace.World, e *wire.Event) {
	of := e.Peer
	switch e.Kind {
	case wire.KindReceive, wire.KindArrive, wire.KindAct:
		of = e.PID
	case wire.KindSend, wire.KindNotify:
	default:
		return
	}
	p := world.Process(of)
	if p == nil || p.Ended {
		return
	}
	x.introduce(world, of, 0)
	x.start("C", "mailbox", "mailbox", of, 0, e.At)
	x.event.inside("args", func(o *object) { o.integer("messages", int64(p.Mailbox.Len)) })
	x.write()
}

// introduce tells the names of a process and a coroutine, once.
func (x *perfetto) introduce(world *trace.World, p wire.PID, co uint32) {
	known := x.named[p]
	if known == nil {
		known = map[uint32]int64{0: processNumber(p)}
		x.named[p] = known
		name := world.Label(p)
		if !p.IsZero() && name != p.Short() {
			name += " " + p.Short()
		}
		x.metadata("process_name", p, 0, name)
		x.metadata("thread_name", p, 0, "main")
	}
	if known[co] != 0 || co == 0 {
		return
	}
	x.last++
	known[co] = x.last & mostNumber
	name := "~" + strconv.FormatUint(uint64(co), 10)
	if process := world.Process(p); process != nil {
		if c := process.Coroutine(co); c != nil {
			name = c.Name + name
		}
	}
	x.metadata("thread_name", p, co, name)
}

func (x *perfetto) metadata(what string, p wire.PID, co uint32, name string) {
	x.start("M", "__metadata", what, p, co, 0)
	x.event.inside("args", func(o *object) { o.string("name", name) })
	x.write()
}

// mostNumber is the largest number of a process or thread there. The upper half
// is for coroutines.
const mostNumber = 1<<31 - 1

func processNumber(p wire.PID) int64 { return int64(p.N & mostNumber) }

// start begins an event. Some readers want every event to have all of these.
func (x *perfetto) start(phase, category, name string, p wire.PID, co uint32, at wire.Time) {
	x.event.begin(x.event.text[:0])
	x.event.string("ph", phase)
	x.event.string("cat", category)
	x.event.string("name", strings.TrimSpace(name))
	x.event.integer("pid", processNumber(p))
	x.event.integer("tid", x.named[p][co])
	x.event.key("ts")
	x.event.text = appendMicroseconds(x.event.text, at)
}

// appendMicroseconds appends a time to the nanosecond, exactly.
func appendMicroseconds(dst []byte, at wire.Time) []byte {
	at = max(at, 0)
	dst = strconv.AppendInt(dst, int64(at)/1000, 10)
	fraction := strconv.AppendInt(nil, 1000+int64(at)%1000, 10)
	return append(append(dst, '.'), fraction[1:]...)
}

// flow ties an event to others with the same number.
func (x *perfetto) flow(number uint64, direction string) {
	x.event.string("bind_id", "0x"+strconv.FormatUint(number, 16))
	x.event.key(direction)
	x.event.text = append(x.event.text, "true"...)
}

// Messages have even numbers, spawns odd ones.
func flowOfMessage(e *wire.Event) uint64 { return e.Ref << 1 }
func flowOfSpawn(e *wire.Event) uint64   { return e.Seq<<1 | 1 }

func (x *perfetto) args(said trace.Sentence, e *wire.Event) {
	x.event.inside("args", func(o *object) {
		o.integer("fact", int64(e.Seq))
		o.integer("cause", int64(e.Cause))
		o.string("says", said.Text())
	})
}

func (x *perfetto) write() {
	if !x.first {
		_ = x.out.WriteByte(',') // it remembers what goes wrong
	}
	x.first = false
	_ = x.out.WriteByte('\n')
	_, _ = x.out.Write(x.event.end())
}

func comparePIDs(a, b wire.PID) int {
	return cmp.Or(cmp.Compare(a.N, b.N), cmp.Compare(a.Host, b.Host))
}
