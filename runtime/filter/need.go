package filter

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"

	"echotui/runtime/wire"
)

// need is a condition without which an expression cannot match, of a sort that
// an index finds quickly. At most one of topic, pid, name, above and pairs is
// set.
type need struct {
	kinds kinds
	topic string   // the message is of this topic
	pid   wire.PID // this process has to do with it; only N counts
	name  string   // a process of this name has to do with it
	above int64    // at least so many messages wait for the receiver; 0: whatever
	pairs pairs    // its text has these
	first string   // one of them
}

// needs lists what an expression cannot match without: one of the list.
func needs(n node) []need {
	list, isOr := n.(or)
	if !isOr {
		return []need{needOf(n)}
	}
	var all []need
	for _, n := range list {
		all = append(all, needs(n)...)
	}
	return all
}

// needOf takes the condition that fewest facts can be expected to fulfil.
func needOf(n node) need {
	terms, isAnd := n.(and)
	if !isAnd {
		terms = and{n}
	}
	best, rank := need{}, 0
	for _, n := range terms {
		if t, isTerm := n.(*term); isTerm {
			if found, r := t.need(); r > rank {
				best, rank = found, r
			}
		}
	}
	best.kinds = terms.kinds()
	return best
}

// need is what the term asks for, and how well that tells facts apart; 0 if no
// index finds it.
func (t *term) need() (found need, rank int) {
	exact := t.operator == ":"
	switch {
	case t.field.Name == "mailbox" && t.operator == ">":
		return need{above: t.number + 1}, 2
	case t.field.Name == "mailbox" && t.operator != "<" && t.operator != "<=" && t.operator != "!=":
		return need{above: t.number}, 2
	case t.field.Name == "topic" && exact:
		return need{topic: t.value}, 5
	case t.field.Type == Process && exact && t.pid.N != 0:
		return need{pid: t.pid}, 4
	case t.field.Type == Process && exact:
		return need{name: t.value}, 3
	case t.field.Name == "text" && exact:
		return containing(t.value), 1
	case t.field.Name == "text" && t.operator == "~":
		return containing(certain(t.value)), 1
	}
	return need{}, 0
}

// containing is the need of text that contains another.
func containing(text string) need {
	return need{pairs: pairsOf(text), first: text[:min(2, len(text))]}
}

// certain is the longest text that everything which matches a regular
// expression contains; "" if that is not known.
func certain(expr string) string {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return ""
	}
	return literal(tree.Simplify())
}

func literal(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		// The replacement character matches any byte that is no text.
		if re.Flags&syntax.FoldCase == 0 && !slices.Contains(re.Rune, utf8.RuneError) {
			return string(re.Rune)
		}
	case syntax.OpCapture, syntax.OpPlus:
		return literal(re.Sub[0])
	case syntax.OpConcat:
		var all []string
		for _, sub := range re.Sub {
			all = append(all, literal(sub))
		}
		return slices.MaxFunc(all, func(a, b string) int { return len(a) - len(b) })
	}
	return ""
}

// pairs is a set of pairs of neighbouring bytes, some of which share a place:
// text that lacks one of a pattern's pairs does not contain the pattern.
type pairs [4]uint64

func pairsOf(text string) (p pairs) {
	p.add(text)
	return p
}

func (p *pairs) add(text string) {
	if text == "" {
		return
	}
	set, last := *p, text[0]
	for i := 1; i < len(text); i++ {
		place := last*31 + text[i]
		set[place>>6] |= 1 << (place & 63)
		last = text[i]
	}
	*p = set
}

// within reports whether q has all of p.
func (p *pairs) within(q *pairs) bool {
	return p[0]&^q[0]|p[1]&^q[1]|p[2]&^q[2]|p[3]&^q[3] == 0
}

// meets reports whether q has any of p.
func (p *pairs) meets(q *pairs) bool {
	return p[0]&q[0]|p[1]&q[1]|p[2]&q[2]|p[3]&q[3] != 0
}

// pairsOfFact are those of all text in which the text field looks: what words
// goes through, without asking anybody on the way.
func pairsOfFact(f *fact) pairs {
	g := gatherer{room: longestText, values: mostValues}
	g.text(f.e.Text)
	for _, arg := range f.e.Args {
		g.value(arg, 0)
	}
	return g.pairs
}

type gatherer struct {
	pairs  pairs
	room   int // bytes that may still be read
	values int
}

func (g *gatherer) text(text string) { g.pairs.add(cut(text, &g.room)) }

func (g *gatherer) value(v wire.Value, depth int) {
	g.values--
	if g.values < 0 || depth > deepestTable {
		return
	}
	switch v := v.(type) {
	case string:
		g.text(v)
	case float64:
		var digits [32]byte
		g.text(string(wire.AppendNumber(digits[:0], v)))
	case *wire.Table:
		for i := 0; i < len(v.Items) && g.values > 0; i++ {
			g.value(v.Items[i], depth+1)
		}
		for i := 0; i < len(v.Fields) && g.values > 0; i++ {
			g.value(v.Fields[i].Value, depth+1)
		}
	default:
		text, _ := plain(v)
		g.text(text)
	}
}
