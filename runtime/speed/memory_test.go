package speed

import (
	"fmt"
	"runtime"
	"testing"

	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// inUse is the bytes of heap and stacks that are in use.
func inUse() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what the first one has finalized
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc + m.StackInuse)
}

// fromSystem is the bytes that were asked of the system: the most there ever were.
func fromSystem() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys)
}

// BenchmarkParked is what a process takes that waits for a message: heap and
// stack. The goal is 8 KB, and that a million fit in 12 GB: of the system, as the
// peak tells, with the room that the collector needs.
func BenchmarkParked(b *testing.B) {
	for _, count := range []int{100, 1000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("processes=%d", count), func(b *testing.B) { park(b, count) })
	}
}

func park(b *testing.B, count int) {
	for b.Loop() {
		n := bootWithin(b, wire.Limits{TotalMemory: -1}, parked, count)
		before := inUse()
		live := 0
		for more := true; more; {
			more = n.Run(1000)
			for _, e := range n.Take(everything) {
				switch e.Kind {
				case wire.KindStart:
					live++
				case wire.KindExit, wire.KindSpawnFailed:
					b.Fatal(e)
				}
			}
		}
		if live != count+1 {
			b.Fatalf("%d processes live", live)
		}
		b.ReportMetric((inUse()-before)/float64(count), "B/process")
		b.ReportMetric(fromSystem()/1e9, "peak-GB")
		n.Close()
	}
}

// BenchmarkLog is what a fact takes once it is in the log, all in. The goal is 64
// bytes.
func BenchmarkLog(b *testing.B) {
	for _, facts := range []int{10_000, 100_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("facts=%d", facts), func(b *testing.B) { keep(b, facts) })
	}
}

func keep(b *testing.B, facts int) {
	for b.Loop() {
		s := node.NewStage(boot(b, pingpong, facts), node.VirtualClock)
		s.Advance(slice)
		before, begun := inUse(), s.Status().Last
		for at := 2 * slice; s.Status().Last < begun+uint64(facts) && !s.Status().Stopped; at += slice {
			s.Advance(at)
		}
		b.ReportMetric((inUse()-before)/float64(s.Status().Last-begun), "B/fact")
		s.Close()
	}
}
