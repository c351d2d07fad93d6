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
