package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/leaks"
	"echotui/runtime/node"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

func TestMain(m *testing.M) { leaks.Main(m) }

// ticking is an app whose terminal process prints a number every 100 ms.
const ticking = `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - name: cli
    kind: process.lua
    modules: [io, time]
    source: |
      return { main = function(last)
          for i = 1, tonumber(last) do
              io.print(i)
              time.sleep("100ms")
          end
      end }
`

// begin boots the app, to tick so often, and starts to write its trace.
func begin(t *testing.T, last string, say func(string)) (*Run, *Trace) {
	t.Helper()
	a, err := app.Load(fstest.MapFS{"_index.yaml": {Data: []byte(ticking)}}, "ticking")
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.DefaultExec("")
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Exec(x, []string{last}); err != nil {
		t.Fatal(err)
	}
	r := &Run{Node: n, options: Options{Trace: filepath.Join(t.TempDir(), "run.trace")}}
	trace, err := r.Trace(say)
	if err != nil {
		t.Fatal(err)
	}
	return r, trace
}

// open opens a trace for as long as the test lasts.
func open(t *testing.T, name string) *Past {
	t.Helper()
	p, err := OpenPast(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// replayed is what Replay says of a file.
func replayed(t *testing.T, name string) (said string, status int) {
	t.Helper()
	var out, warnings bytes.Buffer
	status, err := Replay(name, "", &out, &warnings)
	if err != nil {
		t.Fatal(err)
	}
	return out.String() + warnings.String(), status
}

// TestTraceIsASecondLate: whatever happened a second ago is in the file, though
// nobody has closed it and nothing happens any more.
func TestTraceIsASecondLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, trace := begin(t, "1000", func(line string) { t.Error(line) })
		loop := node.NewLoop(r.Node, node.RealClock, nil)
		loop.Trace(trace)
		go loop.Run()
		time.Sleep(2500 * time.Millisecond)
		loop.Pause()
		time.Sleep(flushEvery)
		synctest.Wait()
		p := open(t, trace.name)
		if last := loop.Status().Last; p.Last() != last || last < 50 || !strings.Contains(p.Ends(), "never ended") {
			t.Errorf("%d facts of %d are in the file: %s", p.Last(), last, p.Ends())
		}
		if said, status := replayed(t, trace.name); status != 0 || !strings.Contains(said, "all happened again") {
			t.Error(said)
		}
		loop.Close()
		trace.Close()
	})
}

// TestTraceDiskFails: it is told once, the loop does not wait for a disk that
// takes nothing, and what was written stays sound.
func TestTraceDiskFails(t *testing.T) {
	var said []string
	trace := newTrace(filepath.Join(t.TempDir(), "run.trace"), tracefile.Header{}, func(line string) { said = append(said, line) })
	if err := trace.open(1); err != nil {
		t.Fatal(err)
	}
	tell := func(seq uint64) {
		trace.Trace([]wire.Event{{Seq: seq, Text: strings.Repeat("x", 5<<20)}}, nil, wire.Place{Seq: seq})
		trace.check(trace.write())
	}
	tell(1)
	tell(2)
	if err := trace.file.Close(); err != nil { // as a disk that is gone
		t.Fatal(err)
	}
	for seq := uint64(3); seq < 100; seq++ { // much more than the queue holds
		tell(seq)
	}
	if len(said) != 1 || !strings.HasPrefix(said[0], "the trace ends early: ") || strings.Contains(said[0], "\n") {
		t.Errorf("said %q", said)
	}
	if p := open(t, trace.name); p.Last() != 2 || len(p.Since(nil, 0, 10)) != 2 {
		t.Errorf("%d facts are left: %v", p.Last(), p.Problem())
	}
}

// TestTraceBranches: each branch has a file that holds all of it.
func TestTraceBranches(t *testing.T) {
	r, trace := begin(t, "20", func(line string) { t.Error(line) })
	loop := node.NewLoop(r.Node, node.VirtualClock, nil)
	loop.Trace(trace)
	go loop.Run()
	await(loop, func() bool { return loop.Status().Stopped })
	whole := loop.Status().Last
	loop.Continue(whole / 2)
	await(loop, func() bool { return loop.Status().Branch == 2 })
	loop.Resume()
	await(loop, func() bool { return loop.Status().Stopped })
	loop.Close()
	trace.Close()
	for _, name := range []string{trace.name, strings.TrimSuffix(trace.name, ".trace") + "-2.trace"} {
		if p := open(t, name); p.Last() < whole || p.Ends() != "" {
			t.Errorf("%s holds %d facts of %d: %s", name, p.Last(), whole, p.Ends())
		}
		if said, status := replayed(t, name); status != 0 {
			t.Errorf("%s: %s", name, said)
		}
	}
}

