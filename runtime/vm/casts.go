package vm

import (
	lua "github.com/yuin/gopher-lua"
)

// primitives are the types that are also values: string(x) is x if it is a
// string, and raises if it is not; string:is(x) is x, or nil and why not.
var primitives = []lua.LValueType{lua.LTString, lua.LTNumber, lua.LTBool}

// castsFor makes the globals string, number and boolean callable. The first is
// there already; that is why it is added to.
func (m *Machine) castsFor(base map[string]lua.LValue) {
	for _, kind := range primitives {
		name := kind.String()
		front, ok := base[name].(*lua.LTable)
		if !ok {
			front = m.readOnly(name, m.root.CreateTable(0, 1))
			base[name] = front
		}
		contentOf(front).RawSetString("is", m.root.NewFunction(isOf(kind)))
		front.Metatable.(*lua.LTable).RawSetString("__call", m.root.NewFunction(castTo(kind)))
	}
}

// castTo is called with the type itself before the value. A cast to string
// takes error objects for their messages, like all that takes strings.
func castTo(kind lua.LValueType) lua.LGFunction {
	return func(L *lua.LState) int {
		v := L.Get(2)
		if kind == lua.LTString {
			v = plain(v)
		}
		if v.Type() != kind {
			L.RaiseError("expected %s, got %s", kind, v.Type())
		}
		return push(L, v)
	}
}

func isOf(kind lua.LValueType) lua.LGFunction {
	return func(L *lua.LState) int {
		if v := L.Get(2); v.Type() == kind {
			L.Push(v)
			L.Push(lua.LNil)
			return 2
		}
		L.Push(lua.LNil)
		L.Push(lua.LString("expected " + kind.String() + ", got " + L.Get(2).Type().String()))
		return 2
	}
}
