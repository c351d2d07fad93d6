package node

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

var (
	relayPID  = wire.PID{Host: "app:processes", N: 2}
	clientPID = wire.PID{Host: "app:terminal", N: 3}
)

// brokenAt waits until the loop stands still, which must be for a reason.
func brokenAt(t *testing.T, l *Loop, text string) wire.Stop {
	t.Helper()
	stopped(t, l, text)
	return *l.Status().Stop
}

// TestBreakpoints stands still before messages and lines, with both clocks.
func TestBreakpoints(t *testing.T) {
	for clock, name := range []string{"real", "virtual"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { breakpointsMet(t, Clock(clock)) })
		})
	}
}

func breakpointsMet(t *testing.T, clock Clock) {
	l := echoLoop(t, clock)
	l.SetBreakpoints([]wire.Breakpoint{
		{ID: 1, Expr: "kind:receive to:relay topic:echo"},
		{ID: 2, Expr: "kind:spawn from:relay", After: 1},
		{ID: 3, Entry: "app:worker", Line: 1},
		{ID: 4, Expr: "kind:send", Disabled: true},
		{ID: 5, Expr: "kind:("},
	})
	startLoop(t, l)
	time.Sleep(time.Second)
	l.Do(typed("one"))
	stop := brokenAt(t, l, "breakpoint 1, before: relay takes echo from cli")
	if stop.Breakpoint != 1 || stop.PID != relayPID || stop.Next == nil || stop.Next.Ref == 0 {
		t.Errorf("the stop is %+v", stop)
	}
	if last := l.Status().Last; facts(l)[last-1].Kind == wire.KindReceive {
		t.Error("it has been received already")
	}
	now := l.Status().Now
	time.Sleep(time.Hour)
	if l.Status().Now != now {
		t.Error("time goes on meanwhile")
	}

	l.Resume()
	stop = brokenAt(t, l, "breakpoint 3: worker comes to app:worker:")
	if stop.Breakpoint != 3 || stop.PID.N != 4 || stop.Next != nil {
		t.Errorf("the stop is %+v", stop)
	}
	l.SetBreakpoints(l.Breakpoints()[:2])
	l.Resume()
	time.Sleep(time.Second)
	l.Do(typed("two"))
	brokenAt(t, l, "breakpoint 1")
	l.Resume()
	brokenAt(t, l, "breakpoint 2, before: relay ⑂ worker")
	if e := facts(l)[l.Status().Last-1]; e.Kind != wire.KindReceive || e.PID != relayPID {
		t.Errorf("the last fact is: %s", e.Line())
	}
	var hits []int
	for _, b := range l.Breakpoints() {
		hits = append(hits, b.Hits)
	}
	if !slices.Equal(hits, []int{2, 2}) {
		t.Errorf("the breakpoints were met %v times", hits)
	}
	l.SetBreakpoints(nil)
	l.Resume()
	synctest.Wait()
	time.Sleep(time.Second)
	synctest.Wait()
	if s := l.Status(); s.Paused || s.Stop != nil || !strings.Contains(printed(l), "TWO") {
		t.Errorf("without breakpoints the status is %+v", s)
	}
}

// TestForestalled: what somebody takes away before it happens is not told to
// happen next, and what it stopped before is forgotten with it.
func TestForestalled(t *testing.T) {
	for name, c := range map[string]wire.Command{
		"delayed":    {Kind: wire.CommandDelay, Delay: time.Second},
		"dropped":    {Kind: wire.CommandDrop},
		"no process": {Kind: wire.CommandTerminate},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := echoLoop(t, VirtualClock)
				l.SetBreakpoints([]wire.Breakpoint{{ID: 1, Expr: "kind:receive to:relay topic:echo"}})
				startLoop(t, l)
				synctest.Wait()
				l.Do(typed("one"))
				stop := brokenAt(t, l, "breakpoint 1, before: relay takes echo from cli")
				l.Do(wire.Command{Kind: wire.CommandEdit, PID: stop.PID, Ref: stop.Next.Ref, Args: []wire.Value{"two"}})
				brokenAt(t, l, "breakpoint 1, before: relay takes echo from cli")
				c.PID, c.Ref = stop.PID, stop.Next.Ref
				l.Do(c)
				if stop = brokenAt(t, l, "what it stopped before does not happen now"); stop.Next != nil || stop.Breakpoint != 0 {
					t.Errorf("it still stands before %+v", stop)
				}
				l.Resume()
				synctest.Wait()
				if s := l.Status(); s.Paused && c.Kind != wire.CommandDelay {
					t.Errorf("it does not go on: %+v", s.Stop)
				}
			})
		})
	}
}

// TestBreakpointsChangeNothing: facts do not depend on where the app stood
// still, nor on steps past breakpoints.
func TestBreakpointsChangeNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run := func(arm bool) []string {
			l := echoLoop(t, VirtualClock)
			if arm {
				l.SetBreakpoints([]wire.Breakpoint{{ID: 1, Expr: "not kind:wait"}, {ID: 2, Entry: "app:relay", Line: 38}})
			}
			startLoop(t, l)
			synctest.Wait()
			for i := 0; l.Status().Paused; i++ {
				if l.Resume(); i%3 == 0 {
					l.Pause()
					l.Step()
					l.Resume()
				}
				synctest.Wait()
			}
			l.SetBreakpoints(nil)
			l.Do(typed("hello"))
			synctest.Wait()
			return lines(facts(l))
		}
		if once, again := run(false), run(true); !slices.Equal(once, again) {
			t.Error(difference(strings.Join(once, "\n"), strings.Join(again, "\n")))
		}
	})
}

