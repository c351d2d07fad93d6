package vm

import (
	"fmt"
	"regexp"
	"strings"

	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/ast"
	"github.com/yuin/gopher-lua/parse"

	"echotui/runtime/typed"
	"echotui/runtime/wire"
)

// The kinds of entries that have Lua code.
const (
	ProcessCode  = "process.lua"
	FunctionCode = "function.lua"
	LibraryCode  = "library.lua"
)

// Source is an entry to compile.
type Source struct {
	ID      string // entry ID; also the chunk name, so that positions read app:cli:12
	Kind    string // ProcessCode, FunctionCode or LibraryCode
	File    string // the file that Text is from, for syntax errors
	Line    int    // line of File at which Text begins; 1 when Text is the whole file
	Text    string
	Method  string // key of the entry point in the table that the chunk returns
	Modules []string
	Imports []Import
}

// Import makes a library a global of the code that imports it.
type Import struct {
	Alias string
	ID    string // of a Source of kind LibraryCode
}

// program is a compiled entry.
type program struct {
	Source
	proto     *lua.FunctionProto
	metatable *lua.LTable // of the global tables of its code
	scopes    scopes      // nil until somebody asks
}

func (m *Machine) compile(source Source) (*program, error) {
	chunk, err := source.parse()
	if err != nil {
		return nil, syntaxError(source, err)
	}
	proto, err := lua.Compile(chunk, source.ID)
	if err != nil {
		return nil, syntaxError(source, err)
	}
	m.finish(proto)
	if !saysArg.MatchString(source.Text) {
		dropArg(proto)
	}
	return &program{Source: source, proto: proto}, nil
}

// saysArg finds the variable in which a function with "..." has its further
// arguments once more, as a table; the chunk of a file is such a function.
var saysArg = regexp.MustCompile(`\barg\b`)

// dropArg lets functions go without that table, which nobody looks at: it would
// be made at each call, and so for each process.
func dropArg(proto *lua.FunctionProto) {
	proto.IsVarArg &^= lua.VarArgNeedsArg
	for _, inner := range proto.FunctionPrototypes {
		dropArg(inner)
	}
}

// parse makes of the text what is compiled.
func (s *Source) parse() ([]ast.Stmt, error) {
	text, err := typed.Erase(s.Text)
	if err != nil {
		return nil, err
	}
	chunk, err := parse.Parse(strings.NewReader(text), s.ID)
	if err == nil {
		repairChunk(chunk)
	}
	return chunk, err
}

// syntaxError tells where the mistake is and what the compiler made of it.
func syntaxError(source Source, err error) error {
	at := func(line int) string {
		return fmt.Sprintf("%s:%d", source.File, line+max(source.Line, 1)-1)
	}
	switch e := err.(type) {
	case *typed.Error:
		return fmt.Errorf("%s: %s", at(e.Line), e.Message)
	case *parse.Error:
		if e.Pos.Line < 1 {
			last := strings.Count(strings.TrimRight(source.Text, "\n"), "\n") + 1
			return fmt.Errorf("%s: %s at the end of the file", at(last), e.Message)
		}
		return fmt.Errorf("%s: %s near %q", at(e.Pos.Line), e.Message, e.Token)
	case *lua.CompileError:
		return fmt.Errorf("%s: %s", at(e.Line), withTrueLines(e.Message))
	}
	return fmt.Errorf("%s: %w", at(1), err)
}

// connect gives a program its globals: the base library, the modules that it
// declares, and those that the libraries it imports declare.
func (m *Machine) connect(p *program) error {
	modules, err := m.modulesOf(p, nil)
	if err != nil {
		return err
	}
	globals, err := m.library.globals(m.root, p.Source, modules)
	if err != nil {
		return err
	}
	p.metatable = m.lockedIndex(globals)
	return nil
}

