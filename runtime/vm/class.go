package vm

// The parts of a pattern that match one byte.

// classEnd is where the item that begins at p ends.
func (m *matcher) classEnd(p int) int {
	switch m.pattern[p] {
	case '%':
		if p+1 == len(m.pattern) {
			m.L.RaiseError("%s", "malformed pattern (ends with '%')")
		}
		return p + 2
	case '[':
		return m.setEnd(p + 1)
	}
	return p + 1
}

// setEnd is where the set ends whose first element is at p. A ']' in the first
// place is an element.
func (m *matcher) setEnd(p int) int {
	if p < len(m.pattern) && m.pattern[p] == '^' {
		p++
	}
	for first := true; first || p < len(m.pattern) && m.pattern[p] != ']'; first = false {
		m.work.step(1)
		if p < len(m.pattern) && m.pattern[p] == '%' {
			p++
		}
		p++
	}
	if p >= len(m.pattern) {
		m.L.RaiseError("malformed pattern (missing ']')")
	}
	return p + 1
}

// one reports whether the byte at s matches the item from p to end.
func (m *matcher) one(s, p, end int) bool {
	if s >= len(m.source) {
		return false
	}
	c := m.source[s]
	switch m.pattern[p] {
	case '.':
		return true
	case '%':
		return inClass(c, m.pattern[p+1])
	case '[':
		return m.inSet(c, p, end-1)
	}
	return m.pattern[p] == c
}

// inSet reports whether c is in the set from the '[' at p to the ']' at end.
func (m *matcher) inSet(c byte, p, end int) bool {
	in := true
	p++
	if m.pattern[p] == '^' {
		in = false
		p++
	}
	m.work.step((end - p) / 8)
	for p < end {
		switch {
		case m.pattern[p] == '%':
			if inClass(c, m.pattern[p+1]) {
				return in
			}
			p += 2
		case p+2 < end && m.pattern[p+1] == '-':
			if m.pattern[p] <= c && c <= m.pattern[p+2] {
				return in
			}
			p += 3
		default:
			if m.pattern[p] == c {
				return in
			}
			p++
		}
	}
	return !in
}

// inClass reports whether c is in the class that a letter names. Upper case is
// everything else; what is no class is itself.
func inClass(c, class byte) bool {
	in := false
	switch class | 0x20 {
	case 'a':
		in = isLetter(c)
	case 'c':
		in = c < ' ' || c == 0x7f
	case 'd':
		in = isDigit(c)
	case 'g':
		in = c > ' ' && c < 0x7f
	case 'l':
		in = c >= 'a' && c <= 'z'
	case 'p':
		in = c > ' ' && c < 0x7f && !isLetter(c) && !isDigit(c)
	case 's':
		in = c == ' ' || c >= '\t' && c <= '\r'
	case 'u':
		in = c >= 'A' && c <= 'Z'
	case 'w':
		in = isLetter(c) || isDigit(c)
	case 'x':
		in = isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f'
	case 'z':
		in = c == 0
	default:
		return class == c
	}
	return in == (class >= 'a')
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
