package screen

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// FuzzScreen writes anything, cut anywhere and drawn or not after each piece,
// and checks that the picture is that of a screen which had its size from the
// start and took everything at once; that it holds nothing but text and styles;
// and that the emulator never failed.
func FuzzScreen(f *testing.F) {
	for _, seed := range []string{
		"hello\n> ", "日本語\x1b[31m", "\x1b[1;999r\x1b[L\x1b[999b", "a\x1b[?1049h\x1b[2J\x1b[?1049l",
		"👨\u200d👩\u200d👧", "\x1b]0;x\aed", "\x1b[H\x1b[2J\x1b[3;3H\tx\x1bH\x1b[g\x1b[3g\t", "e\u0301\x1b[5@\x1b[5P\x1b[K",
		"\x1b[?7l日本語\x1b[?7h\x1b7\x1b[5;5H\x1b8\x1b[s\x1b[u", "\x1b(0\x0elqk\x0f\x1b~\x1bn", "\x1b[?6h\x1b[2;3r\x1bM\x1bM\x1bD",
	} {
		f.Add([]byte(seed), uint8(20), uint8(5), uint8(3))
	}
	f.Fuzz(func(t *testing.T, output []byte, width, height, step uint8) {
		if len(output) > 64<<10 {
			t.Skip("longer than what is kept")
		}
		pieces := New(int(width), int(height))
		for rest := output; len(rest) > 0; {
			n := min(len(rest), int(step)%7+1)
			pieces.Write(string(rest[:n]))
			if step&8 != 0 {
				pieces.Cursor()
			}
			rest = rest[n:]
		}
		whole := New(int(width)/2, int(height)+3)
		whole.Write(string(output))
		whole.Lines()
		whole.Resize(int(width), int(height))
		got, want := styled(pieces), styled(whole)
		if whole.tail.start() == 0 && got != want {
			t.Errorf("in pieces:\n%q\nas a whole:\n%q", got, want)
		}
		checkText(t, got)
		checkText(t, want)
	})
}

// checkText checks that s is graphic characters, newlines and SGR sequences.
func checkText(t *testing.T, s string) {
	if strings.Contains(s, "terminal failed") {
		t.Errorf("the emulator failed: %q", s)
	}
	if !utf8.ValidString(s) {
		t.Errorf("invalid UTF-8: %q", s)
	}
	for i := 0; i < len(s); i++ {
		if s[i] == ansi.ESC {
			i++
			for i++; s[i] >= '0' && s[i] <= ';'; i++ {
			}
			if s[i] != 'm' {
				t.Fatalf("a sequence that is no style: %q", s)
			}
		} else if s[i] < ' ' && s[i] != '\n' || s[i] == 0x7f {
			t.Fatalf("a control: %q", s)
		}
	}
}
