package node

import (
	"io/fs"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"echotui/runtime/app"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// The tests run in bubbles of synctest: time.Sleep there moves the bubble's
// clock and waits for nothing.

func echoLoop(t *testing.T, clock Clock) *Loop {
	t.Helper()
	return NewLoop(echoNode(t), clock, nil)
}

// echoNode is the echo app, in which nothing has happened yet.
func echoNode(t *testing.T) *Node {
	t.Helper()
	return startedNode(t, scripts.Echo(), "echo")
}

// startedNode is an app whose terminal process is about to begin.
func startedNode(t *testing.T, files fs.FS, name string) *Node {
	t.Helper()
	a, err := app.Load(files, name)
	if err != nil {
		t.Fatal(err)
	}
	n, err := New(a, Config{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.DefaultExec("")
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Exec(x, nil); err != nil {
		t.Fatal(err)
	}
	return n
}

// printed is what the app has written so far.
func printed(l *Loop) string {
	var text strings.Builder
	for _, e := range l.Since(nil, 0, everything) {
		if e.Kind == wire.KindOutput {
			text.WriteString(e.Text)
		}
	}
	return text.String()
}

func typed(line string) wire.Command {
	return wire.Command{Kind: wire.CommandInput, Text: line + "\n"}
}

// With the real clock an echo takes the worker's 100 ms, and the app's own
// timers set the pace of everything else.
func TestLoopFollowsTheClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoLoop(t, RealClock)
		go l.Run()
		defer l.Close()

		time.Sleep(199 * time.Millisecond)
		synctest.Wait()
		if got := printed(l); got != "" {
			t.Errorf("before its 200 ms are over the client has written %q", got)
		}
		time.Sleep(time.Millisecond)
		synctest.Wait()
		if got := printed(l); !strings.Contains(got, "Echo Client") {
			t.Errorf("after 200 ms the client has written %q", got)
		}

		time.Sleep(800 * time.Millisecond)
		l.Do(typed("hello"))
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if got := printed(l); !strings.Contains(got, "HELLO") {
			t.Errorf("100 ms after the line the client has written %q", got)
		}
		input := find(t, l, wire.KindInput)
		if want := wire.Time(time.Second); input.At != want {
			t.Errorf("the line was typed at %s, want %s", input.At, want)
		}
		if got, want := l.Status().Now, wire.Time(1100*time.Millisecond); got != want {
			t.Errorf("it is %s, want %s", got, want)
		}
	})
}

// While paused no time passes; a step makes one fact happen, and time jumps
// to the next timer when nothing else can.
func TestLoopPausesAndSteps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoLoop(t, RealClock)
		go l.Run()
		defer l.Close()

		time.Sleep(300 * time.Millisecond)
		l.Pause()
		synctest.Wait()
		before := l.Status()
		time.Sleep(time.Hour)
		synctest.Wait()
		if after := l.Status(); after != before || !after.Paused {
			t.Errorf("an hour later the status is %+v, was %+v", after, before)
		}

		l.Do(typed("hello"))
		synctest.Wait()
		if got := l.Status().Last; got != before.Last+1 {
			t.Errorf("typing while paused made %d facts, want 1: the line itself", got-before.Last)
		}
		for want := before.Last + 2; want < before.Last+20; want++ {
			l.Step()
			synctest.Wait()
			if got := l.Status().Last; got != want {
				t.Fatalf("after a step the last fact is %d, want %d", got, want)
			}
		}

		l.Resume()
		time.Sleep(time.Second)
		synctest.Wait()
		if got := printed(l); !strings.Contains(got, "HELLO") {
			t.Errorf("after going on the client has written %q", got)
		}
	})
}

// With the virtual clock nothing is waited for, and the app's prompt holds
// time still.
func TestLoopVirtualClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		l := echoLoop(t, VirtualClock)
		go l.Run()
		defer l.Close()

		synctest.Wait()
		if got, want := l.Status().Now, wire.Time(200*time.Millisecond); got != want {
			t.Errorf("at the prompt it is %s, want %s", got, want)
		}
		l.Do(typed("hello"))
		l.Do(wire.Command{Kind: wire.CommandInput, EOF: true})
		synctest.Wait()
		if got := printed(l); !strings.HasSuffix(got, "\nGoodbye!\n") {
			t.Errorf("the client has written %q", got)
		}
		if status := l.Status(); !status.Stopped || l.Exit() != 0 {
			t.Errorf("the status is %+v, exit %d", status, l.Exit())
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("it took %s of real time", took)
		}
	})
}

// The program is gone soon after its terminal process, though the service
// would like to go on.
func TestLoopEndsSoonAfterTheTerminalProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := echoLoop(t, RealClock)
		go l.Run()
		defer l.Close()
		time.Sleep(300 * time.Millisecond)
		l.Do(wire.Command{Kind: wire.CommandInput, EOF: true})
		time.Sleep(time.Second)
		synctest.Wait()
		if !l.Status().Stopped {
			t.Error("a second after the end of input the node still runs")
		}
	})
}

func TestLoopLeavesNothingBehind(t *testing.T) {
	defer goleak.VerifyNone(t)
	l := echoLoop(t, VirtualClock)
	go l.Run()
	l.Do(typed("hello"))
	<-l.Changed()
	l.Close()
}

func find(t *testing.T, l *Loop, kind wire.Kind) wire.Event {
	t.Helper()
	for _, e := range l.Since(nil, 0, everything) {
		if e.Kind == kind {
			return e
		}
	}
	t.Fatalf("there is no %s fact", kind)
	return wire.Event{}
}
