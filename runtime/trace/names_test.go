package trace

import (
	"testing"

	"echotui/runtime/wire"
)

// TestLabel: short names, and whether they tell who is meant.
func TestLabel(t *testing.T) {
	w := NewWorld()
	for i, entry := range []string{"app:cli", "app:worker", "deep.name.space:worker", "bare", "app:worker"} {
		w.Apply(&wire.Event{Seq: uint64(i + 1), Kind: wire.KindSpawn, Peer: wire.PID{Host: "h", N: uint64(i + 1)}, Name: entry})
	}
	tests := []struct {
		pid    wire.PID
		label  string
		unique bool
	}{
		{wire.PID{}, "node", true},
		{wire.PID{Host: "h", N: 1}, "cli", true},
		{wire.PID{Host: "h", N: 2}, "worker", false},
		{wire.PID{Host: "h", N: 3}, "worker", false},
		{wire.PID{Host: "h", N: 4}, "bare", true},
		{wire.PID{Host: "h", N: 5}, "worker", false},
		{wire.PID{Host: "h", N: 6}, "0x00006", true},
		{wire.PID{Host: "node@h", N: 1}, "0x00001", true},
		{wire.PID{Host: wire.ControlHost, N: 7}, "node", true},
	}
	for _, test := range tests {
		if got := w.Label(test.pid); got != test.label || w.Unique(test.pid) != test.unique {
			t.Errorf("%s is called %q, unique %v", test.pid, got, w.Unique(test.pid))
		}
	}
}

// TestLabelsOutliveTheirProcesses, and are forgotten in the order of birth.
func TestLabelsOutliveTheirProcesses(t *testing.T) {
	w := NewWorld()
	for n := uint64(1); n <= mostSlots+10; n++ {
		pid := wire.PID{Host: "h", N: n}
		w.Apply(&wire.Event{Seq: 2*n - 1, Kind: wire.KindSpawn, Peer: pid, Name: "app:worker"})
		w.Apply(&wire.Event{Seq: 2 * n, Kind: wire.KindExit, PID: pid})
	}
	for n, want := range map[uint64]string{10: "0x0000a", 11: "worker", mostSlots + 10: "worker"} {
		if got := w.Label(wire.PID{Host: "h", N: n}); got != want {
			t.Errorf("process %d is called %q, not %q", n, got, want)
		}
	}
	if got := w.roster.apart(&NewWorld().roster); got > 17*mostSlots || w.processes.Len() != keptEnded {
		t.Errorf("the labels take %d bytes, there are %d processes", got, w.processes.Len())
	}
}

// TestLabelsOfTheLiving: who lives keeps label and lane, whatever is born; and for
// a while after its end.
func TestLabelsOfTheLiving(t *testing.T) {
	const elder, young = 5, 5 + mostSlots
	w, r := NewWorld(), NewRoster()
	pid := func(n uint64) wire.PID { return wire.PID{Host: "h", N: n} }
	apply := func(e wire.Event) {
		e.Seq = w.Seq + 1
		w.Apply(&e)
		r.Apply(&e)
	}
	check := func(when string, n uint64, want string, lane int) {
		t.Helper()
		if got, _ := w.Lane(pid(n)); w.Label(pid(n)) != want || r.Label(pid(n)) != want || got.Index != lane {
			t.Errorf("%s, process %d is called %q and %q in lane %d, not %q in lane %d", when, n, w.Label(pid(n)), r.Label(pid(n)), got.Index, want, lane)
		}
	}
	apply(wire.Event{Kind: wire.KindSpawn, Peer: pid(1), Name: "app:relay"})
	apply(wire.Event{Kind: wire.KindSpawn, Peer: pid(elder), Name: "app:relay"})
	for n := uint64(elder + 1); n <= young; n++ {
		apply(wire.Event{Kind: wire.KindSpawn, Peer: pid(n), Name: "app:worker"})
		if n != young {
			apply(wire.Event{Kind: wire.KindExit, PID: pid(n)})
		}
	}
	before := w.Clone()
	check("beside a younger one", elder, "relay", 1)
	check("beside an elder", young, "worker", 0)
	apply(wire.Event{Kind: wire.KindUpgrade, PID: pid(elder), Name: "app:other"})
	check("with other code", elder, "other", 0)
	check("whose slot an elder took", young, "worker", 0)
	apply(wire.Event{Kind: wire.KindExit, PID: pid(young)})
	apply(wire.Event{Kind: wire.KindExit, PID: pid(elder)})
	check("after its end", elder, "other", 0)
	if got := before.Label(pid(elder)); got != "relay" {
		t.Errorf("in a clone made before, the elder is called %q", got)
	}
}

// TestLabelsOfWideNumbers: numbers far apart cost no more than the bound.
func TestLabelsOfWideNumbers(t *testing.T) {
	w := NewWorld()
	numbers := []uint64{1, 1 << 40, 1<<63 + 5, 17, ^uint64(0)}
	for i, n := range numbers {
		w.Apply(&wire.Event{Seq: uint64(i + 1), Kind: wire.KindSpawn, Peer: wire.PID{Host: "h", N: n}, Name: "app:worker"})
	}
	for _, n := range numbers {
		if got := w.Label(wire.PID{Host: "h", N: n}); got != "worker" {
			t.Errorf("process %d is called %q", n, got)
		}
	}
	if got := w.roster.apart(&NewWorld().roster); got > 3000*len(numbers) {
		t.Errorf("%d labels take %d bytes", len(numbers), got)
	}
}
