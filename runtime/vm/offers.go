package vm

import (
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// What programs ask for most are the functions of the library: of a module, of a
// channel, by a global. Each is found by way of a metatable of the machine's own,
// which never changes, so an answer that was given once can be given again.

const offerCount = 256 // a power of two

// offer is what a metatable of the machine answers to a name. Nobody has asked for
// it where there is no metatable.
type offer struct {
	metatable *lua.LTable
	name      string
	value     lua.LValue
}

// fixedMark is what the list of a metatable begins at that never changes, nor does
// what it answers from. It is empty.
var fixedMark [1]lua.LValue

// fix says so of a metatable.
func fix(metatable *lua.LTable) { insideOf(metatable).array = fixedMark[:0:0] }

func isFixed(metatable *lua.LTable) bool {
	return unsafe.SliceData(insideOf(metatable).array) == &fixedMark[0]
}

// offered is what the table has by a name that a fixed metatable answers from; nil
// if nothing. Where the name lies decides only how quickly that is found.
func (m *Machine) offered(metatable *lua.LTable, name string) lua.LValue {
	at := unsafe.StringData(name)
	o := &m.offers[spread(uintptr(unsafe.Pointer(at))^uintptr(unsafe.Pointer(metatable))>>3)%offerCount]
	if o.metatable == metatable && unsafe.StringData(o.name) == at && len(o.name) == len(name) {
		return o.value
	}
	answers, _ := metatable.RawGetString("__index").(*lua.LTable)
	if answers == nil {
		return lua.LNil
	}
	v := answers.RawGetString(name)
	if v != lua.LNil {
		*o = offer{metatable, name, v}
	}
	return v
}
