package vm

import (
	"github.com/yuin/gopher-lua/ast"
)

// The compiler of gopher-lua 1.1.2 makes wrong code, without a word, of
//
//	goto          cuts the closures of the whole function off from the variables they share
//	break         leaves closures made in a block of the loop with a variable that is overwritten
//	a, b = b, a   assigns the first local before the other value is there
//	x = (f(x))    puts the function where the last parameter of the function around is
//	{v, k = f()}  takes what f returns for more values of the list; so it does with
//	              fields after every 50th value, and counts wrong after 25,550
//
// and of a .. b code that makes texts of any length. So a syntax tree is
// repaired before it is compiled:
//
//	break         becomes a goto to a label behind the loop
//	goto          gets a line that tells finish what the jump has to close
//	a, b = b, a   becomes do local v1, v2 = b, a  b = v2  a = v1 end
//	k = f()       becomes k = (f()), and goes before the 50th value
//	a .. b        becomes a call of a function that no program can name

// Names that no program can write.
const (
	concatName = ".."
	breakLabel = "break"
)

// scope is a block that is being repaired.
type scope struct {
	outer  *scope         // nil for the block of a function
	active int            // how many locals there are, with those of the blocks around
	labels map[string]int // how many there are at each label of the block
	loop   bool           // it is the body of a loop
	left   bool           // by a break
}

// newScope is the block of statements in which there are some locals at first.
func newScope(outer *scope, statements []ast.Stmt, active int) *scope {
	s := &scope{outer: outer, active: active, labels: map[string]int{}}
	for _, statement := range statements {
		switch statement := statement.(type) {
		case *ast.LocalAssignStmt:
			active += len(statement.Names)
		case *ast.LabelStmt:
			if _, twice := s.labels[statement.Name]; !twice {
				s.labels[statement.Name] = active
			}
		}
	}
	return s
}

// repairChunk repairs what parse made of a file.
func repairChunk(chunk []ast.Stmt) { repairBlock(chunk, newScope(nil, chunk, 0)) }

func repairFunction(f *ast.FunctionExpr, isMethod bool) {
	parameters := len(f.ParList.Names)
	if isMethod {
		parameters++ // self
	}
	if f.ParList.HasVargs {
		parameters++ // arg, of Lua 5.0
	}
	repairBlock(f.Stmts, newScope(nil, f.Stmts, parameters))
}

func repairBlock(statements []ast.Stmt, s *scope) {
	for i := range statements {
		statements[i] = s.repair(statements[i])
	}
}

// nested repairs a block inside of s.
func (s *scope) nested(statements []ast.Stmt) {
	repairBlock(statements, newScope(s, statements, s.active))
}

func (s *scope) repair(statement ast.Stmt) ast.Stmt {
	switch st := statement.(type) {
	case *ast.AssignStmt:
		repairAll(st.Lhs)
		repairAll(st.Rhs)
		return assignment(st)
	case *ast.LocalAssignStmt:
		repairAll(st.Exprs)
		s.active += len(st.Names)
	case *ast.FuncCallStmt:
		st.Expr = repaired(st.Expr)
	case *ast.ReturnStmt:
		repairAll(st.Exprs)
	case *ast.FuncDefStmt:
		repairFunction(st.Func, st.Name.Func == nil)
	case *ast.DoBlockStmt:
		s.nested(st.Stmts)
	case *ast.IfStmt:
		st.Condition = repaired(st.Condition)
		s.nested(st.Then)
		s.nested(st.Else)
	case *ast.GotoStmt:
		s.jump(st)
	case *ast.BreakStmt:
		return s.breakLoop(st)
	default:
		return s.repairLoop(statement)
	}
	return statement
}

// hiddenLocals are those that a for loop has beside the ones it names.
const hiddenLocals = 3

func (s *scope) repairLoop(statement ast.Stmt) ast.Stmt {
	switch st := statement.(type) {
	case *ast.WhileStmt:
		st.Condition = repaired(st.Condition)
		return s.body(st, st.Stmts, 0)
	case *ast.RepeatStmt:
		st.Condition = repaired(st.Condition)
		return s.body(st, st.Stmts, 0)
	case *ast.NumberForStmt:
		st.Init, st.Limit, st.Step = repaired(st.Init), repaired(st.Limit), repaired(st.Step)
		return s.body(st, st.Stmts, hiddenLocals+1)
	case *ast.GenericForStmt:
		repairAll(st.Exprs)
		return s.body(st, st.Stmts, hiddenLocals+len(st.Names))
	}
	return statement
}

// body repairs the statements of a loop, and puts the label behind it that a
// break goes to.
func (s *scope) body(loop ast.Stmt, statements []ast.Stmt, locals int) ast.Stmt {
	inner := newScope(s, statements, s.active+locals)
	inner.loop = true
	repairBlock(statements, inner)
	if !inner.left {
		return loop
	}
	label := at(&ast.LabelStmt{Name: breakLabel}, loop)
	return at(&ast.DoBlockStmt{Stmts: []ast.Stmt{loop, label}}, loop)
}

// breakLoop leaves a break outside of a loop to the compiler, as jump does with
// a goto to nowhere: it says what is wrong.
func (s *scope) breakLoop(statement *ast.BreakStmt) ast.Stmt {
	for inner := s; inner != nil; inner = inner.outer {
		if inner.loop {
			inner.left = true
			jump := at(&ast.GotoStmt{Label: breakLabel}, statement)
			closing(jump, inner.outer.active)
			return jump
		}
	}
	return statement
}

// jump finds out which locals end with a goto: all but those that there are
// both here and at the label.
func (s *scope) jump(statement *ast.GotoStmt) {
	for around := s; around != nil; around = around.outer {
		if there, found := around.labels[statement.Label]; found {
			closing(statement, min(there, around.active))
			return
		}
	}
}

// at gives a node the place of another one.
func at[N ast.PositionHolder](node N, place ast.PositionHolder) N {
	node.SetLine(place.Line())
	node.SetLastLine(place.LastLine())
	return node
}
