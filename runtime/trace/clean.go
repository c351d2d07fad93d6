package trace

import (
	"math"
	"strconv"
	"unicode/utf8"

	"echotui/runtime/wire"
)

// Clean makes text of a program safe to show bare, that is, without quotes:
// what is not printable (control bytes, escape sequences, line breaks, marks
// that turn the direction of text, broken UTF-8) is written as Lua would, \27
// or \n. It stops soon after limit bytes (0: no limit) and then ends in "…".
func Clean(s string, limit int) string {
	if limit <= 0 {
		limit = math.MaxInt
	}
	end := printable(s, limit)
	if end == len(s) {
		return s
	}
	clean := append(make([]byte, 0, min(len(s), limit)+8), s[:end]...)
	for end < len(s) {
		if len(clean) >= limit {
			return string(append(clean, "…"...))
		}
		r, size := utf8.DecodeRuneInString(s[end:])
		if shows(r, size) {
			clean = append(clean, s[end:end+size]...)
		} else {
			clean = wire.AppendEscaped(clean, s[end:end+size])
		}
		end += size
	}
	return string(clean)
}

// printable returns how many bytes at the front of s can be shown as they are,
// stopping soon after limit.
func printable(s string, limit int) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if i >= limit || !shows(r, size) {
			return i
		}
		i += size
	}
	return len(s)
}

func shows(r rune, size int) bool {
	return strconv.IsPrint(r) && (r != utf8.RuneError || size > 1)
}
