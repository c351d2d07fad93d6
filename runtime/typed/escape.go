package typed

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// foreignEscape is the length of an escape that Lua 5.3 has and 5.1 has not,
// at the start of text: "\x41", "\u{2014}", or "\z" with the blanks it skips.
// It is 0 for any other: one that is malformed stays what it is in plain Lua.
func foreignEscape(text string) int {
	if len(text) < 3 {
		return 0
	}
	switch text[1] {
	case 'x':
		if len(text) >= 4 && hexDigit(text[2]) && hexDigit(text[3]) {
			return 4
		}
	case 'u':
		if _, length, ok := codePoint(text); ok {
			return length
		}
	case 'z':
		length := 2
		for length < len(text) && strings.IndexByte(" \t\n\v\f\r", text[length]) >= 0 {
			length++
		}
		if length > 2 {
			return length
		}
	}
	return 0
}

// codePoint reads "\u{2014}".
func codePoint(text string) (point rune, length int, ok bool) {
	if text[2] != '{' {
		return 0, 0, false
	}
	at := 3
	for at < len(text) && hexDigit(text[at]) {
		at++
	}
	if at == 3 || at == len(text) || text[at] != '}' {
		return 0, 0, false
	}
	value, err := strconv.ParseUint(text[3:at], 16, 32)
	if err != nil || value > utf8.MaxRune {
		return 0, 0, false
	}
	return rune(value), at + 1, true
}

// plainString is a quoted string without foreign escapes, and with blanks
// after it, so that it ends on the line and at the column it ended before: a
// translated escape is never longer than its source. The line breaks that
// "\z" skips go behind the closing quote.
func plainString(text string) string {
	var out strings.Builder
	breaks := 0
	for at := 0; at < len(text); {
		if text[at] != '\\' {
			out.WriteByte(text[at])
			at++
			continue
		}
		length := foreignEscape(text[at:])
		if length == 0 { // keep it, and the byte it escapes: that may be a backslash
			out.WriteString(kept(text[at : at+2]))
			at += 2
			continue
		}
		switch text[at+1] {
		case 'x':
			value, _ := strconv.ParseUint(text[at+2:at+4], 16, 8)
			fmt.Fprintf(&out, "\\%03d", value)
		case 'u':
			point, _, _ := codePoint(text[at:])
			writePoint(&out, point)
		case 'z':
			breaks += countBreaks(text[at : at+length])
		}
		at += length
	}
	pad := column(text) - column(out.String())
	if breaks > 0 {
		out.WriteString(strings.Repeat("\n", breaks))
		pad = column(text)
	}
	out.WriteString(strings.Repeat(" ", pad))
	return out.String()
}

// kept is an escape that plain Lua has, or that is malformed. Of one that looks
// like the beginning of a foreign one, plain Lua takes the letter: without its
// backslash it cannot become one with what follows now.
func kept(escape string) string {
	if strings.IndexByte("xuz", escape[1]) >= 0 {
		return escape[1:]
	}
	return escape
}

// writePoint writes a code point as the bytes of its UTF-8 form, surrogates
// too, as Lua does. Below 128 it might be a quote or a line break, so it stays
// an escape.
func writePoint(out *strings.Builder, point rune) {
	switch {
	case point < utf8.RuneSelf:
		fmt.Fprintf(out, "\\%03d", point)
	case 0xd800 <= point && point <= 0xdfff:
		out.Write([]byte{0xe0 | byte(point>>12), 0x80 | byte(point>>6)&0x3f, 0x80 | byte(point)&0x3f})
	default:
		out.WriteRune(point)
	}
}

// column is how many bytes follow the last line break.
func column(text string) int {
	return len(text) - 1 - strings.LastIndexAny(text, "\n\r")
}

func countBreaks(text string) int {
	count := 0
	for at := 0; at < len(text); {
		width := newline(text, at)
		if width > 0 {
			count++
		}
		at += max(width, 1)
	}
	return count
}
