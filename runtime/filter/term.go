package filter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"echotui/runtime/meant"
	"echotui/runtime/wire"
)

// term is a condition on a field; with a Flag, nothing but the field is set.
type term struct {
	field    *Field
	path     []string // below data
	operator string   // : != ~ < <= > >=
	value    string   // as written

	test    func(string) bool // of texts
	pattern *regexp.Regexp
	pid     wire.PID // of a process: Host is "" if any will do
	number  int64
	float   float64 // of data
	numeric bool    // the value of data is a number
}

// prepare makes sense of the value. If that fails it says why, and whether the
// value is to blame or else the operator.
func (t *term) prepare() (value bool, wrong string) {
	if !slices.Contains(t.field.Type.Operators(), t.operator) {
		return false, t.field.Name + " takes " + listed(t.field.Type.Operators())
	}
	if t.value == "" {
		return true, "the value is missing; one with blanks or parentheses needs quotes"
	}
	if t.operator == "~" {
		return true, t.compile()
	}
	t.test = func(s string) bool { return s == t.value }
	switch t.field.Type {
	case Word:
		t.value = strings.ToLower(t.value)
		return true, t.known()
	case Process:
		t.pid, _ = parsePID(t.value)
	case Number:
		return true, t.whole()
	case Time:
		at, ok := parseTime(t.value)
		if t.number = int64(at); !ok {
			return true, "this is no time; write 2s, 1m3.5s, 250ms or 00:03.102"
		}
	case Level:
		return true, t.level()
	case Data:
		t.float, t.numeric = parseFloat(t.value)
		if !t.numeric && t.operator != ":" && t.operator != "!=" {
			return true, "this is no number"
		}
	}
	return true, ""
}

func (t *term) compile() (wrong string) {
	if t.field.Type == Level || t.field.Type == Number || t.field.Type == Time {
		return t.field.Name + " is no text"
	}
	pattern, err := regexp.Compile(t.value)
	if err != nil {
		return strings.ToValidUTF8(strings.TrimPrefix(err.Error(), "error parsing regexp: "), "?")
	}
	t.pattern, t.test = pattern, pattern.MatchString
	return ""
}

func (t *term) known() (wrong string) {
	if slices.Contains(t.field.Words, t.value) {
		return ""
	}
	wrong = "there is no " + t.field.Name + " " + t.value
	if near := meant.Question(t.value, t.field.Words); near != "" {
		return wrong + near
	}
	if len(t.field.Words) <= 8 {
		return wrong + "; there are " + listed(t.field.Words)
	}
	return wrong
}

func (t *term) whole() (wrong string) {
	if n, err := strconv.ParseInt(t.value, 10, 64); err == nil {
		t.number = n
		return ""
	}
	if d, ok := parseDuration(t.value); ok && t.field.Name == "n" {
		t.number = int64(d)
		return ""
	}
	return "this is no whole number"
}

func (t *term) level() (wrong string) {
	t.value = strings.ToLower(t.value)
	t.number = int64(slices.Index(t.field.Words, t.value))
	return t.known()
}

func (t *term) kinds() kinds {
	if t.operator == "!=" {
		return anyKind
	}
	if t.field.Name == "kind" {
		var set kinds
		for _, k := range wire.Kinds() {
			if t.test(k.String()) {
				set |= of(k)
			}
		}
		return set
	}
	return t.field.kinds
}

func (t *term) match(f *fact) bool {
	if t.operator == "!=" {
		return !t.field.kinds.has(f.e.Kind) || !t.holds(f)
	}
	return t.field.kinds.has(f.e.Kind) && t.holds(f)
}

// holds reports whether the condition holds, != taken for its opposite.
func (t *term) holds(f *fact) bool {
	switch t.field.Type {
	case Flag:
		return t.field.holds(f)
	case Process:
		return t.field.pids(f, func(p wire.PID) bool { return t.means(f, p) }) ||
			t.field.named != nil && t.named(f)
	case Number, Time, Level:
		return compare(t.operator, t.field.value(f), t.number)
	case Data:
		return t.data(f)
	}
	return t.field.texts(f, t.test)
}

// means reports whether a process is the one that is meant.
func (t *term) means(f *fact, p wire.PID) bool {
	if t.pid.N != 0 {
		return p.N == t.pid.N && (t.pid.Host == "" || p.Host == t.pid.Host)
	}
	return f.called(p, t.operator == "~", t.test)
}

func (t *term) named(f *fact) bool {
	name := t.field.named(f)
	return name != "" && t.test(name)
}

// data reports whether a value of the payload passes.
func (t *term) data(f *fact) bool {
	room := longestText
	w := newWalk(func(v wire.Value) bool {
		if n, isNumber := v.(float64); isNumber && t.numeric {
			return compare(t.operator, n, t.float)
		}
		if t.operator[0] == '<' || t.operator[0] == '>' {
			return false
		}
		text, isText := plain(v)
		return isText && room > 0 && t.test(cut(text, &room))
	})
	for _, arg := range f.e.Args {
		if v, found := at(arg, t.path); found && w.leaves(v, 0) {
			return true
		}
	}
	return false
}

// compare applies an operator, != taken for its opposite.
func compare[N int64 | float64](operator string, a, b N) bool {
	switch operator {
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	case ">=":
		return a >= b
	}
	return a == b
}

// listed joins words with commas and an "and".
func listed(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
