package typed

import "strings"

// sign is an operator together with an assignment.
type sign struct {
	text   string
	helper string // the global to call, for what Lua 5.1 has not
}

var signs = [...]sign{
	{"+=", ""}, {"-=", ""}, {"*=", ""}, {"/=", ""}, {"%=", ""}, {"^=", ""}, {"..=", ""},
	{"//=", IntegerDivide}, {"&=", BitAnd}, {"|=", BitOr}, {"<<=", ShiftLeft}, {">>=", ShiftRight},
}

// compoundSign is the sign at the current token, nil if there is none.
func (p *parser) compoundSign() *sign {
	opening := p.at(0).start
	for i := range signs {
		if !strings.HasPrefix(p.source[opening:], signs[i].text) {
			continue
		}
		last := 0
		for p.at(last).end < opening+int32(len(signs[i].text)) {
			last++
		}
		if p.at(last).end == opening+int32(len(signs[i].text)) { // not "+=="
			return &signs[i]
		}
	}
	return nil
}

// compoundAssignment turns "x += e" into "x = x + (e)".
func (p *parser) compoundAssignment(start int, s *sign) {
	if !p.repeatable(start) {
		p.fail("the left of '" + s.text + "' may only have names and plain indexes: write the assignment in full")
		return
	}
	target := p.source[p.tokens[start].start:p.end]
	opening := p.at(0).start
	closing := opening + int32(len(s.text))
	for p.end < closing {
		p.next()
	}
	middle := "= " + target + " " + strings.TrimSuffix(s.text, "=") + " ("
	if s.helper != "" {
		middle = "= " + s.helper + "(" + target + ","
	}
	p.replace(opening, closing, middle)
	outside := p.deepest
	p.deepest = p.level
	p.expression()
	p.reach(p.deepest + 1)
	p.deepest = max(p.deepest, outside)
	p.follow(p.end, ")")
	p.seal()
}

// repeatable tells whether what was read from a token on can be written twice:
// it fetches names, and indexes that are names, numbers or strings, and calls
// nothing.
func (p *parser) repeatable(start int) bool {
	previous := kindName
	for _, t := range p.tokens[start:p.index] {
		switch t.kind {
		case kindName, kindNumber, '.', '[', ']':
		case kindString:
			if previous != '[' {
				return false
			}
		default:
			return false
		}
		previous = t.kind
	}
	return !strings.ContainsAny(p.source[p.tokens[start].start:p.end], "\\\n\r")
}
