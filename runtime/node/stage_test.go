package node

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"echotui/runtime/wire"
)

// driven is what can be asked of a loop and of a stage.
type driven interface {
	Since(dst []wire.Event, seq uint64, limit int) []wire.Event
	Do(wire.Command)
	Pause()
	Resume()
	Step()
	SetSpeed(float64)
	RunUntil(wire.Goal)
	Continue(uint64)
	Open(int)
	Inspect(uint64, wire.PID) (*wire.Inspection, float64, error)
	Branches() []wire.Branch
}

// use asks for things in an order that the seed decides, and tells what has
// come of it.
func use(l driven, seed uint64, pass func(time.Duration)) string {
	dice := rand.New(rand.NewPCG(seed, 1))
	var told strings.Builder
	pass(300 * time.Millisecond)
	for range 40 {
		facts := l.Since(nil, 0, everything)
		seq := facts[dice.IntN(len(facts))].Seq
		switch dice.IntN(12) {
		case 0, 1, 2:
			l.Do(typed(fmt.Sprint("line ", dice.IntN(100))))
		case 3, 4:
			l.Pause()
		case 5, 6:
			l.Resume()
		case 7:
			l.Step()
			l.Step()
		case 8:
			l.SetSpeed([]float64{0.1, 0.5, 1, 2, 100}[dice.IntN(5)])
		case 9:
			l.RunUntil(wire.Goal{Kind: wire.GoalIdle})
		case 10:
			pid := facts[len(facts)-1].PID
			_, _, _ = l.Inspect(seq, pid)
			pass(0)
			found, _, err := l.Inspect(seq, pid)
			fmt.Fprintln(&told, found != nil, err)
		case 11:
			l.Continue(seq)
			pass(0)
			l.Open(1 + dice.IntN(len(l.Branches())))
		}
		// Sums of these hit no timer at the very instant of another.
		pass(time.Duration(dice.IntN(300)) * 1013 * time.Microsecond)
	}
	for _, e := range l.Since(nil, 0, everything) {
		fmt.Fprintln(&told, e.Line())
	}
	for _, b := range l.Branches() {
		fmt.Fprintf(&told, "%+v\n", b)
	}
	return told.String()
}

// What is asked of a stage has the same outcome as if it were asked of a loop.
func TestStageIsLoop(t *testing.T) {
	for seed := range uint64(20) {
		var want string
		synctest.Test(t, func(t *testing.T) {
			l := echoLoop(t, RealClock)
			go l.Run()
			defer l.Close()
			synctest.Wait()
			want = use(l, seed, func(d time.Duration) {
				time.Sleep(d)
				synctest.Wait()
			})
		})
		s := echoStage(t, RealClock)
		at := time.Duration(0)
		got := use(s, seed, func(d time.Duration) {
			s.Advance(at) // what was asked for happens now
			at += d
			s.Advance(at)
		})
		if got != want {
			t.Fatalf("seed %d: %s", seed, difference(want, got))
		}
	}
}

func echoStage(t *testing.T, clock Clock) *Stage {
	t.Helper()
	s := NewStage(echoNode(t), clock)
	t.Cleanup(s.Close)
	return s
}

// A stage tells when it is to be called next.
func TestStageTellsWhenNext(t *testing.T) {
	s := echoStage(t, RealClock)
	next, never := s.Advance(0)
	if next != 200*time.Millisecond || never {
		t.Errorf("the client waits 200 ms, the stage %v, %v", next, never)
	}
	if next, never = s.Advance(200 * time.Millisecond); next <= 200*time.Millisecond || never {
		t.Errorf("nothing is due after the first timer: %v, %v", next, never)
	}
	if !strings.Contains(printed(s.Loop), "Echo Client") {
		t.Error("what was due has not happened")
	}
	before := s.Status()
	s.Pause()
	if _, never = s.Advance(time.Second); !never {
		t.Error("something is due although time stands still")
	}
	if now := s.Status().Now; now != before.Now {
		t.Errorf("it is %v, and was %v when time was stopped", now, before.Now)
	}
	s.SetSpeed(0.5)
	s.Resume()
	next, never = s.Advance(time.Second)
	if due, _ := s.node.system.NextTimer(); never || s.wall().Add(next-time.Second).Sub(s.wall()) != 2*due.Sub(before.Now) {
		t.Errorf("at half the speed the timer at %v is due at %v, and it was %v", due, next, before.Now)
	}
}

// stageOf makes a stage of an app with one process.
func stageOf(t *testing.T, clock Clock, program string) *Stage {
	t.Helper()
	n := luaApp(t, "cli.lua", "return { main = function() "+program+" end }")
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	return NewStage(n, clock)
}

// A process that never rests takes a bounded part of an hour, and lets others
// get on.
func TestStageBoundsEndlessWork(t *testing.T) {
	for _, clock := range []Clock{RealClock, VirtualClock} {
		s := stageOf(t, clock, `while true do end`)
		before := s.node.system.Turns()
		next, never := s.Advance(time.Second)
		if turns := s.node.system.Turns() - before; never || next <= time.Second || turns > 2*batchTurns*uint64(time.Second/batchTime) {
			t.Errorf("clock %d: %d turns in a second, then %v, %v", clock, turns, next, never)
		}
	}
}

// With the virtual clock time jumps, and yet an hour of the stage ends.
func TestStageJumps(t *testing.T) {
	s := stageOf(t, VirtualClock, `for i = 1, 5 do time.sleep("1h") end`)
	for range 2 {
		s.Advance(time.Second)
	}
	if _, stopped := s.node.Stopped(); !stopped || s.Status().Now < wire.Time(5*time.Hour) {
		t.Errorf("stopped %v at %v", stopped, s.Status().Now)
	}
}

// A panic, a bug of ours, ends the stage and is told; nobody is taken along.
func TestStageBreaks(t *testing.T) {
	s := echoStage(t, RealClock)
	s.order(func(*Loop) { panic("a bug") })
	for range 2 {
		if _, never := s.Advance(time.Second); !never {
			t.Error("something is due on a stage that broke")
		}
	}
	if status := s.Status(); !status.Stopped || !strings.Contains(status.Err, "a bug") {
		t.Errorf("%+v", status)
	}
}

// So does one where the log itself refuses facts, while it is held.
func TestStageBreaksInTheLog(t *testing.T) {
	l := echoLoop(t, RealClock) // it has taken the first facts
	s := NewStage(l.node, RealClock)
	t.Cleanup(s.Close)
	s.Advance(time.Second)
	if status := s.Status(); !status.Stopped || status.Err == "" {
		t.Errorf("%+v", status)
	}
}

// A stage packs old facts as a loop does.
func TestStagePacks(t *testing.T) {
	s := stageOf(t, VirtualClock, `for i = 1, 20000 do io.print(i) end`)
	s.Advance(time.Hour)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.live.log.Last() < 20000 {
		t.Fatalf("%d facts", s.live.log.Last())
	}
	if s.live.log.Packing() != nil {
		t.Error("there is still something to pack")
	}
}
