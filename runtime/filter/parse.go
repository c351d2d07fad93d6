package filter

import (
	"cmp"
	"strings"
	"sync"

	"echotui/runtime/meant"
	"echotui/runtime/wire"
)

// Filter is a parsed expression. It never changes.
type Filter struct {
	root node // nil: it lets everything through
}

// Bounds of an expression.
const (
	deepest   = 64  // parentheses and nots in one another
	mostTerms = 256 // terms
)

// Parse reads an expression. One without terms matches every fact. An error is
// an *Error.
func Parse(expr string) (*Filter, error) {
	list, err := tokens(expr)
	if err != nil {
		return nil, err
	}
	p := parser{expr: expr, tokens: list}
	if p.peek().kind == tokenEnd {
		return &Filter{}, nil
	}
	root := p.either()
	if p.err == nil && p.peek().kind == tokenClose {
		p.fail(p.peek().at, "nothing is open that this could close")
	}
	if p.err != nil {
		return nil, p.err
	}
	return &Filter{root}, nil
}

// MustParse is Parse for expressions that are known to be right; it panics if
// one is not.
func MustParse(expr string) *Filter {
	f, err := Parse(expr)
	if err != nil {
		panic(err)
	}
	return f
}

// Everything reports whether the filter has no terms, so that every fact
// matches.
func (f *Filter) Everything() bool { return f.root == nil }

// Match reports whether a fact passes. ctx tells of the node right before it.
func (f *Filter) Match(ctx Context, e *wire.Event) bool {
	if f.root == nil {
		return true
	}
	seen := facts.Get().(*fact)
	defer facts.Put(seen)
	seen.look(ctx, e)
	return f.root.match(seen)
}

// facts keeps buffers.
var facts = sync.Pool{New: func() any { return new(fact) }}

// parser descends into an expression: or binds least, then and, then not. The
// first mistake ends it.
type parser struct {
	expr   string
	tokens []token
	at     int
	depth  int
	terms  int
	err    *Error
}

func (p *parser) peek() *token { return &p.tokens[p.at] }

func (p *parser) take() *token {
	t := p.peek()
	if t.kind != tokenEnd {
		p.at++
	}
	return t
}

func (p *parser) fail(at int, text string) {
	if p.err == nil {
		p.err = &Error{p.expr, at, text}
		p.at = len(p.tokens) - 1
	}
}

// word reports whether the next token is a certain word, and takes it.
func (p *parser) word(word string) bool {
	if t := p.peek(); t.kind != tokenWord || !strings.EqualFold(t.value, word) {
		return false
	}
	p.at++
	return true
}

func (p *parser) either() node {
	list := []node{p.both()}
	for p.word("or") {
		list = append(list, p.both())
	}
	if len(list) == 1 {
		return list[0]
	}
	return or(list)
}

func (p *parser) both() node {
	list := []node{p.one()}
	for p.word("and") || p.more() {
		list = append(list, p.one())
	}
	if len(list) == 1 {
		return list[0]
	}
	return and(list)
}

// more reports whether another term follows without and.
func (p *parser) more() bool {
	t := p.peek()
	switch t.kind {
	case tokenEnd, tokenClose:
		return false
	case tokenWord:
		return !strings.EqualFold(t.value, "or")
	}
	return true
}

func (p *parser) one() node {
	if p.depth++; p.depth > deepest {
		p.fail(p.peek().at, "this is too deep: more than "+decimal(deepest)+" in one another")
	}
	defer func() { p.depth-- }()
	if p.word("not") {
		return not{p.one()}
	}
	switch t := p.take(); t.kind {
	case tokenOpen:
		inner := p.either()
		if p.err == nil && p.take().kind != tokenClose {
			p.fail(t.at, "this is never closed")
		}
		return inner
	case tokenTerm:
		return p.term(t)
	case tokenQuoted:
		return p.count(t, text(lowerRunes(t.value)))
	case tokenWord:
		return p.bare(t)
	case tokenClose:
		p.fail(t.at, "something is missing before this")
	default:
		p.fail(len(p.expr), "something is missing here")
	}
	return nil
}

// bare is what a word without quotes means.
func (p *parser) bare(t *token) node {
	word := strings.ToLower(t.value)
	if isKeyword(word) {
		p.fail(t.at, "something is missing before "+word+"; to look for the word, write "+Quote(t.value))
		return nil
	}
	if field, _ := find(word); field != nil && field.Type == Flag {
		return p.count(t, &term{field: field})
	}
	return p.count(t, text(lowerRunes(t.value)))
}

// count counts the terms.
func (p *parser) count(t *token, made node) node {
	if p.terms++; p.terms > mostTerms {
		p.fail(t.at, "there are more than "+decimal(mostTerms)+" terms")
	}
	return made
}

// term is what a field with an operator and a value means.
func (p *parser) term(t *token) node {
	field, path := find(strings.ToLower(t.field))
	if field != nil && field.Type == Data {
		_, path = find(field.Name + t.field[len(field.Name):]) // keys keep their case
	}
	switch {
	case field == nil:
		p.fail(t.at, "there is no field "+t.field+cmp.Or(meant.Question(t.field, fieldNames()), "; to look for the text, put quotes around it"))
		return nil
	case field.Type == Flag:
		p.fail(t.at+len(t.field), field.Name+" stands alone, without a value")
		return nil
	}
	made := &term{field: field, path: path, operator: t.operator, value: t.value}
	if made.operator == "=" {
		made.operator = ":"
	}
	if at, text := made.prepare(); text != "" {
		if at {
			p.fail(t.valueAt, text)
		} else {
			p.fail(t.at+len(t.field), text)
		}
		return nil
	}
	return p.count(t, made)
}

func fieldNames() []string {
	var names []string
	for i := range fields {
		names = append(names, fields[i].Name)
	}
	return names
}
