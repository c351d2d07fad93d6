package tape

import (
	"strings"
	"unicode/utf8"
)

// token is the smallest unit of the text of a tape.
type token struct {
	Pos
	sort   sort
	text   string // without quotes or slashes
	first  bool   // of its line
	joined bool   // nothing stands between it and the one before
	open   bool   // of a text: the quote that ends it is missing
	own    bool   // it is a word of the language
}

type sort int

const (
	ending  sort = iota // of the tape
	word                // bare
	number              // digits and dots
	quoted              // a text between quotes
	pattern             // between slashes
	object              // from { to the first }
	sign                // one character: + @ - [ ] ^ \ %
	illegal             // one character that begins nothing
	broken              // a pattern or object that does not end; text is what is missing
)

// lexer cuts a text into tokens. Lines end with \n, \r or both.
type lexer struct {
	file   string
	rest   string
	line   int
	column int
	fresh  bool // nothing but blanks since the line began
}

func newLexer(file, text string) *lexer {
	return &lexer{file: file, rest: strings.TrimPrefix(text, "\ufeff"), line: 1, column: 1, fresh: true}
}

// next is the next token. After the last one, it is an ending for ever.
func (l *lexer) next() token {
	joined := !l.blanks()
	t := token{Pos: l.here(), first: l.fresh, joined: joined}
	l.fresh = false
	if l.rest == "" {
		return t
	}
	switch c := l.rest[0]; {
	case c == '"' || c == '\'' || c == '`':
		l.quoted(&t, c)
	case c == '/':
		l.pattern(&t)
	case c == '{':
		l.object(&t)
	case isDigit(c) || c == '.' && len(l.rest) > 1 && isDigit(l.rest[1]):
		t.sort, t.text = number, l.take(run(l.rest, func(c byte) bool { return isDigit(c) || c == '.' }))
	case isLetter(c) || c == '.':
		t.sort, t.text = word, l.take(run(l.rest, isWord))
	case strings.IndexByte("+@-[]^\\%", c) >= 0:
		t.sort, t.text = sign, l.take(1)
	default:
		_, size := utf8.DecodeRuneInString(l.rest)
		t.sort, t.text = illegal, l.take(size)
	}
	return t
}

func (l *lexer) here() Pos { return Pos{File: l.file, Line: l.line, Column: l.column} }

// blanks leaves out blanks, line ends and comments, and reports whether there
// were any.
func (l *lexer) blanks() bool {
	before := len(l.rest)
	for l.rest != "" {
		switch l.rest[0] {
		case ' ', '\t':
			l.take(1)
		case '\r', '\n':
			l.newline()
		case '#':
			l.take(l.lineEnd())
		default:
			return len(l.rest) < before
		}
	}
	return len(l.rest) < before
}

func (l *lexer) newline() {
	n := 1
	if strings.HasPrefix(l.rest, "\r\n") {
		n = 2
	}
	l.rest = l.rest[n:]
	l.line++
	l.column, l.fresh = 1, true
}

// take cuts off some bytes that hold no line end.
func (l *lexer) take(n int) string {
	text := l.rest[:n]
	l.rest = l.rest[n:]
	l.column += utf8.RuneCountInString(text)
	return text
}

// lineEnd is the number of bytes up to the end of the line.
func (l *lexer) lineEnd() int {
	if n := strings.IndexAny(l.rest, "\r\n"); n >= 0 {
		return n
	}
	return len(l.rest)
}

func (l *lexer) quoted(t *token, quote byte) {
	t.sort = quoted
	l.take(1)
	line := l.rest[:l.lineEnd()]
	end := strings.IndexByte(line, quote)
	if end < 0 {
		t.text, t.open = l.take(len(line)), true
		return
	}
	t.text = l.take(end)
	l.take(1)
}

// pattern reads up to a slash before which no backslash stands that means it.
func (l *lexer) pattern(t *token) {
	l.take(1)
	line := l.rest[:l.lineEnd()]
	var text strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '/':
			t.sort, t.text = pattern, text.String()
			l.take(i + 1)
			return
		case c == '\\' && i+1 < len(line):
			i++
			if line[i] != '/' {
				text.WriteByte(c)
			}
			text.WriteByte(line[i])
		default:
			text.WriteByte(c)
		}
	}
	l.take(len(line))
	t.sort, t.text = broken, "this pattern does not end with a slash"
}

// object reads up to the first closing brace, over any number of lines.
func (l *lexer) object(t *token) {
	end := strings.IndexByte(l.rest, '}')
	if end < 0 {
		for l.rest != "" {
			l.take(l.lineEnd())
			if l.rest != "" {
				l.newline()
			}
		}
		t.sort, t.text = broken, "this theme does not end with }"
		return
	}
	t.sort, t.text = object, l.rest[:end+1]
	for last := len(l.rest) - end - 1; len(l.rest) > last; {
		if n := min(l.lineEnd(), len(l.rest)-last); n > 0 {
			l.take(n)
		} else {
			l.newline()
		}
	}
	l.fresh = false
}

// remainder takes what is left of the line, up to a comment. A # between double
// quotes begins none: the language of filters has such texts.
func (l *lexer) remainder() (text string, at Pos) {
	for l.rest != "" && (l.rest[0] == ' ' || l.rest[0] == '\t') {
		l.take(1)
	}
	at = l.here()
	text = l.take(l.lineEnd())
	inside := false
	for i := 0; i < len(text); i++ {
		switch {
		case inside && text[i] == '\\':
			i++
		case text[i] == '"':
			inside = !inside
		case text[i] == '#' && !inside:
			text = text[:i]
		}
	}
	return strings.TrimRight(text, " \t"), at
}

// run is the length of the run of bytes that text begins with.
func run(text string, of func(byte) bool) int {
	for i := range len(text) {
		if !of(text[i]) {
			return i
		}
	}
	return len(text)
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isWord(c byte) bool   { return isLetter(c) || isDigit(c) || strings.IndexByte(".-_/%", c) >= 0 }
