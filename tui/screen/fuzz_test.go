package screen

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// FuzzScreen checks anything at all.
func FuzzScreen(f *testing.F) {
	for _, seed := range []string{
		"hello\n> ", "日本語\x1b[31m", "\x1b[1;999r\x1b[L\x1b[999b", "a\x1b[?1049h\x1b[2J\x1b[?1049l",
		"👨\u200d👩\u200d👧", "\x1b]0;x\aed", "\x1b[H\x1b[2J\x1b[3;3H\tx\x1bH\x1b[g\x1b[3g\t", "e\u0301\x1b[5@\x1b[5P\x1b[K",
		"\x1b[?7l日本語\x1b[?7h\x1b7\x1b[5;5H\x1b8\x1b[s\x1b[u", "\x1b(0\x0elqk\x0f\x1b~\x1bn", "\x1b[?6h\x1b[2;3r\x1bM\x1bM\x1bD",
	} {
		f.Add([]byte(seed), uint8(20), uint8(5), uint8(3))
	}
	f.Fuzz(func(t *testing.T, output []byte, width, height, step uint8) {
		output = output[:min(len(output), 64<<10)] // more is not kept
		// Being drawn after every few bytes is quadratic.
		often := step&8 != 0 && len(output) < 1000
		checkScreen(t, string(output), int(width)%90, int(height)%40, int(step)%7+1, often)
	})
}

// anything is a piece of what terminals understand, or nearly.
func anything() *rapid.Generator[string] {
	number := rapid.SampledFrom([]string{"", "0", "1", "2", "3", "5", "7", "25", "999", "99999999999999999999"})
	mode := rapid.SampledFrom([]string{"4", "5", "6", "7", "20", "25", "47", "69", "1000", "1047", "1048", "1049", "2048"})
	return rapid.OneOf(
		rapid.StringMatching("[a-z ]{1,12}"),
		rapid.SampledFrom([]string{"日", "本語", "e\u0301", "\u0301", "👨\u200d👩\u200d👧", "🇯🇵", "\u200d", "\ufe0f", "한", "\u1161", "\xff", "\xe6\x97"}),
		rapid.SampledFrom([]string{"\n", "\r", "\b", "\t", "\v", "\x0e", "\x0f", "\x18", "\x1b"}),
		rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprintf("\x1b[%s;%s%c", number.Draw(t, "first"), number.Draw(t, "second"), rapid.ByteRange('@', '~').Draw(t, "final"))
		}),
		rapid.SampledFrom([]string{"\x1b[2;999r", "\x1b[3;5r", "\x1b[r", "\x1b[999;1H", "\x1b[H", "\x1b[L", "\x1b[M", "\x1b[9S", "\x1b[9T", "\x1bM"}),
		rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprintf("\x1b[%s%c", number.Draw(t, "number"), rapid.ByteRange('@', '~').Draw(t, "final"))
		}),
		rapid.Custom(func(t *rapid.T) string {
			return "\x1b[?" + mode.Draw(t, "mode") + rapid.SampledFrom([]string{"h", "l"}).Draw(t, "switch")
		}),
		rapid.Custom(func(t *rapid.T) string {
			return "\x1b" + rapid.SampledFrom([]string{"", "(", ")", "*", "#", "]", "P", "_", "^", "X"}).Draw(t, "between") +
				string(rune(rapid.ByteRange('0', '~').Draw(t, "final")))
		}),
	)
}

// TestScreenTakesAnything checks what terminals understand, in any order.
func TestScreenTakesAnything(t *testing.T) {
	pieces := anything()
	rapid.Check(t, func(t *rapid.T) {
		output := strings.Join(rapid.SliceOfN(pieces, 0, 80).Draw(t, "output"), "")
		width, height := rapid.IntRange(0, 12).Draw(t, "width"), rapid.IntRange(0, 6).Draw(t, "height")
		checkScreen(t, output, width, height, rapid.IntRange(1, 9).Draw(t, "step"), rapid.Bool().Draw(t, "often"))
	})
}

// checkScreen writes output, step bytes at a time and perhaps drawn after each,
// and checks that the picture is that of a screen which took everything at once
// and had another size before, and that of a clone made in the middle; that it
// holds nothing but text and styles; and that the emulator never failed.
func checkScreen(t rapid.TB, output string, width, height, step int, often bool) {
	pieces := New(width, height)
	clone := pieces.Clone()
	for rest := output; len(rest) > 0; {
		n := min(len(rest), step)
		pieces.Write(rest[:n])
		if len(rest) > len(output)/2 {
			clone = pieces.Clone()
		} else {
			clone.Write(rest[:n])
		}
		if often {
			pieces.Cursor()
		}
		rest = rest[n:]
	}
	whole := New(width/2, height+3)
	whole.Write(output)
	whole.Lines()
	whole.Resize(width, height)
	got, want := styled(pieces), styled(whole)
	if got != want {
		t.Errorf("in pieces:\n%q\nas a whole:\n%q", got, want)
	}
	if cloned := styled(clone); cloned != want {
		t.Errorf("the clone shows:\n%q\nshould be:\n%q", cloned, want)
	}
	checkText(t, got)
	checkText(t, want)
	for _, s := range []*Screen{pieces, whole} {
		if s.picture.failures > 0 {
			t.Errorf("the emulator failed %d times", s.picture.failures)
		}
	}
}

// checkText checks that s is graphic characters, newlines and SGR sequences.
func checkText(t rapid.TB, s string) {
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
