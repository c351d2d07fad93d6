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
	if size < len(glyph) && size > 0 {
		_, size = utf8.DecodeRuneInString(glyph)
		width = method.StringWidth(glyph[:size])
	}
	if width <= 0 {
		return 0, 0
	}
	return size, width
}

// showable is the length of the part of a grapheme that terminals show and do
// not obey.
func showable(glyph string) int {
	for i, r := range glyph {
		if r == utf8.RuneError && !strings.HasPrefix(glyph[i:], "\uFFFD") {
			return i
		}
		if !unicode.IsGraphic(r) && !joins(r) {
			return i
		}
	}
	return len(glyph)
}

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

// firstGlyph is the first glyph of s and its width; a blank if there is none.
func firstGlyph(s string, method ansi.Method) (glyph string, width int) {
	w := walker{rest: s, method: method}
	glyph, width, ok := w.next()
	if !ok || glyph == " " {
		return "", 1
	}
	return glyph, width
}
