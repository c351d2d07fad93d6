package trace

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// TestClonesGoTheirOwnWays: after any life, original and clone are equal. Then
// one of them lives on, and the other stays as it was; one more sees something
// else happen, and both stay as they were; the other catches up, and they are
// equal again.
func TestClonesGoTheirOwnWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife()
		for range rapid.IntRange(0, 5).Draw(t, "clones") {
			l.live(t)
			here := len(l.log)
			ahead, behind, other := l.world, l.world.Clone(), l.world.Clone()
			if rapid.Bool().Draw(t, "the clone goes ahead") {
				ahead, behind = behind, ahead
			}
			if got, want := dumped(ahead), dumped(behind); got != want {
				t.Fatalf("a clone is\n%s\nof\n%s", got, want)
			}
			l.world = ahead
			before := dumped(behind)
			l.live(t)
			if got := dumped(behind); got != before {
				t.Fatalf("one world became\n%s\nwhen facts were applied to the other; it was\n%s", got, before)
			}
			after := dumped(ahead)
			for _, e := range l.log[here:] {
				e.N, e.Args = e.N+1, []wire.Value{wire.Record("n", 7.5)}
				other.Apply(&e)
			}
			if dumped(ahead) != after || dumped(behind) != before {
				t.Fatalf("two worlds became\n%s\nand\n%s\nwhen facts were applied to another", dumped(ahead), dumped(behind))
			}
			for i := range l.log[here:] {
				behind.Apply(&l.log[here+i])
			}
			if got := dumped(behind); got != after || dumped(ahead) != after {
				t.Fatalf("the world that came later is\n%s\nand should be\n%s", got, after)
			}
		}
	})
}

// live does some random things.
func (l *life) live(t *rapid.T) {
	steps := l.steps()
	steps["stats"], steps["lost"], steps["service"] = l.stats, l.unread, l.service
	names := make([]string, 0, len(steps))
	for name := range steps {
		names = append(names, name)
	}
	slices.Sort(names)
	if l.twin.live == 0 {
		l.spawn(t)
	}
	for range rapid.IntRange(0, 12).Draw(t, "steps") {
		if name := rapid.SampledFrom(names).Draw(t, "step"); l.twin.live > 0 || name == "spawn" {
			steps[name](t)
		}
	}
}

// stats logs numbers.
func (l *life) stats(t *rapid.T) {
	p := l.someone(t)
	title := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "title")
	for i := range rapid.SampledFrom([]int{1, 2, 130}).Draw(t, "records") {
		l.tell(wire.Event{Kind: wire.KindLog, PID: p.pid, Text: title, Args: []wire.Value{wire.Record("n", float64(i), title, 2.0)}})
	}
}

// service changes a service that has a reason, and maybe lost its process.
func (l *life) service(t *rapid.T) {
	for i := range rapid.SampledFrom([]int{1, 2, 30}).Draw(t, "changes") {
		l.tell(wire.Event{Kind: wire.KindService, Name: "app:service", Text: "reason", N: int64(i)})
	}
	if l.twin.live > 0 {
		l.tell(wire.Event{Kind: wire.KindService, Name: "app:service", PID: l.someone(t).pid, N: int64(wire.StateRunning)})
	}
}

// unread leaves more messages to nobody than are kept.
func (l *life) unread(t *rapid.T) {
	p := l.someone(t)
	for range rapid.SampledFrom([]int{1, 2, 130}).Draw(t, "messages") {
		l.tell(wire.Event{Kind: wire.KindLost, PID: p.pid, Ref: l.next(), Text: "nobody"})
	}
}

// constant are the types of what worlds may share.
var constant = []reflect.Type{
	reflect.TypeFor[*Message](), reflect.TypeFor[*Letter](), reflect.TypeFor[[]*Letter](), reflect.TypeFor[[]Sample](),
	reflect.TypeFor[*branch](), reflect.TypeFor[[]wire.Value](), reflect.TypeFor[*Turn](), reflect.TypeFor[[]*Turn](),
	reflect.TypeFor[*wire.Error](), reflect.TypeFor[topics](),
}

