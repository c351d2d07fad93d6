package vm_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/gopher-lua/ast"
	"github.com/yuin/gopher-lua/parse"
	"pgregory.net/rapid"
)

// twin runs drawn programs by walking their syntax trees. Every variable is a
// cell of its own, so there is nothing that a jump could get wrong.
type twin struct {
	notes []string
	kept  []function
	left  int
}

type (
	cell     struct{ value any } // float64, string, bool, function or nil
	function func(args []any) []any

	// sight is what a statement sees: a variable, and what was there before it.
	sight struct {
		name   string
		cell   *cell
		before *sight
	}

	// way is how a block is left before its end.
	way struct {
		label  string // by a goto
		values []any  // by a return
		kind   string // "goto", "return" or "break"
	}
)

func (s *sight) with(name string, value any) *sight { return &sight{name, &cell{value}, s} }

func (s *sight) find(name string) *cell {
	for ; s != nil; s = s.before {
		if s.name == name {
			return s.cell
		}
	}
	panic("no variable " + name)
}

// block runs statements and returns what is in sight at their end.
func (w *twin) block(list []ast.Stmt, s *sight) (*sight, *way) {
	passed := map[string]*sight{}
	for i := 0; i < len(list); i++ {
		if label, ok := list[i].(*ast.LabelStmt); ok {
			passed[label.Name] = s
			continue
		}
		next, left := w.statement(list[i], s)
		s = next
		if left == nil {
			continue
		}
		to := -1
		if left.kind == "goto" {
			to = slices.IndexFunc(list, func(st ast.Stmt) bool {
				label, ok := st.(*ast.LabelStmt)
				return ok && label.Name == left.label
			})
		}
		if to < 0 {
			return s, left
		}
		if to < i {
			s = passed[left.label]
		}
		i = to
	}
	return s, nil
}

func (w *twin) statement(st ast.Stmt, s *sight) (*sight, *way) {
	switch st := st.(type) {
	case *ast.LocalAssignStmt:
		return w.local(st, s), nil
	case *ast.AssignStmt:
		values := w.values(st.Rhs, s)
		for i := len(st.Lhs) - 1; i >= 0; i-- {
			s.find(st.Lhs[i].(*ast.IdentExpr).Value).value = values[i]
		}
	case *ast.FuncCallStmt:
		w.call(st.Expr.(*ast.FuncCallExpr), s)
	case *ast.DoBlockStmt:
		_, left := w.block(st.Stmts, s)
		return s, left
	case *ast.IfStmt:
		branch := st.Else
		if truth(w.value(st.Condition, s)) {
			branch = st.Then
		}
		_, left := w.block(branch, s)
		return s, left
	case *ast.GotoStmt:
		return s, &way{kind: "goto", label: st.Label}
	case *ast.BreakStmt:
		return s, &way{kind: "break"}
	case *ast.ReturnStmt:
		return s, &way{kind: "return", values: w.values(st.Exprs, s)}
	default:
		if left := w.loop(st, s); left != nil && left.kind != "break" {
			return s, left
		}
	}
	return s, nil
}

func (w *twin) local(st *ast.LocalAssignStmt, s *sight) *sight {
	if f, ok := st.Exprs[0].(*ast.FunctionExpr); ok {
		s = s.with(st.Names[0], nil)
		s.cell.value = w.function(f, s)
		return s
	}
	values := w.values(st.Exprs, s)
	for i, name := range st.Names {
		s = s.with(name, values[i])
	}
	return s
}

func (w *twin) loop(st ast.Stmt, s *sight) *way {
	switch st := st.(type) {
	case *ast.NumberForStmt:
		for i := 1.0; i <= w.value(st.Limit, s).(float64); i++ {
			if _, left := w.block(st.Stmts, s.with(st.Name, i)); left != nil {
				return left
			}
		}
	case *ast.GenericForStmt:
		next := w.value(st.Exprs[0], s).(function)
		for v := next(nil)[0]; v != nil; v = next(nil)[0] {
			if _, left := w.block(st.Stmts, s.with(st.Names[0], v)); left != nil {
				return left
			}
		}
	case *ast.WhileStmt:
		for truth(w.value(st.Condition, s)) {
			if _, left := w.block(st.Stmts, s); left != nil {
				return left
			}
		}
	case *ast.RepeatStmt:
		for {
			inside, left := w.block(st.Stmts, s)
			if left != nil {
				return left
			}
			if truth(w.value(st.Condition, inside)) {
				return nil
			}
		}
	default:
		panic(fmt.Sprintf("%T", st))
	}
	return nil
}

