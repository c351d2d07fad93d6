package author

import (
	"fmt"
	"regexp"
	"strings"

	"pgregory.net/rapid"
)

// Language is what there is to say. Sorts of values are small letters.
type Language struct {
	Leaves      map[string][]string // expressions without others in them, by sort, the plainest first
	Expressions map[string][]string // those with others
	Spare       map[string]string   // what stands for a variable where none is there
	Simple      []string            // statements without blocks, the plainest first
	Compound    []string            // statements with blocks
	Alone       bool                // functions do not see the variables of those around them
}

// Write draws a block of statements with blocks in each other up to depth. Has
// tells what there is of what statements need beside a loop and a coroutine.
func Write(t *rapid.T, language *Language, depth int, has func(need string) bool) string {
	a := &author{T: t, Language: language, depth: depth, has: has}
	a.block(depth)
	return a.text.String()
}

// author is one that writes.
type author struct {
	*rapid.T
	*Language
	depth   int
	has     func(need string) bool
	text    strings.Builder
	names   int
	sight   []named // the innermost last
	pending []named
	outer   int  // how many of sight are of functions around
	loops   int  // around, in this function
	yields  bool // it writes the code of a coroutine
}

type named struct{ name, sort string }

func (a *author) oneOf(name string, list []string) string {
	return rapid.SampledFrom(list).Draw(a.T, name)
}

// block writes statements. That they are a slice tells rapid which it can leave
// out when a program has failed.
func (a *author) block(depth int) {
	from, t := len(a.sight), a.T
	rapid.SliceOfN(rapid.Custom(func(one *rapid.T) bool {
		a.T = one
		a.statement(depth)
		return true
	}), 1, 2+depth).Draw(t, "statements")
	a.T, a.sight = t, a.sight[:from]
}

func (a *author) statement(depth int) {
	list := a.Simple
	if depth > 0 && rapid.IntRange(0, 2).Draw(a.T, "compound") > 0 {
		list = a.Compound
	}
	phrase := a.oneOf("statement", a.fitting(list))
	a.text.WriteString(strings.Repeat("\t", a.depth+1-depth))
	a.expand(phrase, depth)
	a.text.WriteString("\n")
	a.declare()
}

// fitting are the statements that have what they need.
func (a *author) fitting(list []string) []string {
	var fit []string
	for _, text := range list {
		needs := ""
		if inside, bracketed := strings.CutPrefix(text, "["); bracketed {
			needs, text, _ = strings.Cut(inside, "] ")
		}
		if a.allows(needs) {
			fit = append(fit, text)
		}
	}
	return fit
}

func (a *author) allows(needs string) bool {
	for _, need := range strings.Fields(needs) {
		switch {
		case need == "loop" && a.loops == 0, need == "yield" && !a.yields:
			return false
		case need != "loop" && need != "yield" && !a.has(need):
			return false
		}
	}
	return true
}

var placeholder = regexp.MustCompile(`\$(\+?[a-zA-Z]|[][()*1-9])`)

// expand writes a phrase, from its beginning to its end: what is declared on the
// way is there for what comes then.
func (a *author) expand(phrase string, depth int) {
	type scope struct {
		sight, outer, loops int
		yields              bool
	}
	var scopes []scope
	for {
		at := placeholder.FindStringIndex(phrase)
		if at == nil {
			break
		}
		a.text.WriteString(phrase[:at[0]])
		what := phrase[at[0]+1 : at[1]]
		phrase = phrase[at[1]:]
		switch {
		case what == "(" || what == "[":
			scopes = append(scopes, scope{len(a.sight), a.outer, a.loops, a.yields})
			if a.loops++; what == "[" {
				a.outer, a.loops, a.yields = len(a.sight), 0, strings.HasPrefix(phrase, "co")
				phrase = strings.TrimPrefix(phrase, "co")
			}
		case what == ")" || what == "]":
			last := scopes[len(scopes)-1]
			scopes = scopes[:len(scopes)-1]
			a.declare()
			a.sight, a.outer, a.loops, a.yields = a.sight[:last.sight], last.outer, last.loops, last.yields
		case what == "*":
			a.declare()
			a.text.WriteString("\n")
			a.block(depth - 1)
			a.text.WriteString(strings.Repeat("\t", a.depth+1-depth))
		case what[0] == '+':
			a.names++
			v := named{fmt.Sprintf("%s%d", what[1:], a.names), what[1:]}
			a.pending = append(a.pending, v)
			a.text.WriteString(v.name)
		case what[0] >= '1' && what[0] <= '9':
			fmt.Fprint(&a.text, rapid.IntRange(1, int(what[0]-'0')).Draw(a.T, "number"))
		case what == strings.ToUpper(what):
			a.text.WriteString(a.variable(strings.ToLower(what)))
		default:
			a.text.WriteString(a.expression(what, 2))
		}
	}
	a.text.WriteString(phrase)
}

// declare lets what was declared be seen.
func (a *author) declare() {
	a.sight = append(a.sight, a.pending...)
	a.pending = nil
}

// variable is one that is there, or what can stand for it.
func (a *author) variable(sort string) string {
	seen := a.sight
	if a.Alone {
		seen = seen[a.outer:]
	}
	var names []string
	for _, v := range seen {
		if v.sort == sort {
			names = append(names, v.name)
		}
	}
	if len(names) == 0 {
		return a.Spare[sort]
	}
	return a.oneOf("variable", names)
}

// expression is one of a sort.
func (a *author) expression(sort string, depth int) string {
	list := a.Leaves[sort]
	if deeper := a.Expressions[sort]; depth > 0 && len(deeper) > 0 && rapid.Bool().Draw(a.T, "deeper") {
		list = deeper
	}
	phrase := a.oneOf("expression", list)
	return placeholder.ReplaceAllStringFunc(phrase, func(what string) string {
		switch what = what[1:]; {
		case what[0] >= '1' && what[0] <= '9':
			return fmt.Sprint(rapid.IntRange(1, int(what[0]-'0')).Draw(a.T, "number"))
		case what == strings.ToUpper(what):
			return a.variable(strings.ToLower(what))
		}
		return a.expression(what, depth-1)
	})
}
