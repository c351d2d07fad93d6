package node

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"echotui/runtime/wire"
)

// stopped waits until the loop stands still at a goal, and returns its last
// fact.
func stopped(t *testing.T, l *Loop, text string) wire.Event {
	t.Helper()
	time.Sleep(time.Minute)
	synctest.Wait()
	s := l.Status()
	if !s.Paused || s.Stop == nil || !strings.Contains(s.Stop.Text, text) {
		t.Fatalf("the status is %+v, %+v; want a stop that tells %q", s, s.Stop, text)
	}
	return facts(l)[s.Last-1]
}

// TestRunUntil pursues goals with both clocks.
func TestRunUntil(t *testing.T) {
	for clock, name := range []string{"real", "virtual"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { runUntil(t, Clock(clock)) })
		})
	}
}

func runUntil(t *testing.T, clock Clock) {
	l := echoLoop(t, clock)
	l.Pause()
	startLoop(t, l)
	relay, cli, worker := wire.PID{Host: "app:processes", N: 2}, wire.PID{Host: "app:terminal", N: 3}, wire.PID{Host: "app:processes", N: 4}

	l.RunUntil(wire.Goal{Kind: wire.GoalIdle})
	if e := stopped(t, l, "everybody waits"); e.Kind != wire.KindWait || l.Status().Now != 0 {
		t.Errorf("everybody waits after: %s", e.Line())
	}
	l.RunUntil(wire.Goal{Kind: wire.GoalProcess, PID: cli})
	if e := stopped(t, l, "is about cli"); e.Kind != wire.KindFire || e.PID != cli {
		t.Errorf("the client's next fact is: %s", e.Line())
	}
	l.Do(typed("hello"))
	for range 20 { // until the line was sent
		l.RunUntil(wire.Goal{Kind: wire.GoalProcess, PID: relay})
		if e := stopped(t, l, "is about relay"); e.Kind == wire.KindSend && e.PID == cli {
			break
		}
	}
	send := l.Status().Last
	l.RunUntil(wire.Goal{Kind: wire.GoalProcess, PID: worker})
	if e := stopped(t, l, "is about"); e.Kind != wire.KindSpawn || e.Peer != worker {
		t.Errorf("the first fact about the worker is: %s", e.Line())
	}
	l.RunUntil(wire.Goal{Kind: wire.GoalReply, Seq: send})
	reply := stopped(t, l, "is what came of fact")
	if reply.Kind != wire.KindReceive || reply.PID != cli || reply.Peer != worker {
		t.Errorf("the reply is: %s", reply.Line())
	}
	l.RunUntil(wire.Goal{Kind: wire.GoalReply, Seq: send})
	if e := stopped(t, l, "is what came of fact"); e.Seq != reply.Seq {
		t.Errorf("the reply that has come already is: %s", e.Line())
	}
	l.RunUntil(wire.Goal{Kind: wire.GoalReply, Seq: reply.Seq})
	stopped(t, l, "is no send")
}

// TestRunUntilEnd: a test that is watched ends, and nothing beside it goes on
// for ever.
func TestRunUntilEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := luaApp(t, "cli.lua", `local time = require("time")
return { main = function() time.sleep("1s"); error("broken") end }`).App()
		n, err := New(a, Config{})
		if err != nil {
			t.Fatal(err)
		}
		pid, err := n.Test("app:cli")
		if err != nil || pid.IsZero() {
			t.Fatalf("the test is %v, error %v", pid, err)
		}
		l := NewLoop(n, VirtualClock, nil)
		l.RunUntil(wire.Goal{Kind: wire.GoalEnd, PID: pid})
		startLoop(t, l)
		if e := stopped(t, l, "has ended"); e.Kind != wire.KindExit || e.PID != pid {
			t.Errorf("it stands still after: %s", e.Line())
		}
	})
}

