package trace

import (
	"math"
	"strconv"
	"strings"
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

// mostColours bounds how far text is searched for colours, in bytes.
const mostColours = 20 * longestDetail

// uncoloured is as much of the front of s as a sentence can show, without the
// sequences that set colours, ESC [ … m: they say little and fill the row.
func uncoloured(s string) string {
	front := s[:min(len(s), mostColours)]
	if !strings.Contains(front, "\x1b[") {
		return s
	}
	var kept []byte
	for front != "" && len(kept) < longestDetail+utf8.UTFMax {
		n := colour(front)
		if n == 0 {
			kept, n = append(kept, front[0]), 1
		}
		front = front[n:]
	}
	if front == "" && len(s) > mostColours {
		kept = append(kept, s[mostColours:min(len(s), mostColours+longestDetail+utf8.UTFMax)]...)
	}
	return string(kept)
}

// colour is how long the sequence is at the front of s that sets a colour; 0 if
// there is none.
func colour(s string) int {
	if !strings.HasPrefix(s, "\x1b[") {
		return 0
	}
	end := strings.IndexFunc(s[2:], func(r rune) bool { return (r < '0' || r > '9') && r != ';' && r != ':' })
	if end < 0 || s[2+end] != 'm' {
		return 0
	}
	return 2 + end + 1
}
