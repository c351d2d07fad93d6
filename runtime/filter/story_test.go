package filter

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// story makes facts by hand, as a node would.
type story struct {
	log []wire.Event
	at  wire.Time
	ref uint64
}

var (
	cli    = wire.PID{Host: "app:terminal", N: 3}
	relay  = wire.PID{Host: "app:processes", N: 2}
	worker = wire.PID{Host: "app:processes", N: 4}
)

func (s *story) tell(e wire.Event) uint64 {
	s.at += 250_000_000
	e.Seq, e.At = uint64(len(s.log)+1), s.at
	if e.Cause == 0 && e.Kind != wire.KindInput {
		e.Cause = e.Seq - 1
	}
	s.log = append(s.log, e)
	return e.Seq
}

func (s *story) send(from, to wire.PID, topic string, args ...wire.Value) (ref, seq uint64) {
	s.ref++
	return s.ref, s.tell(wire.Event{Kind: wire.KindSend, PID: from, Peer: to, Name: topic, Ref: s.ref, Args: args})
}

func (s *story) take(p, from wire.PID, topic string, ref, sent uint64) {
	s.tell(wire.Event{Kind: wire.KindReceive, PID: p, Peer: from, Name: topic, Ref: ref, Cause: sent})
}

// echo is the echo app, with a message that is lost and a worker that fails.
func echo() []wire.Event {
	s := &story{}
	s.tell(wire.Event{Kind: wire.KindBoot, Name: "echo", N: 1, Text: "2 hosts, 1 service"})
	s.tell(wire.Event{Kind: wire.KindHost, Name: "app:processes", N: int64(wire.StateRunning), Text: "process.host"})
	s.tell(wire.Event{Kind: wire.KindSpawn, Peer: relay, Name: "app:relay", N: int64(wire.SpawnService), Text: "app:relay-service"})
	s.tell(wire.Event{Kind: wire.KindService, PID: relay, Name: "app:relay-service", N: int64(wire.StateRunning)})
	s.tell(wire.Event{Kind: wire.KindSpawn, Peer: cli, Name: "app:cli", N: int64(wire.SpawnTerminal)})
	s.tell(wire.Event{Kind: wire.KindStart, PID: relay, Reds: 1})
	s.tell(wire.Event{Kind: wire.KindRegister, PID: relay, Name: "post", Reds: 20})
	s.tell(wire.Event{Kind: wire.KindCoroutine, PID: relay, Co: 1, Name: "stats_reporter", Text: "app:relay:9"})
	s.tell(wire.Event{Kind: wire.KindLog, PID: relay, Co: 1, Name: "app:relay:12", Text: "stats", N: int64(wire.LevelInfo),
		Args: []wire.Value{wire.Record("messages", 5.0, "by", wire.Record("Echo", "Hello"))}})
	s.tell(wire.Event{Kind: wire.KindWait, PID: relay, Co: 1, Name: "sleep", N: 5e9, Ref: 90})
	s.tell(wire.Event{Kind: wire.KindInput, PID: cli, Text: "Hello\n"})
	s.tell(wire.Event{Kind: wire.KindRead, PID: cli, Text: "Hello", Cause: 11})
	ref, sent := s.send(cli, relay, "echo", wire.Record("data", "Hello", "sender", cli.String()))
	s.send(cli, relay, "echo", wire.Record("data", "もしもし", "sender", cli.String()))
	s.take(relay, cli, "echo", ref, sent)
	s.tell(wire.Event{Kind: wire.KindSpawn, PID: relay, Peer: worker, Name: "app:worker", N: int64(wire.SpawnMonitored),
		Args: []wire.Value{cli.String(), "Hello"}, Reds: 1200})
	s.tell(wire.Event{Kind: wire.KindStart, PID: worker, Reds: 1})
	s.send(worker, cli, "echo_response", wire.Record("data", "HELLO", "worker", worker.String()))
	s.tell(wire.Event{Kind: wire.KindLost, PID: worker, Name: "bye", Text: "ghost", Ref: 91, Args: []wire.Value{"a \"quoted\" word"}})
	failed := s.tell(wire.Event{Kind: wire.KindExit, PID: worker, N: int64(wire.OutcomeFailed), Text: "app:worker:7: boom", Reds: 73})
	s.ref++
	s.tell(wire.Event{Kind: wire.KindNotify, PID: worker, Peer: relay, Name: "EXIT", Ref: s.ref, Cause: failed,
		Args: []wire.Value{wire.Record("kind", "EXIT", "from", worker.String())}})
	s.tell(wire.Event{Kind: wire.KindLog, PID: relay, Name: "app:relay:37", Text: "worker failed", N: int64(wire.LevelError)})
	s.tell(wire.Event{Kind: wire.KindOutput, PID: cli, Text: "  HELLO\n", N: wire.Stdout})
	s.tell(wire.Event{Kind: wire.KindExit, PID: relay, N: int64(wire.OutcomeTerminated), Text: "shutdown", Reds: 1300})
	s.tell(wire.Event{Kind: wire.KindDiscard, PID: relay, N: 2})
	return s.log
}

// matching are the facts of a log that a filter lets through.
func matching(f *Filter, log []wire.Event) []uint64 {
	w := trace.NewWorld()
	var found []uint64
	for i := range log {
		if f.Match(World{w}, &log[i]) {
			found = append(found, log[i].Seq)
		}
		w.Apply(&log[i])
	}
	return found
}
