package typed

import (
	"strings"
	"unicode/utf8"
)

// scanner cuts a source into tokens exactly where the compiler's own scanner
// does, quirks included: a source the compiler accepts must be read the same
// way here. What only the dialect has ('!', '?', '&', …) are tokens of one
// byte; operators of several bytes that 5.1 has not ("//", "<<", "->") stay in
// pieces, since "Array<Array<T>>" closes twice where "a >> b" shifts.
type scanner struct {
	source  string
	at      int
	tokens  []token
	edits   []edit
	failure string // why the last token is bad
}

// scan cuts the whole source. The last token is kindEnd; if the one before it
// is kindBad, failure says why.
func scan(source string) *scanner {
	s := &scanner{source: source, tokens: make([]token, 0, len(source)/4+8)}
	s.skipPreamble()
	for s.next() {
	}
	end := int32(len(source))
	s.tokens = append(s.tokens, token{start: end, end: end, kind: kindEnd})
	return s
}

// skipPreamble erases what may stand before the program: a byte order mark, a
// line for the shell. Lua's own loader drops the latter, and so do we.
func (s *scanner) skipPreamble() {
	const mark = "\ufeff"
	if strings.HasPrefix(s.source, mark) {
		s.at = len(mark)
	}
	if strings.HasPrefix(s.source[s.at:], "#") {
		s.skipLine()
	}
	if s.at > 0 {
		s.edits = append(s.edits, edit{start: 0, end: int32(s.at), rank: rankBlank})
	}
}

func (s *scanner) skipLine() {
	if length := strings.IndexAny(s.source[s.at:], "\n\r"); length >= 0 {
		s.at += length
		return
	}
	s.at = len(s.source)
}

// next adds one token; false at the end of what can be read.
func (s *scanner) next() bool {
	broken, ok := s.skipBlank()
	if !ok || s.at >= len(s.source) {
		return false
	}
	start := s.at
	t := token{start: int32(start), broken: broken}
	switch first := s.source[start]; {
	case nameByte(first) && !digit(first):
		for s.at++; s.at < len(s.source) && nameByte(s.source[s.at]); s.at++ {
		}
		t.kind = keyword(s.source[start:s.at])
	case digit(first) || first == '.' && digit(s.peek(1)):
		t.kind = kindNumber
		t.foreign, ok = s.number()
	case first == '"' || first == '\'':
		t.kind = kindString
		t.foreign, ok = s.text(first)
	case first == '[' && (s.peek(1) == '[' || s.peek(1) == '='):
		t.kind = kindString
		ok = s.long("string")
	default:
		t.kind, ok = s.symbol()
	}
	if !ok {
		s.bad(start)
		return false
	}
	t.end = int32(s.at)
	s.tokens = append(s.tokens, t)
	return true
}

// bad ends the tokens with one that cannot be read.
func (s *scanner) bad(start int) {
	s.tokens = append(s.tokens, token{start: int32(start), end: int32(len(s.source)), kind: kindBad})
}

// peek is the byte so many places further on, 0 past the end.
func (s *scanner) peek(ahead int) byte {
	if s.at+ahead < len(s.source) {
		return s.source[s.at+ahead]
	}
	return 0
}

// skipBlank passes blanks and comments, and tells whether a line broke on the
// way; ok is false if a comment never ends.
func (s *scanner) skipBlank() (broken, ok bool) {
	for s.at < len(s.source) {
		switch s.source[s.at] {
		case ' ', '\t':
			s.at++
		case '\n', '\r':
			broken = true
			s.at++
		case '-':
			if s.peek(1) != '-' {
				return broken, true
			}
			start := s.at
			if !s.comment() {
				s.bad(start)
				return broken, false
			}
			broken = broken || strings.ContainsAny(s.source[start:s.at], "\n\r")
		default:
			return broken, true
		}
	}
	return broken, true
}

func (s *scanner) comment() bool {
	s.at += 2
	if s.peek(0) == '[' && (s.peek(1) == '[' || s.peek(1) == '=') {
		if s.source[s.at+1+s.level(1)] == '[' {
			return s.long("comment")
		}
		// The compiler takes any "--[=" for a long comment and fails.
		s.edits = append(s.edits, edit{start: int32(s.at), end: int32(s.at + 1), rank: rankBlank})
	}
	s.skipLine()
	return true
}

