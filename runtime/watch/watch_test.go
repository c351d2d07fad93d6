package watch_test

import (
	"reflect"
	"slices"
	"testing"

	"echotui/runtime/share"
	"echotui/runtime/watch"
	"echotui/runtime/wire"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// anyFact is a fact that no node would emit: a file may be broken.
func anyFact(t *rapid.T) wire.Event {
	labels := []string{
		"", "a", "inbox", "events", "channel 1", "send channel 2", "channel 1, send channel 2", "call app:b",
		"inbox, after 1s", "messages in channel 1", "a, events", "channel 99999999999999999999999", "send ", "sleep",
	}
	return wire.Event{
		At:   wire.Time(rapid.Int64Range(0, 1<<32).Draw(t, "at")),
		Kind: wire.Kind(rapid.Uint8Range(0, uint8(len(wire.Kinds())+2)).Draw(t, "kind")),
		Co:   rapid.Uint32Range(0, 3).Draw(t, "co"),
		PID:  anyPID(t), Peer: anyPID(t),
		Ref:   rapid.Uint64Range(0, 5).Draw(t, "ref"),
		Cause: rapid.Uint64Range(0, 30).Draw(t, "cause"),
		N:     rapid.OneOf(rapid.Int64Range(-1, 32), rapid.Int64()).Draw(t, "n"),
		Name:  rapid.SampledFrom([]string{"", "a", "receive", "select", "send", "call", "sleep", "CANCEL", "turns"}).Draw(t, "name"),
		Text:  rapid.SampledFrom(labels).Draw(t, "text"),
		Args:  rapid.SampledFrom([][]wire.Value{nil, {nil}, {"{app:p|0x00003}"}, {loop()}}).Draw(t, "args"),
	}
}

// loop is a table that holds itself.
func loop() *wire.Table {
	table := &wire.Table{}
	table.Items = []wire.Value{table, "{app:p|0x00002}"}
	return table
}

func anyPID(t *rapid.T) wire.PID {
	n := rapid.Uint64Range(0, 5).Draw(t, "number")
	if n == 0 {
		return wire.PID{}
	}
	return wire.PID{Host: rapid.SampledFrom([]string{"app:p", "x@app:p"}).Draw(t, "host"), N: n}
}

// TestWatchTakesAnything: equal prefixes give equal watches, whatever is in
// them, and a clone goes its own way.
func TestWatchTakesAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := watch.New(), watch.New()
		var early, twin *watch.Watch
		seq := uint64(0)
		facts := rapid.SliceOfN(rapid.Custom(anyFact), 0, 120).Draw(t, "facts")
		cut := rapid.IntRange(0, len(facts)).Draw(t, "cut")
		for i, e := range facts {
			if i == cut {
				early, twin = a.Clone(), a.Clone()
			}
			seq += rapid.SampledFrom([]uint64{1, 1, 1, 1, 1, 1, 1, 1, 1, 2}).Draw(t, "step")
			e.Seq = seq
			facts[i] = e
			a.Apply(&e)
			b.Apply(&e)
			b.Apply(&e) // again changes nothing
		}
		if !same(a, b) {
			t.Fatal("two watches of one log differ")
		}
		if early == nil {
			return
		}
		if !same(early, twin) {
			t.Fatal("the original has changed its clone")
		}
		for i := range facts[cut:] {
			twin.Apply(&facts[cut+i])
		}
		if !reflect.DeepEqual(twin.Warnings, a.Warnings) || twin.Beyond != a.Beyond {
			t.Fatalf("a clone that catches up warns of\n%v\nand should of\n%v", twin.Warnings, a.Warnings)
		}
	})
}

// likelyFact is one of those that a watch remembers something of, mostly.
func likelyFact(t *rapid.T) wire.Event {
	e := anyFact(t)
	if rapid.IntRange(0, 4).Draw(t, "any kind") > 0 {
		e.Kind = rapid.SampledFrom([]wire.Kind{
			wire.KindSpawn, wire.KindSpawn, wire.KindSend, wire.KindReceive, wire.KindMonitor, wire.KindLink, wire.KindCoroutine, wire.KindWait,
			wire.KindExit,
		}).Draw(t, "likely kind")
		e.PID.Host, e.Peer.Host = "app:p", "app:p"
	}
	return e
}

