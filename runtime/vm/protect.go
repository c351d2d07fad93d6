package vm

import (
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
		called := L.CheckAny(1)
		if called.Type() != lua.LTFunction && L.GetMetaField(called, "__call").Type() != lua.LTFunction {
			return failed(L, lua.LString("attempt to call a "+called.Type().String()+" value"))
		}
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

// protected is PCall without a mistake of the VM's: an error makes it detach
// all variables that functions share with their closures, also in the functions
// that called pcall and go on. From then on function and closure would see two
// different variables. So those of the callers are hidden meanwhile.
func protected(L *lua.LState, args, results int) error {
	variables := sharedVariables(L)
	callers := *variables
	*variables = nil
	err := L.PCall(args, results, nil)
	*variables = callers
	return err
}

// sharedVariables is where the VM lists the variables of running functions that
// closures share. It lets nobody have the list.
func sharedVariables(L *lua.LState) **lua.Upvalue {
	return (**lua.Upvalue)(unsafe.Add(unsafe.Pointer(L), sharedVariablesAt))
}

var sharedVariablesAt = func() uintptr {
	field, found := reflect.TypeFor[lua.LState]().FieldByName("uvcache")
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

// addressed is the one message of the VM that may tell the address of an
// object: that of the key with which nil was indexed.
const addressed = "attempt to index a non-table object("

var address = regexp.MustCompile(`with key '(table|function|thread|userdata): 0x[0-9a-f]+'`)

// clean takes an address out of a message.
func clean(message lua.LValue) lua.LValue {
	text, ok := message.(lua.LString)
	if !ok || !strings.Contains(string(text), addressed) {
		return message
	}
	return lua.LString(address.ReplaceAllString(string(text), "with a $1 as key"))
}
