package vm

import (
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// replaceBase puts our own functions in place of those of standard Lua that
// would tell addresses, take no error objects for strings, or change what is
// shared.
func (m *Machine) replaceBase(stock *lua.LTable) {
	set := func(table *lua.LTable, name string, f lua.LGFunction) {
		table.RawSetString(name, m.root.NewFunction(f))
	}
	set(stock, "tostring", func(L *lua.LState) int {
		return push(L, lua.LString(m.text(L, L.CheckAny(1))))
	})
	set(stock, "print", bind(m.print))
	set(stock, "require", require)
	set(stock, "error", raise)
	set(stock, "assert", func(L *lua.LState) int {
		if L.ToBool(1) {
			return L.GetTop()
		}
		L.CheckAny(1)
		problem := L.Get(2)
		if problem == lua.LNil {
			problem = lua.LString("assertion failed!")
		}
		L.Error(problem, 0)
		return 0
	})
	m.replaceProtected(stock, set)
	set(stock, "tonumber", toNumber)
	set(stock, "select", choose)
	m.replaceTableBase(stock, set)
	stringTable := m.stringLibrary()
	stock.RawSetString("string", stringTable)
	stock.RawSetString("table", m.tableLibrary())
	m.extendMath(stock.RawGetString("math").(*lua.LTable), set)
	m.replaceCoroutine(stock.RawGetString("coroutine").(*lua.LTable), set)
	// "x":upper() works through the metatable that all strings share.
	methods := m.lockedIndex(stringTable)
	m.textOperators(methods)
	m.root.SetMetatable(lua.LString(""), methods)
}

type setter func(table *lua.LTable, name string, f lua.LGFunction)

// original is the Go function behind one of standard Lua's.
func original(table *lua.LTable, name string) lua.LGFunction {
	return table.RawGetString(name).(*lua.LFunction).GFunction
}

// print logs its arguments, with one space between them.
func (m *Machine) print(L *lua.LState, t *actor.Task) int {
	parts := make([]string, L.GetTop())
	for i := range parts {
		parts[i] = m.text(L, L.Get(i+1))
	}
	t.Log(wire.LevelInfo, "", strings.Join(parts, " "), where(L), nil)
	return 0
}

// require returns the global of that name: modules and imports are globals.
func require(L *lua.LState) int {
	name := L.CheckString(1)
	module := index(L, callerEnv(L), lua.LString(name))
	if module == lua.LNil {
		L.RaiseError("module '%s' not found", name)
	}
	return push(L, module)
}
