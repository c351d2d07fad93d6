package command

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"

	"echotui/runtime/trace"
)

func TestMain(m *testing.M) {
	testscript.Main(leakless{m}, map[string]func(){"echotui": func() { os.Exit(Run()) }, "breaks": breaks})
}

// leakless is tests after which nothing may still run.
type leakless struct{ *testing.M }

// Run runs them.
func (l leakless) Run() int {
	status := l.M.Run()
	if err := goleak.Find(); status == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return status
}

// The stories in runtime/cli/testdata/script run this very binary.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../runtime/cli/testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "UTC")
			env.Setenv("NO_COLOR", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"escape":  escape,
			"status":  status,
			"mistake": mistake,
			"replace": replace,
			"cut":     cut,
		},
	})
}

// escape FROM TO copies a file, what is not printable written as \ddd.
func escape(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(ts.ReadFile(args[0]), "\n")
	for i, line := range lines {
		lines[i] = trace.Clean(line, 1<<20)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(lines, "\n")), 0o666))
}

// status N COMMAND ARGS… runs a command that is to end with status N.
func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("status %d, want %s", got, args[0])
	}
}

// mistake PATTERN COMMAND ARGS… runs a command that is to end with status 1 and
// one line on standard error, all of which the pattern matches.
func mistake(ts *testscript.TestScript, _ bool, args []string) {
	status(ts, false, append([]string{"1"}, args[1:]...))
	want := regexp.MustCompile(`^` + args[0] + `\n$`)
	if got := ts.ReadFile("stderr"); !want.MatchString(got) {
		ts.Fatalf("standard error is %q, want %s", got, want)
	}
	if got := ts.ReadFile("stdout"); got != "" {
		ts.Fatalf("standard output is %q", got)
	}
}

// replace FILE OLD NEW edits a file.
func replace(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), args[1], args[2])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// cut FILE TO copies a file without its last bytes.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text[:len(text)-10]), 0o666))
}

// echotui makes a command of this binary.
func echotui(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("echotui") // TestMain has put it there
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = t.TempDir()
	return cmd
}

// Nobody is told anything when there is nobody to tell: "echotui run | head -1".
func TestNobodyReads(t *testing.T) {
	t.Run("run", func(t *testing.T) { nobodyReads(t, "run", "Echo Client") })
	t.Run("plain", func(t *testing.T) { nobodyReads(t, "--plain", "node boots echo") })
}

// nobodyReads reads the first line only, in which there is a text.
func nobodyReads(t *testing.T, arg, text string) {
	cmd := echotui(t, arg)
	stdin, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, stdout, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = stdin.Close(), stdout.Close()
	if line, err := bufio.NewReader(out).ReadString('\n'); !strings.Contains(line, text) {
		t.Errorf("read %q, %v", line, err)
	}
	_ = out.Close()
	_, _ = io.WriteString(in, "hello\n") // it may have ended already
	_ = cmd.Wait()                       // killed by SIGPIPE, or status 1
	_ = in.Close()
	if cmd.ProcessState.Success() || stderr.Len() > 0 {
		t.Errorf("%v, standard error %q", cmd.ProcessState, stderr.String())
	}
}

// With --plain facts are told as they come, while the app waits for the next
// line, and typed lines reach it.
func TestPlainIsTold(t *testing.T) {
	cmd := echotui(t, "--plain")
	stdin, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, stdout, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdin, cmd.Stdout = stdin, stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = stdin.Close(), stdout.Close()
	lines := bufio.NewScanner(out)
	until := func(text string) {
		t.Helper()
		for lines.Scan() {
			if strings.HasSuffix(lines.Text(), text) {
				return
			}
		}
		t.Fatalf("nothing tells that %s", text)
	}
	until("cli waits for a line")
	_, _ = io.WriteString(in, "hello\n")
	until(`you type to cli: "hello\n"`)
	until(`cli writes "  HELLO\n"`)
	until("cli waits for a line")
	_ = in.Close()
	until("node stops with status 0")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
