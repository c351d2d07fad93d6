package filter

import (
	"slices"
	"strings"
)

// node is a part of an expression.
type node interface {
	match(*fact) bool
	// kinds is a set outside of which it never matches.
	kinds() kinds
	// write appends the canonical text; tight asks for parentheses around what
	// binds less than and.
	write(b *strings.Builder, tight bool)
}

type and []node

func (list and) match(f *fact) bool {
	for _, n := range list {
		if !n.match(f) {
			return false
		}
	}
	return true
}

func (list and) kinds() kinds {
	set := anyKind
	for _, n := range list {
		set &= n.kinds()
	}
	return set
}

type or []node

func (list or) match(f *fact) bool {
	for _, n := range list {
		if n.match(f) {
			return true
		}
	}
	return false
}

func (list or) kinds() (set kinds) {
	for _, n := range list {
		set |= n.kinds()
	}
	return set
}

type not struct{ node }

func (n not) match(f *fact) bool { return !n.node.match(f) }
func (n not) kinds() kinds       { return anyKind }

// text is looked for in all that is shown of a fact; it is in lower case.
type text string

func (t text) match(f *fact) bool { return strings.Contains(f.all(), string(t)) }
func (t text) kinds() kinds       { return anyKind }

// String is the expression in its canonical form: it is read as the same
// filter, and written as the same text again. All of it can be printed.
func (f *Filter) String() string {
	var b strings.Builder
	if f.root != nil {
		f.root.write(&b, false)
	}
	return b.String()
}

func (list and) write(b *strings.Builder, tight bool) {
	if tight {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, n := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		n.write(b, true)
	}
}

func (list or) write(b *strings.Builder, tight bool) {
	if tight {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, n := range list {
		if i > 0 {
			b.WriteString(" or ")
		}
		_, isOr := n.(or)
		n.write(b, isOr)
	}
}

func (n not) write(b *strings.Builder, _ bool) {
	b.WriteString("not ")
	n.node.write(b, true)
}

func (t text) write(b *strings.Builder, _ bool) { b.WriteString(Words(string(t))) }

func (t *term) write(b *strings.Builder, _ bool) {
	b.WriteString(t.field.Name)
	for _, key := range t.path {
		b.WriteByte('.')
		b.WriteString(key)
	}
	b.WriteString(t.operator)
	switch {
	case t.operator == "~":
		b.WriteString(Quote(t.value))
	case t.field.Type != Flag:
		b.WriteString(Value(t.value))
	}
}

// Anywhere reports whether words are looked for in all that is shown of a fact,
// which costs ten times what other terms do.
func (f *Filter) Anywhere() bool { return anywhere(f.root) }

func anywhere(n node) bool {
	switch n := n.(type) {
	case and:
		return slices.ContainsFunc(n, anywhere)
	case or:
		return slices.ContainsFunc(n, anywhere)
	case not:
		return anywhere(n.node)
	case text:
		return true
	}
	return false
}

// Sought are the texts, in lower case, that the filter looks for and that can
// be marked where they are shown.
func (f *Filter) Sought() []string { return sought(nil, f.root) }

func sought(list []string, n node) []string {
	switch n := n.(type) {
	case and:
		for _, n := range n {
			list = sought(list, n)
		}
	case or:
		for _, n := range n {
			list = sought(list, n)
		}
	case text:
		list = append(list, string(n))
	case *term:
		if n.field.Name == "text" && n.operator == ":" {
			list = append(list, lowerRunes(n.value))
		}
	}
	return list
}
