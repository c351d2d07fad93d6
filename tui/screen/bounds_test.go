package screen

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
)

// lines is n numbered lines, of which each is unlike the others.
func lines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "line %d 日本語 %s\n", i, strings.Repeat("x", i%50))
	}
	return b.String()
}

// history is everything from the oldest line on, trailing blanks removed.
func history(s *Screen) string {
	c := draw.NewCanvas(s.Width(), s.Lines())
	s.Draw(c, 0)
	return strings.TrimRight(c.Plain(), "\n")
}

func TestResizeIsLikeThatFromTheStart(t *testing.T) {
	outputs := map[string]string{
		"short":       "hello, this is a line that wraps\n> ",
		"many lines":  lines(300),
		"colours":     "\x1b[31mred" + strings.Repeat(" and red", 100) + "\x1b[m\nplain",
		"positioned":  "\x1b[5;5Hx\x1b[2;3Hy\x1b[K\n\tz",
		"other":       "one\x1b[?1049h\x1b[3;3Htwo",
		"graphemes":   strings.Repeat("👨\u200d👩\u200d👧e\u0301", 40),
		"style stays": "\x1b[1;32;44m" + lines(30),
	}
	sizes := [][2]int{{80, 24}, {33, 24}, {7, 3}, {1, 1}, {200, 60}}
	for name, output := range outputs {
		t.Run(name, func(t *testing.T) {
			resized := New(80, 24)
			resized.Write(output)
			for _, size := range sizes {
				resized.Resize(size[0], size[1])
				fresh := New(size[0], size[1])
				fresh.Write(output)
				if got, want := styled(resized), styled(fresh); got != want {
					t.Errorf("%v: got\n%s\nwant\n%s", size, got, want)
				}
				if got, want := history(resized), history(fresh); got != want {
					t.Errorf("%v: history differs: got\n%s\nwant\n%s", size, got, want)
				}
			}
		})
	}
}

// However much was written, what is shown does not depend on who looked when,
// and what was switched on by output that is no longer kept stays on.
func TestResizeAfterMuchOutput(t *testing.T) {
	output := "\x1b[1;35m\x1b[?25l" + lines(5000) + "end"
	resized, fresh := New(80, 10), New(50, 10)
	resized.Write(output)
	resized.Lines()
	resized.Resize(50, 10)
	for written := 0; written < len(output); { // drawn often: sees all of it
		n := min(10_000, len(output)-written)
		fresh.Write(output[written : written+n])
		fresh.Lines()
		written += n
	}
	if got, want := styled(resized), styled(fresh); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, _, visible := resized.Cursor(); visible {
		t.Error("cursor has come back")
	}
	got, want := history(resized), history(fresh)
	if got != want {
		t.Errorf("the histories differ: %d and %d bytes", len(got), len(want))
	}
	if len(got) < 30_000 {
		t.Errorf("only %d bytes of history are left", len(got))
	}
}

