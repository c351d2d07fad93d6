package typed

// operator is one of Lua 5.3. Higher strength binds closer.
type operator struct {
	strength uint8
	right    bool   // groups from the right: a ^ b ^ c is a ^ (b ^ c)
	width    int8   // in tokens: "//" is two
	helper   string // the global to call, for what Lua 5.1 has not
}

const unaryStrength = 11

var (
	orOperator       = operator{strength: 1, width: 1}
	andOperator      = operator{strength: 2, width: 1}
	compareOperator  = operator{strength: 3, width: 1}
	bitOrOperator    = operator{strength: 4, width: 1, helper: BitOr}
	bitXorOperator   = operator{strength: 5, width: 1, helper: BitXor}
	bitAndOperator   = operator{strength: 6, width: 1, helper: BitAnd}
	leftOperator     = operator{strength: 7, width: 2, helper: ShiftLeft}
	rightOperator    = operator{strength: 7, width: 2, helper: ShiftRight}
	concatOperator   = operator{strength: 8, width: 1, right: true}
	addOperator      = operator{strength: 9, width: 1}
	multiplyOperator = operator{strength: 10, width: 1}
	divideOperator   = operator{strength: 10, width: 2, helper: IntegerDivide}
	unaryOperator    = operator{strength: unaryStrength, width: 1}
	bitNotOperator   = operator{strength: unaryStrength, width: 1, helper: BitNot}
	powerOperator    = operator{strength: 12, width: 1, right: true}
)

// binary is the operator between two operands at the current token, nil if
// there is none.
func (p *parser) binary() *operator {
	switch p.kind() {
	case kindOr:
		return &orOperator
	case kindAnd:
		return &andOperator
	case '<', '>', kindAtMost, kindAtLeast, kindEqual, kindUnequal:
		if p.dialect && p.touching('<', '<') {
			return &leftOperator
		}
		if p.dialect && p.touching('>', '>') {
			return &rightOperator
		}
		return &compareOperator
	case kindConcat:
		return &concatOperator
	case '+', '-':
		return &addOperator
	case '*', '%':
		return &multiplyOperator
	case '/':
		if p.dialect && p.touching('/', '/') {
			return &divideOperator
		}
		return &multiplyOperator
	case '^':
		return &powerOperator
	case '&', '|', '~':
		if p.dialect {
			return p.bitwiseOperator()
		}
	}
	return nil
}

func (p *parser) bitwiseOperator() *operator {
	switch {
	case p.touching('&', '&'):
		p.fail("Lua has no '&&': write 'and'")
	case p.touching('|', '|'):
		p.fail("Lua has no '||': write 'or'")
	case p.kind() == '&':
		return &bitAndOperator
	case p.kind() == '|':
		return &bitOrOperator
	case p.kind() == '~':
		return &bitXorOperator
	}
	return nil
}

// unary is the operator in front of an operand, nil if there is none.
func (p *parser) unary() *operator {
	switch p.kind() {
	case '-', '#', kindNot:
		return &unaryOperator
	case '~':
		if p.dialect {
			return &bitNotOperator
		}
	}
	return nil
}

// pending is an operator whose right operand is not complete yet, and where
// its left operand begins; for a unary one that is where it begins itself.
type pending struct {
	operator   *operator
	from       int32 // where the left operand starts
	start, end int32 // of the operator
	deepest    int   // how deep the left operand is nested
}

// expression reads operands and operators. An operator waits in pending until
// one that binds less close, or the end, shows where its right operand ends:
// no recursion, so a chain of any length is fine.
func (p *parser) expression() form {
	base := len(p.pending)
	outside := p.deepest
	f := formValue
	for only := true; ; only = false {
		for sign := p.unary(); sign != nil; sign = p.unary() {
			only = false
			t := p.at(0)
			p.pending = append(p.pending, pending{operator: sign, from: t.start, start: t.start, end: t.end})
			p.next()
		}
		from := p.at(0).start
		p.deepest = p.level
		f = p.operand()
		sign := p.binary()
		from = p.complete(base, sign, from)
		if sign == nil {
			if !only {
				f = formValue
			}
			break
		}
		start := p.at(0).start
		for range sign.width {
			p.next()
		}
		p.pending = append(p.pending, pending{sign, from, start, p.end, p.deepest})
	}
	p.deepest = max(p.deepest, outside)
	return f
}

// complete settles the pending operators whose right operand, which starts at
// from, ends here because the next operator does not bind closer. It returns
// where the operand of that next operator starts.
func (p *parser) complete(base int, next *operator, from int32) int32 {
	for len(p.pending) > base {
		last := p.pending[len(p.pending)-1]
		if next != nil && (next.strength > last.operator.strength ||
			next.strength == last.operator.strength && next.right) {
			break
		}
		p.pending = p.pending[:len(p.pending)-1]
		p.deepest = max(p.deepest, last.deepest)
		from = last.from
		// After a mistake the places of operators mean nothing any more.
		if last.operator.helper != "" && p.failure == nil {
			p.call(last)
		}
	}
	return from
}

// call makes a call of an operator and its operands: "a // b" becomes
// "__typed_idiv(a ,  b)".
func (p *parser) call(o pending) {
	if o.operator.strength == unaryStrength {
		p.replace(o.start, o.end, p.apart(o.start, o.operator.helper+"("))
	} else {
		p.precede(o.from, o.operator.helper+"(")
		separator := ", "
		p.replace(o.start, o.end, separator[:o.end-o.start])
	}
	p.follow(p.end, ")")
	p.reach(p.deepest + 1)
	p.seal()
}
