package trace

import (
	"fmt"
	"testing"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// TestReadyAndWaitingAreCounted: whatever happens, the counts of a world are
// those that looking at each process gives.
func TestReadyAndWaitingAreCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife()
		for range rapid.IntRange(1, 5).Draw(t, "times") {
			l.live(t)
			ready, waiting := 0, 0
			for _, p := range l.world.processes.All() {
				busy := 0
				for _, c := range p.Coroutines {
					if !c.idle() {
						busy++
					}
					if c.Due != 0 && p.Mailbox.Len == 0 {
						t.Fatalf("%s is about to take #%d, its mailbox is empty", p.PID, c.Due)
					}
				}
				if busy != p.busy {
					t.Fatalf("%s has %d coroutines that could go on, and counts %d", p.PID, busy, p.busy)
				}
				waiting += p.Mailbox.Len
				if !p.Ended && busy > 0 {
					ready++
				}
			}
			if l.world.Ready != ready || l.world.Waiting != waiting {
				t.Fatalf("%d are ready, %d messages wait; the world says %d and %d", ready, waiting, l.world.Ready, l.world.Waiting)
			}
		}
	})
}

// waiter is a process that waits, and what is sent to it.
type waiter struct {
	*World
	p   *Process
	ref uint64
}

func newWaiter(waits ...string) *waiter {
	w := &waiter{World: NewWorld()}
	pid := wire.PID{Host: "h", N: 1}
	w.tell(wire.Event{Kind: wire.KindSpawn, Peer: pid, Name: "app:x"})
	w.p = w.Process(pid)
	for co, text := range waits {
		if co > 0 {
			w.tell(wire.Event{Kind: wire.KindCoroutine, PID: pid, Co: uint32(co)})
		}
		w.wait(uint32(co), text)
	}
	return w
}

func (w *waiter) tell(e wire.Event) {
	e.Seq = w.Seq + 1
	w.Apply(&e)
}

func (w *waiter) wait(co uint32, text string) {
	w.tell(wire.Event{Kind: wire.KindWait, PID: w.p.PID, Co: co, Name: "select", Text: text})
}

func (w *waiter) send(topic string) (ref uint64) {
	w.ref++
	w.tell(wire.Event{Kind: wire.KindSend, Peer: w.p.PID, Ref: w.ref, Name: topic})
	return w.ref
}

func (w *waiter) act(kind string, ref uint64) {
	w.tell(wire.Event{Kind: wire.KindAct, Name: kind, PID: w.p.PID, Ref: ref})
}

// want says for each message whether it is about to be taken.
func (w *waiter) want(t *testing.T, want string) {
	t.Helper()
	got := ""
	for _, m := range w.p.Mailbox.Messages {
		sign := "-"
		if w.p.Takes(m.Ref) {
			sign = fmt.Sprint(m.Ref)
		}
		got += sign
	}
	if got != want {
		t.Errorf("about to be taken: %q, want %q", got, want)
	}
}

