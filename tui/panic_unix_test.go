//go:build unix

package tui

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"echotui/runtime/ptytest"
)

// failsItself tells a process of this test to be the program whose screen fails.
const failsItself = "ECHOTUI_TEST_FAILS_ITSELF"

// keyBroken panics when time is stopped.
type keyBroken struct{ *fake }

func (*keyBroken) Pause() { panic("it cannot be stopped") }

// TestMain lets this program be the one whose screen fails.
func TestMain(m *testing.M) {
	if os.Getenv(failsItself) == "" {
		// The library has no way to call off a tick, which ends by itself.
		goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("charm.land/bubbletea/v2.Tick.func1"))
	}
	f, _ := newEcho()
	options := Options{
		Record: func(made *Recording) (string, error) {
			_, err := fmt.Println("frames:", len(made.Film.Frames) > 0)
			return "", err
		},
		Rescue: func() (string, error) { return "run.trace", nil },
	}
	fmt.Println(Run(context.Background(), &keyBroken{f}, options, os.Stdin, os.Stdout))
}

// A screen that fails while it is on a terminal, and recorded, gives the terminal
// back; only then it is told what happened, and the recording is written.
func TestPanicOnTerminal(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	// The libraries beneath end their reader and let go of it at once, which the
	// race detector sees now and then; here it is about the terminal.
	cmd.Env = append(os.Environ(), failsItself+"=1", "TERM=xterm-256color", "LC_ALL=C.UTF-8", "GORACE=exitcode=0")
	term := ptytest.Start(t, 110, 32, cmd)
	term.Sees("waits for a line")
	term.Type("\tR")
	term.Sees("REC")
	if len(ptytest.Modes(term.Wrote())) == 0 {
		t.Error("the program has not taken the terminal")
	}
	term.Type(" ")
	if state := term.Ended(); !state.Success() {
		t.Error(state)
	}
	term.Restored()
	said := string(term.Wrote())
	said = said[strings.LastIndex(said, "\x1b[?1049l"):]
	for _, want := range []string{"frames: true", "the screen has failed: it cannot be stopped", "It was told the key space", "echotui run.trace"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q after it has given the terminal back:\n%q", want, said)
		}
	}
}
