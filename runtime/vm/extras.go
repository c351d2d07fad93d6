package vm

import (
	"strings"

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

// raise is error. A text gets the place in front of it where the caller of error
// is, or that of the caller's caller at level 2, and so on.
func raise(L *lua.LState) int {
	problem, level := L.CheckAny(1), optionalInteger(L, 2, 1)
	if text, ok := problem.(lua.LString); ok && level > 0 {
		if at := L.Where(min(level, callDepth)); at != "" && !strings.HasPrefix(at, "[G]") {
			problem = lua.LString(at+" ") + text
		}
	}
	L.Error(problem, 0)
	return 0
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
