package vm

import (
	"fmt"
	"math"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// directive is one %… of string.format, without what it ends in.
type directive struct {
	flags     string // some of "-+ #0"
	width     int
	precision int // -1: none
}

// stringFormat is string.format with the directives of standard Lua.
func (m *Machine) stringFormat(L *lua.LState) int {
	format := checkText(L, 1)
	var text strings.Builder
	n := 1
	for {
		before, rest, found := strings.Cut(format, "%")
		text.WriteString(before)
		if text.Len() > maxText {
			L.RaiseError("resulting string too large")
		}
		if !found {
			grew(L, text.Len())
			return push(L, lua.LString(text.String()))
		}
		if strings.HasPrefix(rest, "%") {
			text.WriteByte('%')
			format = rest[1:]
			continue
		}
		d, verb, after := parseDirective(L, rest)
		n++
		text.WriteString(m.formatted(L, d, verb, n))
		format = after
	}
}

// parseDirective reads a directive behind its % and what ends it.
func parseDirective(L *lua.LState, format string) (d directive, verb byte, rest string) {
	d.precision = -1
	rest = strings.TrimLeft(format, "-+ #0")
	d.flags = format[:len(format)-len(rest)]
	if len(d.flags) > len("-+ #0") {
		L.RaiseError("invalid format (repeated flags)")
	}
	d.width, rest = twoDigits(rest)
	if strings.HasPrefix(rest, ".") {
		d.precision, rest = twoDigits(rest[1:])
	}
	if rest == "" || strings.IndexByte("cdiouxXeEfFgGqs", rest[0]) < 0 {
		if rest != "" && isDigit(rest[0]) {
			L.RaiseError("invalid format (width or precision too long)")
		}
		L.RaiseError("invalid option '%%%s' to 'format'", rest[:min(1, len(rest))])
	}
	return d, rest[0], rest[1:]
}

func twoDigits(text string) (number int, rest string) {
	i := 0
	for i < min(2, len(text)) && isDigit(text[i]) {
		number = number*10 + int(text[i]-'0')
		i++
	}
	return number, text[i:]
}

// formatted is the n-th argument the way a directive wants it.
func (m *Machine) formatted(L *lua.LState, d directive, verb byte, n int) string {
	if n > L.GetTop() {
		L.ArgError(n, "no value")
	}
	switch verb {
	case 'q':
		return quoted(checkText(L, n))
	case 's':
		text := m.text(L, L.Get(n))
		if d.precision >= 0 {
			text = text[:min(d.precision, len(text))]
		}
		return d.pad(text)
	case 'c':
		return d.pad(string([]byte{byte(checkInteger(L, n))}))
	case 'd', 'i':
		return d.integer(L, n)
	case 'o', 'u', 'x', 'X':
		return d.unsigned(L, verb, n)
	}
	return d.float(verb, checkNumber(L, n))
}

// pad fills up with spaces to the width, in bytes.
func (d directive) pad(text string) string {
	missing := strings.Repeat(" ", max(0, d.width-len(text)))
	if strings.Contains(d.flags, "-") {
		return text + missing
	}
	return missing + text
}

// verb is what Go calls the directive, with those of its flags that it may
// have.
func (d directive) verb(flags string, verb byte) string {
	var text strings.Builder
	text.WriteByte('%')
	for _, flag := range []byte(flags) {
		if strings.IndexByte(d.flags, flag) >= 0 {
			text.WriteByte(flag)
		}
	}
	if d.width > 0 {
		fmt.Fprint(&text, d.width)
	}
	if d.precision >= 0 {
		fmt.Fprintf(&text, ".%d", d.precision)
	}
	text.WriteByte(verb)
	return text.String()
}

func (d directive) integer(L *lua.LState, n int) string {
	number, ok := toInteger(math.Trunc(checkNumber(L, n)))
	if !ok {
		L.ArgError(n, "number has no integer representation")
	}
	return fmt.Sprintf(d.verb("-+ 0", 'd'), number)
}

// unsigned writes a negative number as the one that has the same 64 bits.
func (d directive) unsigned(L *lua.LState, verb byte, n int) string {
	number := math.Trunc(checkNumber(L, n))
	bits := uint64(0)
	if signed, ok := toInteger(number); ok {
		bits = uint64(signed)
	} else if number > 0 && number < 1<<64 {
		bits = uint64(number)
	} else {
		L.ArgError(n, "number has no integer representation")
	}
	flags := "-#0"
	if bits == 0 {
		flags = "-0"
	}
	if verb == 'u' {
		verb = 'd'
	}
	return fmt.Sprintf(d.verb(flags, verb), bits)
}

func (d directive) float(verb byte, number float64) string {
	if math.IsInf(number, 0) || math.IsNaN(number) {
		return d.notFinite(verb, number)
	}
	if d.precision < 0 {
		d.precision = 6
	}
	if verb == 'F' {
		verb = 'f'
	}
	return fmt.Sprintf(d.verb("-+ #0", verb), number)
}

func (d directive) notFinite(verb byte, number float64) string {
	text := "nan"
	if math.IsInf(number, 0) {
		text = "inf"
	}
	switch {
	case number < 0:
		text = "-" + text
	case strings.Contains(d.flags, "+"):
		text = "+" + text
	case strings.Contains(d.flags, " "):
		text = " " + text
	}
	if verb < 'a' {
		text = strings.ToUpper(text)
	}
	return d.pad(text)
}

// quoted is a text that Lua reads back as it was.
func quoted(text string) string {
	return `"` + quotation.Replace(text) + `"`
}

var quotation = strings.NewReplacer(`"`, `\"`, `\`, `\\`, "\n", "\\\n", "\r", `\r`, "\x00", `\000`)
