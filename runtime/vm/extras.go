package vm

import (
	lua "github.com/yuin/gopher-lua"
)

// extend adds to the library what is neither standard Lua nor about processes.
func (m *Machine) extend(lib *library) {
	lib.base["os"] = m.osModule()
	lib.base["package"] = m.packageModule()
	lib.base["payload"] = m.payloadModule()
	m.castsFor(lib.base)
	m.operatorsFor(lib.base)
	lib.modules["json"] = m.jsonModule()
	lib.modules["uuid"] = m.uuidModule()
}

// packageModule is what is left of package: nothing can be loaded by it.
func (m *Machine) packageModule() *lua.LTable {
	table := m.pure(map[string]lua.LGFunction{
		"loadlib": func(L *lua.LState) int {
			return push(L, lua.LString("cannot load module '"+checkText(L, 1)+"': loadlib disabled"))
		},
	})
	table.RawSetString("path", lua.LString(""))
	table.RawSetString("cpath", lua.LString(""))
	return m.readOnly("package", table)
}
