package literal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"echotui/runtime/wire"
)

// The bounds of what is read.
const (
	MaxBytes = 64 << 10
	maxDepth = 32 // tables in one another
)

// Error is a mistake in what was typed.
type Error struct {
	Column int    // in characters, from 1
	Text   string // what is wrong, without a full stop
}

// Error is what is wrong, with the column.
func (e *Error) Error() string { return fmt.Sprintf("column %d: %s", e.Column, e.Text) }

// Parse reads values with commas between them; none if there is nothing but
// space. An error is an *Error.
func Parse(text string) (values []wire.Value, err error) {
	p := &parser{text: text}
	defer func() {
		if problem := recover(); problem != nil {
			mistake, ok := problem.(*Error)
			if !ok {
				panic(problem)
			}
			values, err = nil, mistake
		}
	}()
	if len(text) > MaxBytes {
		p.fail("it is longer than %d bytes", MaxBytes)
	}
	if p.space(); p.at == len(text) {
		return nil, nil
	}
	for {
		values = append(values, p.value(0))
		if p.at == len(text) {
			return values, nil
		}
		if !p.take(",") {
			p.fail("expected a comma or the end, not %s", p.here())
		}
	}
}

// parser reads a text from its beginning; a mistake is a panic, which Parse
// turns into its error.
type parser struct {
	text string
	at   int // the next byte
}

func (p *parser) fail(format string, args ...any) { p.failAt(p.at, format, args...) }

func (p *parser) failAt(at int, format string, args ...any) {
	panic(&Error{Column: utf8.RuneCountInString(p.text[:at]) + 1, Text: fmt.Sprintf(format, args...)})
}

// here names what comes next.
func (p *parser) here() string {
	if p.at == len(p.text) {
		return "the end"
	}
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	if r == utf8.RuneError && size == 1 {
		return "a byte that is no text"
	}
	if word := p.word(); word != "" {
		return fmt.Sprintf("%q", word[:min(len(word), 40)])
	}
	return fmt.Sprintf("%q", string(r))
}

func (p *parser) rest() string { return p.text[p.at:] }

func (p *parser) space() {
	p.at = len(p.text) - len(strings.TrimLeftFunc(p.rest(), unicode.IsSpace))
}

// take reads a sign and the space behind it, if that is what comes next.
func (p *parser) take(sign string) bool {
	if !strings.HasPrefix(p.rest(), sign) {
		return false
	}
	p.at += len(sign)
	p.space()
	return true
}

// word is the name or keyword that comes next; "" if there is none.
func (p *parser) word() string {
	i := p.at
	for ; i < len(p.text); i++ {
		c := p.text[i]
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == p.at || c < '0' || c > '9') {
			break
		}
	}
	return p.text[p.at:i]
}

// value reads a value, and the space behind it, in depth tables.
func (p *parser) value(depth int) (v wire.Value) {
	switch c := p.peek(); {
	case c == '{':
		return p.table(depth)
	case c == '"' || c == '\'':
		v = p.quoted(c)
	case c == '[':
		v = p.long()
	case c == '-' || c == '.' || c >= '0' && c <= '9':
		v = p.number()
	default:
		v = p.keyword()
	}
	p.space()
	return v
}

func (p *parser) peek() byte {
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

func (p *parser) keyword() wire.Value {
	word := p.word()
	v, known := map[string]wire.Value{"nil": nil, "true": true, "false": false}[word]
	switch {
	case known:
	case word != "":
		p.fail("%s is no value; text stands in quotes", p.here())
	default:
		p.fail("expected a value, not %s", p.here())
	}
	p.at += len(word)
	return v
}
