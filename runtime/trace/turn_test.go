package trace

import (
	"testing"

	"echotui/runtime/wire"
)

// TestTurnsOfService: a service that fails again and again tells the last times,
// which process failed and how, and counts the others.
func TestTurnsOfService(t *testing.T) {
	const name, times = "app:service", keptTurns + 5
	w, seq := NewWorld(), uint64(0)
	tell := func(e wire.Event) {
		seq++
		e.Seq = seq
		w.Apply(&e)
	}
	tell(wire.Event{Kind: wire.KindService, Name: name, N: int64(wire.StateStarting)})
	failure := &wire.Error{Message: "boom", Stack: "app:p:3"}
	for n := uint64(1); n <= times; n++ {
		p := wire.PID{Host: "app:host", N: n}
		tell(wire.Event{Kind: wire.KindSpawn, Peer: p, Name: "app:p", N: int64(wire.SpawnService), Text: name})
		tell(wire.Event{Kind: wire.KindService, Name: name, PID: p, N: int64(wire.StateRunning)})
		tell(wire.Event{Kind: wire.KindExit, PID: p, N: int64(wire.OutcomeFailed), Text: "boom", Name: wire.Internal, Args: []wire.Value{failure}})
		tell(wire.Event{Kind: wire.KindService, Name: name, N: int64(wire.StateFailed), Text: "restarting"})
	}
	tell(wire.Event{Kind: wire.KindService, Name: name, N: int64(wire.StateStopped), Text: "by hand"})
	s := w.Services[0]
	if s.Made != times || s.Told != times+1 || len(s.Turns) != keptTurns {
		t.Errorf("made %d times, told %d reasons, keeps %d", s.Made, s.Told, len(s.Turns))
	}
	byHand, last := s.Turns[keptTurns-1], s.Turns[keptTurns-2]
	if byHand.PID != (wire.PID{}) || byHand.Failure != nil || byHand.Text != "by hand" || byHand.Seq != seq {
		t.Errorf("the last reason is %+v", byHand)
	}
	if last.PID.N != times || last.Failure != failure || last.State != wire.StateFailed {
		t.Errorf("the reason before is %+v", last)
	}
	p := w.Process(last.PID)
	if p.Failure != failure || p.Result != nil || p.Exit != last.Seq-1 || p.Made != p.Exit-2 {
		t.Errorf("the process is %+v", p)
	}
}