// TestRunUntilFallsShort: a goal that cannot be reached is given up when
// nothing more happens.
func TestRunUntilFallsShort(t *testing.T) {
	goal := wire.Goal{Kind: wire.GoalProcess, PID: wire.PID{Host: "app:processes", N: 99}}
	synctest.Test(t, func(t *testing.T) {
		l := startLoop(t, echoLoop(t, VirtualClock))
		l.RunUntil(goal)
		stopped(t, l, "waits for a line")
		l.Do(wire.Command{Kind: wire.CommandInput, EOF: true})
		l.RunUntil(goal)
		stopped(t, l, "the node has ended")
	})
	synctest.Test(t, func(t *testing.T) {
		l := startLoop(t, NewLoop(luaApp(t, "cli.lua", `return { main = function() end }`), RealClock, nil))
		l.RunUntil(goal)
		stopped(t, l, "nothing more happens")
	})
}

// What is typed meanwhile counts, too.
func TestRunUntilInput(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startLoop(t, echoLoop(t, RealClock))
		time.Sleep(time.Second)
		l.RunUntil(wire.Goal{Kind: wire.GoalProcess, PID: wire.PID{Host: "app:terminal", N: 3}})
		l.Do(typed("hello"))
		if e := stopped(t, l, "is about"); e.Kind != wire.KindInput {
			t.Errorf("it stands still after: %s", e.Line())
		}
	})
}

// TestRunUntilChangesNothing: whatever goals were pursued on the way, the run is
// the same.
func TestRunUntilChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run := func(pursue bool) []string {
			l := startLoop(t, echoLoop(t, VirtualClock))
			synctest.Wait()
			l.Do(typed("hello"))
			for i := uint64(0); pursue && i < 40; i++ {
				l.RunUntil(wire.Goal{Kind: wire.GoalProcess, PID: wire.PID{Host: "app:processes", N: 1 + i%5}})
				synctest.Wait()
			}
			l.Resume()
			synctest.Wait()
			return lines(facts(l))
		}
		if once, again := run(false), run(true); !slices.Equal(once, again) {
			t.Error(difference(strings.Join(once, "\n"), strings.Join(again, "\n")))
		}
	})
}

// TestSpeed: the client writes after 200 ms of virtual time, whatever those are.
func TestSpeed(t *testing.T) {
	for _, c := range []struct {
		speed, kept float64
		after       time.Duration
	}{
		{1, 1, 200 * time.Millisecond}, {0.5, 0.5, 400 * time.Millisecond}, {0.1, 0.1, 2 * time.Second}, {0.01, 0.1, 2 * time.Second},
		{10, 10, 20 * time.Millisecond}, {100, 100, 2 * time.Millisecond}, {1000, 100, 2 * time.Millisecond},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := startLoop(t, echoLoop(t, RealClock))
			l.SetSpeed(c.speed)
			time.Sleep(c.after - 1)
			synctest.Wait()
			if got := printed(l); got != "" {
				t.Errorf("at %v× the client has written %q too early", c.speed, got)
			}
			time.Sleep(time.Nanosecond)
			synctest.Wait()
			s := l.Status()
			if printed(l) == "" || s.Speed != c.kept || s.Now != wire.Time(200*time.Millisecond) {
				t.Errorf("at %v× after %v the status is %+v and the client has written %q", c.speed, c.after, s, printed(l))
			}
		})
	}
}

// TestSpeedChanges: time goes on from where it is, at another speed.
func TestSpeedChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startLoop(t, echoLoop(t, RealClock))
		now := func(want time.Duration) {
			t.Helper()
			synctest.Wait()
			if got := l.Status().Now; got != wire.Time(want) {
				t.Errorf("it is %s, want %v", got, want)
			}
		}
		time.Sleep(100 * time.Millisecond)
		now(100 * time.Millisecond)
		l.SetSpeed(0.5)
		time.Sleep(100 * time.Millisecond)
		now(150 * time.Millisecond)
		l.Pause()
		l.SetSpeed(20)
		time.Sleep(time.Hour)
		now(150 * time.Millisecond)
		l.Resume()
		time.Sleep(time.Second)
		now(20*time.Second + 150*time.Millisecond)
		l.SetSpeed(0)
		time.Sleep(time.Second)
		now(20*time.Second + 150*time.Millisecond) // the client waits for a line
		l.SetSpeed(1)
		time.Sleep(time.Second)
		now(21*time.Second + 150*time.Millisecond)
	})
}
