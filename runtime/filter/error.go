package filter

import (
	"strings"
	"unicode/utf8"
)

// Error is a mistake in an expression.
type Error struct {
	Expr   string // the whole expression
	Offset int    // bytes before the mistake
	Text   string // what is wrong, a sentence without a full stop
}

// Column is the place of the mistake in characters, from 1.
func (e *Error) Column() int { return utf8.RuneCountInString(e.Expr[:e.Offset]) + 1 }

// Error is what is wrong, with the column.
func (e *Error) Error() string {
	return "column " + decimal(e.Column()) + ": " + e.Text
}

// Render is the expression, a caret under the mistake, and what is wrong:
//
//	kind:snd topic:echo
//	     ^ there is no kind "snd"; do you mean "send"?
//
// The expression is written as it is, which may be hostile.
func (e *Error) Render() string {
	var b strings.Builder
	b.WriteString(e.Expr)
	b.WriteByte('\n')
	for _, r := range e.Expr[:e.Offset] {
		switch {
		case r == '\t':
			b.WriteByte('\t')
		case isWide(r):
			b.WriteString("  ")
		default:
			b.WriteByte(' ')
		}
	}
	b.WriteString("^ ")
	b.WriteString(e.Text)
	return b.String()
}

// isWide tells the characters that take two columns, as far as people write
// filters with them.
func isWide(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd
}