func (m *Machine) modulesOf(p *program, above []string) ([]string, error) {
	for _, id := range above {
		if id == p.ID {
			return nil, fmt.Errorf("%s: %s imports itself by way of %s", p.File, p.ID, strings.Join(above, ", "))
		}
	}
	modules := p.Modules
	for _, imported := range p.Imports {
		library := m.programs[imported.ID]
		if library == nil || library.Kind != LibraryCode {
			return nil, fmt.Errorf("%s: %s imports %s, which is no library", p.File, p.ID, imported.ID)
		}
		more, err := m.modulesOf(library, append(above, p.ID))
		if err != nil {
			return nil, err
		}
		modules = append(modules[:len(modules):len(modules)], more...)
	}
	return modules, nil
}

// Known implements actor.Code.
func (m *Machine) Known(entry string, function bool) *wire.Error {
	p := m.programs[entry]
	switch {
	case function && (p == nil || p.Kind != FunctionCode):
		return &wire.Error{
			Message: "no handler registered for target", Kind: wire.NotFound, Retryable: wire.RetryNo,
			Details: wire.Record("target", entry),
		}
	case !function && (p == nil || p.Kind != ProcessCode):
		return &wire.Error{
			Message: "factory not found", Kind: wire.NotFound, Retryable: wire.RetryNo,
			Details: wire.Record("factory_id", entry),
		}
	}
	return nil
}

// Defined implements actor.Code.
func (m *Machine) Defined(id string) bool { return m.registry.get(id) != nil }

// Load implements actor.Fiber: it runs the chunk of an entry, which returns
// the entry point, after those of the libraries that it imports.
func (f *fiber) Load(entry string, args []wire.Value) *wire.Error {
	m := f.machine
	p := m.programs[entry]
	f.budget, f.left, f.rest = loadReductions, 0, loadReductions
	f.slice()
	f.loading = true
	outer := m.global().CurrentThread // it waits meanwhile
	m.global().CurrentThread = f.thread
	module, err := f.instantiate(p, map[string]lua.LValue{})
	if err != nil {
		if problem := f.raised(err); f.err == nil {
			f.err = problem
		}
	}
	m.global().CurrentThread = outer
	f.loading = false
	if err != nil {
		failed := *f.err
		failed.Message = "failed to create process: failed to execute script: " + failed.Message
		return &failed
	}
	if table, ok := module.(*lua.LTable); ok {
		module = insideOf(behind(table)).field(p.Method)
	}
	if module.Type() != lua.LTFunction {
		return wire.NewError(wire.NotFound, fmt.Sprintf("method %q not found in module", p.Method))
	}
	f.main = module
	f.args = m.toLuaList(args)
	return nil
}

// instantiate runs the chunk of a program with globals of its own, once all
// that it imports is there. A process has one instance of each library.
func (f *fiber) instantiate(p *program, libraries map[string]lua.LValue) (lua.LValue, error) {
	env := f.machine.root.CreateTable(0, len(p.Imports))
	env.Metatable = p.metatable
	for _, imported := range p.Imports {
		value, there := libraries[imported.ID]
		if !there {
			var err error
			if value, err = f.instantiate(f.machine.programs[imported.ID], libraries); err != nil {
				return nil, err
			}
			libraries[imported.ID] = value
		}
		env.RawSetString(imported.Alias, value)
	}
	f.thread.Env = env
	f.thread.Push(f.thread.NewFunctionFromProto(p.proto))
	if err := f.thread.PCall(0, 1, nil); err != nil {
		return nil, err
	}
	value := f.thread.Get(-1)
	f.thread.Pop(1)
	return value, nil
}

// callerEnv is the global table of the Lua code that called the running
// function: that of its entry, or of the library it belongs to.
func callerEnv(L *lua.LState) *lua.LTable {
	if caller, ok := L.GetStack(1); ok {
		if v, err := L.GetInfo("f", caller, lua.LNil); err == nil {
			if fn, ok := v.(*lua.LFunction); ok && fn.Env != nil && !fn.IsG {
				return fn.Env
			}
		}
	}
	return L.Env
}
