package vm

import (
	"strings"
	"unicode/utf8"

	lua "github.com/yuin/gopher-lua"
)

// stringLibrary is the string module, which is also where methods on texts
// are. Standard Lua's would take no error objects for texts, hold up all
// processes for as long as a pattern takes, and format with the verbs of Go.
func (m *Machine) stringLibrary() *lua.LTable {
	return m.pure(map[string]lua.LGFunction{
		"byte":     stringByte,
		"char":     stringChar,
		"dump":     func(L *lua.LState) int { L.RaiseError("GopherLua does not support the string.dump"); return 0 },
		"find":     func(L *lua.LState) int { return stringFind(L, true) },
		"format":   m.stringFormat,
		"gfind":    stringGmatch,
		"gmatch":   stringGmatch,
		"gsub":     stringGsub,
		"len":      func(L *lua.LState) int { return push(L, lua.LNumber(len(checkText(L, 1)))) },
		"lower":    func(L *lua.LState) int { return stringCase(L, strings.ToLower) },
		"match":    func(L *lua.LState) int { return stringFind(L, false) },
		"pack":     stringPack,
		"packsize": stringPackSize,
		"rep":      stringRep,
		"reverse":  stringReverse,
		"sub":      stringSub,
		"unpack":   stringUnpack,
		"upper":    func(L *lua.LState) int { return stringCase(L, strings.ToUpper) },
	})
}

// place is a place in a text of some length, from 0: positive ones count
// from 1, negative ones from the end.
func place(at, length int) int {
	if at < 0 {
		return length + at
	}
	return at - 1
}

// span is the part of a text from the first to the last place, both included.
func span(text string, first, last int) string {
	from := max(place(first, len(text)), 0)
	to := min(place(last, len(text)), len(text)-1)
	if from > to {
		return ""
	}
	return text[from : to+1]
}

// part is a part of a text that does not keep the whole from being forgotten.
func part(text, some string) string {
	if len(some) < len(text)/2 && len(text) >= smallest {
		return strings.Clone(some)
	}
	return some
}

func stringSub(L *lua.LState) int {
	text := checkText(L, 1)
	return push(L, lua.LString(part(text, span(text, checkInteger(L, 2), optionalInteger(L, 3, -1)))))
}

func stringByte(L *lua.LState) int {
	text := checkText(L, 1)
	first := optionalInteger(L, 2, 1)
	part := span(text, first, optionalInteger(L, 3, first))
	if len(part) > maxResults {
		L.RaiseError("string slice too long")
	}
	for i := range len(part) {
		L.Push(lua.LNumber(part[i]))
	}
	return len(part)
}

func stringChar(L *lua.LState) int {
	text := make([]byte, L.GetTop())
	for i := range text {
		code := checkInteger(L, i+1)
		if code < 0 || code > 255 {
			L.ArgError(i+1, "invalid value")
		}
		text[i] = byte(code)
	}
	return push(L, lua.LString(text))
}

func stringRep(L *lua.LState) int {
	text, times, separator := checkText(L, 1), checkInteger(L, 2), optionalText(L, 3, "")
	if times <= 0 {
		return push(L, lua.LString(""))
	}
	if one := len(text) + len(separator); one > 0 {
		checkSize(L, one*min(times, maxText/one+1))
	}
	return push(L, lua.LString(strings.Repeat(text+separator, times-1)+text))
}

func stringReverse(L *lua.LState) int {
	text := []byte(checkText(L, 1))
	grew(L, len(text))
	for i, j := 0, len(text)-1; i < j; i, j = i+1, j-1 {
		text[i], text[j] = text[j], text[i]
	}
	return push(L, lua.LString(text))
}

func stringCase(L *lua.LState, change func(string) string) int {
	text := checkText(L, 1)
	grew(L, len(text))
	return push(L, lua.LString(changeCase(text, change)))
}

// changeCase changes letters of every script, and keeps bytes that are part of
// none.
func changeCase(text string, change func(string) string) string {
	if utf8.ValidString(text) {
		return change(text)
	}
	var changed strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && size == 1 {
			changed.WriteByte(text[0])
		} else {
			changed.WriteString(change(text[:size]))
		}
		text = text[size:]
	}
	return changed.String()
}

// concatenate is the operator "..": a text if all operands are texts, numbers
// or error objects. Else it asks metatables, from the last two operands on.
func concatenate(L *lua.LState) int {
	var some [8]string
	texts, size := some[:0], 0
	for i := 1; i <= L.GetTop(); i++ {
		text, ok := textOf(L.Get(i))
		if !ok {
			return push(L, concatenateBackwards(L))
		}
		texts = append(texts, text)
		size += len(text)
	}
	checkSize(L, size)
	return push(L, lua.LString(strings.Join(texts, "")))
}

func concatenateBackwards(L *lua.LState) lua.LValue {
	result := L.Get(-1)
	for i := L.GetTop() - 1; i >= 1; i-- {
		left := L.Get(i)
		a, aIsText := textOf(left)
		b, bIsText := textOf(result)
		if aIsText && bIsText {
			checkSize(L, len(a)+len(b))
			result = lua.LString(a + b)
			continue
		}
		answer, ok := callOperator(L, "__concat", left, result)
		if !ok {
			if aIsText {
				left = result
			}
			L.RaiseError("attempt to concatenate a %s value", left.Type())
		}
		result = answer
	}
	return result
}

// checkSize raises if a text of that many bytes is too large, and counts the
// work of making it.
func checkSize(L *lua.LState, size int) {
	if size > maxText {
		L.RaiseError("resulting string too large")
	}
	work := meter{fiber: fiberOf(L)}
	work.step(size / stepsPerReduction)
	grew(L, size)
}
