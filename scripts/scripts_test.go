package scripts_test

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"echotui/runtime/app"
	"echotui/runtime/wire"
	"echotui/scripts"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestAll: every folder is an example and the other way round, and its command
// is called as it is and tells the same sentence.
func TestAll(t *testing.T) {
	folders, err := filepath.Glob("*/_index.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, example := range scripts.All() {
		listed = append(listed, filepath.Join(example.Name, "_index.yaml"))
		files, err := scripts.Open(example.Name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := app.Load(files, example.Name)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Warnings) > 0 {
			t.Errorf("%s: %v", example.Name, a.Warnings)
		}
		commands := a.Commands()
		if len(commands) != 1 {
			t.Fatalf("%s has %d commands, want 1", example.Name, len(commands))
		}
		command := commands[0].Def.(*app.Process).Command
		if command.Name != example.Name || command.Short != example.Title {
			t.Errorf("%s is called %q, %q", example, command.Name, command.Short)
		}
	}
	slices.Sort(listed)
	if !slices.Equal(listed, folders) {
		t.Errorf("listed are %v, there are %v", listed, folders)
	}
}

// forTests are the files beside an app that only tests need.
var forTests = []string{"transcript.txt", "demo.tape", "demo.txt"}

// TestEmbedded: what is in the program is what is in the folders, but for what
// only tests need.
func TestEmbedded(t *testing.T) {
	for _, example := range scripts.All() {
		files, err := scripts.Open(example.Name)
		if err != nil {
			t.Fatal(err)
		}
		there, err := os.ReadDir(example.Name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range there {
			_, err := fs.Stat(files, file.Name())
			if embedded := err == nil; embedded == slices.Contains(forTests, file.Name()) {
				t.Errorf("%s/%s: in the program: %v", example.Name, file.Name(), embedded)
			}
		}
	}
}

func TestOpenUnknown(t *testing.T) {
	for _, name := range []string{"nope", "", ".", "echo/", "../scripts/echo", "scripts.go"} {
		_, err := scripts.Open(name)
		if err == nil {
			t.Fatalf("%q is there", name)
		}
		for _, example := range scripts.All() {
			if !strings.Contains(err.Error(), example.Name) {
				t.Errorf("%q does not tell of %s", err, example.Name)
			}
		}
	}
}

// TestSame: a seed decides everything, and another one hurts nobody.
func TestSame(t *testing.T) {
	for _, example := range scripts.All() {
		t.Run(example.Name, func(t *testing.T) {
			_, transcript := readTranscript(t, example.Name)
			for seed := int64(1); seed <= 3; seed++ {
				first, second := open(t, example.Name, seed), open(t, example.Name, seed)
				follow(first, transcript)
				follow(second, transcript)
				if first.log() != second.log() {
					t.Errorf("seed %d: two runs differ:\n%s", seed, difference(first.log(), second.log()))
				}
				checkEnd(t, first)
			}
		})
	}
}

// TestSteps: a run of single steps is the same run.
func TestSteps(t *testing.T) {
	for _, example := range scripts.All() {
		t.Run(example.Name, func(t *testing.T) {
			_, transcript := readTranscript(t, example.Name)
			whole, steps := open(t, example.Name, 1), open(t, example.Name, 1)
			steps.rest = step
			follow(whole, transcript)
			follow(steps, transcript)
			if whole.log() != steps.log() {
				t.Errorf("they differ:\n%s", difference(whole.log(), steps.log()))
			}
		})
	}
}

// TestBreaks: an app that stands still now and then, before whatever happens,
// does the same as one that never does.
func TestBreaks(t *testing.T) {
	for _, example := range scripts.All() {
		t.Run(example.Name, func(t *testing.T) {
			_, transcript := readTranscript(t, example.Name)
			whole := open(t, example.Name, 1)
			follow(whole, transcript)
			for seed := range uint64(10) {
				broken, dice, stands := open(t, example.Name, 1), rand.New(rand.NewPCG(seed, 1)), 0
				broken.rest = standStill
				broken.node.Break(func(*wire.Event) bool {
					if dice.Uint64N(seed+1) > 0 {
						return false
					}
					stands++
					return true
				})
				follow(broken, transcript)
				if whole.log() != broken.log() || stands == 0 {
					t.Errorf("after standing still %d times it differs:\n%s", stands, difference(whole.log(), broken.log()))
				}
			}
		})
	}
}

// TestInterrupt: an app that is asked to end does so soon, whatever it is doing.
func TestInterrupt(t *testing.T) {
	for _, example := range scripts.All() {
		if example.Name == "echo" {
			continue // the tutorial's, which is deaf while it waits for a line
		}
		t.Run(example.Name, func(t *testing.T) {
			_, transcript := readTranscript(t, example.Name)
			whole := open(t, example.Name, 1)
			follow(whole, transcript)
			for facts := 1; facts < len(whole.facts); facts += 7 {
				interruptAfter(t, example.Name, transcript, facts)
			}
		})
	}
}

// longestWork is how long a process of the apps may be deaf.
const longestWork = 500 * time.Millisecond

// interruptAfter follows a transcript until so many facts have happened, and
// presses ctrl+c.
func interruptAfter(t *testing.T, name, transcript string, facts int) {
	s := open(t, name, 1)
	enough := func() bool { return len(s.facts) >= facts }
	s.rest = func(s *session) { stepUntil(s, enough) }
	for line := range strings.Lines(transcript) {
		if isOrder(line) && !enough() {
			s.use(strings.TrimSuffix(line, "\n"))
		}
	}
	if slices.ContainsFunc(s.facts, func(e wire.Event) bool { return e.Kind == wire.KindShutdown }) {
		return // it ends already, and ctrl+c then is impatience
	}
	asked := s.node.Now()
	s.rest = run
	s.do(wire.Command{Kind: wire.CommandSignal, Name: "interrupt"})
	if took := s.node.Now().Sub(asked); took > longestWork {
		t.Errorf("after %d facts it takes %v to end", facts, took)
	}
	checkEnd(t, s)
}

// follow does the orders of a transcript.
func follow(s *session, transcript string) {
	for line := range strings.Lines(transcript) {
		if isOrder(line) {
			s.use(strings.TrimSuffix(line, "\n"))
		}
	}
}

// checkEnd: the app has ended well, and so has each of its processes.
func checkEnd(t *testing.T, s *session) {
	t.Helper()
	status, stopped := s.node.Stopped()
	if !stopped || status != 0 {
		t.Errorf("stopped %v with status %d, want true and 0", stopped, status)
	}
	alive := map[wire.PID]bool{}
	for _, e := range s.facts {
		switch e.Kind {
		case wire.KindSpawn:
			alive[e.Peer] = true
		case wire.KindExit:
			delete(alive, e.PID)
			meant := s.name == "restarts" && strings.Contains(e.Text, "told to crash")
			if wire.Outcome(e.N) == wire.OutcomeFailed && !meant {
				t.Errorf("a process failed: %s", e.Line())
			}
		case wire.KindSpawnFailed:
			if e.Text != "host is shutting down" {
				t.Errorf("nothing was spawned: %s", e.Line())
			}
		case wire.KindLimit:
			t.Errorf("a bound was reached: %s", e.Line())
		}
	}
	if len(alive) > 0 {
		t.Errorf("%d processes have not ended: %v", len(alive), alive)
	}
}

// difference is what comes after the lines that are equal.
func difference(old, now string) string {
	was, is := strings.SplitAfter(old, "\n"), strings.SplitAfter(now, "\n")
	for len(was) > 0 && len(is) > 0 && was[0] == is[0] {
		was, is = was[1:], is[1:]
	}
	const shown = 5
	return "one:\n" + strings.Join(was[:min(shown, len(was))], "") + "other:\n" + strings.Join(is[:min(shown, len(is))], "")
}