func (w *twin) function(f *ast.FunctionExpr, s *sight) function {
	return func(args []any) []any {
		inside := s
		for i, name := range f.ParList.Names {
			inside = inside.with(name, args[i])
		}
		_, left := w.block(f.Stmts, inside)
		return left.values
	}
}

// values is a list of expressions, the last with all that it has.
func (w *twin) values(list []ast.Expr, s *sight) []any {
	var values []any
	for i, e := range list {
		if call, ok := e.(*ast.FuncCallExpr); ok && !call.AdjustRet && i == len(list)-1 {
			return append(values, w.call(call, s)...)
		}
		values = append(values, w.value(e, s))
	}
	return values
}

func (w *twin) value(e ast.Expr, s *sight) any {
	switch e := e.(type) {
	case *ast.NumberExpr:
		n, _ := strconv.ParseFloat(e.Value, 64)
		return n
	case *ast.StringExpr:
		return e.Value
	case *ast.IdentExpr:
		return s.find(e.Value).value
	case *ast.FunctionExpr:
		return w.function(e, s)
	case *ast.FuncCallExpr:
		return append(w.call(e, s), nil)[0]
	case *ast.UnaryNotOpExpr:
		return !truth(w.value(e.Expr, s))
	case *ast.LogicalOpExpr:
		left := w.value(e.Lhs, s)
		if truth(left) == (e.Operator == "and") {
			return w.value(e.Rhs, s)
		}
		return left
	}
	return w.operation(e, s)
}

func (w *twin) operation(e ast.Expr, s *sight) any {
	switch e := e.(type) {
	case *ast.StringConcatOpExpr:
		return asText(w.value(e.Lhs, s)) + asText(w.value(e.Rhs, s))
	case *ast.RelationalOpExpr:
		left, right := w.value(e.Lhs, s), w.value(e.Rhs, s)
		if e.Operator == "==" {
			return left == right
		}
		return asNumber(left) > asNumber(right)
	case *ast.ArithmeticOpExpr:
		left, right := asNumber(w.value(e.Lhs, s)), asNumber(w.value(e.Rhs, s))
		if e.Operator == "%" {
			return math.Mod(left, right)
		}
		return left + right
	}
	panic(fmt.Sprintf("%T", e))
}

func (w *twin) call(e *ast.FuncCallExpr, s *sight) []any {
	args := w.values(e.Args, s)
	switch name := e.Func.(*ast.IdentExpr).Value; name {
	case "note":
		w.notes = append(w.notes, asText(args[0]))
	case "keep":
		w.kept = append(w.kept, args[0].(function))
	case "more":
		w.left--
		return []any{w.left > 0}
	case "same":
		return []any{args[0], "and more"}
	case "upto":
		i := 0.0
		return []any{function(func([]any) []any {
			if i++; i <= args[0].(float64) {
				return []any{i}
			}
			return []any{nil}
		})}
	default:
		return s.find(name).value.(function)(args)
	}
	return nil
}

func truth(v any) bool { return v != nil && v != false }

func asText(v any) string {
	if n, ok := v.(float64); ok {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

func asNumber(v any) float64 {
	n, _ := strconv.ParseFloat(asText(v), 64)
	return n
}

// expect is what a program writes according to the twin.
func expect(t *rapid.T, program string) string {
	plain := continueTo.ReplaceAllString(program, "goto $1")
	chunk, err := parse.Parse(strings.NewReader(plain), "twin")
	if err != nil {
		t.Fatalf("%s\n%v", program, err)
	}
	w := &twin{left: 40}
	w.block(chunk, nil)
	for range 2 {
		for i, f := range w.kept {
			w.notes = append(w.notes, asText(f([]any{float64(i + 1)})[0]))
		}
	}
	return strings.Join(w.notes, " ")
}

func TestProgramsAgainstTheirTwin(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		program := drawProgram(rt)
		want := expect(rt, program)
		n := luaNode(t, "drawn", "main", programPrelude+" return { main = function()\n"+program+programEnding+" end }")
		defer n.Close()
		got, failure := written(n, "drawn")
		if got != want+"\n" || failure != "" {
			rt.Fatalf("%s\ngot  %s%s\nwant %s", program, got, failure, want)
		}
	})
}