func TestKeptIsBounded(t *testing.T) {
	floods := map[string]string{
		"text":          strings.Repeat("abcdefgh", 100),
		"lines":         "\n",
		"reverse index": "\x1bM",
		"insert line":   "\x1b[L",
		"scroll":        "\x1b[999999999S",
		"repeat":        "x\x1b[999999999b",
		"insert":        "\x1b[999999999@",
		"erase":         "\x1b[999999999X",
		"tabs":          "\x1b[999999999I",
		"tab stops":     "\x1b[999999999G\x1bH",
		"clear":         "a\x1b[2J",
		"switch":        "\x1b[?1049h\x1b[?1049l",
		"modes":         "\x1b[?2004h\x1b[?1000;1001;1002;9999999999h",
		"wide":          "日本語",
		"marks":         "\u0301",
		"title":         "\x1b]2;" + strings.Repeat("x", 1000),
		"parameters":    "\x1b[" + strings.Repeat("1;", 1000) + "m",
		"digits":        "\x1b[" + strings.Repeat("9", 1000),
		"image":         "\x1bP" + strings.Repeat("q", 1000),
	}
	for name, flood := range floods {
		t.Run(name, func(t *testing.T) {
			s := New(120, 30)
			for range (160 << 10) / len(flood) {
				s.Write(flood)
			}
			if s.tail.bytes > maxBytes+4*segmentBytes || s.tail.lines > maxLines+4*segmentLines+maxMoved {
				t.Errorf("tail has %d bytes and %d lines", s.tail.bytes, s.tail.lines)
			}
			if got := s.Lines(); got > maxLines+60 {
				t.Errorf("%d lines", got)
			}
			s.Write("\x18\x1b\\\x1bc\nstill alive")
			if got := plain(s); !strings.HasSuffix(got, "still alive") {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestSizes(t *testing.T) {
	for _, size := range [][2]int{{0, 0}, {-5, 3}, {1, 1}, {math.MaxInt, 1}, {1, math.MaxInt}} {
		s := New(size[0], size[1])
		s.Write("日a\nb\x1b[5;5H\x1b[2Jc\x1b[3;1r\x1b[L\t")
		if s.Width() < 1 || s.Width() > maxSize || s.Height() < 1 || s.Height() > maxSize {
			t.Errorf("%v became %dx%d", size, s.Width(), s.Height())
		}
		if x, y, _ := s.Cursor(); x < 0 || y < 0 || x >= s.Width() || y >= s.Height() {
			t.Errorf("%v: cursor at %d, %d", size, x, y)
		}
		s.Draw(draw.NewCanvas(0, 0), 0)
		s.Draw(draw.NewCanvas(3, 3), -1)
	}
}

func TestPanicLosesThePictureOnly(t *testing.T) {
	s := New(60, 5)
	s.Write("before")
	s.Lines()
	s.picture.emulator.RegisterCsiHandler('A', func(ansi.Params) bool { panic("out\x1b[31m of\norder") })
	s.Write("\x1b[A lost")
	if got := plain(s); !strings.Contains(got, "[the terminal failed and begins anew") {
		t.Errorf("got %q", got)
	}
	s.Write(" lost too\nafter")
	if got := plain(s); !strings.HasSuffix(got, "]\nafter") {
		t.Errorf("got %q", got)
	}
}

func TestScrollback(t *testing.T) {
	s := New(10, 3)
	s.Write("1\n2\n3\n4\n5")
	if got := s.Lines(); got != 5 {
		t.Fatalf("%d lines, want 5", got)
	}
	for back, want := range []string{"3\n4\n5", "2\n3\n4", "1\n2\n3", "1\n2\n3"} {
		c := draw.NewCanvas(10, 3)
		s.Draw(c, back)
		if got := c.Plain(); got != want {
			t.Errorf("back %d: got %q, want %q", back, got, want)
		}
	}
}

func TestCursor(t *testing.T) {
	s := New(10, 3)
	s.Write("> ab")
	if x, y, visible := s.Cursor(); x != 4 || y != 0 || !visible {
		t.Errorf("got %d %d %v", x, y, visible)
	}
	s.Write("\x1b[?25l")
	if _, _, visible := s.Cursor(); visible {
		t.Error("still visible after it was hidden")
	}
	s.Write("\x1bc")
	if x, y, visible := s.Cursor(); x != 0 || y != 0 || !visible {
		t.Errorf("after a reset: %d %d %v", x, y, visible)
	}
	s.Close()
	if _, _, visible := s.Cursor(); visible {
		t.Error("visible after close")
	}
	s.Write("x")
	if got := plain(s); got != "" {
		t.Errorf("a closed screen shows %q", got)
	}
}

func TestColours(t *testing.T) {
	s := New(12, 1)
	s.Write("\x1b[31;1mA\x1b[0;92mB\x1b[38;5;200;4mC\x1b[0;48;2;1;2;3mD\x1b[0;38:2::4:5:6;7mE\x1b[mF\x1b[9;3;5;8mG")
	tests := []struct {
		theme *draw.Theme
		want  string
	}{
		{&draw.Dark, "\x1b[0;1;31mA\x1b[0;92mB\x1b[0;4;38;5;200mC\x1b[0;48;2;1;2;3mD\x1b[0;7;38;2;4;5;6mE\x1b[mF\x1b[0;3;5;8;9mG\x1b[m     "},
		{&draw.NoColour, "\x1b[0;1mA\x1b[mB\x1b[0;4mC\x1b[mD\x1b[0;7mE\x1b[mF\x1b[0;3;5;8;9mG\x1b[m     "},
	}
	for _, tt := range tests {
		c := draw.NewCanvas(12, 1)
		c.Use(draw.Look{Theme: tt.theme, Method: ansi.GraphemeWidth})
		s.Draw(c, 0)
		if got := c.String(); got != tt.want {
			t.Errorf("%s:\n%q, want\n%q", tt.theme.Name, got, tt.want)
		}
	}
}
