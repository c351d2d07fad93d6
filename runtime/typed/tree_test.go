package typed

import (
	"testing"

	lua "github.com/yuin/gopher-lua"
	"pgregory.net/rapid"
)

// How close the operators of Lua 5.3 bind, from its manual.
var strengths = map[string]int{
	"|": 4, "~": 5, "&": 6, "<<": 7, ">>": 7, "..": 8,
	"+": 9, "-": 9, "*": 10, "/": 10, "//": 10, "%": 10, "^": 12,
}

var binaries = []string{"|", "~", "&", "<<", ">>", "..", "+", "-", "*", "/", "//", "%", "^"}

// tree is an expression whose shape is known.
type tree struct {
	operator    string // of a unary one, "-" or "~"; "" for a name
	name        string
	left, right *tree // left is nil for a unary one
}

const unaryTree = 11

func (e *tree) strength() int {
	switch {
	case e.operator == "":
		return 100
	case e.left == nil:
		return unaryTree
	}
	return strengths[e.operator]
}

// source writes it with no bracket more than Lua needs.
func (e *tree) source() string {
	switch {
	case e.operator == "":
		return e.name
	case e.left == nil:
		return e.operator + " " + e.right.within(unaryTree)
	}
	least := e.strength()
	if e.operator == ".." || e.operator == "^" {
		return e.left.within(least+1) + e.operator + " " + e.right.rightmost(least)
	}
	return e.left.within(least) + e.operator + " " + e.right.rightmost(least+1)
}

// rightmost is within for what stands to the right of an operator, where a
// unary operator never needs brackets.
func (e *tree) rightmost(least int) string {
	if e.left == nil {
		return e.source()
	}
	return e.within(least)
}

// within adds brackets to what binds less close than it has to.
func (e *tree) within(least int) string {
	if e.strength() < least {
		return "(" + e.source() + ")"
	}
	return e.source()
}

// shape writes it with every bracket.
func (e *tree) shape() string {
	switch {
	case e.operator == "":
		return e.name
	case e.left == nil:
		return "(" + e.operator + e.right.shape() + ")"
	}
	return "(" + e.left.shape() + e.operator + e.right.shape() + ")"
}

func drawTree(t *rapid.T, depth int) *tree {
	kind := rapid.IntRange(0, 5).Draw(t, "kind")
	switch {
	case depth == 0 || kind == 0:
		return &tree{name: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "name")}
	case kind == 1:
		return &tree{operator: rapid.SampledFrom([]string{"-", "~"}).Draw(t, "unary"), right: drawTree(t, depth-1)}
	}
	operator := rapid.SampledFrom(binaries).Draw(t, "binary")
	return &tree{operator: operator, left: drawTree(t, depth-1), right: drawTree(t, depth-1)}
}

// writers makes every operator on the globals a, b and c write its own shape,
// so that running an expression shows how it was read.
func writers(l *lua.LState) {
	shape := func(value lua.LValue) string {
		if table, ok := value.(*lua.LTable); ok {
			return table.RawGetString("shape").String()
		}
		return value.String()
	}
	metatable := l.NewTable()
	wrap := func(text string) lua.LValue {
		table := l.NewTable()
		table.RawSetString("shape", lua.LString(text))
		table.Metatable = metatable
		return table
	}
	writer := func(operator string, operands int) *lua.LFunction {
		return l.NewFunction(func(l *lua.LState) int {
			if operands == 1 {
				l.Push(wrap("(" + operator + shape(l.Get(1)) + ")"))
			} else {
				l.Push(wrap("(" + shape(l.Get(1)) + operator + shape(l.Get(2)) + ")"))
			}
			return 1
		})
	}
	for event, operator := range map[string]string{
		"__add": "+", "__sub": "-", "__mul": "*", "__div": "/", "__mod": "%", "__pow": "^", "__concat": "..",
	} {
		metatable.RawSetString(event, writer(operator, 2))
	}
	metatable.RawSetString("__unm", writer("-", 1))
	for _, h := range Helpers {
		l.SetGlobal(h.Name, writer(h.Operator, h.Operands))
	}
	for _, name := range []string{"a", "b", "c"} {
		l.SetGlobal(name, wrap(name))
	}
}

func TestOperatorsBindAsInLua53(t *testing.T) {
	l := lua.NewState()
	defer l.Close()
	writers(l)
	rapid.Check(t, func(t *rapid.T) {
		e := drawTree(t, 4)
		source := "return (" + e.source() + ").shape"
		if e.operator == "" {
			source = "return " + e.name + ".shape"
		}
		plain, err := Erase(source)
		if err != nil {
			t.Fatalf("%q: %v", source, err)
		}
		if err := l.DoString(plain); err != nil {
			t.Fatalf("%q, made of %q: %v", plain, source, err)
		}
		if got := l.Get(-1).String(); got != e.shape() {
			t.Fatalf("%q was read as %s, want %s", source, got, e.shape())
		}
		l.SetTop(0)
	})
}
