package typed

func (p *parser) functionStatement() {
	start := p.index
	p.next()
	p.name("the name of a function")
	for p.accept('.') {
		p.name("a name after '.'")
	}
	if p.accept(':') {
		p.name("the name of a method")
	}
	p.functionBody(start)
}

// functionBody reads a function from its parameters to its end; start is the
// index of the keyword.
func (p *parser) functionBody(start int) {
	p.genericParameters()
	p.parameters()
	if p.dialect && p.kind() == ':' {
		p.resultTypes()
	}
	loop, enclosed := p.loop, p.enclosed
	p.loop, p.enclosed = nil, 0
	p.block(nil)
	p.loop, p.enclosed = loop, enclosed
	p.expectClosing(kindEndWord, "'end'", start)
}

func (p *parser) parameters() {
	opened := p.index
	p.expect('(', "'('")
	if p.accept(')') {
		return
	}
	for {
		if p.accept(kindDots) {
			p.annotation()
			break
		}
		p.name("a parameter")
		if p.dialect && p.kind() == '?' && p.at(1).kind == ':' {
			p.next()
			p.erase(p.index - 1)
		}
		p.annotation()
		if !p.accept(',') {
			break
		}
	}
	p.expectClosing(')', "')'", opened)
}

// resultTypes reads what a function gives back: ": R", ": (R, S)" or, since a
// body cannot begin with a comma, ": R, S".
func (p *parser) resultTypes() {
	start := p.index
	p.next()
	p.typeExpression()
	for p.accept(',') {
		p.typeExpression()
	}
	p.erase(start)
}

func (p *parser) localStatement() {
	start := p.index
	p.next()
	if p.kind() == kindFunction {
		function := p.index
		p.next()
		p.declare(p.name("the name of a function"))
		p.functionBody(function)
		return
	}
	if p.dialect && p.word("type") && p.at(1).kind == kindName {
		p.typeStatement(start)
		return
	}
	for {
		p.declare(p.name("a name"))
		p.attribute()
		p.annotation()
		p.attribute()
		if !p.accept(',') {
			break
		}
	}
	if p.accept('=') {
		p.expressions()
	}
}

// annotation erases ": T" after the name of a variable.
func (p *parser) annotation() {
	if p.dialect && p.kind() == ':' {
		start := p.index
		p.next()
		p.typeExpression()
		p.erase(start)
	}
}

// attribute erases "<const>" after the name of a local.
func (p *parser) attribute() {
	if !p.dialect || p.kind() != '<' {
		return
	}
	start := p.index
	if !p.attributeAhead() || p.text(p.at(1)) != "const" {
		p.fail("the only attribute a local can have is '<const>'")
	}
	p.next()
	p.next()
	p.closeAngle(start)
	p.erase(start)
}

// attributeAhead tells "<const>" from the arguments of a generic type, which
// can stand in the same place.
func (p *parser) attributeAhead() bool {
	name, closing := p.text(p.at(1)), p.at(2).kind
	return p.kind() == '<' && (name == "const" || name == "close") && (closing == '>' || closing == kindAtLeast)
}
