package screen

import (
	"strings"
	"testing"

	"go.uber.org/goleak"

	"echotui/tui/draw"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// plain is what a screen shows on its own size.
func plain(s *Screen) string {
	c := draw.NewCanvas(s.Width(), s.Height())
	s.Draw(c, 0)
	return strings.TrimRight(c.Plain(), "\n")
}

// styled is plain with colours and attributes.
func styled(s *Screen) string {
	c := draw.NewCanvas(s.Width(), s.Height())
	s.Draw(c, 0)
	return c.String()
}

func TestPicture(t *testing.T) {
	tests := []struct {
		name          string
		width, height int
		output        string
		want          string
	}{
		{"nothing", 10, 3, "", ""},
		{"line feed returns to column 0", 10, 3, "one\ntwo", "one\ntwo"},
		{"carriage return", 10, 3, "one\rtwo\r\nx", "two\nx"},
		{"wraps", 4, 3, "abcdef", "abcd\nef"},
		{"exactly full, then a line feed", 4, 3, "abcd\nef", "abcd\nef"},
		{"scrolls", 4, 2, "1\n2\n3", "2\n3"},
		{"backspace", 10, 1, "abc\b\bX", "aXc"},
		{"tab", 20, 1, "a\tb", "a       b"},
		{"position and erase", 10, 2, "aaaa\x1b[1;2HX\x1b[K", "aX"},
		{"erase all", 10, 2, "aaaa\x1b[2J\x1b[Hb", "b"},
		{"wide", 10, 1, "日本", "日本"},
		{"wide fills the line", 4, 2, "日本語", "日本\n語"},
		{"narrow after wide at the edge", 4, 2, "日本x", "日本\nx"},
		{"wide does not fit", 3, 2, "a日b本", "a日\nb本"},
		{"wide does not fit by one", 4, 3, "abc日本", "abc\n日本"},
		{"wide does not fit on the last line", 4, 1, "abc日", "日"},
		{"wide in two columns", 2, 3, "日本a日", "本\na\n日"},
		{"wide in one column", 1, 2, "日本", "\uFFFD\n\uFFFD"},
		{"wide in a line that stays", 4, 2, "\x1b[?7lab日本", "ab日"},
		{"style between wide glyphs at the edge", 4, 2, "日本\x1b[31m語", "日本\n語"},
		{"return after wide at the edge", 4, 2, "日本\rx", "x 本"},
		{"combining", 10, 1, "e\u0301x", "e\u0301x"},
		{"mark alone", 10, 1, "\u0301x", "x"},
		{"marks piled up", 10, 1, "e" + strings.Repeat("\u0301", 100) + "x", "e" + strings.Repeat("\u0301", 8) + "x"},
		{"emoji family", 10, 1, "👨\u200d👩\u200d👧!", "👨\u200d👩\u200d👧!"},
		{"flags", 10, 1, "🇯🇵🇫🇷", "🇯🇵🇫🇷"},
		{"variation selector", 10, 1, "❤\ufe0fx", "❤\ufe0fx"},
		{"direction override", 10, 1, "a\u202eb\u200bc", "abc"},
		{"right to left", 10, 1, "שלום", "שלום"},
		{"invalid UTF-8", 10, 1, "a\xffb\xe6\x97c\x9b31mx", "a\uFFFDb\uFFFDc\uFFFD31mx"},
		{"C1 as UTF-8", 12, 1, "a\u009b31mb", "a31mb"},
		{"bell and others", 10, 1, "a\a\x00\x05\x7fb", "ab"},
		{"title", 10, 1, "\x1b]2;own\aed", "ed"},
		{"title with ST", 10, 1, "\x1b]0;own\x1b\\ed", "ed"},
		{"title in Japanese", 10, 1, "\x1b]0;日本語朜\aed", "ed"},
		{"clipboard", 10, 1, "\x1b]52;c;aGk=\aed", "ed"},
		{"notification", 10, 1, "\x1b]9;hi\aed", "ed"},
		{"link", 10, 1, "\x1b]8;;http://x\aed\x1b]8;;\a", "ed"},
		{"image", 10, 1, "\x1bPq#0~~\x1b\\\x1b_Gabc\x1b\\ed", "ed"},
		{"title never ended", 10, 2, "a\x1b]2;own\nnext", "a\nnext"},
		{"string never ended", 10, 1, "a\x1b_" + strings.Repeat("x", maxString) + "\x18end", "aend"},
		{"queries", 10, 1, "\x1b[c\x1b[>c\x1b[5n\x1b[6n\x1b[?6n\x1b[?25$p\x1b]10;?\a\x1b]11;?\a\x1b[?2048h\x1b[18t\x1b[>q\x05ok", "ok"},
		{"line drawing", 10, 1, "\x1b(0lqk\x1b(Bq", "┌─┐q"},
		{"other screen", 10, 1, "one\x1b[?1049h\x1b[Htwo", "two"},
		{"back from the other screen", 10, 1, "one\x1b[?1049h\x1b[Htwo\x1b[?1049l", "one"},
		{"reset", 10, 2, "one\n\x1b[31m\x1bcx", "x"},
		{"repeat", 10, 1, "ab\x1b[3b", "abbbb"},
		{"repeat nothing", 10, 1, "\x1b[3bx", "x"},
		{"region beyond the screen", 5, 3, "1\n2\n3\x1b[2;999r\x1b[3;1H\n4", "1\n3\n4"},
		{"region and insert", 5, 3, "1\n2\n3\x1b[1;999r\x1b[L", "\n1\n2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := New(tt.width, tt.height)
			defer s.Close()
			s.Write(tt.output)
			if got := plain(s); got != tt.want {
				t.Errorf("in one go:\n%q, want\n%q", got, tt.want)
			}
			bytewise := New(tt.width, tt.height)
			for i := range len(tt.output) {
				bytewise.Write(tt.output[i : i+1])
				if len(tt.output) < 1000 {
					bytewise.Lines()
				}
			}
			if got := plain(bytewise); got != tt.want {
				t.Errorf("byte by byte:\n%q, want\n%q", got, tt.want)
			}
		})
	}
}

func TestUsed(t *testing.T) {
	for output, want := range map[string]int{
		"": 0, "a": 1, "a\n": 1, "\n\na\n": 3, "1\n2\n3\n4\n": 4, "1\n2\n3\n4\n5": 5,
		"a\n\x1b[41m   \x1b[m\n": 2, "a\n   \n": 1, "1\n2\n3\n4\x1b[H\x1b[J": 1,
	} {
		s := New(10, 3)
		s.Write(output)
		if got := s.Used(); got != want {
			t.Errorf("%q uses %d rows, not %d", output, got, want)
		}
		s.Close()
	}
}
