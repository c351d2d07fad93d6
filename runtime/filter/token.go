package filter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"echotui/runtime/wire"
)

// token is a piece of an expression. A term is one token: its value belongs to
// it without a blank in between.
type token struct {
	kind     tokenKind
	at       int    // offset of its first byte
	value    string // of a term; the text of a bare word or quoted text
	valueAt  int    // offset of the value
	field    string // name of the field of a term
	operator string // of a term
}

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenOpen
	tokenClose
	tokenWord   // without quotes: may be and, or, not, a flag
	tokenQuoted // text in quotes
	tokenTerm   // field, operator, value
)

// longestExpr is the longest expression, in bytes.
const longestExpr = 4096

// tokens cuts an expression into pieces, the last of which is the end.
func tokens(expr string) ([]token, *Error) {
	if len(expr) > longestExpr {
		return nil, &Error{expr, longestExpr - back(expr[:longestExpr]), "the filter is longer than " + decimal(longestExpr) + " bytes"}
	}
	if !utf8.ValidString(expr) {
		return nil, &Error{expr, strings.IndexRune(expr, utf8.RuneError), "this is no text: it is not UTF-8"}
	}
	var list []token
	l := lexer{expr: expr}
	for {
		t, err := l.next()
		if err != nil {
			return nil, err
		}
		list = append(list, t)
		if t.kind == tokenEnd {
			return list, nil
		}
	}
}

// back is how many bytes at the end of s belong to a character that is cut.
func back(s string) int {
	for n := 1; n <= min(3, len(s)); n++ {
		if utf8.RuneStart(s[len(s)-n]) {
			if !utf8.FullRuneInString(s[len(s)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

type lexer struct {
	expr string
	at   int
}

func (l *lexer) rest() string { return l.expr[l.at:] }

func (l *lexer) next() (token, *Error) {
	l.at += len(l.rest()) - len(strings.TrimLeftFunc(l.rest(), unicode.IsSpace))
	t := token{at: l.at, valueAt: l.at}
	switch rest := l.rest(); {
	case rest == "":
		return t, nil
	case rest[0] == '(':
		t.kind = tokenOpen
		l.at++
		return t, nil
	case rest[0] == ')':
		t.kind = tokenClose
		l.at++
		return t, nil
	case rest[0] == '"':
		t.kind = tokenQuoted
		return l.finish(t)
	}
	t.kind = tokenWord
	if field, operator := head(l.rest()); operator != "" {
		t.kind, t.field, t.operator = tokenTerm, field, operator
		l.at += len(field) + len(operator)
		t.valueAt = l.at
	}
	return l.finish(t)
}

// finish reads the value of a token: up to a blank or a parenthesis, or to the
// closing quote.
func (l *lexer) finish(t token) (token, *Error) {
	rest := l.rest()
	if strings.HasPrefix(rest, `"`) {
		value, n := unquote(rest)
		if n == 0 {
			return t, &Error{l.expr, l.at, "the closing quote is missing"}
		}
		t.value = value
		l.at += n
		return t, nil
	}
	n := strings.IndexFunc(rest, endsWord)
	if n < 0 {
		n = len(rest)
	}
	t.value = rest[:n]
	l.at += n
	return t, nil
}

func endsWord(r rune) bool { return r == '(' || r == ')' || r == '"' || unicode.IsSpace(r) }

// operators, each before those that it begins with.
var operators = []string{"<=", ">=", "!=", ":", "=", "~", "<", ">"}

// head is the name and operator with which a term begins; the operator is ""
// if s begins with no term.
func head(s string) (field, operator string) {
	n := strings.IndexFunc(s, func(r rune) bool { return !inName(r) })
	if n <= 0 {
		return "", ""
	}
	if first, _ := utf8.DecodeRuneInString(s); !unicode.IsLetter(first) {
		return "", ""
	}
	for _, operator := range operators {
		if strings.HasPrefix(s[n:], operator) {
			return s[:n], operator
		}
	}
	return "", ""
}

func inName(r rune) bool {
	return r == '_' || r == '-' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// unquote reads quoted text at the beginning of s, and how many bytes that
// takes; none if it does not end. A backslash makes quotes, backslashes and
// the letters n, r and t something else, and three digits a byte, as on the
// screen; before anything else it stands for itself, which regular expressions
// are grateful for.
func unquote(s string) (text string, n int) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), i + 1
		case c == '\\' && i+1 < len(s) && strings.IndexByte(escaped, s[i+1]) >= 0:
			i++
			b.WriteByte(meaning[strings.IndexByte(escaped, s[i])])
		case c == '\\' && i+3 < len(s) && isByte(s[i+1:i+4]):
			code, _ := strconv.Atoi(s[i+1 : i+4])
			b.WriteByte(byte(code))
			i += 3
		default:
			b.WriteByte(c)
		}
	}
	return "", 0
}

func isByte(digits string) bool {
	return strings.Trim(digits, "0123456789") == "" && digits <= "255"
}

// escaped are the letters after a backslash, meaning what they stand for.
const (
	escaped = `"\nrt`
	meaning = "\"\\\n\r\t"
)

// Quote writes text so that it is read as it is, with quotes around it. What
// cannot be printed is written by its bytes.
func Quote(text string) string {
	b := []byte{'"'}
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case !printable(r, size):
			b = wire.AppendEscaped(b, text[:size])
		default:
			b = append(b, text[:size]...)
		}
		text = text[size:]
	}
	return string(append(b, '"'))
}

func printable(r rune, size int) bool {
	return strconv.IsPrint(r) && (r != utf8.RuneError || size > 1)
}

// Value writes the value of a term so that it is read as it is, with quotes if
// it needs them.
func Value(text string) string {
	quoted := Quote(text)
	if text == "" || strings.IndexFunc(text, endsWord) >= 0 || len(quoted) > len(text)+2 {
		return quoted
	}
	return text
}

// Words writes text so that it is looked for as it is, with quotes if it would
// mean something else without.
func Words(text string) string {
	if _, operator := head(text); operator != "" || isKeyword(text) || isFlag(text) {
		return Quote(text)
	}
	return Value(text)
}

func isKeyword(word string) bool {
	switch strings.ToLower(word) {
	case "and", "or", "not":
		return true
	}
	return false
}

func isFlag(word string) bool {
	field, _ := find(strings.ToLower(word))
	return field != nil && field.Type == Flag
}

func decimal(n int) string { return strconv.Itoa(n) }