// TestWhatIsAboutToBeTaken goes through the rules that due.go states.
func TestWhatIsAboutToBeTaken(t *testing.T) {
	t.Run("the first that comes into a channel that is waited for", func(t *testing.T) {
		w := newWaiter("inbox, orders")
		w.tell(wire.Event{Kind: wire.KindNotify, Peer: w.p.PID, Ref: 90, Name: "EXIT"})
		w.want(t, "-")
		w.send("orders")
		w.send("other")
		w.want(t, "-1-")
		w.tell(wire.Event{Kind: wire.KindReceive, PID: w.p.PID, Ref: 1, Cause: 4})
		w.want(t, "--")
		if w.Ready != 1 {
			t.Errorf("%d ready", w.Ready)
		}
	})
	t.Run("a topic that is listened to does not come into the inbox", func(t *testing.T) {
		w := newWaiter("inbox, orders")
		w.wait(0, "inbox")
		w.send("orders")
		w.want(t, "-")
		w.send("other")
		w.want(t, "-2")
	})
	t.Run("each of several coroutines takes one, who waits longest the first", func(t *testing.T) {
		w := newWaiter("inbox", "inbox", "events")
		w.wait(0, "inbox")
		w.send("a")
		w.send("b")
		w.send("c")
		w.want(t, "12-")
		if w.p.Coroutines[1].Due != 1 || w.p.Coroutines[0].Due != 2 {
			t.Error("the one that waits longest comes first")
		}
	})
	t.Run("a timer may have ended the wait", func(t *testing.T) {
		w := newWaiter("inbox, after 100ms")
		w.send("a")
		w.want(t, "1")
		w = newWaiter("inbox, after 100ms")
		w.tell(wire.Event{Kind: wire.KindFire, PID: w.p.PID, Ref: 7})
		w.send("a")
		w.want(t, "-")
	})
	t.Run("a timer does not concern who waits for messages alone", func(t *testing.T) {
		w := newWaiter("inbox")
		w.tell(wire.Event{Kind: wire.KindFire, PID: w.p.PID, Ref: 7})
		w.send("a")
		w.want(t, "1")
	})
	t.Run("of what no fact tells, nothing is said", func(t *testing.T) {
		for _, text := range []string{"inbox, bus a b", "inbox, group x", "inbox, messages in channel 3", "inbox, call app:f"} {
			w := newWaiter(text)
			w.send("a")
			w.want(t, "-")
		}
	})
	t.Run("when it is dropped, the next one is", func(t *testing.T) {
		w := newWaiter("inbox")
		w.send("a")
		w.send("b")
		w.act("drop", 1)
		w.want(t, "2")
		w.act("delay", 2)
		w.want(t, "")
		if w.Ready != 0 {
			t.Errorf("%d ready", w.Ready)
		}
		w.tell(wire.Event{Kind: wire.KindArrive, PID: w.p.PID, Ref: 2, Name: "b"})
		w.want(t, "2")
	})
}

// TestLettersSayWhy: whoever finds a lost message sees why nobody took it.
func TestLettersSayWhy(t *testing.T) {
	w := newWaiter("inbox")
	pid, gone := w.p.PID, wire.PID{Host: "h", N: 9}
	w.tell(wire.Event{Kind: wire.KindLost, PID: pid, Peer: gone, Text: "gone", Name: "nobody"})
	w.tell(wire.Event{Kind: wire.KindLost, PID: pid, Peer: pid, Text: "x", Name: "closing"})
	w.tell(wire.Event{Kind: wire.KindAct, Name: "fail", PID: pid, Text: wire.FailSend})
	w.tell(wire.Event{Kind: wire.KindLost, PID: pid, Peer: pid, Text: "x", Name: "on purpose", Cause: w.Seq})
	w.send("dropped")
	w.act("drop", 1)
	w.send("unread")
	sent := w.Seq
	w.tell(wire.Event{Kind: wire.KindExit, PID: pid})
	w.tell(wire.Event{Kind: wire.KindDiscard, PID: pid, N: 1})
	w.tell(wire.Event{Kind: wire.KindArrive, PID: pid, Ref: 3, Name: "late", N: int64(wire.ArriveDead)})
	want := []Loss{LossNobody, LossClosing, LossOnPurpose, LossDropped, LossUnread, LossLate}
	if len(w.Dead) != len(want) || w.Lost != 6 || w.Losses != [losses]int{1, 1, 1, 1, 1, 1} {
		t.Fatalf("%d letters, %d lost: %v", len(w.Dead), w.Lost, w.Losses)
	}
	for i, l := range w.Dead {
		if l.Why != want[i] {
			t.Errorf("%s: %s", l.Topic, l.Why)
		}
	}
	if l := w.Dead[4]; l.Seq != sent || l.Lost != sent+1 {
		t.Errorf("the unread letter was sent by #%d and lost by #%d", l.Seq, l.Lost)
	}
	if l := w.Dead[5]; l.Lost != w.Seq {
		t.Errorf("the late letter was lost by #%d", l.Lost)
	}
}
