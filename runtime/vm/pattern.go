package vm

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

const (
	maxCaptures = 32
	// maxMatchDepth bounds how deep a match may recurse, as in standard Lua.
	// The depth grows with the pattern, never with the text.
	maxMatchDepth = 200
)

// matcher matches one Lua pattern, the way standard Lua does: with
// backtracking. Some patterns take longer than anyone would wait; so it counts
// its steps, and raises what is wrong with a pattern only where it gets there.
type matcher struct {
	L        *lua.LState
	work     meter
	source   string
	pattern  string
	depth    int
	captures []capture
	few      [4]capture // where captures begin
}

// capture is what is between two parentheses of a pattern.
type capture struct{ start, length int }

// The lengths of captures that have none.
const (
	captureOpen     = -1 // its closing parenthesis is still to come
	capturePosition = -2 // it is a place in the text: ()
)

// noMatch is what the methods of a matcher return when there is no match;
// otherwise it is where the match ends.
const noMatch = -1

func newMatcher(L *lua.LState, source, pattern string) *matcher {
	m := &matcher{L: L, work: meter{fiber: fiberOf(L)}, source: source, pattern: pattern}
	m.captures = m.few[:0]
	return m
}

// at begins a new match, of the pattern from its p-th byte on.
func (m *matcher) at(s, p int) int {
	m.captures = m.captures[:0]
	m.depth = 0
	return m.match(s, p)
}

func (m *matcher) match(s, p int) int {
	if m.depth++; m.depth > maxMatchDepth {
		m.L.RaiseError("pattern too complex")
	}
	end := m.items(s, p)
	m.depth--
	return end
}

// items matches one item of the pattern after the other.
func (m *matcher) items(s, p int) int {
	for p < len(m.pattern) {
		m.work.step(1)
		switch {
		case m.pattern[p] == '(':
			return m.open(s, p+1)
		case m.pattern[p] == ')':
			return m.close(s, p+1)
		case m.pattern[p] == '$' && p+1 == len(m.pattern):
			if s == len(m.source) {
				return s
			}
			return noMatch
		case m.pattern[p] == '%' && p+1 < len(m.pattern) && isSpecial(m.pattern[p+1]):
			if s, p = m.special(s, p+1); s == noMatch {
				return noMatch
			}
			continue
		}
		end := m.classEnd(p)
		if end < len(m.pattern) && strings.IndexByte("*+-?", m.pattern[end]) >= 0 {
			return m.repeated(s, p, end)
		}
		if !m.one(s, p, end) {
			return noMatch
		}
		s, p = s+1, end
	}
	return s
}

// isSpecial reports whether % and c match more than one byte, or none.
func isSpecial(c byte) bool { return c == 'b' || c == 'f' || isDigit(c) }

// special matches %b, %f or %1 and returns the places behind it.
func (m *matcher) special(s, p int) (int, int) {
	switch m.pattern[p] {
	case 'b':
		return m.balanced(s, p+1), p + 3
	case 'f':
		return m.frontier(s, p+1)
	}
	return m.again(s, m.pattern[p]), p + 1
}

func (m *matcher) open(s, p int) int {
	if len(m.captures) == maxCaptures {
		m.L.RaiseError("too many captures")
	}
	kind := captureOpen
	if p < len(m.pattern) && m.pattern[p] == ')' {
		kind, p = capturePosition, p+1
	}
	level := len(m.captures)
	m.captures = append(m.captures, capture{s, kind})
	end := m.match(s, p)
	if end == noMatch {
		m.captures = m.captures[:level]
	}
	return end
}

func (m *matcher) close(s, p int) int {
	level := len(m.captures) - 1
	for level >= 0 && m.captures[level].length != captureOpen {
		level--
	}
	if level < 0 {
		m.L.RaiseError("invalid pattern capture")
	}
	m.captures[level].length = s - m.captures[level].start
	end := m.match(s, p)
	if end == noMatch {
		m.captures[level].length = captureOpen
	}
	return end
}

// again matches the same text as an earlier capture did.
func (m *matcher) again(s int, digit byte) int {
	c := m.finished(int(digit) - '1')
	text := ""
	if c.length > 0 {
		text = m.source[c.start : c.start+c.length]
	}
	if !strings.HasPrefix(m.source[s:], text) {
		return noMatch
	}
	m.work.step(len(text) / stepsPerReduction)
	return s + len(text)
}

// finished is the i-th capture, from 0.
func (m *matcher) finished(i int) capture {
	if i < 0 || i >= len(m.captures) || m.captures[i].length == captureOpen {
		m.L.RaiseError("invalid capture index")
	}
	return m.captures[i]
}

// balanced matches from one byte to its partner: %b().
func (m *matcher) balanced(s, p int) int {
	if p+1 >= len(m.pattern) {
		m.L.RaiseError("unbalanced pattern")
	}
	if s >= len(m.source) || m.source[s] != m.pattern[p] {
		return noMatch
	}
	open, depth := m.pattern[p], 1
	for i := s + 1; i < len(m.source); i++ {
		m.work.step(1)
		switch m.source[i] {
		case m.pattern[p+1]:
			if depth--; depth == 0 {
				return i + 1
			}
		case open:
			depth++
		}
	}
	return noMatch
}

// frontier matches nothing, where a set begins: %f[set].
func (m *matcher) frontier(s, p int) (int, int) {
	if p >= len(m.pattern) || m.pattern[p] != '[' {
		m.L.RaiseError("%s", "missing '[' after '%f' in pattern")
	}
	end := m.classEnd(p)
	before, after := byte(0), byte(0)
	if s > 0 {
		before = m.source[s-1]
	}
	if s < len(m.source) {
		after = m.source[s]
	}
	if m.inSet(before, p, end-1) || !m.inSet(after, p, end-1) {
		return noMatch, end
	}
	return s, end
}

// repeated matches an item that has * + - or ? behind it, and what follows.
func (m *matcher) repeated(s, p, end int) int {
	rest := end + 1
	switch m.pattern[end] {
	case '?':
		if m.one(s, p, end) {
			if e := m.match(s+1, rest); e != noMatch {
				return e
			}
		}
		return m.match(s, rest)
	case '-':
		for {
			if e := m.match(s, rest); e != noMatch {
				return e
			}
			m.work.step(1)
			if !m.one(s, p, end) {
				return noMatch
			}
			s++
		}
	}
	least := s
	if m.pattern[end] == '+' {
		least++
	}
	most := s
	for m.one(most, p, end) {
		m.work.step(1)
		most++
	}
	for ; most >= least; most-- {
		m.work.step(1)
		if e := m.match(most, rest); e != noMatch {
			return e
		}
	}
	return noMatch
}
