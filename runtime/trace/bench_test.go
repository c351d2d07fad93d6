package trace

import (
	"testing"

	"echotui/runtime/wire"
)

// echoes makes the facts of the echo app: each line is sent to the relay, which
// spawns a monitored worker, which sleeps, answers and returns.
func echoes(count int) []wire.Event {
	cli, relay := wire.PID{Host: "app:terminal", N: 1}, wire.PID{Host: "app:processes", N: 2}
	payload := []wire.Value{wire.Record("data", "hello", "sender", cli.String())}
	var log []wire.Event
	tell := func(e wire.Event) {
		e.Seq = uint64(len(log) + 1)
		e.At = wire.Time(e.Seq)
		log = append(log, e)
	}
	tell(wire.Event{Kind: wire.KindSpawn, Peer: cli, Name: "app:cli"})
	tell(wire.Event{Kind: wire.KindSpawn, Peer: relay, Name: "app:relay"})
	for len(log) < count {
		line := uint64(len(log))
		worker := wire.PID{Host: "app:processes", N: line + 1}
		tell(wire.Event{Kind: wire.KindRead, PID: cli, Text: "hello"})
		tell(wire.Event{Kind: wire.KindSend, PID: cli, Peer: relay, Ref: line, Name: "echo", Args: payload})
		tell(wire.Event{Kind: wire.KindWait, PID: cli, Name: "receive", Text: "inbox"})
		tell(wire.Event{Kind: wire.KindReceive, PID: relay, Peer: cli, Ref: line, Name: "echo", Cause: line + 2})
		tell(wire.Event{Kind: wire.KindSpawn, PID: relay, Peer: worker, Name: "app:worker", N: int64(wire.SpawnMonitored), Args: payload})
		tell(wire.Event{Kind: wire.KindWait, PID: relay, Name: "select", Text: "inbox, events"})
		tell(wire.Event{Kind: wire.KindStart, PID: worker})
		tell(wire.Event{Kind: wire.KindWait, PID: worker, Name: "sleep", N: 100, Ref: line + 1})
		tell(wire.Event{Kind: wire.KindFire, PID: worker, Ref: line + 1})
		tell(wire.Event{Kind: wire.KindSend, PID: worker, Peer: cli, Ref: line + 2, Name: "answer", Args: payload})
		tell(wire.Event{Kind: wire.KindExit, PID: worker})
		tell(wire.Event{Kind: wire.KindNotify, PID: worker, Peer: relay, Ref: line + 3, Name: "EXIT", Args: payload})
		tell(wire.Event{Kind: wire.KindReceive, PID: relay, Peer: worker, Ref: line + 3, Name: "EXIT", Cause: line + 12})
		tell(wire.Event{Kind: wire.KindReceive, PID: cli, Peer: worker, Ref: line + 2, Name: "answer", Cause: line + 10})
		tell(wire.Event{Kind: wire.KindOutput, PID: cli, N: wire.Stdout, Text: "  HELLO\n"})
	}
	return log[:count]
}

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

// BenchmarkLogAppend appends 100,000 facts, a hundred at a time, to a log that
// forgets most of them.
func BenchmarkLogAppend(b *testing.B) {
	log := echoes(100_000)
	b.ReportAllocs()
	for b.Loop() {
		l := NewLog(20_000)
		for i := 0; i < len(log); i += 100 {
			l.Append(log[i : i+100]...)
		}
	}
	perEvent(b, len(log))
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
