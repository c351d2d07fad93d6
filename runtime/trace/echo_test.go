package trace

import (
	"fmt"

	"echotui/runtime/wire"
)

// echoLog is the log of the echo app under load, of that many facts: each line
// that cli reads goes to the relay, which spawns a monitored worker, which
// sleeps while the next three lines come, answers and returns. Now and then the
// relay logs its numbers, and a worker fails. Any part of it can be made
// without the parts before, so it needs no memory.
type echoLog uint64

const (
	echoBegin = 6  // facts before the first line
	echoLine  = 17 // facts from one line to the next
	echoSleep = 3  // lines that come while a worker sleeps
)

var (
	echoCli   = wire.PID{Host: "app:terminal", N: 1}
	echoRelay = wire.PID{Host: "app:processes", N: 2}
	echoTexts = [...]string{"hello", "日本語", "a somewhat longer line than the others", ""}
)

// Since implements Facts.
func (l echoLog) Since(dst []wire.Event, seq uint64, limit int) []wire.Event {
	for ; seq < uint64(l) && limit > 0; limit-- {
		seq++
		dst = append(dst, echoFact(seq))
	}
	return dst
}

// echoes are the first facts of that log.
func echoes(count int) []wire.Event { return echoLog(count).Since(nil, 0, count) }

func echoFact(seq uint64) wire.Event {
	e := wire.Event{Cause: seq - 1}
	if seq <= echoBegin {
		echoStart(&e, seq)
	} else {
		line := (seq - echoBegin - 1) / echoLine
		echoStep(&e, line, (seq-echoBegin-1)%echoLine)
	}
	e.Seq, e.At = seq, wire.Time(seq*70_000)
	return e
}

func echoStart(e *wire.Event, seq uint64) {
	switch seq {
	case 1:
		e.Kind, e.Name, e.N, e.Text, e.Cause = wire.KindBoot, "echo", 1, "7 entries", 0
	case 2, 3:
		host, kind := echoCli.Host, "terminal.host"
		if seq == 3 {
			host, kind = echoRelay.Host, "process.host"
		}
		e.Kind, e.Name, e.N, e.Text = wire.KindHost, host, int64(wire.StateRunning), kind
	case 4:
		e.Kind, e.Peer, e.Name, e.N = wire.KindSpawn, echoCli, "app:cli", int64(wire.SpawnTerminal)
	case 5:
		e.Kind, e.Peer, e.Name, e.N, e.Text = wire.KindSpawn, echoRelay, "app:relay", int64(wire.SpawnService), "app:relay.service"
	case 6:
		e.Kind, e.PID, e.Co, e.Name, e.Text = wire.KindCoroutine, echoRelay, 1, "stats_reporter", "app:relay:31"
	}
}

// echoStep is the fact at a place among those of a line. The later ones are
// about the line that came a while before.
func echoStep(e *wire.Event, line, place uint64) {
	e.PID, e.Reds = echoRelay, line*100+place
	first := func(line, place uint64) uint64 { return echoBegin + line*echoLine + place + 1 }
	switch place {
	case 0:
		e.Kind, e.PID, e.Text, e.Cause = wire.KindRead, echoCli, echoText(line), 0
	case 1:
		e.Kind, e.PID, e.Peer, e.Ref, e.Name, e.Args = wire.KindSend, echoCli, echoRelay, first(line, 1), "echo", echoArgs(line)
	case 2:
		e.Kind, e.PID, e.Name, e.Text = wire.KindWait, echoCli, "receive", "inbox"
	case 3:
		e.Kind, e.Peer, e.Ref, e.Name, e.Cause = wire.KindReceive, echoCli, first(line, 1), "echo", first(line, 1)
	case 4:
		e.Kind, e.Peer, e.Name, e.N, e.Args = wire.KindSpawn, echoWorker(line), "app:worker", int64(wire.SpawnMonitored), echoArgs(line)
	case 5:
		echoStats(e, line)
	case 6:
		e.Kind, e.Name, e.Text = wire.KindWait, "select", "inbox, events"
	case 7:
		e.Kind, e.PID, e.Cause = wire.KindStart, echoWorker(line), first(line, 4)
	case 8:
		e.Kind, e.PID, e.Name, e.N, e.Ref = wire.KindWait, echoWorker(line), "sleep", 100_000_000, first(line, 8)
	default:
		if line >= echoSleep {
			echoEnd(e, line-echoSleep, place, first)
			return
		}
		e.Kind, e.PID, e.N, e.Text = wire.KindOutput, echoCli, wire.Stdout, "> "
	}
}

func echoEnd(e *wire.Event, line, place uint64, first func(line, place uint64) uint64) {
	late := line + echoSleep
	e.PID, e.Peer = echoWorker(line), echoCli
	switch place {
	case 9:
		e.Kind, e.Peer, e.Ref, e.Cause = wire.KindFire, wire.PID{}, first(line, 8), first(line, 8)
	case 10:
		e.Kind, e.Ref, e.Name, e.Args = wire.KindSend, first(late, 10), "answer", echoArgs(line)
	case 11:
		e.Kind, e.Peer, e.Args = wire.KindExit, wire.PID{}, []wire.Value{0.0}
		if line%50 == 49 {
			e.N, e.Text, e.Name, e.Args = int64(wire.OutcomeFailed), "app:worker:12: out of paper", wire.Internal, nil
		}
	case 12:
		e.Kind, e.Peer, e.Ref, e.Name, e.Args = wire.KindNotify, echoRelay, first(late, 12), "EXIT", echoArgs(line)
	case 13:
		e.Kind, e.PID, e.Peer, e.Ref, e.Name, e.Cause = wire.KindReceive, echoRelay, e.PID, first(late, 12), "EXIT", first(late, 12)
	case 14:
		e.Kind, e.PID, e.Peer, e.Ref, e.Name, e.Cause = wire.KindReceive, echoCli, e.PID, first(late, 10), "answer", first(late, 10)
	case 15:
		e.Kind, e.PID, e.Peer, e.N, e.Text = wire.KindOutput, echoCli, wire.PID{}, wire.Stdout, "  "+echoText(line)+"\n"
	case 16:
		e.Kind, e.PID, e.Peer, e.Name = wire.KindWait, echoCli, wire.PID{}, "readline"
	}
}

// echoStats lets the reporter of the relay tell its numbers or sleep.
func echoStats(e *wire.Event, line uint64) {
	e.Co = 1
	if line%10 > 0 {
		e.Kind, e.Name, e.N, e.Ref = wire.KindWait, "sleep", 5_000_000_000, e.Cause+1
		return
	}
	fields := wire.Record("messages", float64(line), "workers_spawned", float64(line))
	e.Kind, e.N, e.Name, e.Text, e.Args = wire.KindLog, int64(wire.LevelInfo), "app:relay:38", "stats", []wire.Value{fields}
}

func echoWorker(line uint64) wire.PID { return wire.PID{Host: echoRelay.Host, N: line + 3} }

func echoText(line uint64) string {
	return fmt.Sprintf("%s %d", echoTexts[line%uint64(len(echoTexts))], line)
}

func echoArgs(line uint64) []wire.Value {
	return []wire.Value{wire.Record("data", echoText(line), "sender", echoCli.String())}
}
