package trace

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"echotui/runtime/wire"
)

// longHistory is that of ten million facts of the echo app, and the bytes of
// memory that it takes besides the log.
func longHistory(b *testing.B) (h *History[*World], facts uint64, bytes float64) {
	b.Helper()
	facts = 10_000_000
	log := longLog(facts)
	before := inUse()
	h = NewHistory(log, NewWorld(), 64<<20)
	for h.Follow(100_000) {
	}
	return h, facts, inUse() - before
}

func longLog(facts uint64) *Log {
	log := NewLog(int(facts))
	var batch []wire.Event
	for log.Last() < facts {
		batch = echoLog(facts).Since(batch[:0], log.Last(), 10_000)
		log.Append(batch...)
	}
	return log
}

func inUse() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// percentiles reports what half of the times are below, and all but a hundredth.
func percentiles(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkHistoryJump looks at random moments of ten million facts. Target:
// at most 50 ms in 99 of 100 cases, with what the log takes to decode facts.
func BenchmarkHistoryJump(b *testing.B) {
	h, facts, bytes := longHistory(b)
	random := rand.New(rand.NewPCG(1, 2))
	var times []time.Duration
	for b.Loop() {
		begun := time.Now()
		h.At(random.Uint64N(facts))
		times = append(times, time.Since(begun))
	}
	percentiles(b, times)
	b.ReportMetric(bytes/(1<<20), "MB")
	b.ReportMetric(float64(len(h.points)), "checkpoints")
}

// BenchmarkHistoryStepBack goes back fact by fact, 1,000 times from each of
// some random moments. Target: at most 16 ms in 99 of 100 cases.
func BenchmarkHistoryStepBack(b *testing.B) {
	h, facts, _ := longHistory(b)
	stepBack(b, h, facts)
}

func stepBack(b *testing.B, h *History[*World], facts uint64) {
	random := rand.New(rand.NewPCG(1, 2))
	var times []time.Duration
	at := uint64(0)
	for i := 0; b.Loop(); i++ {
		if i%1000 == 0 {
			at = 1000 + random.Uint64N(facts-1000)
			h.At(at)
		}
		at--
		begun := time.Now()
		h.At(at)
		times = append(times, time.Since(begun))
	}
	percentiles(b, times)
}

// BenchmarkHistoryFollow is what it costs to fold a log of a million facts, most
// of them packed, and to make checkpoints.
func BenchmarkHistoryFollow(b *testing.B) {
	const facts = 1_000_000
	log := longLog(facts)
	b.ReportAllocs()
	for b.Loop() {
		h := NewHistory(log, NewWorld(), 64<<20)
		for h.Follow(1000) {
		}
	}
	perEvent(b, facts)
}
