package vm

import (
	"reflect"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// The VM lets nobody see where a thread stands. What is here mirrors the parts
// of it that tell: their layout is compared with the VM's own when the program
// begins.

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

// registers is where a thread keeps the variables of its functions.
type registers struct{ array []lua.LValue }

var (
	frameAt    = mirrored[lua.LState, callFrame]("currentFrame")
	registryAt = mirrored[lua.LState, registers]("reg")
)

// frame is the innermost call of a thread; nil if nothing runs on it.
func frame(L *lua.LState) *callFrame {
	return *(**callFrame)(unsafe.Add(unsafe.Pointer(L), frameAt))
}

// register is the value in the n-th register of a thread.
func register(L *lua.LState, n int) lua.LValue {
	all := (*(**registers)(unsafe.Add(unsafe.Pointer(L), registryAt))).array
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

// mirrored is the offset of a field of T that points to what M mirrors.
func mirrored[T, M any](name string) uintptr {
	field, found := reflect.TypeFor[T]().FieldByName(name)
	if !found || field.Type.Kind() != reflect.Pointer {
		panic("vm: this release of gopher-lua has no " + name)
	}
	mustMatch(field.Type.Elem(), reflect.TypeFor[M](), name)
	return field.Offset
}

// mustMirror panics unless M mirrors T.
func mustMirror[T, M any]() {
	mustMatch(reflect.TypeFor[T](), reflect.TypeFor[M](), reflect.TypeFor[T]().Name())
}

func mustMatch(theirs, ours reflect.Type, name string) {
	for i := range ours.NumField() {
		a, b := theirs.Field(i), ours.Field(i)
		if a.Name != b.Name || a.Offset != b.Offset || a.Type.Kind() != b.Type.Kind() {
			panic("vm: this release of gopher-lua has another " + name)
		}
	}
}
