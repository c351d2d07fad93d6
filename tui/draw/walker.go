package draw

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// maxGrapheme bounds what goes into one cell, in bytes. The longest emoji have
// 35; more is combining marks piled up, of which the rest is escaped.
const maxGrapheme = 64

// walker splits text into glyphs that are safe to show. Every step yields at
// least one column and reads at most maxGrapheme bytes, so that walking over
// hostile text costs no more than the columns it may fill.
type walker struct {
	rest    string // what is to come
	escaped string // an escape that is being written out, before rest
	method  ansi.Method
}

// next returns the next glyph and its width in columns, at least 1.
func (w *walker) next() (glyph string, width int, ok bool) {
	if w.escaped != "" {
		glyph, w.escaped = w.escaped[:1], w.escaped[1:]
		return glyph, 1, true
	}
	if w.rest == "" {
		return "", 0, false
	}
	c := w.rest[0]
	if c >= ' ' && c < 0x7f && (len(w.rest) == 1 || w.rest[1] < utf8.RuneSelf) {
		glyph, w.rest = w.rest[:1], w.rest[1:]
		return glyph, 1, true
	}
	if size, width := grapheme(w.rest, w.method); size > 0 {
		glyph, w.rest = w.rest[:size], w.rest[size:]
		return glyph, width, true
	}
	w.escape()
	return w.next()
}

// escape takes the first character of the rest to be written out.
func (w *walker) escape() {
	_, size := utf8.DecodeRuneInString(w.rest)
	w.escaped, w.rest = escapeBytes(w.rest[:size]), w.rest[size:]
}

// grapheme returns the bytes and columns of the first grapheme of s; 0 bytes if
// s begins with something that cannot be shown.
func grapheme(s string, method ansi.Method) (size, width int) {
	glyph, width := ansi.FirstGraphemeCluster(s[:min(len(s), maxGrapheme)], method)
	size = showable(glyph)
	if size < len(glyph) {
		width = method.StringWidth(glyph[:size])
	}
	if width <= 0 {
		return 0, 0
	}
	return size, width
}

// showable is the length of the part of a grapheme that terminals show and do
// not obey, and that does not join with what may be drawn beside it.
func showable(glyph string) int {
	size := len(glyph)
	if first, _ := utf8.DecodeRuneInString(glyph); modifies(first) {
		return 0 // there is nothing that it could modify
	}
	for i, r := range glyph {
		if !unicode.IsGraphic(r) && !joins(r) || r == utf8.RuneError && !strings.HasPrefix(glyph[i:], "\uFFFD") {
			size = i
			break
		}
	}
	glyph = strings.TrimRight(glyph[:size], "\u200c\u200d")
	last, n := utf8.DecodeLastRuneInString(glyph)
	if n == len(glyph) && (halfFlag(last) || clings(last) && leads(glyph)) {
		return 0
	}
	return len(glyph)
}

// modifies reports whether r changes the look of the character before it: marks,
// joiners and skin tones.
func modifies(r rune) bool {
	return joins(r) || r >= 0x1f3fb && r <= 0x1f3ff || unicode.In(r, unicode.Mn, unicode.Me)
}

// clings reports whether r is from the scripts in which characters join into
// graphemes with those beside them, other than by the rules for emoji.
func clings(r rune) bool {
	return r >= 0x300 && r < 0x2000 || r >= 0xa800 && r < 0xac00 ||
		r >= 0xd7b0 && r < 0xd800 || r == 0xff9e || r == 0xff9f || r >= 0x10a00 && r < 0x1f000
}

// leads reports whether any character after glyph becomes part of it.
func leads(glyph string) bool {
	whole, _ := ansi.FirstGraphemeCluster(glyph+"x", ansi.GraphemeWidth)
	return len(whole) > len(glyph)
}

// halfFlag reports whether r is one of the letters of which two make a flag.
func halfFlag(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// joins reports whether r may stand inside a grapheme although it is invisible:
// joiners and the tags of flags.
func joins(r rune) bool {
	return r == 0x200c || r == 0x200d || r >= 0xe0020 && r <= 0xe007f
}

// escapeBytes writes bytes as Lua does: \n, \t, \r or \ddd.
func escapeBytes(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\n':
			b.WriteString(`\n`)
		case '\t':
			b.WriteString(`\t`)
		case '\r':
			b.WriteString(`\r`)
		default:
			fmt.Fprintf(&b, `\%03d`, c)
		}
	}
	return b.String()
}

// firstGlyph is the first glyph of s and its width: a blank if there is none, a
// replacement character if it cannot be shown.
func firstGlyph(s string, method ansi.Method) (glyph string, width int) {
	w := walker{rest: s, method: method}
	glyph, width, ok := w.next()
	switch {
	case !ok || glyph == " ":
		return "", 1
	case w.escaped != "":
		return "\uFFFD", 1
	}
	return glyph, width
}
