//go:build unix

package ptytest

import (
	"maps"
	"os/exec"
	"slices"
	"strings"
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

// What a program does to a terminal is told by its kind, whatever way it is
// written in.
func TestKinds(t *testing.T) {
	wrote := "a日\r\n\x1b[31m\x1b[?25;1049h\x1b[?2026$p\x1b]0;title\a\x1b]52;c;aGVsbG8=\x1b\\\x1b]52;c;?\a\x1bP$qm\x1b\\\x1bc\x1b_x\x1b\\" +
		"\x9b2J\u009b\u202ee" + strings.Repeat("\u0301", mostMarks+2) + "\u200b\x05"
	want := map[string]int{
		"text": 3 + mostMarks, "too many marks on a letter": 2, "control 0d": 1, "control 0a": 1, "control 05": 1,
		"CSI m": 1, "CSI ?25;1049h": 1, "CSI ?$p": 1, "CSI J": 1, "OSC 0": 1, "OSC 52": 2, "DCS $q": 1, "ESC c": 1, "APC": 1,
		"U+009B": 1, "U+202E": 1, "U+200B": 1,
	}
	got := Kinds([]byte(wrote))
	delete(got, "ESC \\") // of what ends a string
	if !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if got := Told([]byte(wrote), 52); !slices.Equal(got, []string{"hello", "no base64: ?"}) {
		t.Errorf("to the clipboard: %q", got)
	}
	if got := Told([]byte(wrote), 0); !slices.Equal(got, []string{"title"}) {
		t.Errorf("titles: %q", got)
	}
}
