package node

import (
	"math/rand/v2"
	"testing"

	"echotui/runtime/codec"
	"echotui/runtime/spill"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// rooms are a log that has all the memory it needs, and one that has so little
// that nearly all its facts are in files.
var rooms = []struct {
	name   string
	memory int
}{{"memory", trace.Unbounded}, {"files", 1 << 20}}

// filling appends facts to a log, round after round, and does all the work that
// comes of it.
type filling struct {
	log     *trace.Log
	facts   []wire.Event
	next    int
	encoder codec.Encoder
}

func newFilling(b *testing.B, memory int) *filling {
	b.Helper()
	store := spill.New(b.TempDir())
	b.Cleanup(store.Close)
	f := &filling{log: trace.NewLog(storedFacts), facts: echoFacts(b, 40_000)}
	f.log.Bound(storedFacts, memory, store, storedBytes)
	return f
}

func (f *filling) append(count int) {
	for range count {
		e := f.facts[f.next]
		if e.Cause != 0 {
			e.Cause += f.log.Last() + 1 - e.Seq
		}
		e.Seq = f.log.Last() + 1
		f.log.Append(e)
		f.next = (f.next + 1) % len(f.facts)
	}
	for p := f.log.Packing(); p != nil; p = f.log.Packing() {
		p.Do(&f.encoder)
		f.log.Packed(p)
	}
	for s := f.log.Spilling(); s != nil; s = f.log.Spilling() {
		s.Do()
		f.log.Spilled(s)
	}
}

// BenchmarkKeep is what it takes to keep 10,000 facts, packing and writing
// included, once the log has no memory left.
func BenchmarkKeep(b *testing.B) {
	for _, room := range rooms {
		b.Run(room.name, func(b *testing.B) {
			f := newFilling(b, room.memory)
			f.append(600_000)
			b.ReportAllocs()
			for b.Loop() {
				f.append(10_000)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/fact")
		})
	}
}

// BenchmarkReadBack reads 10,000 facts from anywhere in the past.
func BenchmarkReadBack(b *testing.B) {
	for _, room := range rooms {
		b.Run(room.name, func(b *testing.B) {
			f := newFilling(b, room.memory)
			f.append(2_000_000)
			random := rand.New(rand.NewPCG(1, 1))
			var dst []wire.Event
			b.ReportAllocs()
			for b.Loop() {
				dst = f.log.Since(dst[:0], random.Uint64N(1_900_000), 10_000)
			}
			if len(dst) != 10_000 || f.log.First() != 1 {
				b.Fatalf("%d facts were read", len(dst))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/fact")
		})
	}
}
