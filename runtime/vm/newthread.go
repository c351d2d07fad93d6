package vm

import (
	"reflect"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// The VM makes a new thread from six pieces, and beside it tables for a state of
// its own, which it throws away: they are most of what a spawn leaves to the
// collector. Here it is made in one piece, as a copy of one that has never run.

// wholeThread is a thread with what it has when it begins.
type wholeThread struct {
	state     lua.LState
	registers registers
	values    [threadRegistry]lua.LValue
	calls     callStack
	segments  [threadCalls / lua.FramesPerSegment]*segment
	first     segment
}

func init() {
	field, _ := reflect.TypeFor[lua.LState]().FieldByName("reg")
	if field.Type.Elem().Size() != reflect.TypeFor[registers]().Size() {
		panic("vm: this release of gopher-lua has more in reg")
	}
}

// newThread makes one like blank, which has never run.
func newThread(blank *lua.LState) *lua.LState {
	w := &wholeThread{state: *blank, registers: *threadOf(blank).reg}
	L, th := &w.state, threadOf(&w.state)
	w.registers.array = w.values[:]
	pointTo(&w.registers.handler, unsafe.Pointer(L))
	th.reg = &w.registers
	w.segments[0] = &w.first
	w.calls.segments = w.segments[:]
	pointTo(&th.stack, unsafe.Pointer(&w.calls))
	return L
}

// pointTo changes what is in an interface for another of the same type.
func pointTo[I any](at *I, to unsafe.Pointer) {
	(*[2]unsafe.Pointer)(unsafe.Pointer(at))[1] = to
}