// TestClonesStayAsTheyAre: clones of clones live on in turns, each in its own
// way. Each is what its own facts amount to, and does not change with others.
func TestClonesStayAsTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		watches, logs := []*watch.Watch{watch.New()}, [][]wire.Event{nil}
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			i := rapid.IntRange(0, len(watches)-1).Draw(t, "which")
			if rapid.Bool().Draw(t, "clone") {
				watches, logs = append(watches, watches[i].Clone()), append(logs, slices.Clip(logs[i]))
			}
			for _, e := range rapid.SliceOfN(rapid.Custom(likelyFact), 5, 60).Draw(t, "facts") {
				e.Seq = uint64(len(logs[i]) + 1)
				logs[i] = append(logs[i], e)
				watches[i].Apply(&e)
			}
			for k, log := range logs {
				want := watch.New()
				for n := range log {
					want.Apply(&log[n])
				}
				if !same(watches[k], want) {
					t.Fatalf("watch %d of %d is not what its facts amount to, after %d went on", k, len(watches), i)
				}
			}
		}
	})
}

// same reports whether two watches know the same, whoever may write into what.
func same(a, b *watch.Watch) bool {
	return cmp.Equal(a, b,
		cmp.Exporter(func(reflect.Type) bool { return true }),
		cmp.Comparer(func(a, b *share.Owner) bool { return true }))
}

// TestClonesDoNotHearOfChildren: what a maker tells of its children later, a
// clone does not know.
func TestClonesDoNotHearOfChildren(t *testing.T) {
	pid := func(n uint64) wire.PID { return wire.PID{Host: "app:p", N: n} }
	made := []wire.Event{
		{Seq: 1, Kind: wire.KindSpawn, Peer: pid(1), Name: "app:maker"},
		{Seq: 2, Kind: wire.KindSpawn, PID: pid(1), Peer: pid(3), Name: "app:child"},
	}
	before := func() *watch.Watch {
		w := watch.New()
		for i := range made {
			w.Apply(&made[i])
		}
		return w
	}
	for _, told := range []wire.Value{"{app:p|0x00003}", loop()} {
		w := before()
		clone := w.Clone()
		w.Apply(&wire.Event{Seq: 3, Kind: wire.KindSend, PID: pid(1), Peer: pid(9), Args: []wire.Value{told}})
		heard := before()
		heard.Apply(&wire.Event{Seq: 3, Kind: wire.KindSend, PID: pid(1), Peer: pid(9), Args: []wire.Value{told}})
		if !same(clone, before()) || !same(w, heard) {
			t.Errorf("told %v: a clone has heard of it, or the original has not", told)
		}
	}
}

// TestWarningsAreBounded: what has no room is counted, and what has gone on
// for long is one warning.
func TestWarningsAreBounded(t *testing.T) {
	w := watch.New()
	tell := func(topic string) {
		w.Apply(&wire.Event{Seq: uint64(w.Count() + 1), Kind: wire.KindLost, PID: wire.PID{Host: "app:p", N: 1}, Name: topic, Text: "nobody"})
	}
	for i := range 1100 {
		tell(string(rune('a' + i)))
	}
	if len(w.Warnings) != 1000 || w.Beyond != 100 || w.Count() != 1100 {
		t.Errorf("%d warnings and %d more", len(w.Warnings), w.Beyond)
	}
	tell("a")
	if first := w.Warnings[0]; first.Times != 2 || first.Seq != 1 || first.Last != 1101 || w.Count() != 1100 {
		t.Errorf("the first is %+v", first)
	}
}

// TestMissedFacts: a watch that comes late knows nobody, and raises nothing
// about what it can only guess.
func TestMissedFacts(t *testing.T) {
	facts := run(t, "testdata/apps/standstill")
	w := watch.New()
	for i := range facts {
		if i < 5 || i > 7 {
			w.Apply(&facts[i])
		}
	}
	if w.Count() != 0 {
		t.Errorf("it warns of %v", w.Warnings)
	}
}
