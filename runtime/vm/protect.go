package vm

import (
	"errors"
	"reflect"
	"regexp"
	"strings"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// replaceProtected makes the functions that catch errors leave the variables
// of their callers alone, and hand out messages that are the same in every run.
func (m *Machine) replaceProtected(stock *lua.LTable, set setter) {
	set(stock, "pcall", func(L *lua.LState) int {
		L.CheckAny(1)
		if err := protected(L, L.GetTop()-1, lua.MultRet); err != nil {
			return failed(L, errorValue(err))
		}
		L.Insert(lua.LTrue, 1)
		return L.GetTop()
	})
	set(stock, "xpcall", func(L *lua.LState) int {
		handler := L.CheckFunction(2)
		L.SetTop(1)
		if err := protected(L, 0, lua.MultRet); err != nil {
			L.Push(handler)
			L.Push(errorValue(err))
			if err = protected(L, 1, 1); err != nil {
				return failed(L, errorValue(err))
			}
			return failed(L, L.Get(-1))
		}
		L.Insert(lua.LTrue, 1)
		return L.GetTop()
	})
}

// failed pushes false and what went wrong.
func failed(L *lua.LState, problem lua.LValue) int {
	L.Push(lua.LFalse)
	L.Push(problem)
	return 2
}

// protected is PCall without some mistakes of the VM's.
//
// An error makes it detach all variables that functions share with their
// closures, also in the functions that called pcall and go on: from then on
// function and closure would see two different variables. So those of the
// callers are hidden meanwhile. When the call stack overflows it detaches none:
// closures would see whatever comes to lie there. When PCall fails before it
// has entered the function, it loses up to eight callers. And unless there is a
// handler it describes the whole stack, which takes milliseconds if that is
// deep, for nobody.
func protected(L *lua.LState, args, results int) error {
	called := L.Get(-args - 1)
	if called.Type() != lua.LTFunction && L.GetMetaField(called, "__call").Type() != lua.LTFunction {
		L.Pop(args + 1)
		return errors.New("attempt to call a " + called.Type().String() + " value")
	}
	L.Push(probe)
	L.Call(0, 0) // overflows here if there is no room
	variables := sharedVariables(L)
	callers := *variables
	*variables = nil
	err := L.PCall(args, results, keepVariables)
	detach(L)
	*variables = callers
	return err
}

var probe = &lua.LFunction{IsG: true, GFunction: func(*lua.LState) int { return 0 }}

// keepVariables handles an error: it gives the variables of the functions that
// the error ends to the closures that share them.
var keepVariables = &lua.LFunction{IsG: true, GFunction: func(L *lua.LState) int {
	variables := sharedVariables(L)
	for v := *variables; v != nil; v = nextVariable(v) {
		v.Close()
	}
	*variables = nil
	return 1
}}

// detach ends the sharing of variables whose functions have ended without a
// chance to do it themselves. Their values are lost.
func detach(L *lua.LState) {
	variables := sharedVariables(L)
	for v := *variables; v != nil; v = nextVariable(v) {
		v.Close()
		v.SetValue(lua.LNil)
	}
	*variables = nil
}

// sharedVariables is where the VM lists the variables of running functions that
// closures share.
func sharedVariables(L *lua.LState) **lua.Upvalue { return &threadOf(L).uvcache }

// nextVariable is the one after v in that list.
func nextVariable(v *lua.Upvalue) *lua.Upvalue {
	return *(**lua.Upvalue)(unsafe.Add(unsafe.Pointer(v), nextVariableAt))
}

var nextVariableAt = func() uintptr {
	field, found := reflect.TypeFor[lua.Upvalue]().FieldByName("next")
	if !found || field.Type != reflect.TypeFor[*lua.Upvalue]() {
		panic("vm: this release of gopher-lua lists shared variables elsewhere")
	}
	return field.Offset
}()

// errorValue is what a call that failed raised.
func errorValue(err error) lua.LValue {
	if e, ok := err.(*lua.ApiError); ok {
		return clean(e.Object)
	}
	return lua.LString(err.Error())
}

// overflow is what the VM says when there are more calls than it has room for.
const overflow = "lua callstack overflow"

// addressed is the one message of the VM that may tell the address of an
// object: that of the key with which nil was indexed.
const addressed = "attempt to index a non-table object("

var address = regexp.MustCompile(`with key '(table|function|thread|userdata): 0x[0-9a-f]+'`)

// clean puts a message of the VM in the words of Lua, and takes an address out
// of it.
func clean(message lua.LValue) lua.LValue {
	text, ok := message.(lua.LString)
	if ok && text == overflow {
		return lua.LString("stack overflow")
	}
	if !ok || !strings.Contains(string(text), addressed) {
		return message
	}
	return lua.LString(address.ReplaceAllString(string(text), "with a $1 as key"))
}
