package trace

import (
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/wire"
)

// drawCauses makes facts each of which has any earlier one as its cause, often
// a near one.
func drawCauses(t *rapid.T, facts int) []wire.Event {
	log := make([]wire.Event, facts)
	for i := range log {
		e := &log[i]
		e.Seq = uint64(i + 1)
		e.PID = wire.PID{Host: "h", N: rapid.Uint64Range(0, 5).Draw(t, "pid")}
		switch rapid.IntRange(0, 9).Draw(t, "cause") {
		case 0:
		case 1:
			e.Cause = rapid.Uint64Range(0, e.Seq-1).Draw(t, "far")
		default:
			e.Cause = e.Seq - min(e.Seq, rapid.Uint64Range(1, 4).Draw(t, "near"))
		}
		if e.PID.N == 5 {
			e.Kind, e.PID.N, e.Peer = wire.KindSpawn, 1, wire.PID{Host: "h", N: e.Seq + 100}
		}
	}
	return log
}

// leads reports whether a fact is among the causes of another, all the way.
func leads(log []wire.Event, from, to uint64) bool {
	for ; to > from; to = log[to-1].Cause {
	}
	return from == to
}

// In whatever portions it is found out, while the log grows, what has to do
// with a fact is what a search through all causes finds.
func TestCausality(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawCauses(t, rapid.IntRange(1, 600).Draw(t, "facts"))
		root := rapid.Uint64Range(1, uint64(len(all))).Draw(t, "root")
		log := NewLog(10_000)
		for i := range all[:root] {
			log.Append(all[i])
		}
		c := NewCausality(log, root)
		for next := root; ; {
			grow := rapid.Uint64Range(0, 200).Draw(t, "more")
			for ; grow > 0 && next < uint64(len(all)); grow, next = grow-1, next+1 {
				log.Append(all[next])
			}
			more := c.Work(next, rapid.IntRange(1, 300).Draw(t, "limit"))
			if !more && next == uint64(len(all)) {
				break
			}
		}
		checkCausality(t, c, all)
	})
}

func checkCausality(t *rapid.T, c *Causality, all []wire.Event) {
	var led, came int
	var related []uint64
	concerned := map[wire.PID]bool{}
	for i := range all {
		e, want := &all[i], Unrelated
		switch {
		case e.Seq == c.Root:
			want = IsIt
		case e.Seq < c.Root && leads(all, e.Seq, c.Root):
			want = LedToIt
			led++
		case e.Seq > c.Root && leads(all, c.Root, e.Seq):
			want = CameOfIt
			came++
		}
		if got := c.Of(e.Seq); got != want {
			t.Fatalf("fact %d is %d to %d, not %d", e.Seq, got, c.Root, want)
		}
		if want != Unrelated {
			related = append(related, e.Seq)
			concerned[e.PID] = true
			if e.Kind == wire.KindSpawn {
				concerned[e.Peer] = true
			}
		}
	}
	if c.Led != led || c.Came != came || c.Forgotten {
		t.Fatalf("%d led and %d came, not %d and %d", c.Led, c.Came, led, came)
	}
	checkWalk(t, c, related, uint64(len(all)))
	for n := range uint64(800) {
		pid := wire.PID{Host: "h", N: n}
		if got := c.Concerns(pid); got != (concerned[pid] && n != 0) {
			t.Fatalf("it concerns process %d: %v", n, got)
		}
	}
}

// checkWalk goes along the related facts, in both directions.
func checkWalk(t *rapid.T, c *Causality, related []uint64, last uint64) {
	i := 0
	for seq := uint64(0); seq <= last; seq++ {
		for i < len(related) && related[i] <= seq {
			i++
		}
		want := uint64(0)
		if i < len(related) {
			want = related[i]
		}
		if got := c.Next(seq); got != want {
			t.Fatalf("after %d comes %d, not %d", seq, got, want)
		}
		if got := c.Previous(want); want != 0 && (i == 0 && got != 0 || i > 0 && got != related[i-1]) {
			t.Fatalf("before %d comes %d", want, got)
		}
	}
}

// A log that forgets its beginning says so.
func TestCausalityForgotten(t *testing.T) {
	log := NewLog(1000)
	for seq := uint64(1); seq <= 5000; seq++ {
		log.Append(wire.Event{Seq: seq, Cause: seq - 1})
	}
	c := NewCausality(log, 4990)
	for c.Work(5000, 100) {
	}
	first := log.First()
	if !c.Forgotten || uint64(c.Led) != 4990-first || c.Came != 10 || c.Of(first) != LedToIt || c.Previous(first) != 0 {
		t.Errorf("forgotten: %v, %d led from %d on, %d came", c.Forgotten, c.Led, first, c.Came)
	}
	whole := NewCausality(log, first)
	whole.Work(5000, 10_000)
	if !whole.Forgotten || whole.Led != 0 || uint64(whole.Came) != 5000-first {
		t.Errorf("forgotten: %v, %d led, %d came", whole.Forgotten, whole.Led, whole.Came)
	}
}

// PIDs that a foreign file makes up cost little, and those of other nodes are
// nobody here.
func TestCausalityOfForeignPIDs(t *testing.T) {
	log := NewLog(1000)
	log.Append(wire.Event{Seq: 1, PID: wire.PID{Host: "other@h", N: 7}})
	log.Append(wire.Event{Seq: 2, Cause: 1, PID: wire.PID{Host: "h", N: ^uint64(0)}})
	c := NewCausality(log, 1)
	c.Work(2, 10)
	if c.Concerns(wire.PID{Host: "h", N: 7}) || !c.Concerns(wire.PID{Host: "h", N: ^uint64(0)}) {
		t.Error("it concerns others")
	}
	var set bitset
	for n := range uint64(mostPages + 10) {
		set.set(n * pageBits)
	}
	if len(set.pages) != mostPages || set.has((mostPages+1)*pageBits) {
		t.Errorf("%d pages", len(set.pages))
	}
}

// BenchmarkCausality finds out all that has to do with an early fact of a log
// of a million, which are decoded on the way. The goal is 250 ns a fact: a frame
// can then look at 20,000 in 5 ms.
func BenchmarkCausality(b *testing.B) {
	log := NewLog(1 << 20)
	for _, e := range echoes(1_000_000) {
		e.Cause = e.Seq - min(e.Seq, 1+e.Seq%7)
		log.Append(e)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := NewCausality(log, 1000)
		for c.Work(log.Last(), 20_000) {
		}
	}
	perEvent(b, int(log.Last()))
}
