package node

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// startLoop runs a loop until the test, which is in a bubble, ends.
func startLoop(t *testing.T, l *Loop) *Loop {
	t.Helper()
	go l.Run()
	t.Cleanup(l.Close)
	return l
}

// echoed is a paused loop over the echo app, to which a line has been typed.
func echoed(t *testing.T, line string) *Loop {
	t.Helper()
	l := startLoop(t, echoLoop(t, RealClock))
	time.Sleep(time.Second)
	l.Do(typed(line))
	time.Sleep(time.Second)
	l.Pause()
	synctest.Wait()
	return l
}

func facts(l *Loop) []wire.Event { return l.Since(nil, 0, everything) }

// inspect waits for an answer.
func inspect(t *testing.T, l *Loop, seq uint64, pid wire.PID) (*wire.Inspection, error) {
	t.Helper()
	for range 3 {
		found, done, err := l.Inspect(seq, pid)
		if found != nil || err != nil {
			if done != 1 {
				t.Errorf("there is an answer when %v of the work is done", done)
			}
			return found, err
		}
		synctest.Wait()
	}
	t.Fatalf("nothing is found out about %s at fact %d", pid, seq)
	return nil, nil
}

// TestInspectPast looks into every process at every fact, forwards and backwards:
// those that live there are found, the others are not.
func TestInspectPast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoed(t, "hello")
		log := facts(l)
		for i := range log {
			checkInspect(t, l, log[:i+1])
		}
		for i := len(log); i > 0; i -= 10 {
			checkInspect(t, l, log[:i])
		}
		if got := facts(l); !slices.EqualFunc(got, log, sameLine) {
			t.Error("looking at the past has changed it")
		}
	})
}

func checkInspect(t *testing.T, l *Loop, log []wire.Event) {
	t.Helper()
	world, seq := trace.NewWorld(), uint64(len(log))
	for i := range log {
		world.Apply(&log[i])
	}
	if next := l.Since(nil, seq, 1); len(next) > 0 && next[0].At == log[seq-1].At {
		return // one of several facts that come at once
	}
	for _, e := range log {
		if e.Kind != wire.KindSpawn {
			continue
		}
		found, err := inspect(t, l, seq, e.Peer)
		lives := !world.Process(e.Peer).Ended
		if lives != (err == nil) || lives && (found.PID != e.Peer || found.Seq != seq || len(found.Tasks) == 0) {
			t.Fatalf("%s lives at fact %d: %v; found %+v, %v", e.Peer, seq, lives, found, err)
		}
	}
}

// Whoever looks at one fact after the other, or goes on in the present, need
// not wait for the whole run each time.
func TestInspectGoesOnFromWhereItStands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoed(t, "hello")
		relay := wire.PID{Host: "app:processes", N: 2}
		at := func(seq uint64) *Replay {
			if _, err := inspect(t, l, seq, relay); err != nil {
				t.Fatalf("fact %d: %v", seq, err)
			}
			return l.standing.replay
		}
		first := at(20)
		for _, seq := range []uint64{21, 21} {
			if at(seq) != first {
				t.Errorf("to get to fact %d, the run is made again from its beginning", seq)
			}
		}
		then := l.Status().Last
		l.Resume()
		time.Sleep(time.Minute)
		l.Pause()
		synctest.Wait()
		if l.Status().Last < then+10 {
			t.Fatal("nothing has happened in a minute")
		}
		if at(then+5) != first {
			t.Error("a minute later the run is made again from its beginning")
		}
		if at(10) == first {
			t.Error("the past is not made again")
		}
	})
}

// TestInspectPresent: a paused node is looked at itself, also where it was
// moved without a fact.
func TestInspectPresent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoed(t, "hello")
		last := l.Status().Last
		if found, err := inspect(t, l, last, wire.PID{Host: "app:processes", N: 2}); err != nil || found.Seq != last {
			t.Errorf("found %+v, %v", found, err)
		}
		if l.standing.replay != nil {
			t.Error("the present was made again")
		}
	})
}

// thinking is an app that works hard before it asks for a line.
func thinking(t *testing.T) *Loop {
	t.Helper()
	n := luaApp(t, "cli.lua", `return { main = function()
		for i = 1, 3000000 do end
		io.print("ready")
		while io.readline() do io.print("again") end
	end }`)
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	return NewLoop(n, VirtualClock, nil)
}

