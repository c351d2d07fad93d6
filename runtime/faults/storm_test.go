//go:build unix

package faults

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"echotui/runtime/ptytest"
)

// A terminal that changes its size hundreds of times in a flood is drawn right
// in the end.
func TestResizeStorm(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	sizes := [][2]int{{0, 0}, {1, 1}, {500, 200}, {80, 24}, {24, 7}, {1, 200}, {500, 1}}
	term := start(t, folder(t, flood), "-C", ".")
	term.Sees("1 of 1 alive")
	for i := range 300 {
		size := [2]int{random.IntN(200), random.IntN(60)}
		if i%3 == 0 {
			size = sizes[random.IntN(len(sizes))]
		}
		term.Resize(size[0], size[1])
	}
	term.Resize(97, 27)
	term.Until("all of 97x27 is drawn", func() bool { return framed(term.Screen(), 97, 27) })
	term.Type(ctrlC)
	if state := term.Ended(); !state.Success() {
		t.Error(state)
	}
	term.Restored()
}

// framed reports whether a screen has frames around its panes, at its edges.
func framed(screen string, width, height int) bool {
	lines := strings.Split(screen, "\n")
	if len(lines) != height {
		return false
	}
	for _, line := range lines[1 : height-2] {
		cells := []rune(line)
		if len(cells) != width || !strings.ContainsRune("┌┏├┣│┃└┗┠┝┢┡", cells[0]) || !strings.ContainsRune("┐┓┤┫│┃┘┛█┨┥", cells[width-1]) {
			return false
		}
	}
	return true
}

// A program that was stopped from outside had no time to give the terminal back.
// Brought to the front again it takes it anew, draws all of it, and answers.
func TestStopAndContinue(t *testing.T) {
	cmd := exec.Command("sh", "-mc", `"$0" -C .; stty sane; echo "stopped, what now?"; read line; fg >/dev/null; echo "ended with $?"`, program)
	cmd.Dir = folder(t, `return function() io.print("here", process.pid()) io.readline() end`)
	term := ptytest.Start(t, 110, 32, cmd)
	term.Sees("waits for a line")
	if err := syscall.Kill(childOf(t, term.PID()), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	term.Sees("stopped, what now?")
	term.Type("\n")
	term.Until("all is drawn", func() bool {
		return framed(term.Screen(), 110, 32) && !strings.Contains(term.Screen(), "stopped")
	})
	term.Type("\t")
	press(term, "3", "3 stats ━")
	press(term, "2", "2 processes ━")
	term.Type("q")
	term.Sees("ended with 0")
	term.Ended()
	if other := ptytest.Modes(term.Wrote()); other != nil {
		t.Errorf("the terminal is left with %q", other)
	}
}

// childOf is the program that a shell has started.
func childOf(t *testing.T, shell int) int {
	t.Helper()
	said, err := exec.Command("ps", "-A", "-o", "ppid=,pid=").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(said)) {
		var parent, child int
		if n, _ := fmt.Sscan(line, &parent, &child); n == 2 && parent == shell {
			return child
		}
	}
	t.Fatalf("nothing was started by %d:\n%s", shell, said)
	return 0
}
