package vm

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/ast"
)

func repairAll(list []ast.Expr) {
	for i := range list {
		list[i] = repaired(list[i])
	}
}

// repaired is what to compile instead of an expression; nil for none.
func repaired(expression ast.Expr) ast.Expr {
	switch e := expression.(type) {
	case *ast.FunctionExpr:
		repairFunction(e, false)
	case *ast.StringConcatOpExpr:
		return concatenation(e)
	case *ast.FuncCallExpr:
		e.Func, e.Receiver = repaired(e.Func), repaired(e.Receiver)
		repairAll(e.Args)
	case *ast.AttrGetExpr:
		e.Object, e.Key = repaired(e.Object), repaired(e.Key)
	case *ast.TableExpr:
		repairFields(e.Fields)
	case *ast.LogicalOpExpr:
		e.Lhs, e.Rhs = repaired(e.Lhs), repaired(e.Rhs)
	case *ast.RelationalOpExpr:
		e.Lhs, e.Rhs = repaired(e.Lhs), repaired(e.Rhs)
	case *ast.ArithmeticOpExpr:
		e.Lhs, e.Rhs = repaired(e.Lhs), repaired(e.Rhs)
	case *ast.UnaryMinusOpExpr:
		e.Expr = repaired(e.Expr)
	case *ast.UnaryNotOpExpr:
		e.Expr = repaired(e.Expr)
	case *ast.UnaryLenOpExpr:
		e.Expr = repaired(e.Expr)
	}
	return expression
}

// repairFields makes a field with a key have one value, and come before a group
// of values without keys is full, where the compiler takes it for the end of
// another group.
func repairFields(fields []*ast.Field) {
	full := -1 // the value that fills the last group, if it has just come
	values := 0
	for i, field := range fields {
		field.Key, field.Value = repaired(field.Key), repaired(field.Value)
		if field.Key == nil {
			values++
			full = -1
			if values%lua.FieldsPerFlush == 0 {
				full = i
			}
			continue
		}
		oneValue(field.Value)
		if full >= 0 {
			oneValue(fields[full].Value) // it has been in the middle
			fields[full], fields[i] = field, fields[full]
			full = i
		}
	}
}

// concatenation is a call with all that stands between the dots. It has one
// value, and it is no tail call: that would hide its caller from errors.
func concatenation(e *ast.StringConcatOpExpr) ast.Expr {
	call := at(&ast.FuncCallExpr{Func: at(&ast.IdentExpr{Value: concatName}, e), AdjustRet: true}, e)
	for next := ast.Expr(e); next != nil; {
		if more, ok := next.(*ast.StringConcatOpExpr); ok {
			call.Args = append(call.Args, repaired(more.Lhs))
			next = more.Rhs
			continue
		}
		call.Args = append(call.Args, oneValue(repaired(next)))
		next = nil
	}
	return call
}

// oneValue is an expression that has one value wherever it stands.
func oneValue(expression ast.Expr) ast.Expr {
	switch e := expression.(type) {
	case *ast.FuncCallExpr:
		e.AdjustRet = true
	case *ast.Comma3Expr:
		e.AdjustRet = true
	}
	return expression
}

// assignment is a statement that assigns when all values are there. One to
// fields only, or of one value, does so anyway, unless that is a call in
// parentheses.
func assignment(st *ast.AssignStmt) ast.Stmt {
	if len(st.Lhs) == 1 && len(st.Rhs) == 1 {
		call, ok := st.Rhs[0].(*ast.FuncCallExpr)
		if ok && isConcatenation(call) {
			call.AdjustRet = false
		}
		if !ok || !call.AdjustRet {
			return st
		}
	}
	for _, target := range st.Lhs {
		if _, ok := target.(*ast.IdentExpr); ok {
			return inSteps(st)
		}
	}
	return st
}

func isConcatenation(call *ast.FuncCallExpr) bool {
	name, ok := call.Func.(*ast.IdentExpr)
	return ok && name.Value == concatName
}

// inSteps is an assignment that evaluates what it assigns to, then the values,
// and assigns them from the last to the first, as standard Lua does.
func inSteps(st *ast.AssignStmt) ast.Stmt {
	block := at(&ast.DoBlockStmt{}, st)
	keep := func(names []string, values []ast.Expr) {
		block.Stmts = append(block.Stmts, at(&ast.LocalAssignStmt{Names: names, Exprs: values}, st))
	}
	kept := func(name string, e ast.Expr) ast.Expr {
		keep([]string{name}, []ast.Expr{oneValue(e)})
		return at(&ast.IdentExpr{Value: name}, e)
	}
	values := make([]string, len(st.Lhs))
	for i, target := range st.Lhs {
		values[i] = fmt.Sprintf("(value %d)", i)
		if field, ok := target.(*ast.AttrGetExpr); ok {
			field.Object = kept(fmt.Sprintf("(table %d)", i), field.Object)
			if _, named := field.Key.(*ast.StringExpr); !named {
				field.Key = kept(fmt.Sprintf("(key %d)", i), field.Key)
			}
		}
	}
	keep(values, st.Rhs)
	for i := len(st.Lhs) - 1; i >= 0; i-- {
		value := at(&ast.IdentExpr{Value: values[i]}, st)
		block.Stmts = append(block.Stmts,
			at(&ast.AssignStmt{Lhs: st.Lhs[i : i+1], Rhs: []ast.Expr{value}}, st))
	}
	return block
}
