//go:build unix

package ptytest

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience is how long is waited for something that does not come.
const patience = 30 * time.Second

// Terminal is a terminal with one program on it. Its methods are for the
// goroutine of the test.
type Terminal struct {
	tb       testing.TB
	cmd      *exec.Cmd
	tty, own *os.File // our end, and that of the program
	settings string   // before the program came
	left     string   // when it had ended

	mu     sync.Mutex
	screen *vt.Emulator
	wrote  []byte

	more  chan struct{} // something was written
	gone  chan struct{} // closed when the program has ended and all it wrote is here
	heard chan struct{} // closed when nobody answers any more
}

// Start starts a command on a terminal of a size in cells. It has no settings
// of its user's, unless its Env says so.
func Start(tb testing.TB, width, height int, cmd *exec.Cmd) *Terminal {
	tb.Helper()
	if cmd.Env == nil {
		home := tb.TempDir()
		cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LC_ALL=C.UTF-8", "HOME="+home, "XDG_CONFIG_HOME="+home)
	}
	t := &Terminal{
		tb: tb, cmd: cmd, screen: vt.NewEmulator(width, height),
		more: make(chan struct{}, 1), gone: make(chan struct{}), heard: make(chan struct{}),
	}
	var err error
	if t.tty, t.own, err = pty.Open(); err != nil {
		tb.Fatal(err)
	}
	t.Resize(width, height)
	t.settings = t.stty()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = t.own, t.own, t.own
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	ended := make(chan struct{})
	go t.wait(ended)
	go t.read(ended)
	go t.answer()
	tb.Cleanup(t.end)
	return t
}

// wait lets go of the program's end of the terminal once it has ended: then the
// reader comes to an end, too.
func (t *Terminal) wait(ended chan struct{}) {
	defer close(ended)
	_ = t.cmd.Wait() // the test looks at the state
	t.left = t.stty()
	_ = t.own.Close()
}

// read takes what is written, and shows it.
func (t *Terminal) read(ended chan struct{}) {
	defer close(t.gone)
	chunk := make([]byte, 1<<16)
	for {
		n, err := t.tty.Read(chunk)
		t.mu.Lock()
		t.wrote = append(t.wrote, chunk[:n]...)
		_, _ = t.screen.Write(chunk[:n]) // it takes anything
		t.mu.Unlock()
		select {
		case t.more <- struct{}{}:
		default:
		}
		if err != nil {
			<-ended
			return
		}
	}
}

// answer hands the program what the terminal answers to its queries.
func (t *Terminal) answer() {
	defer close(t.heard)
	_, _ = io.Copy(t.tty, t.screen)
	_, _ = io.Copy(io.Discard, t.screen) // the program has gone, and the screen must not wait
}

// end ends what is left.
func (t *Terminal) end() {
	t.Kill()
	_ = t.tty.Close()
	if pipe, ok := t.screen.InputPipe().(io.Closer); ok {
		_ = pipe.Close()
	}
	<-t.heard
}

// stty is how the terminal is set, as the system tells it.
func (t *Terminal) stty() string {
	cmd := exec.Command("stty", "-g")
	cmd.Stdin = t.own
	said, err := cmd.CombinedOutput()
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(said))
}

// Resize gives the terminal another size, in cells.
func (t *Terminal) Resize(width, height int) {
	t.mu.Lock()
	t.screen.Resize(max(1, width), max(1, height))
	t.mu.Unlock()
	if err := pty.Setsize(t.tty, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		t.tb.Fatal(err)
	}
}

// Type types keys, as a terminal sends them.
func (t *Terminal) Type(keys string) {
	t.tb.Helper()
	if _, err := io.WriteString(t.tty, keys); err != nil {
		t.tb.Fatal(err)
	}
}

// Signal sends a signal to the program.
func (t *Terminal) Signal(s os.Signal) {
	t.tb.Helper()
	if err := t.cmd.Process.Signal(s); err != nil {
		t.tb.Fatal(err)
	}
}

// Kill ends the program without its knowing.
func (t *Terminal) Kill() {
	_ = t.cmd.Process.Kill() // it may have ended
	t.Ended()
}

// HangUp closes the terminal, as somebody does who closes its window.
func (t *Terminal) HangUp() { _ = t.tty.Close() }

// Until waits until something is so. It is asked again when the program has
// written something.
func (t *Terminal) Until(what string, so func() bool) {
	t.tb.Helper()
	late := time.After(patience)
	for !so() {
		select {
		case <-t.more:
		case <-t.gone:
			if so() {
				return
			}
			t.tb.Fatalf("the program has ended, and it was not so: %s. On the screen is:\n%s", what, t.Screen())
		case <-late:
			t.tb.Fatalf("it does not come to this: %s. On the screen is:\n%s", what, t.Screen())
		}
	}
}

// Sees waits until a text is to be seen in one line.
func (t *Terminal) Sees(text string) {
	t.tb.Helper()
	t.Until("to be seen is "+text, func() bool { return strings.Contains(t.Screen(), text) })
}

// Ended waits until the program has ended, and returns how.
func (t *Terminal) Ended() *os.ProcessState {
	t.tb.Helper()
	select {
	case <-t.gone:
	case <-time.After(patience):
		t.tb.Fatalf("the program does not end. On the screen is:\n%s", t.Screen())
	}
	return t.cmd.ProcessState
}

// Screen is what is to be seen: lines without blanks at their ends.
func (t *Terminal) Screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(t.screen.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \r")
	}
	return strings.Join(lines, "\n")
}

// Wrote is all that the program has written so far.
func (t *Terminal) Wrote() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Clone(t.wrote)
}

// PID is the number of the program.
func (t *Terminal) PID() int { return t.cmd.Process.Pid }

// Written is how many bytes the program has written so far.
func (t *Terminal) Written() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.wrote)
}
