package command

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/app"
	"echotui/runtime/cli"
	"echotui/runtime/node"
	"echotui/tui"
)

// breaks is the program with a mistake in its screen.
func breaks() {
	var o cli.Options
	r, err := o.Boot(nil, nil)
	if err == nil {
		_, err = watch(r, o, tui.Options{Scheduler: &late{}}, nil)
	}
	printError(os.Stderr, err)
	os.Exit(1)
}

// late is a clock that breaks when something has happened.
type late struct{ asked int }

func (*late) Now() time.Time { return time.Now() }

func (l *late) After(d time.Duration, wake func(time.Time) tea.Msg) tea.Cmd {
	if l.asked++; l.asked > 1 {
		panic("the clock is broken")
	}
	return tea.Tick(d, wake)
}

func (*late) Idle(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil }

func (*late) Await(changed, _ <-chan struct{}, wake tea.Msg) tea.Cmd {
	return func() tea.Msg { <-changed; return wake }
}

// A mistake of the screen is told with what led to it, and the run is kept.
func TestPanic(t *testing.T) {
	path, err := exec.LookPath("breaks")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cmd := exec.Command(path)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "TMP="+dir, "XDG_CONFIG_HOME="+dir)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	in, err := cmd.StdinPipe() // nothing comes, and it does not end
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := cmd.Run(); cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("it ends with %v", err)
	}
	said := stderr.String()
	found := regexp.MustCompile(`to see it again: echotui (\S+)`).FindStringSubmatch(said)
	if !strings.Contains(said, "the screen has failed: the clock is broken") || !strings.Contains(said, "not of the app") || found == nil {
		t.Fatalf("it says:\n%s", said)
	}
	past, err := cli.OpenPast(found[1])
	if err != nil {
		t.Fatal(err)
	}
	defer past.Close()
	if past.Ends() != "" || past.Last() == 0 {
		t.Errorf("%d facts are kept: %s", past.Last(), past.Ends())
	}
}

// Leaving the screen of a running app is no failure; one that has ended hands
// its status on.
func TestScreenStatus(t *testing.T) {
	tests := []struct {
		name, main string
		want       int
	}{
		{"running", `io.readline()`, 0},
		{"ended", `return 7`, 7},
		{"failed", `error("broken")`, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, err := app.Load(fstest.MapFS{"_index.yaml": {Data: []byte(`
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: cli, kind: process.lua, modules: [io], source: 'return function() ` + test.main + ` end'}
`)}}, "test")
			if err != nil {
				t.Fatal(err)
			}
			n, err := node.New(a, node.Config{})
			if err != nil {
				t.Fatal(err)
			}
			x, err := a.DefaultExec("")
			if err = errors.Join(err, n.Exec(x, nil)); err != nil {
				t.Fatal(err)
			}
			loop := node.NewLoop(n, node.VirtualClock, nil)
			go loop.Run()
			for test.want != 0 && !loop.Status().Stopped {
				<-loop.Changed()
			}
			const quit = "\x03"
			status, err := show(loop, tui.Options{}, strings.NewReader(quit), io.Discard)
			if status != test.want || err != nil {
				t.Errorf("status %d, error %v, want %d", status, err, test.want)
			}
		})
	}
}

// While the screen is there, one thread more runs than there are processors.
func TestMakeRoom(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	done := makeRoom()
	if got := runtime.GOMAXPROCS(0); got != before+1 {
		t.Errorf("%d threads run where %d did", got, before)
	}
	done()
	if got := runtime.GOMAXPROCS(0); got != before {
		t.Errorf("%d threads run after that", got)
	}
}
