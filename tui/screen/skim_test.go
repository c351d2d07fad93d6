package screen

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSkimmedLooksTheSame: a picture that was made line by line is that of an
// emulator which skimmed what has scrolled away.
func TestSkimmedLooksTheSame(t *testing.T) {
	text := rapid.SampledFrom([]string{
		"", "x", "hello world", "日本語", "a\tb", "👨\u200d👩\u200d👧", "e\u0301", strings.Repeat("long 語 ", 12), "over\rwritten",
		"\x1b[31mred", "\x1b[1;4;92mbright\x1b[m", "\x1b[38;5;44mindexed", "\x1b[0;7mreverse", "\x1b[22;39m",
	})
	rare := rapid.SampledFrom([]string{"\x1b[41mback", "\x1b[103m", "\x1b[A", "\x1b[2J", "\x1b[3J", "\x1bc", "\x1b[?1049h", "\x1b[?7l", "\x1b[5;1H", "\b", "\x1b7", "\x1bH", "\x0e"})
	skimmed := 0
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(1, 40).Draw(t, "width"), rapid.IntRange(1, 12).Draw(t, "height")
		lines := rapid.SliceOfN(text, 1, 4).Draw(t, "lines")
		words := rapid.Bool().Draw(t, "words")
		slow := screenOf(width, height, words)
		var output strings.Builder
		write := func(s string) {
			output.WriteString(s)
			slow.Write(s)
			slow.Lines()
		}
		first := rapid.IntRange(0, 300).Draw(t, "straight lines")
		for i := range first + rapid.IntRange(0, 80).Draw(t, "others") {
			write(lines[i%len(lines)] + "\n")
			if i >= first && i%7 == 0 {
				write(rare.Draw(t, "rare"))
			}
		}
		fast := screenOf(width, height, words)
		fast.Write(output.String())
		if fast.tail.skimmable(height) > 0 {
			skimmed++
		}
		if got, want := everything(fast), everything(slow); got != want {
			t.Fatalf("skimmed:\n%s\nline by line:\n%s\nof %q", got, want, output.String())
		}
	})
	if skimmed == 0 {
		t.Error("no output could be skimmed")
	}
}

func TestForeground(t *testing.T) {
	for token, want := range map[string]bool{
		"\x1b[m": true, "\x1b[0m": true, "\x1b[31m": true, "\x1b[1;4;39m": true, "\x1b[97m": true, "\x1b[;;m": true,
		"\x1b[41m": false, "\x1b[49m": false, "\x1b[100m": false, "\x1b[107m": false, "\x1b[38;5;44m": false, "\x1b[1;48;2;1;2;3m": false,
		"\x1b[38:5:44m": false, "\x1b[4:3m": false, "\x1b[58;5;1m": false, "\x1b[31K": false, "\x1b7": false,
	} {
		if foreground([]byte(token)) != want {
			t.Errorf("%q: %v", token, !want)
		}
	}
}
