package draw

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

const family = "👨\u200d👩\u200d👧\u200d👦"

func TestText(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		width int
		want  string // with "|" after the columns that were used
	}{
		{"empty", "", 5, "|"},
		{"fits", "abc", 5, "abc|"},
		{"exact", "abcde", 5, "abcde|"},
		{"clipped", "abcdef", 5, "abcde|"},
		{"no room", "abc", 0, "|"},
		{"less than no room", "abc", -3, "|"},
		{"japanese", "日本", 5, "日本|"},
		{"half a wide glyph", "日本語", 5, "日本 |"},
		{"ideographic space", "日\u3000本", 8, "日\u3000本|"},
		{"half-width kana with voice mark", "ｶ\uff9e", 5, "ｶ\uff9e|"},
		{"emoji", "👍x", 5, "👍x|"},
		{"family", family + "x", 5, family + "x|"},
		{"skin tone", "👍🏽x", 5, "👍🏽x|"},
		{"flag", "🇯🇵x", 5, "🇯🇵x|"},
		{"flag of tags", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007fx", 5, "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007fx|"},
		{"variation selector", "❤\ufe0fx", 5, "❤\ufe0fx|"},
		{"combining", "e\u0301x", 5, "e\u0301x|"},
		{"combining with nothing before", "\u0301x", 12, `\204\129x|`},
		{"hangul", "한국", 5, "한국|"},
		{"hangul in parts", "\u1112\u1161\u11ab", 5, "\u1112\u1161\u11ab|"},
		{"devanagari", "नमस्ते", 9, "नमस्ते|"},
		{"right to left", "שלום", 9, "שלום|"},
		{"escape sequence", "\x1b[31m", 12, `\027[31m|`},
		{"newline, return, tab", "a\n\r\tb", 12, `a\n\r\tb|`},
		{"null and delete", "\x00\x7f", 12, `\000\127|`},
		{"C1 control", "\u009b1m", 12, `\194\1551m|`},
		{"invalid UTF-8", "a\xff\xe6\x97b", 16, `a\255\230\151b|`},
		{"replacement character", "\uFFFD", 5, "\uFFFD|"},
		{"direction override", "\u202e", 16, `\226\128\174|`},
		{"zero-width space", "\u200b", 16, `\226\128\139|`},
		{"joiner alone", "\u200dx", 16, `\226\128\141x|`},
		{"joiner at the end", "👨\u200d", 16, `👨\226\128\141|`},
		{"half a flag", "🇯x", 18, `\240\159\135\175x|`},
		{"skin tone alone", "🏻", 18, `\240\159\143\187|`},
		{"byte order mark", "\ufeff", 16, `\239\187\191|`},
		{"line separator", "\u2028", 16, `\226\128\168|`},
		{"private use", "\ue000", 16, `\238\128\128|`},
		{"clipped escape", "\x1b\x1b", 6, `\027\0|`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := NewCanvas(20, 1)
			used := c.Text(0, 0, tt.width, tt.text, Style{})
			c.Text(used, 0, 1, "|", Style{})
			if got := c.Plain(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if measured := c.Measure(tt.text, max(0, tt.width)); measured < used || measured > max(0, tt.width)+1 {
				t.Errorf("measured %d, used %d", measured, used)
			}
		})
	}
}

// Without mode 2027 terminals put each character of a grapheme beside the other.
func TestTextByCharacter(t *testing.T) {
	c := NewCanvas(12, 1)
	c.Use(Look{Method: ansi.WcWidth})
	if used := c.Text(0, 0, 12, family, Style{}); used != 8 {
		t.Errorf("used %d, want 8", used)
	}
	if got := c.Text(0, 0, 12, "❤\ufe0f", Style{}); got != 1 {
		t.Errorf("used %d, want 1", got)
	}
}

func TestTextEllipsis(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  string
		ascii string
	}{
		{"abcdef", 6, "abcdef|", "abcdef|"},
		{"abcdefg", 6, "abcde…|", "abc...|"},
		{"日本語", 6, "日本語|", "日本語|"},
		{"日本語", 5, "日本…|", "日...|"},
		{"日本語", 4, "日…|", "...|"},
		{"ab\x1b", 5, `ab\0…|`, `ab...|`},
		{"abc", 2, "a…|", "..|"},
		{"abc", 1, "…|", ".|"},
		{"abc", 0, "|", "|"},
	}
	for _, tt := range tests {
		for _, glyphs := range []*Glyphs{&Unicode, &ASCII} {
			want := tt.want
			if glyphs == &ASCII {
				want = tt.ascii
			}
			c := NewCanvas(20, 1)
			c.Fill(c.Bounds(), "x", Style{})
			c.Use(Look{Glyphs: glyphs, Method: ansi.GraphemeWidth})
			used := c.TextEllipsis(0, 0, tt.width, tt.text, Style{})
			c.Text(used, 0, 1, "|", Style{})
			got := strings.TrimRight(c.Plain(), "x")
			if strings.ReplaceAll(got, " ", "") != want {
				t.Errorf("%q in %d, %s: got %q, want %q", tt.text, tt.width, glyphs.Name, got, want)
			}
		}
	}
}

