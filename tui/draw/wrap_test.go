package draw

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// TestBreaks: rows fit, hold all of the text in order, and none could hold more.
func TestBreaks(t *testing.T) {
	c := NewCanvas(0, 0)
	rapid.Check(t, func(t *rapid.T) {
		pieces := []string{"a", "語", "\n", "\x1b", "\xff", "e\u0301", "👨‍👩‍👧", " ", "\u202e"}
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
		width := rapid.IntRange(12, 20).Draw(t, "width")
		breaks := Breaks(s, width, ansi.GraphemeWidth)
		for i, from := range breaks {
			to := len(s)
			if i+1 < len(breaks) {
				to = breaks[i+1]
			}
			if from > to || i > 0 && from == to || i == 0 && from != 0 {
				t.Fatalf("%v in %d bytes", breaks, len(s))
			}
			row := strings.TrimSuffix(s[from:to], "\n")
			used := c.Measure(row, 100)
			if used > width || strings.Contains(row, "\n") {
				t.Fatalf("row %q of %q takes %d columns of %d", row, s, used, width)
			}
			if to < len(s) && s[to-1] != '\n' && used+12 <= width {
				t.Fatalf("row %q of %q leaves room: %d of %d", row, s, used, width)
			}
		}
	})
	for text, want := range map[string]int{"": 1, "a": 1, "\n": 1, "a\n": 1, "a\nb": 2, "\n\nb": 3, "abcdefgh": 2, "abc\x1bd": 3} {
		if got := len(Breaks(text, 4, ansi.WcWidth)); got != want {
			t.Errorf("%q has %d rows, should have %d", text, got, want)
		}
	}
}