// TestInspectCanBeGivenUp: what takes long tells how far it is, and nothing of
// it is left when something else is asked, or the loop ends.
func TestInspectCanBeGivenUp(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	l := thinking(t)
	go l.Run()
	defer l.Close()
	<-l.wants
	pid := wire.PID{Host: "app:terminal", N: 1}
	l.Pause()
	last := l.Status().Last
	for seq := last - 1; seq > last-3; seq-- {
		for done := 0.0; done == 0; _, done, _ = l.Inspect(seq, pid) {
			<-l.Changed()
		}
		if found, done, err := l.Inspect(seq, pid); found != nil || done >= 1 || err != nil {
			t.Errorf("found %+v, %v of the work done, %v", found, done, err)
		}
	}
}

// TestContinue goes on from a past moment in another way. Both futures are
// there to be looked at, and can be gone on from in turn.
func TestContinue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoed(t, "hello")
		old := facts(l)
		from := find(t, l, wire.KindInput).Seq - 1
		l.Continue(from)
		synctest.Wait()
		checkStatus(t, l, 2, from, true)
		if _, err := inspect(t, l, from, wire.PID{Host: "app:processes", N: 2}); err != nil || l.standing.replay != nil {
			t.Errorf("what is there was made again: %v", err)
		}
		if now := facts(l); !slices.EqualFunc(now, old[:from], sameLine) {
			t.Error("the new branch does not begin as the old one did")
		}

		l.Resume()
		l.Do(typed("goodbye"))
		time.Sleep(time.Second)
		l.Pause()
		synctest.Wait()
		if text := printed(l); !strings.Contains(text, "GOODBYE") || strings.Contains(text, "HELLO") {
			t.Errorf("the new branch has printed %q", text)
		}

		l.Open(1)
		checkStatus(t, l, 1, uint64(len(old)), true)
		if now := facts(l); !slices.EqualFunc(now, old, sameLine) {
			t.Error("the old branch is not what it was")
		}
		if found, err := inspect(t, l, from, wire.PID{Host: "app:processes", N: 2}); err != nil || found.Seq != from {
			t.Errorf("in the old branch found %+v, %v", found, err)
		}
		l.Do(typed("nobody hears this"))
		l.Step()
		synctest.Wait()
		checkStatus(t, l, 1, uint64(len(old)), true)

		l.Continue(uint64(len(old)))
		synctest.Wait()
		checkStatus(t, l, 3, uint64(len(old)), true)
		want := []wire.Branch{
			{ID: 1, Last: uint64(len(old))},
			{ID: 2, Parent: 1, From: from, Last: l.branches[1].facts.Last()},
			{ID: 3, Parent: 1, From: uint64(len(old)), Last: uint64(len(old)), Live: true},
		}
		if got := l.Branches(); !slices.Equal(got, want) {
			t.Errorf("branches are\n%+v, want\n%+v", got, want)
		}
	})
}

func checkStatus(t *testing.T, l *Loop, branch int, last uint64, paused bool) {
	t.Helper()
	if s := l.Status(); s.Branch != branch || s.Last != last || s.Paused != paused || s.Work != 0 {
		t.Fatalf("the status is %+v, want branch %d, last %d, paused %v", s, branch, last, paused)
	}
}

func sameLine(a, b wire.Event) bool { return a.Line() == b.Line() }

// TestContinueAnywhere: whichever fact somebody goes on from, the same happens
// until there is other input.
func TestContinueAnywhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startLoop(t, echoLoop(t, VirtualClock))
		l.Do(typed("hello"))
		l.Do(wire.Command{Kind: wire.CommandInput, EOF: true})
		synctest.Wait()
		old := facts(l)
		for from := uint64(1); from <= uint64(len(old)); from += 3 {
			l.Open(1)
			l.Continue(from)
			synctest.Wait()
			checkStatus(t, l, len(l.Branches()), max(from, l.began), true)
			l.Resume()
			synctest.Wait()
			now := facts(l)
			if input := slices.IndexFunc(old, isInput); input >= int(from) {
				old := old[:input]
				now = now[:min(len(now), len(old))]
				if !slices.EqualFunc(now, old, sameLine) {
					t.Fatalf("from fact %d: %s", from, difference(strings.Join(lines(old), "\n"), strings.Join(lines(now), "\n")))
				}
			}
		}
	})
}

func isInput(e wire.Event) bool { return e.Kind == wire.KindInput }

// TestContinueAnotherApp: a run that cannot be made again says so, and nothing
// is lost.
func TestContinueAnotherApp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoed(t, "hello")
		last := l.Status().Last
		l.origin.Seed++
		l.app = thinking(t).app
		l.Continue(last)
		synctest.Wait()
		s := l.Status()
		if s.Branch != 1 || s.Last != last || s.Stop == nil || !strings.Contains(s.Stop.Text, "another way") {
			t.Errorf("the status is %+v, %+v", s, s.Stop)
		}
		if _, err := inspect(t, l, 10, wire.PID{Host: "app:processes", N: 2}); err == nil {
			t.Error("there is no error")
		}
	})
}