func TestTextOutside(t *testing.T) {
	c := NewCanvas(5, 1)
	if used := c.Text(-3, 0, 20, "ab日cdefgh", Style{}); used != 8 {
		t.Errorf("used %d, want 8", used)
	}
	c.Text(0, -1, 5, "above", Style{})
	c.Text(0, 1, 5, "below", Style{})
	c.Text(5, 0, 5, "right", Style{})
	if got, want := c.Plain(), " cdef"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTextRight(t *testing.T) {
	c := NewCanvas(8, 4)
	for y, s := range []string{"12", "12345678", "123456789", "日"} {
		c.TextRight(0, y, 8, s, Style{})
	}
	if got, want := c.Plain(), "      12\n12345678\n1234567…\n      日"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestParagraph(t *testing.T) {
	tests := []struct {
		name, text string
		width      int
		want       string
	}{
		{"nothing", "", 5, ""},
		{"between words", "the quick brown fox", 9, "the quick\nbrown fox"},
		{"inside a word", "abcdefgh ij", 5, "abcde\nfgh\nij"},
		{"spaces at the break", "abcde   fg", 5, "abcde\nfg"},
		{"newlines", "a\n\nb\n", 5, "a\n\nb"},
		{"japanese", "日本語日本語", 5, "日本\n語日\n本語"},
		{"escape not cut", "abc\x1bd", 5, "abc\n\\027d"},
		{"too narrow for a glyph", "日a", 1, "\na"},
		{"too narrow for an escape", "\x1ba", 2, "\\0\na"},
		{"leading space", " abcdef", 4, " abc\ndef"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := NewCanvas(20, 6)
			rows := c.Paragraph(Rect{0, 0, tt.width, 6}, tt.text, Style{})
			if got := strings.TrimRight(c.Plain(), "\n"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if want := strings.Count(tt.want, "\n") + 1; tt.text != "" && rows != want {
				t.Errorf("%d rows, want %d", rows, want)
			}
		})
	}
	c := NewCanvas(5, 2)
	if rows := c.Paragraph(c.Bounds(), strings.Repeat("word ", 1000), Style{}); rows != 2 {
		t.Errorf("%d rows, want 2", rows)
	}
}

func TestEscape(t *testing.T) {
	if got, want := Escape("日本\x1b]2;x\a", 10), `日本\027]2`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// hostile is text with everything that has ever gone wrong in a terminal.
var hostile = rapid.Custom(func(t *rapid.T) string {
	parts := rapid.SliceOfN(rapid.OneOf(
		rapid.String(),
		rapid.StringMatching("[a-z]{1,9}"),
		rapid.SampledFrom([]string{"日本語", family, "e\u0301", "\u0301", "\u200d", "\ufe0f", "🇯🇵", "🇯", "\x1b[31m", "\u202e", "\u1161", "\xff", "\xe6\x97", "\u0e33", "\u200b"}),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	), 0, 12).Draw(t, "parts")
	return strings.Join(parts, "")
})

// Whatever is drawn, wherever: every row is as wide as the canvas, and holds
// nothing but graphic characters and styles.
func TestEveryRowIsAsWideAsTheCanvas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width, height := rapid.IntRange(1, 12).Draw(t, "width"), rapid.IntRange(1, 3).Draw(t, "height")
		method := rapid.SampledFrom([]ansi.Method{ansi.GraphemeWidth, ansi.WcWidth}).Draw(t, "method")
		c := NewCanvas(width, height)
		c.Use(Look{Method: method})
		coordinate := rapid.IntRange(-3, 13)
		for range rapid.IntRange(1, 6).Draw(t, "times") {
			r := Rect{coordinate.Draw(t, "x"), coordinate.Draw(t, "y"), coordinate.Draw(t, "w"), coordinate.Draw(t, "h")}
			st := Style{Fg: Colour(rapid.IntRange(0, int(roles)).Draw(t, "fg")), Attr: Attr(rapid.Byte().Draw(t, "attr"))}
			s := hostile.Draw(t, "text")
			switch rapid.IntRange(0, 6).Draw(t, "how") {
			case 0:
				c.Text(r.X, r.Y, r.W, s, st)
			case 1:
				c.TextEllipsis(r.X, r.Y, r.W, s, st)
			case 2:
				c.Fill(r, s, st)
			case 3:
				c.Put(r.X, r.Y, r.W, s, st)
			case 4:
				c.Paragraph(r, s, st)
			case 5:
				c.Sub(r).Text(0, 0, r.W, s, st)
			case 6:
				c.Box(r, Borders{Key: s, Tabs: []string{s, s}, Note: s})
			}
			part := c.Sub(r)
			checkRows(t, part.String(), part.Width(), part.Height(), method)
		}
		checkRows(t, c.String(), width, height, method)
	})
}

func checkRows(t *rapid.T, text string, width, height int, method ansi.Method) {
	rows := strings.Split(text, "\n")
	if height > 0 && len(rows) != height {
		t.Fatalf("%d rows, want %d: %q", len(rows), height, text)
	}
	for _, row := range rows {
		plain := ansi.Strip(row)
		if got := method.StringWidth(row); got != width {
			t.Fatalf("%d columns, want %d: %q", got, width, row)
		}
		if !utf8.ValidString(plain) || strings.ContainsFunc(plain, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x202e }) {
			t.Fatalf("not only text: %q", row)
		}
	}
}
