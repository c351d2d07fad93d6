package vm

import (
	"context"
	"fmt"
	"strings"
	"sync"

	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/parse"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// Source is an entry to compile.
type Source struct {
	ID      string // entry ID; also the chunk name, so that positions read app:cli:12
	File    string // the file that Text is from, for syntax errors
	Line    int    // line of File at which Text begins; 1 when Text is the whole file
	Text    string
	Method  string // key of the entry point in the table that the chunk returns
	Modules []string
}

// Machine implements actor.Code for the entries of an app.
type Machine struct {
	programs map[string]*program
	root     *lua.LState
	library  *library
	types    types
	stacks   []*stack      // not in use
	threads  []*lua.LState // not in use

	names   map[any]uint64 // what tostring has called tables and functions, by weak pointer
	lastID  uint64
	namesMu sync.Mutex // the garbage collector takes names away
}

// Limits of what one thread may hold. A thread begins small and grows.
const (
	callDepth       = 1024
	registrySize    = 128
	registryMaxSize = 256 * 1024
	keptThreads     = 1024
)

// New compiles the entries. Errors tell file:line.
func New(sources []Source) (*Machine, error) {
	m := &Machine{programs: map[string]*program{}, names: map[any]uint64{}}
	m.root = lua.NewState(lua.Options{
		CallStackSize: callDepth, RegistrySize: registrySize, RegistryMaxSize: registryMaxSize,
		MinimizeStackMemory: true, SkipOpenLibs: true,
	})
	m.root.G.MainThread = m.root
	m.root.G.CurrentThread = m.root
	m.library = m.newLibrary()
	for _, source := range sources {
		p, err := m.compile(source)
		if err != nil {
			return nil, err
		}
		m.programs[source.ID] = p
	}
	return m, nil
}

// Close ends the Go stacks that are not in use. Fibers must have ended.
func (m *Machine) Close() {
	for _, s := range m.stacks {
		s.stop()
	}
	m.stacks = nil
}

// program is a compiled entry.
type program struct {
	Source
	proto     *lua.FunctionProto
	metatable *lua.LTable // of the global tables of its processes
}

func (m *Machine) compile(source Source) (*program, error) {
	chunk, err := parse.Parse(strings.NewReader(source.Text), source.ID)
	if err != nil {
		return nil, syntaxError(source, err)
	}
	proto, err := lua.Compile(chunk, source.ID)
	if err != nil {
		return nil, syntaxError(source, err)
	}
	globals, err := m.library.globals(m.root, source)
	if err != nil {
		return nil, err
	}
	return &program{Source: source, proto: proto, metatable: m.lockedIndex(globals)}, nil
}

// syntaxError tells where the mistake is and what the compiler made of it.
func syntaxError(source Source, err error) error {
	at := func(line int) string {
		return fmt.Sprintf("%s:%d", source.File, line+max(source.Line, 1)-1)
	}
	switch e := err.(type) {
	case *parse.Error:
		if e.Pos.Line < 1 {
			last := strings.Count(strings.TrimRight(source.Text, "\n"), "\n") + 1
			return fmt.Errorf("%s: %s at the end of the file", at(last), e.Message)
		}
		return fmt.Errorf("%s: %s near %q", at(e.Pos.Line), e.Message, e.Token)
	case *lua.CompileError:
		return fmt.Errorf("%s: %s", at(e.Line), e.Message)
	}
	return fmt.Errorf("%s: %w", at(1), err)
}

// Known implements actor.Code.
func (m *Machine) Known(entry string, function bool) *wire.Error {
	if m.programs[entry] != nil {
		return nil
	}
	return &wire.Error{
		Message: "factory not found", Kind: wire.NotFound, Retryable: wire.RetryNo,
		Details: wire.Record("factory_id", entry),
	}
}

// NewFiber implements actor.Code.
func (m *Machine) NewFiber(t *actor.Task) actor.Fiber { return m.newFiber(t, nil) }

func (m *Machine) newFiber(t *actor.Task, env *lua.LTable) *fiber {
	f := &fiber{machine: m, task: t, thread: m.takeThread()}
	f.thread.SetContext(f)
	f.thread.Env = env
	return f
}

// Load implements actor.Fiber: it runs the chunk of an entry, which returns
// the entry point.
func (f *fiber) Load(entry string, args []wire.Value) *wire.Error {
	m := f.machine
	p := m.programs[entry]
	env := m.root.CreateTable(0, 0)
	env.Metatable = p.metatable
	f.thread.Env = env
	f.budget, f.left = loadReductions, loadReductions
	f.loading = true
	outer := m.global().CurrentThread // it waits meanwhile
	m.global().CurrentThread = f.thread
	f.thread.Push(f.thread.NewFunctionFromProto(p.proto))
	err := f.thread.PCall(0, 1, nil)
	m.global().CurrentThread = outer
	f.loading = false
	if err != nil {
		if f.err == nil {
			f.err = m.raised(err)
		}
		failed := *f.err
		failed.Message = "failed to create process: failed to execute script: " + failed.Message
		return &failed
	}
	module := f.thread.Get(-1)
	f.thread.Pop(1)
	if table, ok := module.(*lua.LTable); ok {
		module = table.RawGetString(p.Method)
	}
	if module.Type() != lua.LTFunction {
		return wire.NewError(wire.NotFound, fmt.Sprintf("method %q not found in module", p.Method))
	}
	f.main = module
	f.args = m.toLuaList(args)
	return nil
}

func (m *Machine) global() *lua.Global { return m.root.G }

func (m *Machine) takeStack() *stack {
	if last := len(m.stacks) - 1; last >= 0 {
		s := m.stacks[last]
		m.stacks = m.stacks[:last]
		return s
	}
	return newStack()
}

func (m *Machine) takeThread() *lua.LState {
	if last := len(m.threads) - 1; last >= 0 {
		th := m.threads[last]
		m.threads = m.threads[:last]
		return th
	}
	th, _ := m.root.NewThread()
	return th
}

func (m *Machine) keepThread(th *lua.LState) {
	if len(m.threads) < keptThreads {
		th.SetTop(0)
		th.SetContext(context.Background())
		th.Env = nil
		m.threads = append(m.threads, th)
	}
}

// raised turns what a Lua call failed with into an error object.
func (m *Machine) raised(err error) *wire.Error {
	e, ok := err.(*lua.ApiError)
	if !ok {
		return &wire.Error{Message: err.Error(), Kind: wire.Internal}
	}
	if object, ok := e.Object.(*lua.LUserData); ok {
		if inner, ok := object.Value.(*wire.Error); ok {
			return orInternal(inner)
		}
	}
	return &wire.Error{Message: m.text(m.root, e.Object), Kind: wire.Internal, Stack: strings.TrimSpace(e.StackTrace)}
}