// TestStepPastBreakpoints: a step makes one fact happen, whatever is armed.
func TestStepPastBreakpoints(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoLoop(t, VirtualClock)
		l.SetBreakpoints([]wire.Breakpoint{{ID: 1, Expr: ""}})
		startLoop(t, l)
		brokenAt(t, l, "breakpoint 1")
		for range 20 {
			last := l.Status().Last
			l.Step()
			synctest.Wait()
			if s := l.Status(); s.Last != last+1 || s.Stop != nil || !s.Paused {
				t.Fatalf("after a step from fact %d the status is %+v", last, s)
			}
		}
		if hits := l.Breakpoints()[0].Hits; hits != 20 {
			t.Errorf("it was met %d times", hits)
		}
	})
}

// TestLoopStepsLines goes on by lines, through a wait, to the end of a process.
func TestLoopStepsLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoLoop(t, RealClock)
		l.SetBreakpoints([]wire.Breakpoint{{ID: 1, Expr: "kind:send topic:echo"}})
		startLoop(t, l)
		time.Sleep(time.Second)
		l.Do(typed("hello"))
		brokenAt(t, l, "breakpoint 1")
		var lines []int
		for range 5 {
			l.StepLine(clientPID, 0, wire.StepOver)
			stop := brokenAt(t, l, "cli comes to app:cli:")
			var line int
			if _, err := fmt.Sscanf(stop.Text, "cli comes to app:cli:%d", &line); err != nil || stop.PID != clientPID {
				t.Fatalf("the stop is %+v: %v", stop, err)
			}
			lines = append(lines, line)
			if found := inspected(t, l, clientPID).Tasks[0].Frames[0]; found.Line != line || found.Entry != "app:cli" {
				t.Errorf("it is said to come to line %d and stands at %s:%d", line, found.Entry, found.Line)
			}
		}
		if want := []int{17, 21, 22, 23, 26}; !slices.Equal(lines, want) {
			t.Errorf("it came to lines %v, not %v", lines, want)
		}
		l.StepLine(clientPID, 9, wire.StepInto)
		brokenAt(t, l, "cli has no such coroutine now")
		l.SetBreakpoints(nil)
		l.StepLine(clientPID, 0, wire.StepOut)
		brokenAt(t, l, "cli comes to")
		l.StepLine(clientPID, 0, wire.StepOut)
		l.Do(wire.Command{Kind: wire.CommandInput, EOF: true})
		brokenAt(t, l, "cli has ended")
	})
}

// inspected is what there is to be seen of a process at the present moment.
func inspected(t *testing.T, l *Loop, pid wire.PID) *wire.Inspection {
	t.Helper()
	for range 100 {
		found, _, err := l.Inspect(l.Status().Last, pid)
		if err != nil {
			t.Fatal(err)
		}
		if found != nil {
			return found
		}
		synctest.Wait()
	}
	t.Fatal("there is no answer")
	return nil
}

// TestNextStandsInTheFunction: a step by facts ends at the very action, in the
// middle of a Lua function, with all its callers and variables.
func TestNextStandsInTheFunction(t *testing.T) {
	n := luaApp(t, "cli.lua", `local function say(n)
    local text = "number " .. n
    io.print(text) text = "said"
    return text
end
return function()
    for i = 1, 2 do
        say(i)
    end
end`)
	play(t, n, "exec")
	for want := 1; n.Step(); {
		if e := n.Take(1)[0]; e.Kind != wire.KindOutput {
			continue
		}
		f := luaFrame(t, n)
		if got := stacks(n); got != "main: print < app:cli:3 say < app:cli:8" || variablesLine(f.Locals) != fmt.Sprintf("n=%d text=%q", want, fmt.Sprint("number ", want)) {
			t.Errorf("it stands at %s with %s", got, variablesLine(f.Locals))
		}
		want++
	}
}

// TestContext: filters find the same in a node, right before each fact, as they
// do in the log.
func TestContext(t *testing.T) {
	exprs := []string{
		"from:cli", "to:cli", "by:other", "pid:0x00002", "entry:app:cli", "host:app:processes", "service:app:service", "mailbox>0", "mailbox>1",
		"from:other", "to:other", "relay", "0x00001", "0x00002", "t>1ms", "from:one", "name:one", "to:one", "error", "stopped", "fact>20", "fact:9",
	}
	var filters []*filter.Filter
	for _, expr := range exprs {
		if f, err := filter.Parse(expr); err == nil {
			filters = append(filters, f)
		}
	}
	eachStoryThat(t, stepping, func(t *testing.T, s story) {
		n := s.node(t)
		booted := n.Take(everything)
		w := trace.NewWorld()
		for i := range booted {
			w.Apply(&booted[i])
		}
		foreseen := map[string][]string{} // what was found, by fact
		n.system.SetBreak(func(e *wire.Event) bool {
			n.hear(e.Seq - 1)
			foreseen[bare(*e)] = append(foreseen[bare(*e)], matching(filters, context{n}, e))
			return false
		})
		s.play(&player{node: n, see: func(e *wire.Event) {
			key := bare(*e)
			want := matching(filters, filter.World{World: w}, e)
			if got := foreseen[key]; len(got) == 0 || got[0] != want {
				t.Errorf("%s\nwas foreseen to match %v, and matches %s", e.Line(), got, want)
			} else {
				foreseen[key] = got[1:]
			}
			w.Apply(e)
		}})
	})
}

func matching(filters []*filter.Filter, ctx filter.Context, e *wire.Event) string {
	var found []string
	for _, f := range filters {
		if f.Match(ctx, e) {
			found = append(found, f.String())
		}
	}
	return strings.Join(found, ", ")
}
