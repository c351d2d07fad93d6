package filter

import (
	"slices"
	"strings"
)

// Candidate is a way to go on with an expression.
type Candidate struct {
	Text string // takes the place of what was typed; can be printed
	Help string // what it is; "" for a value
}

// mostCandidates is how many candidates are offered.
const mostCandidates = 100

// Complete says how the word that ends at byte cursor may go on: it begins at
// byte from, and the candidates take its place up to cursor. values lists what
// is known of a field; it may be nil. Nothing is offered for what is complete.
func Complete(expr string, cursor int, values func(field string) []string) (from int, list []Candidate) {
	expr = expr[:min(max(0, cursor), len(expr))]
	t := lastToken(expr)
	if values == nil {
		values = func(string) []string { return nil }
	}
	switch t.kind {
	case tokenTerm:
		from, list = t.valueAt, valuesOf(&t, values)
	case tokenQuoted:
		return t.at, nil
	default:
		from, list = t.at, beginnings(expr[t.at:], values)
	}
	list = slices.DeleteFunc(list, func(c Candidate) bool { return c.Text == expr[from:] })
	return from, list[:min(mostCandidates, len(list))]
}

// lastToken is the token with which an expression ends, an empty one after a
// blank or a parenthesis. Its quotes may be open still.
func lastToken(expr string) token {
	l := lexer{expr: expr}
	for {
		t, err := l.next()
		if err != nil {
			t.value = l.rest()[1:]
			return t
		}
		if t.kind == tokenEnd || l.at == len(expr) && t.kind >= tokenWord {
			return t
		}
	}
}

// beginnings are the fields, flags and words that begin with what was typed.
func beginnings(typed string, values func(string) []string) (list []Candidate) {
	typed = strings.ToLower(typed)
	offer := func(text, help string) {
		if strings.HasPrefix(text, typed) {
			list = append(list, Candidate{text, help})
		}
	}
	for i := range fields {
		offer(fields[i].opening(), fields[i].Help)
	}
	if key, below := strings.CutPrefix(typed, "data."); below {
		for _, value := range values("data") {
			if strings.HasPrefix(strings.ToLower(value), key) {
				list = append(list, Candidate{"data." + value, ""})
			}
		}
	}
	if typed != "" {
		offer("and", "both must hold; terms beside each other do without")
		offer("or", "one of both must hold")
		offer("not", "the next must not hold")
	}
	return list
}

// opening is a field with the operator that is used most with it.
func (f *Field) opening() string {
	switch {
	case f.Type == Flag:
		return f.Name
	case f.Type == Data:
		return f.Name + "."
	}
	_, operator := head(f.Example)
	return f.Name + operator
}

// valuesOf are the values of a field that begin with what was typed, or whose
// last part does.
func valuesOf(t *token, values func(string) []string) (list []Candidate) {
	field, _ := find(strings.ToLower(t.field))
	if field == nil || t.operator == "~" || field.Type == Data {
		return nil
	}
	typed := strings.ToLower(t.value)
	known := field.Words
	if known == nil {
		known = values(field.Name)
	}
	for _, value := range known {
		lower := strings.ToLower(value)
		if strings.HasPrefix(lower, typed) || strings.HasPrefix(last(lower), typed) {
			list = append(list, Candidate{Text: Value(value)})
		}
	}
	return list
}