// level counts the '=' from so many places further on; it never passes the
// last byte of the source.
func (s *scanner) level(ahead int) int {
	count := 0
	for s.peek(ahead+count) == '=' && s.at+ahead+count+1 < len(s.source) {
		count++
	}
	return count
}

// long passes a long string or comment from its first bracket.
func (s *scanner) long(what string) bool {
	level := s.level(1)
	opening := 1 + level
	if s.peek(opening) != '[' {
		s.failure = "a long " + what + " begins with '[[' or '[=['"
		return false
	}
	closing := "]" + s.source[s.at+1:s.at+opening] + "]"
	body := s.at + opening + 1
	length := strings.Index(s.source[body:], closing)
	if length < 0 {
		s.failure = "this long " + what + " is never closed with '" + shorten(closing) + "'"
		return false
	}
	s.at = body + length + len(closing)
	return true
}

// shorten keeps a closing bracket of any level fit for a message.
func shorten(closing string) string {
	if len(closing) > maxQuoted {
		return "]=…=]"
	}
	return closing
}

// number passes a number. The compiler takes the byte after an exponent's 'e'
// whatever it is, even none, so that has to be done here too; foreign tells
// that it was no digit.
func (s *scanner) number() (foreign, ok bool) {
	if s.peek(0) == '0' {
		switch following := s.peek(1); {
		case following == 'x' || following == 'X':
			return false, s.hexadecimal()
		case digit(following):
			s.at++
		}
	}
	s.digits()
	if s.peek(0) == '.' {
		s.digits()
	}
	if s.peek(0) == 'e' || s.peek(0) == 'E' {
		s.at++
		if s.peek(0) == '-' || s.peek(0) == '+' {
			s.at++
		}
		foreign = !digit(s.peek(0))
		if newline(s.source, s.at) > 1 {
			s.at++
		}
		s.digits()
	}
	return foreign, true
}

func (s *scanner) hexadecimal() bool {
	s.at += 2
	if !hexDigit(s.peek(0)) {
		s.failure = "a hexadecimal number needs digits after '0x'"
		return false
	}
	for hexDigit(s.peek(0)) {
		s.at++
	}
	return true
}

// digits passes one byte and the digits after it.
func (s *scanner) digits() {
	for s.at++; digit(s.peek(0)); s.at++ {
	}
	s.at = min(s.at, len(s.source))
}

// text passes a quoted string; foreign tells whether escape.go has work in it.
func (s *scanner) text(mark byte) (foreign, ok bool) {
	for s.at++; s.at < len(s.source); {
		switch next := s.source[s.at]; next {
		case mark:
			s.at++
			return foreign, true
		case '\n', '\r':
			s.failure = "this string is never closed on its line"
			return foreign, false
		case '\\':
			if length := foreignEscape(s.source[s.at:]); length > 0 {
				foreign = true
				s.at += length
				continue
			}
			s.at++
			s.at += max(newline(s.source, s.at), 1)
		default:
			s.at++
		}
	}
	s.failure = "this string is never closed"
	return foreign, false
}

// symbol passes an operator or a bracket.
func (s *scanner) symbol() (kind, bool) {
	first, second := s.source[s.at], s.peek(1)
	s.at++
	switch {
	case first == '=' && second == '=':
		s.at++
		return kindEqual, true
	case first == '~' && second == '=':
		s.at++
		return kindUnequal, true
	case first == '<' && second == '=':
		s.at++
		return kindAtMost, true
	case first == '>' && second == '=':
		s.at++
		return kindAtLeast, true
	case first == ':' && second == ':':
		s.at++
		return kindColons, true
	case first == '.' && second == '.':
		s.at++
		if s.peek(0) == '.' {
			s.at++
			return kindDots, true
		}
		return kindConcat, true
	case strings.IndexByte("+-*/%^#(){}[];,.:=<>~!?&|@", first) >= 0:
		return kind(first), true
	}
	_, width := utf8.DecodeRuneInString(s.source[s.at-1:])
	s.failure = "Lua has no " + quote(s.source[s.at-1:s.at-1+width])
	return 0, false
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

func hexDigit(b byte) bool { return digit(b) || 'a' <= b|0x20 && b|0x20 <= 'f' }

func nameByte(b byte) bool { return nameBytes[b] }

// nameBytes marks what a name consists of: names are most of a source.
var nameBytes = func() (set [256]bool) {
	for b := range 256 {
		lower := byte(b) | 0x20
		set[b] = b == '_' || digit(byte(b)) || b < 128 && 'a' <= lower && lower <= 'z'
	}
	return set
}()
