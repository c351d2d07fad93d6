package trace

import (
	"testing"

	"echotui/runtime/wire"
)

func perEvent(b *testing.B, events int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(events), "ns/event")
}

// BenchmarkWorldApply folds 100,000 facts of the echo app.
func BenchmarkWorldApply(b *testing.B) {
	log := echoes(100_000)
	b.ReportAllocs()
	for b.Loop() {
		w := NewWorld()
		for i := range log {
			w.Apply(&log[i])
		}
	}
	perEvent(b, len(log))
}

// BenchmarkWorldApplyCrowd ends and makes children of a process that has
// 10,000 of them, in no order: what a tree costs when it is wide.
func BenchmarkWorldApplyCrowd(b *testing.B) {
	w := NewWorld()
	tell := func(e wire.Event) {
		e.Seq = w.Seq + 1
		w.Apply(&e)
	}
	top := wire.PID{Host: "app:processes", N: 1}
	tell(wire.Event{Kind: wire.KindSpawn, Peer: top, Name: "app:top"})
	var live []wire.PID
	n := uint64(1)
	for range 10_000 {
		n++
		live = append(live, wire.PID{Host: top.Host, N: n})
		tell(wire.Event{Kind: wire.KindSpawn, PID: top, Peer: live[len(live)-1], Name: "app:worker"})
	}
	random := uint64(1)
	for b.Loop() {
		random = random*6364136223846793005 + 1442695040888963407
		i := int(random>>33) % len(live)
		tell(wire.Event{Kind: wire.KindExit, PID: live[i]})
		n++
		live[i] = wire.PID{Host: top.Host, N: n}
		tell(wire.Event{Kind: wire.KindSpawn, PID: top, Peer: live[i], Name: "app:worker"})
	}
	perEvent(b, 2)
}

// BenchmarkLogAppend appends facts, a hundred at a time: to a log that forgets
// most of them before they are packed, and to one that packs them. The goal of
// the latter is 64 bytes a fact, all in.
func BenchmarkLogAppend(b *testing.B) {
	log := echoes(100_000)
	for name, limit := range map[string]int{"forget": 10_000, "pack": 1_000_000} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			bytes := 0
			for b.Loop() {
				l := NewLog(limit)
				for i := 0; i < len(log); i += 100 {
					l.Append(log[i : i+100]...)
				}
				bytes = l.Bytes()
			}
			perEvent(b, len(log))
			b.ReportMetric(float64(bytes)/float64(min(limit, len(log))), "B/event")
		})
	}
}

// BenchmarkLogSince reads facts in order, and At in no order.
func BenchmarkLogSince(b *testing.B) {
	log := NewLog(1_000_000)
	log.Append(echoes(1_000_000)...)
	b.Run("since", func(b *testing.B) {
		var part []wire.Event
		for b.Loop() {
			for seq := uint64(0); seq < log.Last(); seq += uint64(len(part)) {
				part = log.Since(part[:0], seq, 500)
			}
		}
		perEvent(b, int(log.Last()))
	})
	b.Run("at", func(b *testing.B) {
		random := uint64(1)
		for b.Loop() {
			random = random*6364136223846793005 + 1442695040888963407
			log.At(1 + (random>>33)%log.Last())
		}
		perEvent(b, 1)
	})
}

// BenchmarkDescribe says what a screen of facts means.
func BenchmarkDescribe(b *testing.B) {
	log := echoes(1_000)
	w := NewWorld()
	for i := range log {
		w.Apply(&log[i])
	}
	b.ReportAllocs()
	for b.Loop() {
		for i := range 30 {
			_ = Describe(w, &log[len(log)-1-i])
		}
	}
	perEvent(b, 30)
}

// BenchmarkWorldClone copies the world of the echo app, of some 15 processes,
// and one of 100,000 processes, and lets the copy go on by a fact.
func BenchmarkWorldClone(b *testing.B) {
	echo, crowd := NewWorld(), NewWorld()
	for _, e := range echoes(100_000) {
		echo.Apply(&e)
	}
	for n := range uint64(100_000) {
		crowd.Apply(&wire.Event{Seq: n + 1, Kind: wire.KindSpawn, Peer: wire.PID{Host: "app:processes", N: n + 1}, Name: "app:worker"})
	}
	for name, w := range map[string]*World{"echo": echo, "crowd": crowd} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w = w.Clone()
				w.Apply(&wire.Event{Seq: w.Seq + 1, Kind: wire.KindWait, PID: wire.PID{Host: "app:processes", N: 2}, Name: "select", Text: "inbox"})
			}
			b.ReportMetric(float64(w.Weight(nil)), "weight")
		})
	}
}