// TestCloneSharesWhatNeverChanges looks for anything else that a world and its
// clone both point to: a field that somebody adds to a World must be cloned.
func TestCloneSharesWhatNeverChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife()
		l.live(t)
		l.world.Apply(&wire.Event{Seq: l.seq + 1, Kind: wire.KindService, Name: "app:service"})
		of, clone := pointers{}, pointers{}
		of.collect(reflect.ValueOf(l.world))
		clone.collect(reflect.ValueOf(l.world.Clone()))
		for p := range clone {
			if of[p] {
				t.Fatalf("a world and its clone share %s", p.kind)
			}
		}
	})
}

// pointers are the places in memory that a value leads to, but for those that
// never change.
type pointers map[pointer]bool

type pointer struct {
	kind reflect.Type
	at   uintptr
}

func (p pointers) collect(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		at := pointer{v.Type(), v.Pointer()}
		if v.IsNil() || v.Kind() == reflect.Slice && v.Cap() == 0 || slices.Contains(constant, v.Type()) || p[at] {
			return
		}
		p[at] = true
	}
	switch v.Kind() {
	case reflect.Pointer:
		p.collect(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			p.collect(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			p.collect(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			p.collect(v.MapIndex(key))
		}
	}
}

// TestWeightIsAboutRight compares what worlds say that a clone takes with what
// it takes. They count a little more: what is shared now may not be for long.
func TestWeightIsAboutRight(t *testing.T) {
	host, crowd, stats, mail := "app:p", NewWorld(), NewWorld(), NewWorld()
	for n := range uint64(3_000) {
		pid := wire.PID{Host: host, N: n + 1}
		crowd.Apply(&wire.Event{Seq: 2*n + 1, Kind: wire.KindSpawn, PID: wire.PID{Host: host, N: (n + 1) / 4}, Peer: pid, Name: "app:entry"})
		crowd.Apply(&wire.Event{Seq: 2*n + 2, Kind: wire.KindRegister, PID: pid, Name: pid.Short()})
		mail.Apply(&wire.Event{Seq: 2*n + 1, Kind: wire.KindSpawn, Peer: pid, Name: fmt.Sprint("app:entry", n)})
		mail.Apply(&wire.Event{Seq: 2*n + 2, Kind: wire.KindSend, Peer: wire.PID{Host: host, N: 1}, Ref: n + 1})
	}
	for i := range 1000 {
		logged(stats, fmt.Sprint("title ", i%50), wire.Record("a", float64(i), "b", 2.0))
	}
	worlds := map[string]*World{"empty": NewWorld(), "crowd": crowd, "stats": stats, "mail": mail}
	for name, w := range worlds {
		w.Clone() // what lies in the roster is shared from now on
		takes := allocated(func() { w.Clone() })
		if says := w.Weight(); says < takes || says > 3*takes && name != "stats" || says > 18*takes {
			t.Errorf("%s: a clone takes %d bytes, and is said to take %d", name, takes, says)
		}
	}
}

// allocated is the bytes that f takes.
func allocated(f func()) int {
	const times = 10
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range times {
		f()
	}
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc-before.TotalAlloc) / times
}

// TestWeightIsCounted: what a world counts as it goes is what all that waits and
// all arguments weigh.
func TestWeightIsCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife()
		l.live(t)
		l.live(t)
		want, names := 0, 0
		for _, p := range l.world.processes {
			want += weightOf(p.Args)
			names += len(p.Names)
			for _, m := range p.Mailbox.Messages {
				want += messageWeight + weightOf(m.Args)
			}
		}
		if l.world.payload != want || len(l.world.names) != names {
			t.Fatalf("payloads weigh %d, counted are %d; %d names of %d", want, l.world.payload, len(l.world.names), names)
		}
	})
}