func await(loop *node.Loop, there func() bool) {
	for !there() {
		<-loop.Changed()
	}
}

// TestPastLoop: a trace can be watched like any run that has ended, nobody can
// change it, and it can be looked into and gone on from.
func TestPastLoop(t *testing.T) {
	r, trace := begin(t, "20", func(line string) { t.Error(line) })
	loop := node.NewLoop(r.Node, node.VirtualClock, nil)
	loop.Trace(trace)
	go loop.Run()
	await(loop, func() bool { return loop.Status().Stopped })
	facts := loop.Since(nil, 0, 1000)
	loop.Close()
	trace.Close()

	past, err := open(t, trace.name).Loop()
	if err != nil {
		t.Fatal(err)
	}
	go past.Run()
	defer past.Close()
	past.Do(wire.Command{Kind: wire.CommandInput, Text: "nobody hears\n"})
	past.Resume()
	past.Step()
	if got := past.Since(nil, 0, 1000); lines(got) != lines(facts) || !past.Status().Stopped {
		t.Errorf("it has %d facts, of %d", len(got), len(facts))
	}
	cli := wire.PID{Host: "app:terminal", N: 1}
	middle := facts[len(facts)/2].Seq
	var found *wire.Inspection
	await(past, func() bool {
		found, _, err = past.Inspect(middle, cli)
		return found != nil || err != nil
	})
	if err != nil || len(found.Tasks) != 1 || len(found.Tasks[0].Frames) == 0 {
		t.Errorf("inside it looks like %+v: %v", found, err)
	}
	past.Continue(middle)
	await(past, func() bool { return past.Status().Branch == 2 })
	past.Resume()
	past.SetSpeed(0)
	await(past, func() bool { return past.Status().Stopped })
	if branches := past.Branches(); len(branches) != 2 || branches[1].From < middle || branches[1].Last < uint64(len(facts)) {
		t.Errorf("branches are %+v", branches)
	}
}

// TestTraceLater: who begins to write a run that goes on gets all of it.
func TestTraceLater(t *testing.T) {
	r, first := begin(t, "20", func(line string) { t.Error(line) })
	loop := node.NewLoop(r.Node, node.VirtualClock, nil)
	loop.Trace(first)
	go loop.Run()
	await(loop, func() bool { return loop.Status().Last > 30 })
	loop.Pause()
	second, err := r.TraceTo(filepath.Join(t.TempDir(), "later.trace"), func(line string) { t.Error(line) })
	if err != nil {
		t.Fatal(err)
	}
	loop.Trace(second)
	loop.Resume()
	await(loop, func() bool { return loop.Status().Stopped })
	facts := loop.Since(nil, 0, 1000)
	loop.Close()
	first.Close()
	second.Close()
	past, err := open(t, second.Name()).Loop()
	if err != nil {
		t.Fatal(err)
	}
	go past.Run()
	defer past.Close()
	if got := past.Since(nil, 0, 1000); lines(got) != lines(facts) {
		t.Errorf("it has %d facts, of %d:\n%s", len(got), len(facts), lines(got))
	}
}

func lines(facts []wire.Event) string {
	var b []byte
	for i := range facts {
		b = append(facts[i].AppendLine(b), '\n')
	}
	return string(b)
}

// TestReplayOfAPart: what is left of a trace that was cut is compared, and that
// it was is told.
func TestReplayOfAPart(t *testing.T) {
	r, trace := begin(t, "20", func(line string) { t.Error(line) })
	loop := node.NewLoop(r.Node, node.VirtualClock, nil)
	loop.Trace(trace)
	go loop.Run()
	await(loop, func() bool { return loop.Status().Stopped })
	loop.Close()
	trace.Close()
	whole, err := os.ReadFile(trace.name)
	if err != nil {
		t.Fatal(err)
	}
	compared := map[string]bool{}
	for cut := len(whole) - 1; cut > 0; cut -= 16 {
		if err := os.WriteFile(trace.name, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		past, err := OpenPast(trace.name)
		if err != nil {
			break // the header is gone
		}
		past.Close()
		said, status := replayed(t, trace.name)
		if status != 0 || !strings.Contains(said, " ends after fact ") {
			t.Fatalf("cut at %d of %d: %s", cut, len(whole), said)
		}
		first, _, _ := strings.Cut(said, "\n")
		compared[first] = true
	}
	if !compared["0 facts, and all happened again"] || len(compared) < 2 {
		t.Errorf("compared were %v", compared)
	}
}
