package vm

import (
	"context"
	"reflect"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// The VM lets nobody see where a thread stands, or run its code in another loop
// than its own. What is here mirrors the parts of it that are needed for that:
// their layout is compared with the VM's own when the program begins.

// thread is what a Lua thread consists of.
type thread struct {
	G       *lua.Global
	Parent  *lua.LState
	Env     *lua.LTable
	Panic   func(*lua.LState)
	Dead    bool
	Options lua.Options

	stop         int32
	reg          *registers
	stack        interface{ Sp() int } // *callStack
	alloc        unsafe.Pointer        // where numbers are put
	currentFrame *callFrame
	wrapped      bool
	uvcache      *lua.Upvalue // variables of running functions that closures share: the first of a list
	hasErrorFunc bool
	mainLoop     func(*lua.LState, *callFrame)
	ctx          context.Context
}

// callFrame is a function that has been called and has not returned.
type callFrame struct {
	Idx        int
	Fn         *lua.LFunction
	Parent     *callFrame
	Pc         int // of the next instruction; the one before is being executed, or about to be
	Base       int
	LocalBase  int // register of its first variable
	ReturnBase int
	NArgs      int
	NRet       int
	TailCall   int // how many calls it has taken the place of
}

// callStack holds the frames of a thread, some at a time.
type callStack struct {
	segments []*segment
	segIdx   uint16 // the last one in use
	segSp    uint8  // how many frames of it are
}

type segment struct {
	array [lua.FramesPerSegment]callFrame
}

// registers is where a thread keeps the variables of its functions.
type registers struct {
	array []lua.LValue
	top   int
	_     int // by how many it grows
	_     int // how many it may have
	alloc unsafe.Pointer
	// handler is the thread, which is told when there is no more room.
	handler interface{ registryOverflow() }
}

func init() {
	mustMirror[lua.LState, thread]()
	mustMirrorField[lua.LState, callFrame]("currentFrame")
	mustMirrorField[lua.LState, registers]("reg")
	L := lua.NewState(lua.Options{SkipOpenLibs: true, CallStackSize: 1, RegistrySize: 128, MinimizeStackMemory: true})
	stack := reflect.ValueOf(L).Elem().FieldByName("stack").Elem().Type().Elem()
	mustMatch(stack, reflect.TypeFor[callStack](), "stack")
	mustMatch(stack.Field(0).Type.Elem().Elem(), reflect.TypeFor[segment](), "segment")
}

func threadOf(L *lua.LState) *thread { return (*thread)(unsafe.Pointer(L)) }

// calls is the second word of an interface, which has methods that nobody else
// can name.
func (th *thread) calls() *callStack {
	return (*callStack)((*[2]unsafe.Pointer)(unsafe.Pointer(&th.stack))[1])
}

// last is the innermost call; nil if there is none.
func (s *callStack) last() *callFrame {
	switch {
	case s.segSp > 0:
		return &s.segments[s.segIdx].array[s.segSp-1]
	case s.segIdx > 0:
		return &s.segments[s.segIdx-1].array[lua.FramesPerSegment-1]
	}
	return nil
}

// makeRoom lets a stack have more segments before they are needed, up to what
// it may have. Room for all of them would take a kilobyte of each thread.
func (s *callStack) makeRoom() {
	if int(s.segIdx)+1 >= len(s.segments) {
		s.widen()
	}
}

//go:noinline
func (s *callStack) widen() {
	if have := len(s.segments); have < callDepth/lua.FramesPerSegment {
		s.segments = append(s.segments, make([]*segment, have)...)
	}
}

// pop takes the innermost call away.
func (s *callStack) pop() {
	if s.segSp == 0 {
		s.segments[s.segIdx] = nil
		s.segIdx--
		s.segSp = lua.FramesPerSegment
	}
	s.segSp--
}

// frame is the innermost call of a thread; nil if nothing runs on it.
func frame(L *lua.LState) *callFrame { return threadOf(L).currentFrame }

// register is the value in the n-th register of a thread.
func register(L *lua.LState, n int) lua.LValue {
	all := threadOf(L).reg.array
	if n < 0 || n >= len(all) || all[n] == nil {
		return lua.LNil
	}
	return all[n]
}

// pc is the number of the instruction that is being executed, or about to be.
func (c *callFrame) pc() int { return c.Pc - 1 }

// line is where that instruction is from; 0 if that is not known.
func (c *callFrame) line() int {
	if c.Fn.IsG || c.Pc < 1 || c.Pc > len(c.Fn.Proto.DbgSourcePositions) {
		return 0
	}
	return c.Fn.Proto.DbgSourcePositions[c.pc()]
}

// mustMirrorField panics unless M mirrors what a field of T points to.
func mustMirrorField[T, M any](name string) {
	field, found := reflect.TypeFor[T]().FieldByName(name)
	if !found || field.Type.Kind() != reflect.Pointer {
		panic("vm: this release of gopher-lua has no " + name)
	}
	mustMatch(field.Type.Elem(), reflect.TypeFor[M](), name)
}

// mustMirror panics unless M mirrors T.
func mustMirror[T, M any]() {
	mustMatch(reflect.TypeFor[T](), reflect.TypeFor[M](), reflect.TypeFor[T]().Name())
}

func mustMatch(theirs, ours reflect.Type, name string) {
	for i := range ours.NumField() {
		a, b := theirs.Field(i), ours.Field(i)
		mirrored := a.Type.Kind() == b.Type.Kind() || a.Type.Kind() == reflect.Pointer && b.Type.Kind() == reflect.UnsafePointer
		if b.Name != "_" && a.Name != b.Name || a.Offset != b.Offset || a.Type.Size() != b.Type.Size() || !mirrored {
			panic("vm: this release of gopher-lua has another " + name)
		}
	}
}
