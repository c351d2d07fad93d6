package vm

import (
	"context"
	"unsafe"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
)

// Config is what a Machine starts from.
type Config struct {
	Sources   []Source
	Entries   []Entry // what the registry module shows at first
	Variables []Variable
}

// Machine implements actor.Code for the entries of an app.
type Machine struct {
	programs map[string]*program
	root     *lua.LState
	aside    *thread     // what a thread has had, or is to have, see away.go
	blank    *lua.LState // a thread that never runs, like which new ones are made
	library  *library
	concat   *lua.LFunction // the operator ".."
	types    types
	registry *registry
	env      *environment
	stacks   []*stack      // not in use
	inUse    int           // how many stacks are
	own      int           // so many may be in use by those who only wait
	threads  []*lua.LState // not in use
	lines    lines
	boxes    boxes
	offers   [offerCount]offer
	arrived  []arrived // room for a copy that is on its way in

	functionNames map[*lua.FunctionProto]string // those asked for so far
	goCallers     map[uintptr]string            // the Go functions, by return address, that yield has met on the stack

	shared map[unsafe.Pointer]bool // see sharedParts; nil before they are asked for

	names *names
}

// Limits of what one thread may hold. A thread begins small and grows.
const (
	callDepth       = 1024
	registrySize    = 128 // of the thread that runs nobody's code; no less is possible
	threadCalls     = 16  // of the others; loop makes room for more
	threadRegistry  = 24
	registryMaxSize = 256 * 1024
	keptThreads     = 1024
	keptStacks      = 1024
	ownStacks       = 1024 // more than those make fibers leave them while they wait
)

// New compiles the entries. Errors tell file:line.
func New(config Config) (*Machine, error) {
	m := &Machine{
		programs: map[string]*program{}, functionNames: map[*lua.FunctionProto]string{},
		goCallers: map[uintptr]string{}, names: &names{ids: map[any]uint64{}},
		registry: newRegistry(config.Entries), env: newEnvironment(config.Variables), own: ownStacks,
	}
	m.root = lua.NewState(lua.Options{
		CallStackSize: callDepth, RegistrySize: registrySize, RegistryMaxSize: registryMaxSize,
		MinimizeStackMemory: true, SkipOpenLibs: true,
	})
	m.root.Options.CallStackSize, m.root.Options.RegistrySize = threadCalls, threadRegistry // which it does not grant to a first thread
	m.root.G.MainThread = m.root
	m.root.G.CurrentThread = m.root
	spare, _ := m.root.NewThread()
	m.aside = threadOf(spare)
	m.blank, _ = m.root.NewThread()
	numbers := threadOf(m.root).alloc // one runs at a time, so they can share it
	threadOf(m.blank).alloc, threadOf(m.blank).reg.alloc = numbers, numbers
	m.library = m.newLibrary()
	m.concat = m.root.NewFunction(concatenate)
	for _, source := range config.Sources {
		p, err := m.compile(source)
		if err != nil {
			return nil, err
		}
		m.programs[source.ID] = p
	}
	for _, source := range config.Sources {
		if err := m.connect(m.programs[source.ID]); err != nil {
			return nil, err
		}
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

// NewFiber implements actor.Code.
func (m *Machine) NewFiber(t *actor.Task) actor.Fiber { return m.newFiber(t, nil) }

func (m *Machine) newFiber(t *actor.Task, env *lua.LTable) *fiber {
	f := &fiber{machine: m, task: t, thread: m.takeThread()}
	attach(f.thread, f)
	f.thread.Env = env
	return f
}

func (m *Machine) global() *lua.Global { return m.root.G }

func (m *Machine) takeStack() *stack {
	m.inUse++
	if last := len(m.stacks) - 1; last >= 0 {
		s := m.stacks[last]
		m.stacks = m.stacks[:last]
		return s
	}
	return newStack()
}

func (m *Machine) keepStack(s *stack) {
	s.fiber = nil
	m.inUse--
	if len(m.stacks) < keptStacks {
		m.stacks = append(m.stacks, s)
	} else {
		s.stop()
	}
}

func (m *Machine) takeThread() *lua.LState {
	if last := len(m.threads) - 1; last >= 0 {
		th := m.threads[last]
		m.threads = m.threads[:last]
		return th
	}
	return newThread(m.blank)
}

func (m *Machine) keepThread(th *lua.LState) {
	if len(m.threads) < keptThreads {
		th.SetTop(0)
		th.SetContext(context.Background())
		th.Env = nil
		m.threads = append(m.threads, th)
	}
}
