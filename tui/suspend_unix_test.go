//go:build unix

package tui

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// suspendsItself tells a process of this test to be the program that is
// suspended.
const suspendsItself = "ECHOTUI_TEST_SUSPENDS_ITSELF"

// Ctrl+z gives the terminal back, stops the program, and when it goes on it
// takes the terminal again.
func TestSuspend(t *testing.T) {
	if os.Getenv(suspendsItself) != "" {
		beSuspended(t)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestSuspend$")
	cmd.Env = append(os.Environ(), suspendsItself+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // as a shell does: all of a group are stopped
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(cmd.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil {
		t.Fatal(err)
	}
	if !status.Stopped() || status.StopSignal() != syscall.SIGTSTP {
		t.Errorf("the program is not stopped: %v, %q", status, status.StopSignal())
	}
	if err := cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("when it goes on, it ends with %v:\n%q", err, out.String())
	}
	rest := out.String()
	for i, sequence := range []string{"\x1b[?1049h", "\x1b[?1049l", "\x1b[?1049h", "\x1b[?1049l"} {
		_, after, found := strings.Cut(rest, sequence)
		if !found {
			t.Fatalf("the terminal is not taken and given back twice: part %d is missing", i+1)
		}
		rest = after
	}
}

// beSuspended is a program in which somebody presses ctrl+z, and which ends when
// it goes on.
func beSuspended(t *testing.T) {
	f, _ := newEcho()
	pressed := false
	filter := func(_ tea.Model, msg tea.Msg) tea.Msg {
		switch msg.(type) {
		case frameMsg:
			if !pressed {
				pressed = true
				return keyNamed("ctrl+z")
			}
		case tea.ResumeMsg:
			return tea.QuitMsg{}
		}
		return msg
	}
	options := Options{shell: func() string { return "" }}
	err := run(t.Context(), f, options, os.Stdout, tea.WithInput(nil), tea.WithWindowSize(80, 24), tea.WithFilter(filter))
	if err != nil {
		t.Error(err)
	}
}
