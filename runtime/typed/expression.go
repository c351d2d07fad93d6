package typed

// form is what a statement has to know of an expression.
type form uint8

const (
	formValue    form = iota
	formVariable      // can be assigned to
	formCall          // can be a statement; for the compiler "(f())" is one too
)

func (p *parser) expressions() {
	p.expression()
	for p.accept(',') {
		p.expression()
	}
}

// operand reads an expression without operators, and the casts after it.
func (p *parser) operand() form {
	f := formValue
	switch start := p.index; p.kind() {
	case kindName, '(':
		f = p.suffixed()
	case kindString:
		p.stringLiteral()
	case kindNumber:
		p.numberLiteral()
	case kindNil, kindTrue, kindFalse, kindDots:
		p.next()
	case '{':
		p.table()
	case kindFunction:
		p.next()
		p.functionBody(start)
	default:
		p.unexpectedOperand()
	}
	for p.dialect && (p.assertion() || p.cast()) {
	}
	return f
}

func (p *parser) unexpectedOperand() {
	if p.dialect && p.kind() == '!' {
		p.fail("'!' comes after a value; write 'not' to negate one")
		return
	}
	p.unexpected("an expression")
}

func (p *parser) stringLiteral() {
	if t := p.at(0); t.foreign {
		p.replace(t.start, t.end, plainString(p.text(t)))
	}
	p.next()
}

// numberLiteral reads a number. Text that is added after "1e" might become its
// exponent, so in a typed source that is a mistake.
func (p *parser) numberLiteral() {
	if p.dialect && p.at(0).foreign {
		p.fail("a number needs digits after the 'e' of its exponent")
	}
	p.next()
}

// suffixed reads a name or an expression in parentheses with all that is
// fetched from it, called on it, and fetched from that.
func (p *parser) suffixed() form {
	f := formValue
	if p.kind() == '(' {
		p.bracketed(')', "')'", func() {
			if p.expression() == formCall {
				f = formCall
			}
		})
	} else {
		if p.hidden != nil {
			p.checkVisible()
		}
		p.name("a name")
		f = formVariable
	}
	for {
		switch p.kind() {
		case '.':
			p.next()
			p.name("a name after '.'")
			f = formVariable
		case '[':
			p.bracketed(']', "']'", func() { p.expression() })
			f = formVariable
		case ':':
			p.next()
			method := p.name("a name after ':'")
			if !p.arguments() {
				p.unexpected("'(' to call the method " + quote(method))
			}
			f = formCall
		case '(', '{', kindString:
			p.arguments()
			f = formCall
		default:
			if !p.dialect || !p.assertion() {
				return f
			}
		}
	}
}

// arguments reads the arguments of a call; false if there are none.
func (p *parser) arguments() bool {
	switch p.kind() {
	case '(':
		p.bracketed(')', "')'", func() {
			if p.kind() != ')' {
				p.expressions()
			}
		})
	case '{':
		p.table()
	case kindString:
		p.stringLiteral()
	default:
		return false
	}
	return true
}

// table reads a table. The compiler lets several separators follow a field.
func (p *parser) table() {
	p.bracketed('}', "'}'", func() {
		for p.kind() != '}' {
			p.field()
			if p.kind() != ',' && p.kind() != ';' {
				return
			}
			for p.accept(',') || p.accept(';') {
			}
		}
	})
}

func (p *parser) field() {
	switch {
	case p.kind() == '[':
		p.bracketed(']', "']'", func() { p.expression() })
		p.expect('=', "'='")
	case p.kind() == kindName && p.at(1).kind == '=':
		p.next()
		p.next()
	}
	p.expression()
}

// bracketed reads what stands between the current token and the bracket that
// closes it.
func (p *parser) bracketed(closing kind, what string, inside func()) {
	opened := p.index
	p.next()
	p.enter()
	p.enclosed++
	inside()
	p.enclosed--
	p.leave()
	p.expectClosing(closing, what, opened)
}
