package trace

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/tidwall/btree"

	"echotui/runtime/share"
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

// TestManyClonesStayAsTheyAre: a dozen clones of clones live on in turns, each in
// its own way, and none changes but by its own facts.
func TestManyClonesStayAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lives := []*life{newLife()}
		lives[0].live(t)
		dumps := []string{dumped(lives[0].world)}
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			i := rapid.IntRange(0, len(lives)-1).Draw(t, "which")
			l := lives[i]
			if rapid.Bool().Draw(t, "clone") {
				lives, dumps = append(lives, l.again(t)), append(dumps, dumps[i])
			}
			l.live(t)
			dumps[i] = dumped(l.world)
			want := NewWorld()
			for k := range l.log {
				want.Apply(&l.log[k])
			}
			if dumped(want) != dumps[i] {
				t.Fatalf("world %d is\n%s\nand should be\n%s", i, dumps[i], dumped(want))
			}
			for k, l := range lives {
				if got := dumped(l.world); got != dumps[k] {
					t.Fatalf("when world %d went on, world %d became\n%s\nit was\n%s", i, k, got, dumps[k])
				}
			}
		}
	})
}

// again is a life that was the same so far, with a clone of the world.
func (l *life) again(t *rapid.T) *life {
	c := newLife()
	for _, e := range l.log {
		c.tell(e)
	}
	c.world, c.made, c.ref = l.world.Clone(), l.made, l.ref
	return c
}

// constant are the types of what never changes once it is made, and of what
// looks after its own sharing.
var constant = []reflect.Type{
	reflect.TypeFor[*Message](), reflect.TypeFor[*Letter](), reflect.TypeFor[[]*Letter](), reflect.TypeFor[[]Sample](),
	reflect.TypeFor[[]wire.Value](), reflect.TypeFor[*Turn](), reflect.TypeFor[[]*Turn](), reflect.TypeFor[*wire.Error](),
	reflect.TypeFor[topics](), reflect.TypeFor[map[seriesKey]int](), reflect.TypeFor[*share.Owner](),
	reflect.TypeFor[*btree.Map[string, int]](), reflect.TypeFor[*btree.Map[string, uint64]](), reflect.TypeFor[*btree.Map[string, uint32]](),
}

// TestWhatIsSharedIsNotWritten looks for anything that a world and its clone
// both point to and one of them owns, so that it would write there: a field that
// somebody adds to a World must be copied, or lie in something that has an owner.
func TestWhatIsSharedIsNotWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife()
		l.live(t)
		l.world.Apply(&wire.Event{Seq: l.seq + 1, Kind: wire.KindService, Name: "app:service"})
		worlds := []*World{l.world, l.world.Clone()}
		l.seq++
		l.live(t)
		worlds = append(worlds, worlds[1].Clone())
		l.live(t)
		for i, a := range worlds {
			own, shared := pointers{}, pointers{}
			own.collect(reflect.ValueOf(a), 0)
			for _, b := range worlds[i+1:] {
				shared.collect(reflect.ValueOf(b), 0)
				for p, owner := range shared {
					if owns(a, own[p]) || own[p] != 0 && owns(b, owner) {
						t.Fatalf("two worlds share %s, and one of them owns it", p.kind)
					}
				}
			}
		}
	})
}

// owns reports whether a world, or its roster, is that owner.
func owns(w *World, owner uintptr) bool {
	return owner != 0 && (owner == reflect.ValueOf(w.owner).Pointer() || owner == reflect.ValueOf(w.roster.owner).Pointer())
}

// pointers are the places in memory that a value leads to, but for those that
// never change, and the owner of what each lies in.
type pointers map[pointer]uintptr

type pointer struct {
	kind reflect.Type
	at   uintptr
}

func (p pointers) collect(v reflect.Value, owner uintptr) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		at := pointer{v.Type(), v.Pointer()}
		if v.IsNil() || v.Kind() == reflect.Slice && v.Cap() == 0 || slices.Contains(constant, v.Type()) {
			return
		}
		if v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct {
			owner = ownerOf(v.Elem(), owner)
		}
		if _, known := p[at]; known {
			return
		}
		p[at] = owner
	}
	switch v.Kind() {
	case reflect.Pointer:
		p.collect(v.Elem(), owner)
	case reflect.Struct:
		owner = ownerOf(v, owner)
		for i := range v.NumField() {
			p.collect(v.Field(i), owner)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			p.collect(v.Index(i), owner)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			p.collect(v.MapIndex(key), owner)
		}
	}
}

// ownerOf is the owner that a struct names, or else the one of what it lies in.
func ownerOf(v reflect.Value, owner uintptr) uintptr {
	if field := v.FieldByName("owner"); field.IsValid() {
		return field.Pointer()
	}
	return owner
}

// TestWeightIsAboutRight compares what worlds say that they take, besides what
// they share with the clone before, with what they take. Of what changes now and
// then, such as samples, they count a little more.
func TestWeightIsAboutRight(t *testing.T) {
	const many = 3_000
	host := "app:p"
	pid := func(n uint64) wire.PID { return wire.PID{Host: host, N: n%many + 1} }
	for name, fact := range map[string]func(n uint64) wire.Event{
		"spawn": func(n uint64) wire.Event {
			return wire.Event{Kind: wire.KindSpawn, PID: pid(n / 4), Peer: wire.PID{Host: host, N: many + n + 1}, Name: "app:entry", N: 3}
		},
		"names": func(n uint64) wire.Event {
			return wire.Event{Kind: wire.KindRegister, PID: pid(n), Name: fmt.Sprint("name ", n)}
		},
		"mail": func(n uint64) wire.Event {
			return wire.Event{Kind: wire.KindSend, PID: pid(n), Peer: pid(n / 100), Ref: n + 1, Args: []wire.Value{fmt.Sprint("text ", n)}}
		},
		"waits": func(n uint64) wire.Event {
			return wire.Event{Kind: wire.KindWait, PID: pid(n * 7), Name: "select", Text: "inbox"}
		},
		"coroutines": func(n uint64) wire.Event {
			return wire.Event{Kind: wire.KindCoroutine, PID: pid(n / 10), Co: uint32(n + 1), Name: "f"}
		},
	} {
		w := NewWorld()
		tell := func(e wire.Event) {
			e.Seq = w.Seq + 1
			w.Apply(&e)
		}
		for n := range uint64(many) {
			tell(wire.Event{Kind: wire.KindSpawn, Peer: pid(n), Name: "app:entry"})
		}
		var kept []*World
		last, says := w.Clone(), 0
		n := uint64(0)
		takes := growth(func() {
			for range 20 {
				for range 100 {
					tell(fact(n))
					n++
				}
				kept = append(kept, w.Clone())
			}
		})
		for _, w := range kept {
			says += w.Weight(last)
			last = w
		}
		if says < takes*2/3 || says > 2*takes {
			t.Errorf("%s: clones take %d bytes, and are said to take %d", name, takes, says)
		}
	}
}

// growth is by how many bytes what is in use grows while f runs.
func growth(f func()) int {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	f()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return int(after.HeapAlloc) - int(before.HeapAlloc)
}
