package screen

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// screenOf is a screen of a size whose lines break between words, or do not.
func screenOf(width, height int, words bool) *Screen {
	s := New(width, height)
	if words {
		s.BreakWords()
	}
	return s
}

func TestBreakWords(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a word that does not fit", "Type it and it is echoed", "Type it\nand it is\nechoed"},
		{"a word that just fits", "Type words now", "Type words\nnow"},
		{"blanks that do not fit", "Type words   now", "Type words\nnow"},
		{"a word that is too long", "a 0123456789ab", "a\n0123456789\nab"},
		{"a coloured word", "say \x1b[31mhello you", "say hello\nyou"},
		{"a word in two colours", "again \x1b[31mhel\x1b[32mlo", "again\nhello"},
		{"a line feed at the end", "Type words\nnow", "Type words\nnow"},
		{"Japanese", "hello日本語日本語", "hello日本\n語日本語"},
		{"a word after Japanese", "日本語日本word", "日本語日本\nword"},
		{"a word that the cursor came back to", "0123456789\rab cdefghijk", "ab\ncdefghijk"},
		{"no wrapping", "\x1b[?7lType it and it", "Type it at"},
		{"the other screen", "\x1b[?1049h\x1b[HType it and it", "Type it an\nd it"},
		{"the last row", "\n\n\n\nType it and it", "\n\n\nType it\nand it"},
	} {
		s := screenOf(10, 5, true)
		s.Write(test.text)
		got := strings.Split(plain(s), "\n")
		for i := range got {
			got[i] = strings.TrimRight(got[i], " ")
		}
		if text := strings.Join(got, "\n"); text != test.want {
			t.Errorf("%s: %q, not %q", test.name, text, test.want)
		}
	}
}

// No word is broken that has room in a line, and none is lost.
func TestWordsAreWhole(t *testing.T) {
	word := rapid.StringMatching(`[!-~]{1,12}`)
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(12, 30).Draw(t, "width")
		words := rapid.SliceOfN(word, 1, 40).Draw(t, "words")
		text := strings.Join(words, " ")
		s := screenOf(width, 60, true)
		for cut := text; cut != ""; {
			n := rapid.IntRange(1, len(cut)).Draw(t, "bytes")
			s.Write(cut[:n])
			s.Lines()
			cut = cut[n:]
		}
		if got := strings.Fields(plain(s)); !slices.Equal(got, words) {
			t.Fatalf("%q\nbecomes\n%q", words, got)
		}
	})
}

// A wide glyph that does not fit goes to the next line, whatever the line begins
// with that it would have stood in.
func TestWideGlyphs(t *testing.T) {
	for _, words := range []bool{false, true} {
		s := screenOf(5, 5, words)
		s.Write("日日日日日日")
		if got := strings.Join(strings.Fields(plain(s)), "/"); got != "日日/日日/日日" {
			t.Errorf("it shows %s", got)
		}
	}
}
