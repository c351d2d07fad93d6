package typed

// typeStatement erases "type Name = T"; start is the index of its first word,
// which may be "export" or "local".
func (p *parser) typeStatement(start int) {
	for p.next(); p.index < len(p.tokens)-1 && p.text(p.tokens[p.index-1]) != "type"; {
		p.next()
	}
	p.name("the name of a type")
	p.genericNames()
	p.expect('=', "'='")
	p.typeExpression()
	p.erase(start)
	p.seal()
}

// genericParameters erases "<T, U>" after the name of a function.
func (p *parser) genericParameters() {
	if p.dialect && p.kind() == '<' {
		start := p.index
		p.genericNames()
		p.erase(start)
	}
}

// genericNames reads "<T, U: Bound = Default, V...>" if it is there.
func (p *parser) genericNames() {
	opened := p.index
	if !p.accept('<') {
		return
	}
	for {
		p.name("the name of a type")
		p.accept(kindDots)
		if p.accept(':') {
			p.typeExpression()
		}
		if p.accept('=') {
			p.typeExpression()
		}
		if !p.accept(',') {
			break
		}
	}
	p.closeAngle(opened)
}

// closeAngle reads the '>' that closes a '<'. In "local x: List<T>= y" it is
// half of a token.
func (p *parser) closeAngle(opened int) {
	if p.kind() == kindAtLeast {
		t := &p.tokens[p.index]
		t.start++
		t.kind = '='
		p.end = t.start
		return
	}
	p.expectClosing('>', "'>'", opened)
}

// startsType tells whether a token can begin a type.
func (p *parser) startsType(t token) bool {
	switch t.kind {
	case kindName, kindString, kindNumber, kindNil, kindTrue, kindFalse, kindFunction, kindDots,
		'{', '(', '<', '-', '|', '&':
		return true
	}
	return false
}

// typeExpression reads a whole type: parts joined by '|' or '&'.
func (p *parser) typeExpression() {
	p.enter()
	if !p.accept('|') { // a list of alternatives may have one in front of each
		p.accept('&')
	}
	for p.typePart(); p.accept('|') || p.accept('&'); {
		p.typePart()
	}
	p.leave()
}

// typePart reads a type and what is attached to it: '?', or "@name(…)", which
// says something about its values.
func (p *parser) typePart() {
	start := p.index
	switch p.kind() {
	case kindName:
		p.typeName()
	case kindString, kindNil, kindTrue, kindFalse:
		p.next()
	case kindNumber:
		p.numberLiteral()
	case '-':
		p.next()
		if p.kind() != kindNumber {
			p.unexpected("a number")
		}
		p.numberLiteral()
	case kindDots:
		p.next()
		p.typeExpression()
	case '{':
		p.tableType()
	case '(', '<':
		p.functionType()
	case kindFunction:
		p.next()
		p.signature()
	default:
		p.unexpected("a type")
	}
	for p.index > start {
		switch {
		case p.accept('?'):
		case p.accept('@'):
			p.name("a name after '@'")
			if p.kind() == '(' {
				p.skipBracketed()
			}
		default:
			return
		}
	}
}

// typeName reads a.b, name<T>, and what begins with a word of the dialect.
func (p *parser) typeName() {
	following := p.at(1).kind
	switch {
	case p.word("fun") && (following == '(' || following == '<'):
		p.next()
		p.signature()
		return
	case p.word("typeof") && following == '(':
		p.next()
		p.skipBracketed()
		return
	}
	p.next()
	for p.accept('.') {
		p.name("a name after '.'")
	}
	switch {
	case p.kind() == kindDots:
		p.next()
	case p.kind() == '<' && !p.attributeAhead():
		p.typeArguments()
	}
}

// typeArguments reads the <T, U> of a generic type. Behind a cast it may be
// the less-than of "x :: number < y" instead, and then is left alone. A type
// holds no cast, so no stretch of the source is tried from two of them.
func (p *parser) typeArguments() {
	before := *p
	opened := p.index
	p.next()
	for p.typeExpression(); p.accept(','); {
		p.typeExpression()
	}
	if !p.casting {
		p.closeAngle(opened)
		return
	}
	if !p.accept('>') {
		*p = before
	}
}

// tableType reads {T}, {[K]: V} and {field: T, field?: T}.
func (p *parser) tableType() {
	opened := p.index
	p.next()
	for p.kind() != '}' {
		p.fieldType()
		if !p.accept(',') && !p.accept(';') {
			break
		}
	}
	p.expectClosing('}', "'}'", opened)
}

func (p *parser) fieldType() {
	switch first, second := p.kind(), p.at(1).kind; {
	case first == '[':
		opened := p.index
		p.next()
		p.typeExpression()
		p.expectClosing(']', "']'", opened)
	case fieldName(first) && (second == ':' || second == '?' && p.at(2).kind == ':'):
		p.next()
	default:
		p.typeExpression()
		return
	}
	p.accept('?')
	p.expect(':', "':'")
	p.typeExpression()
}

// fieldName tells whether a token can name a field; there, keywords are names.
func fieldName(k kind) bool { return k == kindName || k == kindString || k >= kindAnd }

// functionType reads (T, U) -> R, or just the list.
func (p *parser) functionType() {
	p.genericNames()
	p.typeList()
	if p.touching('-', '>') {
		p.next()
		p.next()
		p.typeExpression()
	}
}

// signature reads what comes after "fun": (a: T, b: U): R, all of it optional
// after the keyword "function".
func (p *parser) signature() {
	p.genericNames()
	if p.kind() != '(' {
		return
	}
	p.typeList()
	if p.accept(':') {
		p.typeExpression()
	}
}

// typeList reads types in parentheses, each of which may have a name.
func (p *parser) typeList() {
	opened := p.index
	p.expect('(', "'('")
	for p.kind() != ')' {
		p.listedType()
		if !p.accept(',') {
			break
		}
	}
	p.expectClosing(')', "')'", opened)
}

func (p *parser) listedType() {
	named := p.kind() == kindName || p.kind() == kindDots
	switch {
	case named && p.at(1).kind == ':':
		p.next()
		p.next()
	case named && p.at(1).kind == '?' && p.at(2).kind == ':':
		p.next()
		p.next()
		p.next()
	case p.kind() == kindDots && !p.startsType(p.at(1)):
		p.next()
		return
	}
	p.typeExpression()
}

// skipBracketed passes a bracket and all up to the one that closes it. What
// stands between is an expression that is erased, so nobody needs to read it.
func (p *parser) skipBracketed() {
	opened := p.index
	depth := 0
	for {
		switch p.kind() {
		case '(', '{', '[':
			depth++
		case ')', '}', ']':
			depth--
		case kindEnd, kindBad:
			p.expectClosing(')', "')'", opened)
			return
		}
		p.next()
		if depth == 0 {
			return
		}
	}
}
