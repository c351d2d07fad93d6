package literal

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// number reads a number as Lua writes it.
func (p *parser) number() float64 {
	start := p.at
	end := start
	for end < len(p.text) {
		c := p.text[end]
		sign := (c == '-' || c == '+') && (end == start || strings.IndexByte("eEpP", p.text[end-1]) >= 0)
		digit := c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !sign && !digit {
			break
		}
		end++
	}
	text := p.text[start:end]
	n, err := numberOf(text)
	if err != nil {
		p.fail("%q is no number", text[:min(len(text), 40)])
	}
	p.at = end
	return n
}

func numberOf(text string) (float64, error) {
	digits := strings.TrimPrefix(text, "-")
	if strings.HasPrefix(strings.ToLower(digits), "0x") && !strings.ContainsAny(digits, "pP.") {
		n, err := strconv.ParseUint(digits[2:], 16, 64)
		if len(digits) < len(text) {
			return -float64(n), err
		}
		return float64(n), err
	}
	if strings.Trim(digits, "0123456789.eE+-") != "" {
		return 0, strconv.ErrSyntax // Inf, NaN and what else Go knows
	}
	return strconv.ParseFloat(text, 64)
}

var escapes = map[byte]string{
	'n': "\n", 't': "\t", 'r': "\r", 'a': "\a", 'b': "\b", 'f': "\f", 'v': "\v", '\\': "\\", '"': "\"", '\'': "'", '\n': "\n",
}

// quoted reads a string between quotes.
func (p *parser) quoted(quote byte) string {
	open := p.at
	var b strings.Builder
	for p.at++; p.at < len(p.text) && p.text[p.at] != quote; {
		if p.text[p.at] == '\\' {
			p.escape(&b)
			continue
		}
		b.WriteByte(p.text[p.at])
		p.at++
	}
	if p.at >= len(p.text) {
		p.failAt(open, "this string has no end")
	}
	p.at++
	return b.String()
}

// escape reads what begins with a backslash.
func (p *parser) escape(b *strings.Builder) {
	rest := p.text[p.at+1:]
	if rest == "" {
		p.fail("nothing stands behind the backslash")
	}
	if text, known := escapes[rest[0]]; known {
		b.WriteString(text)
		p.at += 2
		return
	}
	switch c := rest[0]; {
	case c >= '0' && c <= '9':
		n := 1
		for n < min(3, len(rest)) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		p.char(b, rest[:n], 10, 255, 1+n)
	case c == 'x' && len(rest) >= 3:
		p.char(b, rest[1:3], 16, 255, 4)
	case strings.HasPrefix(rest, "u{"):
		digits, _, _ := strings.Cut(rest[2:], "}")
		p.char(b, digits, 16, utf8.MaxRune, 4+len(digits))
	default:
		p.fail(`there is no \%s`, strconv.QuoteRune(firstRune(rest)))
	}
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// char writes the character, or up to 255 the byte, of that number; size is
// that of the whole escape.
func (p *parser) char(b *strings.Builder, digits string, base int, most uint64, size int) {
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > most || p.at+size > len(p.text) {
		p.fail("this stands for no character")
	}
	if most > 255 {
		b.WriteRune(rune(n))
	} else {
		b.WriteByte(byte(n))
	}
	p.at += size
}

// opensLong reports whether [[ or [=[ comes next.
func (p *parser) opensLong() bool {
	rest := strings.TrimLeft(p.rest()[1:], "=")
	return strings.HasPrefix(rest, "[")
}

// long reads a string between long brackets, in which nothing is escaped.
func (p *parser) long() string {
	if !p.opensLong() {
		p.fail("expected a value, not %s", p.here())
	}
	level := strings.IndexByte(p.rest()[1:], '[')
	body := p.rest()[level+2:]
	text, _, found := strings.Cut(body, "]"+strings.Repeat("=", level)+"]")
	if !found {
		p.fail("this string has no end")
	}
	p.at += 2*(level+2) + len(text)
	return strings.TrimPrefix(text, "\n")
}
