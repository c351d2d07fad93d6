package contract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"echotui/runtime/node"
)

// built is the program, once a script has needed it.
var built struct {
	sync.Once
	dir string
	err error
}

// program builds echotui and returns the folder that it is in.
func program() (string, error) {
	built.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "contract"); built.err != nil {
			return
		}
		build := exec.Command("go", "build", "-o", built.dir+string(filepath.Separator), "echotui")
		if said, err := build.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("%w\n%s", err, said)
		}
	})
	return built.dir, built.err
}

// runScript runs a script with the program in its PATH and the clock in $CLOCK.
func runScript(t *testing.T, file string, clock node.Clock) {
	t.Helper()
	dir, err := program()
	if err != nil {
		t.Fatal(err)
	}
	testscript.RunT(inside{t}, testscript.Params{
		Files:               []string{file},
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "UTC")
			env.Setenv("NO_COLOR", "1")
			env.Setenv("PATH", dir+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("CLOCK", map[node.Clock]string{node.RealClock: "real", node.VirtualClock: "virtual"}[clock])
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":    status,
			"interrupt": interrupt,
		},
	})
}

// inside makes the script part of the test that runs it, instead of a test
// below it.
type inside struct{ *testing.T }

func (t inside) Run(_ string, f func(testscript.T)) { f(t) }
func (t inside) Parallel()                          {}
func (t inside) Verbose() bool                      { return testing.Verbose() }

// status N COMMAND ARGS… runs a command that has to end with status N.
func status(ts *testscript.TestScript, _ bool, args []string) {
	checkStatus(ts, args[0], ts.Exec(args[1], args[2:]...))
}

func checkStatus(ts *testscript.TestScript, want string, err error) {
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != want {
		ts.Fatalf("status %d, want %s", got, want)
	}
}

// interrupt N TEXT… -- COMMAND ARGS… runs a command. Each time it has written
// the next text, it gets a Ctrl+C. It has to end with status N; what it has
// written is in the files out and err.
func interrupt(ts *testscript.TestScript, _ bool, args []string) {
	var texts []string
	for i, arg := range args {
		if arg == "--" {
			texts, args = args[1:i], append(args[:1:1], args[i+1:]...)
			break
		}
	}
	cmd := exec.Command(filepath.Join(strings.Split(ts.Getenv("PATH"), string(filepath.ListSeparator))[0], args[1]), args[2:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = append(os.Environ(), "TZ=UTC", "NO_COLOR=1")
	// A terminal that stays open and says nothing.
	in, err := cmd.StdinPipe()
	ts.Check(err)
	defer in.Close()
	w := &watcher{texts: texts, found: func() error { return cmd.Process.Signal(os.Interrupt) }}
	var out, problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = w.on(&out), w.on(&problem)
	ts.Check(cmd.Start())
	err = cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs("out"), out.Bytes(), 0o666))
	ts.Check(os.WriteFile(ts.MkAbs("err"), problem.Bytes(), 0o666))
	checkStatus(ts, args[0], err)
	if len(w.texts) > 0 {
		ts.Fatalf("it has not written %q, only %q and %q", w.texts[0], out.String(), problem.String())
	}
}

// watcher calls found for each of texts that is written on one of the streams
// it watches, in order.
type watcher struct {
	sync.Mutex
	seen  []byte // since the last text was found
	texts []string
	found func() error
}

// on watches what goes to w.
func (w *watcher) on(to io.Writer) io.Writer { return io.MultiWriter(to, w) }

func (w *watcher) Write(p []byte) (int, error) {
	w.Lock()
	defer w.Unlock()
	w.seen = append(w.seen, p...)
	for len(w.texts) > 0 {
		_, rest, found := bytes.Cut(w.seen, []byte(w.texts[0]))
		if !found {
			break
		}
		w.seen, w.texts = bytes.Clone(rest), w.texts[1:]
		if err := w.found(); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}
