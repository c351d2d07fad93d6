//go:build unix

package faults

import (
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"
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

// A program that was stopped from outside, and goes on, answers as before.
func TestStopAndContinue(t *testing.T) {
	term := start(t, folder(t, ticks), "-C", ".")
	term.Sees("tick")
	for range 5 {
		term.Signal(syscall.SIGSTOP)
		term.Signal(syscall.SIGCONT)
	}
	term.Type("\t")
	press(term, "3", "3 stats ━")
	press(term, "2", "2 processes ━")
	term.Type("q")
	if state := term.Ended(); !state.Success() {
		t.Error(state)
	}
	term.Restored()
}
