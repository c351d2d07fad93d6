//go:build unix

package ptytest

import (
	"os/exec"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A program that leaves everything behind is seen through.
func TestModes(t *testing.T) {
	tests := []struct {
		wrote string
		want  int
	}{
		{"", 0},
		{"\x1b[?1049h\x1b[?25l\x1b[?1002;1006h\x1b[>1u", 5},
		{"\x1b[?1049h\x1b[?25l\x1b[?1002;1006h\x1b[>1u\x1b[<u\x1b[?1002l\x1b[?1006l\x1b[?25h\x1b[?1049l", 0},
		{"\x1b[=1;1u", 1},
		{"\x1b[=1;1u\x1b[=0;1u", 0},
		{"\x1b[?2004h\x1b[?2026h\x1b[?2026l", 1},
		{"\x1b[?7777h", 1},
		{"\x1b[?7l\x1b[?7h", 0}, // as a renderer does for the last cell of the screen
		{"\x1b[?7l", 1},
	}
	for _, test := range tests {
		if got := Modes([]byte(test.wrote)); len(got) != test.want {
			t.Errorf("%q leaves %q, want %d", test.wrote, got, test.want)
		}
	}
}

// What is typed reaches the program, what it writes is to be seen, sizes are
// told, and settings that it leaves behind are noticed.
func TestTerminal(t *testing.T) {
	term := Start(t, 40, 5, exec.Command("sh", "-c", `stty -echo; read line; echo "got $line"; stty size; read line; stty size`))
	term.Type("hello\n")
	term.Sees("got hello")
	term.Sees("5 40")
	term.Resize(50, 6)
	term.Type("\n")
	term.Sees("6 50")
	if state := term.Ended(); !state.Success() {
		t.Error(state)
	}
	if term.left == term.settings {
		t.Errorf("the program switched the echo off, and the settings are %q as before", term.left)
	}
}
