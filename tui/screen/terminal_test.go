package screen

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"echotui/tui/draw"
)

// TestTerminalAsScreen: what a terminal shows is what a screen shows of the same
// output, written in any pieces and looked at in between or not.
func TestTerminalAsScreen(t *testing.T) {
	part := rapid.SampledFrom([]string{
		"x", "hello world", "日本語", "e\u0301", "\r\n", "\r", "\b", "\t", "\x1b[31m", "\x1b[1;44m", "\x1b[m", "\x1b[2J", "\x1b[H", "\x1b[3;2H", "\x1b[K", "\x1b[1K",
		"\x1b[A", "\x1b[2L", "\x1b[M", "\x1b[4P", "\x1b[3@", "\x1b[2;4r", "\x1b[?1049h", "\x1b[?1049l", "\x1b[?25l", "\x1b[?7l", "\x1bM", "\x1bD", "\x1b7", "\x1b8", "\x1bc",
		"\x1b[3b", "\x1b[c", "\x1b]0;title\a", "\x1b[S", "\x1b[2T",
	})
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(1, 20).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "height")
		parts := rapid.SliceOfN(part, 0, 60).Draw(t, "parts")
		s, term := New(width, height), NewTerminal(width, height)
		s.filter.raw = true
		for _, text := range parts {
			s.Write(text)
			if err := term.Write(text); err != nil {
				t.Fatal(err)
			}
			if rapid.Bool().Draw(t, "look") {
				term.Canvas()
			}
		}
		want := draw.NewCanvas(width, height)
		s.Draw(want, 0)
		if got := term.Canvas(); got.String() != want.String() {
			t.Fatalf("got\n%s\nwant\n%s", got.Plain(), want.Plain())
		}
		x, y, shown := term.Cursor()
		if x2, y2, shown2 := s.Cursor(); x != x2 || y != y2 || shown != shown2 {
			t.Fatalf("the cursor is at %d, %d, %v, not %d, %d, %v", x, y, shown, x2, y2, shown2)
		}
	})
}

// A terminal forgets nothing that is still to be seen, however much is written.
func TestTerminalKeeps(t *testing.T) {
	term := NewTerminal(20, 4)
	text := "\x1b[2J\x1b[Htitle" + strings.Repeat("\x1b[2;4r\x1b[4;1H\n\x1b[99T\x1b[250bline", 5000) + strings.Repeat("\x1b[3;1Hx", 50_000)
	if err := term.Write(text); err != nil {
		t.Fatal(err)
	}
	if got := term.Canvas().Plain(); !strings.HasPrefix(got, "title\n") {
		t.Errorf("it shows\n%s", got)
	}
	term.Resize(10, 2)
	if got := term.Canvas(); got.Width() != 10 || got.Height() != 2 || !strings.HasPrefix(got.Plain(), "title\n") {
		t.Errorf("resized, it shows\n%s", got.Plain())
	}
}

func TestTerminalLineFeeds(t *testing.T) {
	term := NewTerminal(10, 3)
	if err := term.Write("a\nb\r\nc\x1bEd"); err != nil {
		t.Fatal(err)
	}
	if got := term.Canvas().Plain(); got != " b\nc\nd" {
		t.Errorf("it shows %q", got)
	}
}
