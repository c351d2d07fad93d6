package trace

import (
	"fmt"
	"strings"
	"testing"

	"echotui/runtime/share"
	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// TestWorldEqualsTwin lets a node that does anything a node may do run, and
// compares its World with the twin after every few facts.
func TestWorldEqualsTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife()
		steps := l.steps()
		steps[""] = func(t *rapid.T) {
			if got, want := drawn(l.world), l.twin.picture(); got != want {
				t.Fatalf("the world is\n%s\nand should be\n%s", got, want)
			}
			checkIndex(t, l)
		}
		t.Repeat(steps)
	})
}

// drawn is the world in the words of twin.picture.
func drawn(w *World) string {
	var b strings.Builder
	fmt.Fprintf(&b, "live %d of %d, lost %d\n", w.Live, w.Spawned, w.Lost)
	for _, h := range w.Hosts {
		fmt.Fprintf(&b, "%s rows=%d gone=%d\n", h.ID, h.Rows, h.Gone)
		for _, root := range w.Roots(h).From(0) {
			drawnProcess(&b, w, root, nil, 1)
		}
	}
	return b.String()
}

func drawnProcess(b *strings.Builder, w *World, p, parent *Process, level int) {
	if w.Parent(p) != parent || p.Root() != (parent == nil) || p.Coroutines[0] != &p.main {
		fmt.Fprintf(b, "wrong parent of ")
	}
	mail := make([]uint64, 0, p.Mailbox.Len)
	for _, m := range p.Mailbox.Messages {
		mail = append(mail, m.Ref)
	}
	fmt.Fprintf(b, "%d %s ended=%v rows=%d gone=%d mail=%v names=%q sent=%d received=%d trap=%v %q",
		level, p.PID, p.Ended, p.Rows, p.Gone, mail, p.Names, p.Sent, p.Received, p.Trap, p.Ties.words())
	for _, c := range p.Coroutines {
		if !p.Ended {
			fmt.Fprintf(b, " ~%d:%s@%d", c.Co, c.On, c.Since)
		}
	}
	b.WriteByte('\n')
	for _, child := range w.Children(p).From(0) {
		drawnProcess(b, w, child, p, level+1)
	}
}

// words is what a process is to others, in the words of the twin.
func (t *Ties) words() []string {
	var list []string
	add := func(what string, numbers share.Set) {
		for n := range numbers.From(0) {
			list = append(list, fmt.Sprintf("%s %04d", what, n))
		}
	}
	add("link", t.Links)
	add("watched by", t.Watchers)
	add("watches", t.Watches)
	return list
}

// checkIndex finds every process by its PID, unless it was removed.
func checkIndex(t *rapid.T, l *life) {
	shown := 0
	for _, p := range l.twin.all {
		found := l.world.Process(p.pid)
		if found == nil != p.removed || found != nil && found.PID != p.pid {
			t.Fatalf("process %s: removed %v, found %v", p.pid, p.removed, found)
		}
		if found != nil {
			shown++
		}
		if got := l.world.Label(p.pid); got != "entry" {
			t.Fatalf("%s is called %q", p.pid, got)
		}
	}
	if n := l.world.processes.Len(); n != shown {
		t.Fatalf("%d processes are indexed, %d shown", n, shown)
	}
}

// TestSkippedFactsAreCounted: a world that comes too late for the beginning of
// a log says so and goes on, and no fact counts twice.
func TestSkippedFactsAreCounted(t *testing.T) {
	w := NewWorld()
	w.Apply(&wire.Event{Seq: 11, Kind: wire.KindLost})
	w.Apply(&wire.Event{Seq: 11, Kind: wire.KindLost})
	w.Apply(&wire.Event{Seq: 13, Kind: wire.KindLost})
	if w.Missed != 11 || w.Lost != 2 || w.Seq != 13 {
		t.Errorf("missed %d, lost %d, seq %d", w.Missed, w.Lost, w.Seq)
	}
}

// TestMadeByItself: a damaged trace may say that a process made itself. It has no
// parent then, and what it makes hangs below it.
func TestMadeByItself(t *testing.T) {
	w := NewWorld()
	self, child := wire.PID{Host: "app:h", N: 1}, wire.PID{Host: "app:h", N: 2}
	w.Apply(&wire.Event{Seq: 1, Kind: wire.KindSpawn, PID: self, Peer: self})
	w.Apply(&wire.Event{Seq: 2, Kind: wire.KindSpawn, PID: self, Peer: child})
	if above := w.Parent(w.Process(self)); above != nil {
		t.Errorf("%s is below %s", self, above.PID)
	}
	if above := w.Parent(w.Process(child)); above == nil || above.PID != self {
		t.Errorf("%s is below %v", child, above)
	}
}

// TestWorldTakesAnything feeds facts that no node would emit, in any order: a
// file may be broken, and half a log is still worth looking at. Equal logs give
// equal worlds.
func TestWorldTakesAnything(t *testing.T) {
	event := rapid.Custom(func(t *rapid.T) wire.Event {
		return wire.Event{
			Kind: wire.Kind(rapid.Uint8Range(0, uint8(len(wire.Kinds())+2)).Draw(t, "kind")),
			Co:   rapid.Uint32Range(0, 3).Draw(t, "co"),
			PID:  anyPID(t), Peer: anyPID(t),
			Ref:   rapid.Uint64Range(0, 5).Draw(t, "ref"),
			Cause: rapid.Uint64Range(0, 30).Draw(t, "cause"),
			N:     rapid.OneOf(rapid.Int64Range(-1, 9), rapid.Int64()).Draw(t, "n"),
			Name:  rapid.SampledFrom([]string{"", "a", "app:b", "sleep"}).Draw(t, "name"),
			Text:  rapid.SampledFrom([]string{"", "a", "\x1b[2J"}).Draw(t, "text"),
			Args:  rapid.SampledFrom([][]wire.Value{nil, {nil}, {wire.Record("n", 1.0)}}).Draw(t, "args"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := NewWorld(), NewWorld()
		for i, e := range rapid.SliceOfN(event, 0, 60).Draw(t, "events") {
			e.Seq = uint64(i + 1)
			a.Apply(&e)
			b.Apply(&e)
			_ = Describe(a, &e).Text()
		}
		for _, h := range a.Hosts {
			rows := 0
			for _, root := range a.Roots(h).From(0) {
				rows += counted(a, root)
			}
			if rows != h.Rows {
				t.Fatalf("host %s has %d rows and counts %d", h.ID, rows, h.Rows)
			}
		}
		if dumped(a) != dumped(b) {
			t.Fatalf("two worlds of one log differ")
		}
	})
}

func counted(w *World, p *Process) int {
	rows := len(p.Coroutines)
	for _, child := range w.Children(p).From(0) {
		rows += counted(w, child)
	}
	return rows
}

func anyPID(t *rapid.T) wire.PID {
	return wire.PID{
		Host: rapid.SampledFrom([]string{"", "app:p", "app:t", "x@app:p"}).Draw(t, "host"),
		N:    rapid.Uint64Range(0, 6).Draw(t, "number"),
	}
}
