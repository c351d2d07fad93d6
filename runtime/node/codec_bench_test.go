package node

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	"echotui/runtime/app"
	"echotui/runtime/codec"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// echoFacts are at least count facts of the echo app that comes along, while
// somebody types one line after another, each when the last was answered.
func echoFacts(tb testing.TB, count int) []wire.Event {
	tb.Helper()
	a, err := app.Load(scripts.Echo(), "echo")
	if err != nil {
		tb.Fatal(err)
	}
	x, err := a.DefaultExec("")
	if err != nil {
		tb.Fatal(err)
	}
	n, err := New(a, Config{Seed: 1})
	if err != nil {
		tb.Fatal(err)
	}
	defer n.Close()
	if err := n.Exec(x, nil); err != nil {
		tb.Fatal(err)
	}
	var facts []wire.Event
	for line := 1; len(facts) < count; line++ {
		for n.Pass(batchTurns) {
			continue
		}
		facts = append(facts, n.Take(everything)...)
		if err := n.Apply(wire.Command{Kind: wire.CommandInput, Text: fmt.Sprintf("line %d says hello\n", line)}); err != nil {
			tb.Fatal(err)
		}
	}
	return facts
}

// BenchmarkCodec encodes and decodes facts of the echo app. The goal is 20
// bytes a fact in a file and 64 in memory, all in.
func BenchmarkCodec(b *testing.B) {
	facts := echoFacts(b, 40_000)
	var e codec.Encoder
	var d codec.Decoder
	for _, size := range []int{1024, 4096} {
		blocks, bytes := encodeAll(&e, facts, size)
		perFact := func(b *testing.B) {
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(facts)), "ns/fact")
			b.ReportMetric(float64(bytes)/float64(len(facts)), "B/fact")
		}
		b.Run(fmt.Sprintf("encode/block=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				encodeAll(&e, facts, size)
			}
			perFact(b)
		})
		b.Run(fmt.Sprintf("decode/block=%d", size), func(b *testing.B) {
			b.ReportAllocs()
			var out []wire.Event
			for b.Loop() {
				for _, block := range blocks {
					out, _ = d.Facts(out[:0], block)
				}
			}
			perFact(b)
		})
		b.Run(fmt.Sprintf("causes/block=%d", size), func(b *testing.B) {
			var out []uint64
			for b.Loop() {
				for _, block := range blocks {
					_, out, _ = d.Causes(out[:0], block)
				}
			}
			perFact(b)
		})
	}
	b.Run("weigh", func(b *testing.B) {
		var w codec.Weigher
		b.ReportAllocs()
		weight := 0
		for b.Loop() {
			weight = 0
			for i := range facts {
				weight += w.Fact(&facts[i])
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(facts)), "ns/fact")
		b.ReportMetric(float64(weight)/float64(len(facts)), "B/fact")
	})
}

func encodeAll(e *codec.Encoder, facts []wire.Event, size int) (blocks [][]byte, bytes int) {
	for part := range slices.Chunk(facts, size) {
		block := e.Facts(nil, part)
		blocks, bytes = append(blocks, block), bytes+len(block)
	}
	return blocks, bytes
}

// BenchmarkLogMemory is a log of 10 million facts of the echo app. The goal is
// 64 bytes a fact, all in: the heap is measured, not what the log says.
func BenchmarkLogMemory(b *testing.B) {
	facts := echoFacts(b, 40_000)
	const total = 10_000_000
	for b.Loop() {
		before := heap()
		log := trace.NewLog(total)
		for log.Last() < total {
			for i := range facts {
				e := facts[i] // another round of the same
				if e.Cause != 0 {
					e.Cause += log.Last() + 1 - e.Seq
				}
				e.Seq = log.Last() + 1
				log.Append(e)
			}
		}
		b.ReportMetric(float64(heap()-before)/float64(log.Last()-log.Forgotten()), "B/fact")
		b.ReportMetric(float64(log.Bytes())/1e6, "MB-counted")
		runtime.KeepAlive(log)
	}
}

// heap is how much of the heap is in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
