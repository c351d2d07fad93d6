package watch

import (
	"testing"

	"echotui/runtime/wire"
)

// What somebody takes out of a mailbox is not counted there any more, and as
// long as it is to come back nobody waits for ever.
func TestMessagesTakenByHand(t *testing.T) {
	w := New()
	asker, server := wire.PID{Host: "app:p", N: 1}, wire.PID{Host: "app:p", N: 2}
	seq := uint64(0)
	tell := func(e wire.Event, mail, notices, pending int) {
		t.Helper()
		seq++
		e.Seq = seq
		w.Apply(&e)
		if p := w.find(server); p != nil && (p.mail != mail || p.notices != notices) || w.pending != pending {
			t.Errorf("after %s: %d messages wait, %d of them notices, and %d are to come", e.Line(), p.mail, p.notices, w.pending)
		}
	}
	act := func(name, topic string, ref uint64) wire.Event {
		return wire.Event{Kind: wire.KindAct, Name: name, PID: server, Peer: asker, Text: topic, Ref: ref}
	}
	tell(wire.Event{Kind: wire.KindSpawn, Peer: asker, Name: "app:asker"}, 0, 0, 0)
	tell(wire.Event{Kind: wire.KindSpawn, Peer: server, Name: "app:server"}, 0, 0, 0)
	tell(wire.Event{Kind: wire.KindSend, PID: asker, Peer: server, Name: "ask", Ref: 1}, 1, 0, 0)
	tell(wire.Event{Kind: wire.KindNotify, PID: asker, Peer: server, Name: "EXIT", Ref: 2}, 2, 1, 0)
	tell(act("edit", "ask", 1), 2, 1, 0)
	tell(act("delay", "EXIT", 2), 1, 0, 1)
	tell(act("delay", "ask", 1), 0, 0, 2)
	tell(wire.Event{Kind: wire.KindArrive, PID: server, Peer: asker, Name: "EXIT", Ref: 2, N: int64(wire.ArriveNotice)}, 1, 1, 1)
	tell(act("drop", "EXIT", 2), 0, 0, 1)
	tell(wire.Event{Kind: wire.KindExit, PID: server}, 0, 0, 1)
	tell(wire.Event{Kind: wire.KindArrive, PID: server, Peer: asker, Name: "ask", Ref: 1, N: int64(wire.ArriveDead)}, 0, 0, 0)
	if w.Count() != 0 {
		t.Errorf("it warns of %+v", w.Warnings)
	}
}
