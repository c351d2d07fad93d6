package typed

// block reads statements up to a token that ends a block. body is the loop
// whose body this is, nil for any other block.
func (p *parser) block(body *loop) {
	p.enter()
	defer p.leave()
	if body != nil {
		outer := p.loop
		body.level, body.before = p.level, p.end
		p.loop = body
		defer func() { p.loop = outer }()
	}
	for {
		if p.loop != nil && p.loop.until && p.loop.level == p.level {
			p.loop.before = p.end
		}
		switch {
		case p.blockEnds():
			return
		case p.kind() == kindReturn, p.kind() == kindBreak:
			p.lastStatement()
			return
		case !p.accept(';'):
			p.statement()
		}
	}
}

func (p *parser) blockEnds() bool {
	switch p.kind() {
	case kindEnd, kindEndWord, kindElse, kindElseif, kindUntil:
		return true
	}
	return false
}

// lastStatement reads what nothing may follow in its block.
func (p *parser) lastStatement() {
	word := p.at(0)
	p.next()
	if word.kind == kindReturn && p.kind() != ';' && !p.blockEnds() {
		p.enclosed++ // so nothing after a value can be taken for a statement
		p.expressions()
		p.enclosed--
	}
	p.accept(';')
	if !p.blockEnds() {
		p.fail("nothing can follow " + quote(p.text(word)) + " in its block")
	}
}

func (p *parser) statement() {
	switch start := p.index; p.kind() {
	case kindIf:
		p.ifStatement()
	case kindWhile:
		p.whileLoop()
	case kindFor:
		p.forLoop()
	case kindRepeat:
		p.repeatLoop()
	case kindDo:
		p.next()
		p.block(nil)
		p.expectClosing(kindEndWord, "'end'", start)
	case kindFunction:
		p.functionStatement()
	case kindLocal:
		p.localStatement()
	case kindGoto:
		p.next()
		p.name("the name of a label")
	case kindColons:
		p.next()
		p.name("the name of a label")
		p.expectClosing(kindColons, "'::'", start)
	case kindName, '(':
		if !p.dialect || !p.wordStatement() {
			p.expressionStatement()
		}
	default:
		p.unexpected("a statement")
	}
}

// wordStatement reads a statement of the dialect that begins with a word that
// is an ordinary name in plain Lua.
func (p *parser) wordStatement() bool {
	following := p.at(1)
	switch {
	case p.word("type") && following.kind == kindName,
		p.word("export") && p.text(following) == "type" && p.at(2).kind == kindName:
		p.typeStatement(p.index)
		return true
	case p.word("continue") && endsStatement(following):
		p.continueStatement()
		return true
	}
	return false
}

// endsStatement tells whether a token cannot continue a statement that is only
// a name so far.
func endsStatement(t token) bool {
	switch t.kind {
	case kindEnd, kindName, kindColons, ';':
		return true
	case '(':
		return t.broken
	}
	return t.kind >= kindAnd // a keyword
}

func (p *parser) ifStatement() {
	start := p.index
	p.next()
	p.condition()
	p.expect(kindThen, "'then'")
	p.block(nil)
	for p.accept(kindElseif) {
		p.condition()
		p.expect(kindThen, "'then'")
		p.block(nil)
	}
	if p.accept(kindElse) {
		p.block(nil)
	}
	p.expectClosing(kindEndWord, "'end'", start)
}

// condition reads an expression after which a keyword has to come.
func (p *parser) condition() {
	p.enclosed++
	p.expression()
	p.enclosed--
}

// expressionStatement reads a call or an assignment.
func (p *parser) expressionStatement() {
	if p.kind() == '(' && p.fenceAt == p.index {
		p.fence()
	}
	start := p.index
	target := p.suffixed()
	if p.dialect {
		if sign := p.compoundSign(); sign != nil {
			p.compoundAssignment(start, sign)
			return
		}
	}
	switch p.kind() {
	case '=', ',':
		for {
			if target != formVariable {
				p.failAt(p.tokens[start], "only a name, a field or an index can be assigned to")
			}
			if !p.accept(',') {
				break
			}
			start = p.index
			target = p.suffixed()
		}
		p.expect('=', "'='")
		p.expressions()
	default:
		if target != formCall {
			p.unexpected("'=' or a call")
		}
	}
}

// seal notes that what was read last loses its end, or is not what it was: a
// value that could not be called in the source might be in the result, should
// a '(' begin the next statement.
func (p *parser) seal() { p.fenceAt = p.index }

// fence keeps a '(' that begins a statement from calling the value before it.
func (p *parser) fence() {
	last := &p.edits[len(p.edits)-1]
	if last.end == p.end && last.rank == rankBlank && last.text == "" {
		// The last byte of what was erased becomes the ';': no column moves.
		last.end--
		p.replace(last.end, p.end, ";")
		return
	}
	p.follow(p.end, ";")
}
