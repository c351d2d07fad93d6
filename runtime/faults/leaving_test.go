//go:build unix

package faults

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"echotui/runtime/ptytest"
)

const (
	ctrlC = "\x03"
	ctrlZ = "\x1a"
	// ticks is an app in which something happens all the time.
	ticks = `return function() while true do io.print("tick") time.sleep("5ms") end end`
)

// sends is a way to leave: by a signal.
func sends(s os.Signal) func(*ptytest.Terminal) {
	return func(t *ptytest.Terminal) { t.Signal(s) }
}

// leavings are the ways in which somebody, or something, ends the program while
// the screen is there.
var leavings = []struct {
	name  string
	leave func(*ptytest.Terminal)
}{
	{"ctrl+c", func(t *ptytest.Terminal) { t.Type(ctrlC) }},
	{"q", func(t *ptytest.Terminal) { t.Type("q") }},
	{"SIGINT", sends(syscall.SIGINT)},
	{"SIGTERM", sends(syscall.SIGTERM)},
	{"SIGHUP", sends(syscall.SIGHUP)},
}

// The terminal is as it was, whichever way the program ends, also while a trace
// and a recording are written, which are whole then.
func TestLeaving(t *testing.T) {
	for _, l := range leavings {
		t.Run(l.name, func(t *testing.T) {
			dir := folder(t, ticks)
			term := start(t, dir, "-C", ".", "--trace", "run.trace")
			term.Sees("tick")
			term.Type("\t") // in the prompt, letters are text
			term.Type("R")
			term.Sees("REC")
			taken(t, term)
			l.leave(term)
			if state := term.Ended(); !state.Success() {
				t.Errorf("%v\n%s", state, term.Screen())
			}
			term.Restored()
			whole(t, filepath.Join(dir, "run.trace"))
			if made, err := filepath.Glob(filepath.Join(dir, "*.tape")); err != nil || len(made) == 0 {
				t.Errorf("no recording is in the folder: %q %v", made, err)
			}
		})
	}
}

// taken fails the test unless the program has taken the terminal: what is given
// back has been taken.
func taken(t *testing.T, term *ptytest.Terminal) {
	t.Helper()
	is := strings.Join(ptytest.Modes(term.Wrote()), "\n")
	for _, mode := range []string{"1049", "1002", "1006", "2004"} {
		if !strings.Contains(is, mode+" ") {
			t.Errorf("the program has not switched on %s, but %s", mode, is)
		}
	}
}

// An app that has ended leaves the screen there, and its status to the shell.
func TestLeavingAnEndedApp(t *testing.T) {
	term := start(t, folder(t, `return function() return 7 end`), "-C", ".")
	term.Sees("returned 7")
	term.Type("\tq")
	if got := term.Ended().ExitCode(); got != 7 {
		t.Errorf("status %d", got)
	}
	term.Restored()
}

// What cannot be run is told on a terminal that nobody has touched.
func TestNothingToRun(t *testing.T) {
	tests := [][]string{
		{"-C", "nowhere"},
		{"--trace", "nowhere/run.trace"},
		{"nowhere.trace"},
	}
	for _, args := range tests {
		term := start(t, t.TempDir(), args...)
		if got := term.Ended().ExitCode(); got != 1 || !strings.Contains(term.Screen(), "nowhere") {
			t.Errorf("%q: status %d\n%s", args, got, term.Screen())
		}
		term.Restored()
	}
}

// A terminal whose window is closed ends the program, and the trace is whole.
func TestTerminalGoes(t *testing.T) {
	dir := folder(t, ticks)
	term := start(t, dir, "-C", ".", "--trace", "run.trace")
	term.Sees("tick")
	term.HangUp()
	term.Ended()
	whole(t, filepath.Join(dir, "run.trace"))
}

// Ctrl+z gives the terminal back to the shell, and fg takes it again.
func TestShell(t *testing.T) {
	dir := folder(t, ticks)
	cmd := exec.Command("sh", "-mc", `stty -g; "$0" -C . --trace run.trace; stty -g; echo "stopped, what now?"; read line; fg >/dev/null; echo "ended with $?"`, program)
	cmd.Dir = dir
	term := ptytest.Start(t, 110, 32, cmd)
	term.Sees("tick")
	taken(t, term)
	term.Type(ctrlZ)
	term.Sees("stopped, what now?")
	if other := ptytest.Modes(term.Wrote()); other != nil {
		t.Errorf("the shell gets a terminal with %q", other)
	}
	settings := slices.DeleteFunc(strings.Split(term.Screen(), "\n"), func(line string) bool { return strings.Count(line, ":") < 5 })
	if len(settings) != 2 || settings[0] != settings[1] {
		t.Errorf("the shell gets a terminal with the settings %q", settings)
	}
	term.Type("\n")
	term.Sees("tick")
	term.Type(ctrlC)
	term.Sees("ended with 0")
	term.Restored()
	whole(t, filepath.Join(dir, "run.trace"))
}
