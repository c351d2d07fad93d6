package vm

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// stringFind is find, and match: it looks for the first match and returns its
// captures, find after the places where it begins and ends.
func stringFind(L *lua.LState, places bool) int {
	source, pattern := checkText(L, 1), checkText(L, 2)
	from := place(optionalInteger(L, 3, 1), len(source))
	from = max(0, min(from, len(source)))
	if places && (lua.LVAsBool(L.Get(4)) || !strings.ContainsAny(pattern, "^$*+?.([%-")) {
		at := strings.Index(source[from:], pattern)
		if at < 0 {
			return push(L, lua.LNil)
		}
		return pushNumbers(L, from+at+1, from+at+len(pattern))
	}
	m := newMatcher(L, source, pattern)
	start, end := m.first(from)
	if end == noMatch {
		return push(L, lua.LNil)
	}
	if !places {
		return m.pushCaptures(start, end, true)
	}
	pushNumbers(L, start+1, end)
	return 2 + m.pushCaptures(start, end, false)
}

// first is the first match from a place on.
func (m *matcher) first(from int) (start, end int) {
	p, anchored := 0, strings.HasPrefix(m.pattern, "^")
	if anchored {
		p = 1
	}
	for s := from; s <= len(m.source); s++ {
		if end := m.at(s, p); end != noMatch || anchored {
			return s, end
		}
		m.work.step(1)
	}
	return 0, noMatch
}

// pushCaptures pushes all captures; without any, the whole match if asked to.
func (m *matcher) pushCaptures(start, end int, whole bool) int {
	if len(m.captures) == 0 && whole {
		return push(m.L, m.text(start, end))
	}
	for i := range m.captures {
		m.L.Push(m.captured(i, start, end))
	}
	return len(m.captures)
}

// captured is the i-th capture, from 0; without any, the first is the whole
// match.
func (m *matcher) captured(i, start, end int) lua.LValue {
	if i == 0 && len(m.captures) == 0 {
		return m.text(start, end)
	}
	if i < len(m.captures) && m.captures[i].length == captureOpen {
		m.L.RaiseError("unfinished capture")
	}
	c := m.finished(i)
	if c.length == capturePosition {
		return lua.LNumber(c.start + 1)
	}
	return m.text(c.start, c.start+c.length)
}

// text is a part of the text in which matches are looked for.
func (m *matcher) text(start, end int) lua.LString {
	return lua.LString(part(m.source, m.source[start:end]))
}

func stringGmatch(L *lua.LState) int {
	source, pattern := checkText(L, 1), checkText(L, 2)
	s := 0
	// It has the text as an upvalue for others to see that it holds it.
	return push(L, L.NewClosure(func(L *lua.LState) int {
		m := newMatcher(L, source, pattern)
		for ; s <= len(source); s++ {
			end := m.at(s, 0)
			if end != noMatch {
				start := s
				s = end
				if end == start {
					s++
				}
				return m.pushCaptures(start, end, true)
			}
			m.work.step(1)
		}
		return push(L, lua.LNil)
	}, lua.LString(source)))
}

// replacement makes what comes in the place of a match; nil keeps the match.
type replacement func(m *matcher, start, end int) lua.LValue

func stringGsub(L *lua.LState) int {
	source, pattern := checkText(L, 1), checkText(L, 2)
	replace := checkReplacement(L)
	limit := optionalInteger(L, 4, len(source)+1)
	pattern, anchored := strings.CutPrefix(pattern, "^")
	m := newMatcher(L, source, pattern)
	var result strings.Builder
	s, count := 0, 0
	for count < limit {
		end := m.at(s, 0)
		if end != noMatch {
			count++
			result.WriteString(m.replaced(replace, s, end))
			if result.Len() > maxText {
				L.RaiseError("resulting string too large")
			}
		}
		m.work.step(1)
		switch {
		case end != noMatch && end > s:
			s = end
		case s < len(source):
			result.WriteByte(source[s])
			s++
		default:
			anchored = true
		}
		if anchored {
			break
		}
	}
	if s < len(source) {
		result.WriteString(source[s:])
	}
	grew(L, result.Len())
	L.Push(lua.LString(result.String()))
	return 1 + push(L, lua.LNumber(count))
}

// replaced is the text in the place of a match.
func (m *matcher) replaced(replace replacement, start, end int) string {
	v := replace(m, start, end)
	if !lua.LVAsBool(v) {
		return m.source[start:end]
	}
	text, ok := textOf(v)
	if !ok {
		m.L.RaiseError("invalid replacement value (a %s)", v.Type())
	}
	return text
}

func checkReplacement(L *lua.LState) replacement {
	switch v := L.Get(3).(type) {
	case *lua.LTable:
		return func(m *matcher, start, end int) lua.LValue {
			captured := m.captured(0, start, end)
			if name, isName := captured.(lua.LString); isName {
				return index(L, v, name)
			}
			return L.GetTable(v, captured)
		}
	case *lua.LFunction:
		return func(m *matcher, start, end int) lua.LValue {
			L.Push(v)
			L.Call(m.pushCaptures(start, end, true), 1)
			answer := L.Get(-1)
			L.Pop(1)
			return answer
		}
	}
	text, ok := textOf(L.Get(3))
	if !ok {
		L.ArgError(3, "string/function/table expected")
	}
	return func(m *matcher, start, end int) lua.LValue { return lua.LString(m.expand(text, start, end)) }
}

// expand puts captures in the place of %0 to %9.
func (m *matcher) expand(text string, start, end int) string {
	if strings.IndexByte(text, '%') < 0 {
		return text
	}
	var expanded strings.Builder
	for i := 0; i < len(text) && expanded.Len() <= maxText; i++ {
		if text[i] != '%' || i+1 == len(text) {
			expanded.WriteByte(text[i])
			continue
		}
		i++
		switch c := text[i]; {
		case c == '0':
			expanded.WriteString(m.source[start:end])
		case isDigit(c):
			capture, _ := textOf(m.captured(int(c)-'1', start, end))
			expanded.WriteString(capture)
		default:
			expanded.WriteByte(c)
		}
	}
	return expanded.String()
}
