package node

import (
	"fmt"
	"testing"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// keepOn runs until no process is ready any more, however often it has to
// stand still.
func keepOn(n *Node) func() {
	return func() {
		for n.system.Ready() {
			n.system.Run(stepTurns, ^uint64(0))
			n.collect()
		}
	}
}

// asked is a hook that notes what it is asked about, and answers what answer
// says.
type asked struct {
	events []string
	holds  int
	answer func(e *wire.Event) bool
}

func (a *asked) ask(e *wire.Event) bool {
	a.events = append(a.events, bare(*e))
	if !a.answer(e) {
		return false
	}
	a.holds++
	return true
}

// bare is an event without its place in the log.
func bare(e wire.Event) string {
	e.Seq, e.At = 0, 0
	return fmt.Sprintf("%+v", e)
}

// TestBreaksChangeNothing plays every story, standing still before every fact,
// or one in three. What happens, and its order, must not depend on it.
func TestBreaksChangeNothing(t *testing.T) {
	eachStoryThat(t, stepping, func(t *testing.T, s story) {
		for every := range 3 {
			n := s.node(t)
			count := 0
			hook := &asked{answer: func(*wire.Event) bool { count++; return count%(every+1) == 0 }}
			n.system.SetBreak(hook.ask)
			if now := s.play(&player{node: n, rest: keepOn(n)}); now != s.session {
				t.Errorf("standing still before one of %d:\n%s", every+1, difference(s.session, now))
			}
			if hook.holds == 0 {
				t.Error("it never stood still")
			}
		}
	})
}

// TestAskedOnce: each fact is asked about once, and as it will be.
func TestAskedOnce(t *testing.T) {
	eachStoryThat(t, stepping, func(t *testing.T, s story) {
		n := s.node(t)
		n.Take(everything) // the boot, about which nobody could be asked
		hook := &asked{answer: func(*wire.Event) bool { return false }}
		n.system.SetBreak(hook.ask)
		missing := map[string]int{}
		s.play(&player{node: n, see: func(e *wire.Event) { missing[bare(*e)]++ }})
		for _, e := range hook.events {
			missing[e]--
		}
		for e, times := range missing {
			if times != 0 {
				t.Errorf("happened more often than asked about, by %d:\n%s", times, e)
			}
		}
	})
}

// TestBreakBeforeDelivery: before a send the receiver has nothing; before the
// receive the message still lies in its mailbox.
func TestBreakBeforeDelivery(t *testing.T) {
	n := luaApp(t, "cli.lua", `return function()
		local pid = process.spawn("app:other", "app:processes")
		time.sleep("1s")
		process.send(pid, "hello", 1)
		time.sleep("1s")
	end`, "other.lua", `return function() process.inbox():receive() end`)
	receiver := wire.PID{Host: "app:processes", N: 2}
	world := trace.NewWorld()
	stand := func(kind wire.Kind) *trace.Process {
		t.Helper()
		n.GoOn()
		n.Break(func(e *wire.Event) bool { return e.Kind == kind && e.Name == "hello" })
		n.Settle(settleTurns)
		if n.Met() == nil || n.Met().Next.Kind != kind {
			t.Fatalf("stands still at %v", n.Met())
		}
		facts := n.Take(everything)
		for i := range facts {
			world.Apply(&facts[i])
		}
		return world.Process(receiver)
	}
	play(t, n, "exec")
	if p := stand(wire.KindSend); p.Mailbox.Len != 0 {
		t.Errorf("%d messages in the mailbox before the send", p.Mailbox.Len)
	}
	if p := stand(wire.KindReceive); p.Mailbox.Len != 1 {
		t.Errorf("%d messages in the mailbox before the receive", p.Mailbox.Len)
	}
	n.GoOn()
	n.Settle(settleTurns)
	if _, stopped := n.Stopped(); !stopped {
		t.Error("it did not go on")
	}
}
