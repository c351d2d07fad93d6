package trace

import (
	"math/rand/v2"
	"testing"
	"time"

	"echotui/runtime/wire"
)

// crowdLog is a log of so many facts of 100,000 processes below one, of which
// as many as acting tell each other something: five facts each time.
func crowdLog(facts uint64, acting int) *Log {
	const all = 100_000
	log := NewLog(2 * int(facts))
	at := wire.Time(0)
	tell := func(e wire.Event) uint64 {
		e.Seq, e.At = log.Last()+1, at
		log.Append(e)
		return e.Seq
	}
	pid := func(n int) wire.PID { return wire.PID{Host: "app:processes", N: uint64(n%acting*(all/acting) + 2)} }
	top := wire.PID{Host: "app:processes", N: 1}
	tell(wire.Event{Kind: wire.KindSpawn, Peer: top, Name: "app:top"})
	for n := range uint64(all) {
		p := wire.PID{Host: top.Host, N: n + 2}
		tell(wire.Event{Kind: wire.KindSpawn, PID: top, Peer: p, Name: "app:worker", N: int64(wire.SpawnMonitored)})
		tell(wire.Event{Kind: wire.KindStart, PID: p})
		tell(wire.Event{Kind: wire.KindWait, PID: p, Name: "select", Text: "inbox, events"})
	}
	for n := 0; log.Last() < facts; {
		at += wire.Time(50 * time.Microsecond)
		n = n*31 + 17&0xffff_ffff
		from, to, ref := pid(n), pid(n+7919), log.Last()
		sent := tell(wire.Event{Kind: wire.KindSend, PID: from, Peer: to, Ref: ref, Name: "hello", Args: []wire.Value{1.0}})
		tell(wire.Event{Kind: wire.KindReceive, PID: to, Peer: from, Ref: ref, Name: "hello", Cause: sent})
		tell(wire.Event{Kind: wire.KindLog, PID: to, Name: "app:worker:3", Text: "stats", Args: []wire.Value{wire.Record("n", float64(n))}})
		tell(wire.Event{Kind: wire.KindWait, PID: to, Name: "select", Text: "inbox, events"})
		tell(wire.Event{Kind: wire.KindWait, PID: from, Name: "sleep", N: int64(time.Second), Ref: ref})
	}
	return log
}

// BenchmarkHistoryCrowd reads two million facts of 100,000 processes, of which
// all act or a few, and then looks at moments of them: any, and those just
// before.
func BenchmarkHistoryCrowd(b *testing.B) {
	const facts = 2_000_000
	for name, acting := range map[string]int{"all act": 100_000, "few act": 100} {
		log := crowdLog(facts, acting)
		before := inUse()
		begun := time.Now()
		h := NewHistory(log, NewWorld(), 64<<20)
		for h.Follow(100_000) {
		}
		perFact := float64(time.Since(begun).Nanoseconds()) / facts
		bytes := inUse() - before
		random := rand.New(rand.NewPCG(1, 2))
		b.Run(name+"/jump", func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				begun := time.Now()
				h.At(random.Uint64N(facts))
				times = append(times, time.Since(begun))
			}
			percentiles(b, times)
			b.ReportMetric(perFact, "ns/fact")
			b.ReportMetric(bytes/(1<<20), "MB")
			b.ReportMetric(float64(len(h.points)), "checkpoints")
		})
		b.Run(name+"/step back", func(b *testing.B) { stepBack(b, h, facts) })
	}
}
