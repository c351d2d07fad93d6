package tracefile

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"echotui/runtime/wire"
)

// longRun is a trace of about ten million facts: messages between a client and
// a thousand workers.
func longRun(b *testing.B, closed bool) string {
	name := filepath.Join(b.TempDir(), "long.trace")
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	w, err := NewWriter(file, Header{App: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	facts := make([]wire.Event, 1000)
	client := wire.PID{Host: "app:processes", N: 1}
	for round := range uint64(10_000) {
		for i := range uint64(500) {
			worker := wire.PID{Host: "app:processes", N: 2 + i}
			seq := 1000*round + 2*i + 1
			at := wire.Time(seq) * 1000
			facts[2*i] = wire.Event{
				Seq: seq, At: at, Kind: wire.KindSend, PID: client, Peer: worker, Ref: seq, Name: "work", Reds: 40 * seq, Cause: seq - 1,
				Args: []wire.Value{wire.Record("data", "hello", "n", float64(seq))},
			}
			facts[2*i+1] = wire.Event{Seq: seq + 1, At: at, Kind: wire.KindReceive, PID: worker, Peer: client, Ref: seq, Name: "work", Cause: seq}
		}
		err := w.Append(facts, []wire.Applied{{Command: wire.Command{Kind: wire.CommandAdvance, At: facts[0].At}}}, wire.Place{Seq: 1000 * round})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err = w.Flush(); closed {
		err = w.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
	return name
}

// BenchmarkOpen opens a trace of ten million facts and reads its last fifty.
// The goals are 1 s and 300 MB.
func BenchmarkOpen(b *testing.B) {
	for name, closed := range map[string]bool{"index": true, "walk": false} {
		b.Run(name, func(b *testing.B) {
			file, err := os.Open(longRun(b, closed))
			if err != nil {
				b.Fatal(err)
			}
			defer file.Close()
			info, err := file.Stat()
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			var r *Reader
			for b.Loop() {
				if r, err = Open(file, info.Size()); err != nil {
					b.Fatal(err)
				}
				if tail := r.Since(nil, r.Last()-50, 50); len(tail) != 50 {
					b.Fatal(len(tail), r.Problem())
				}
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/1e6, "MB-of-the-system")
			b.ReportMetric(float64(info.Size())/float64(r.Last()), "B/fact")
			runtime.KeepAlive(r)
		})
	}
}

// BenchmarkRead reads ten million facts in order.
func BenchmarkRead(b *testing.B) {
	file, err := os.Open(longRun(b, true))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		b.Fatal(err)
	}
	facts := 0
	for b.Loop() {
		r, err := Open(file, info.Size())
		if err != nil {
			b.Fatal(err)
		}
		var part []wire.Event
		for seq := uint64(0); seq < r.Last(); seq += uint64(len(part)) {
			part = r.Since(part[:0], seq, frameFacts)
			facts += len(part)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(facts), "ns/fact")
}
