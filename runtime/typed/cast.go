package typed

// assertion erases "!" after a value: "x!" says that x is not nil.
func (p *parser) assertion() bool {
	if p.kind() != '!' {
		return false
	}
	if p.touching('!', '=') || p.touching('!', kindEqual) {
		p.fail("Lua has no '!=': write '~='")
		return false
	}
	p.next()
	p.erase(p.index - 1)
	p.seal()
	return true
}

// cast erases ":: T" or "as T" after a value.
func (p *parser) cast() bool {
	if !p.castAhead() {
		return false
	}
	start := p.index
	p.next()
	p.casting = true
	p.typeExpression()
	p.casting = false
	p.erase(start)
	p.seal()
	return true
}

// castAhead tells a cast from a statement that begins with "::" or "as", which
// it can only be where the value before it may end one.
func (p *parser) castAhead() bool {
	switch {
	case p.kind() == kindColons:
		return p.enclosed > 0 || !p.labelAhead()
	case p.word("as"):
		following := p.at(1)
		called := following.kind == '(' || following.kind == '{' || following.kind == kindString
		return p.startsType(following) && !(called && p.enclosed == 0 && p.at(0).broken)
	}
	return false
}

// labelAhead tells "::name::" from the two casts in "x :: any :: string". On a
// new line it is a label; on the same line it is one unless a type follows
// that no statement could begin with.
func (p *parser) labelAhead() bool {
	if p.at(1).kind != kindName || p.at(2).kind != kindColons {
		return false
	}
	third := p.at(3)
	if p.at(0).broken || third.broken || !p.startsType(third) {
		return true
	}
	switch third.kind {
	case '(', kindFunction:
		return true
	case kindName:
		switch p.at(4).kind {
		case '=', '.', '[', '(', ':', ',', '{', kindString:
			return true
		}
	}
	return false
}
