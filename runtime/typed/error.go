package typed

import (
	"fmt"
	"strconv"
)

// Error is a mistake in a source.
type Error struct {
	Line    int    // from 1
	Column  int    // from 1, in bytes, as the compiler counts
	Message string // plain words, one line, no control characters
}

// Error is the whole mistake in one line: "3:14: expected a type, found '='".
func (e *Error) Error() string {
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message)
}

// mistake is an Error at an offset of the source. Lines are counted only here:
// most sources have no mistake, and tokens stay small without them.
func mistake(source string, offset int, message string) *Error {
	line, start := 1, 0
	for at := 0; at < offset; {
		if width := newline(source, at); width > 0 {
			line++
			at += width
			start = at
			continue
		}
		at++
	}
	return &Error{Line: line, Column: max(offset-start, 0) + 1, Message: message}
}

// newline is the length of the line break at an offset, 0 if there is none.
// "\r\n" and "\n\r" are one break, as in Lua.
func newline(source string, at int) int {
	if at >= len(source) || source[at] != '\n' && source[at] != '\r' {
		return 0
	}
	if at+1 < len(source) && source[at]^source[at+1] == '\n'^'\r' {
		return 2
	}
	return 1
}

// maxQuoted bounds, in bytes, what a message quotes of the source.
const maxQuoted = 40

// quote makes a piece of the source fit for a message.
func quote(text string) string {
	if len(text) > maxQuoted {
		text = text[:maxQuoted] + "…"
	}
	quoted := strconv.Quote(text)
	return "'" + quoted[1:len(quoted)-1] + "'"
}
