package vm

import (
	"math"
	"reflect"
	"slices"

	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/ast"
)

// The compiler tells where each variable of a function begins, but not in
// which register it is, and where it ends it tells wrongly: it mixes up the two
// numbers. So the source is read again, in the order in which the compiler
// declares variables, to learn which block each of them belongs to.

// variable is a local variable, at the same index as in FunctionProto.DbgLocals.
type variable struct {
	name     string
	register int
	from, to int  // lines in which it can be in scope
	late     bool // its register is filled by the first instruction of its scope
}

// visible reports whether a variable is in scope at an instruction, which is
// from a line.
func (v *variable) visible(declared *lua.DbgLocalInfo, pc, line int) bool {
	start := declared.StartPc
	if v.late {
		start++
	}
	return start <= pc && v.from <= line && line <= v.to
}

// scopes tells the variables of each function of a program.
type scopes map[*lua.FunctionProto][]variable

// scopesOf reads the scopes of a program, once.
func (m *Machine) scopesOf(p *program) scopes {
	if p.scopes != nil {
		return p.scopes
	}
	p.scopes = scopes{}
	if chunk, err := p.parse(); err == nil { // it has been compiled, so there is none
		p.scopes.read(p.proto, nil, chunk)
	}
	return p.scopes
}

// read adds the scopes of a function, and of those in it.
func (s scopes) read(proto *lua.FunctionProto, parameters []string, body []ast.Stmt) {
	last := proto.LastLineDefined
	if proto.LineDefined == 0 {
		last = math.MaxInt // the whole file
	}
	r := reader{}
	for _, name := range parameters {
		r.declare(name, proto.LineDefined, last)
	}
	r.statements(body, last)
	if !r.matches(proto) {
		return
	}
	s[proto] = r.variables
	inner := lambdasIn(reflect.ValueOf(body))
	for _, child := range proto.FunctionPrototypes {
		i := slices.IndexFunc(inner, func(f lambda) bool { return f.is(child) })
		if i >= 0 {
			s.read(child, inner[i].parameters, inner[i].Stmts)
			inner = slices.Delete(inner, i, i+1)
		}
	}
}

// reader collects the variables of one function.
type reader struct {
	variables []variable
	active    int // how many are in scope, which is the register of the next one
}

func (r *reader) declare(name string, from, to int) {
	r.variables = append(r.variables, variable{name: name, register: r.active, from: from, to: to})
	r.active++
}

// matches reports whether the compiler has declared the same variables.
func (r *reader) matches(proto *lua.FunctionProto) bool {
	return slices.EqualFunc(r.variables, proto.DbgLocals, func(v variable, l *lua.DbgLocalInfo) bool { return v.name == l.Name })
}

// block reads statements whose variables end with them, on line last.
func (r *reader) block(body []ast.Stmt, last int) {
	before := r.active
	r.statements(body, last)
	r.active = before
}

func (r *reader) statements(body []ast.Stmt, last int) {
	for _, stmt := range body {
		r.statement(stmt, last)
	}
}

// statement reads one statement of a block that ends on line last. Not all
// statements know where they end.
func (r *reader) statement(stmt ast.Stmt, last int) {
	end := stmt.LastLine()
	if end == 0 {
		end = last
	}
	switch s := stmt.(type) {
	case *ast.LocalAssignStmt:
		for _, name := range s.Names {
			r.declare(name, s.Line(), last)
		}
		if len(s.Names) == 1 && len(s.Exprs) == 1 {
			_, r.variables[len(r.variables)-1].late = s.Exprs[0].(*ast.FunctionExpr)
		}
	case *ast.DoBlockStmt:
		r.block(s.Stmts, end)
	case *ast.WhileStmt:
		r.block(s.Stmts, end)
	case *ast.RepeatStmt:
		r.block(s.Stmts, end)
	case *ast.IfStmt:
		if len(s.Else) == 0 {
			r.block(s.Then, end)
			return
		}
		r.block(s.Then, firstLine(s.Else)-1)
		r.block(s.Else, end)
	case *ast.NumberForStmt:
		r.loop(s.Line(), end, []string{"(for index)", "(for limit)", "(for step)"}, []string{s.Name}, s.Stmts)
	case *ast.GenericForStmt:
		r.loop(s.Line(), end, []string{"(for generator)", "(for state)", "(for control)"}, s.Names, s.Stmts)
	}
}

// loop reads a for statement from line first to line last. What controls it has
// names that nobody can use. While the line of the loop itself is executed its
// variables are not there, unless the body is on that line too.
func (r *reader) loop(first, last int, control, names []string, body []ast.Stmt) {
	before := r.active
	for _, name := range control {
		r.declare(name, first, last)
	}
	if len(body) > 0 {
		first = firstLine(body)
	}
	for _, name := range names {
		r.declare(name, first, last)
	}
	r.statements(body, last)
	r.active = before
}

// firstLine is where statements begin.
func firstLine(body []ast.Stmt) int {
	line, _, _ := noted(body[0].Line())
	return line
}

// lambda is a function in the source.
type lambda struct {
	*ast.FunctionExpr
	parameters []string // self and the table of variable arguments included
}

func newLambda(f *ast.FunctionExpr, method bool) lambda {
	var parameters []string
	if method {
		parameters = append(parameters, "self")
	}
	parameters = append(parameters, f.ParList.Names...)
	if f.ParList.HasVargs {
		parameters = append(parameters, "arg")
	}
	return lambda{f, parameters}
}

// is reports whether proto can be what the compiler has made of it.
func (f lambda) is(proto *lua.FunctionProto) bool {
	return f.Line() == proto.LineDefined && f.LastLine() == proto.LastLineDefined &&
		len(f.parameters) >= int(proto.NumParameters) && len(f.parameters) <= int(proto.NumParameters)+1
}

// lambdasIn finds the functions in a part of the source, but not those in them.
func lambdasIn(part reflect.Value) (found []lambda) {
	switch part.Kind() {
	case reflect.Slice:
		for i := range part.Len() {
			found = append(found, lambdasIn(part.Index(i))...)
		}
	case reflect.Struct:
		for i := range part.NumField() {
			found = append(found, lambdasIn(part.Field(i))...)
		}
	case reflect.Interface:
		return lambdasIn(part.Elem())
	case reflect.Pointer:
		switch node := part.Interface().(type) {
		case *ast.FunctionExpr:
			return []lambda{newLambda(node, false)}
		case *ast.FuncDefStmt:
			return append(lambdasIn(reflect.ValueOf(node.Name)), newLambda(node.Func, node.Name.Receiver != nil))
		}
		return lambdasIn(part.Elem())
	}
	return found
}
