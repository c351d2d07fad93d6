package vm

import (
	"fmt"
	"maps"
	"slices"

	lua "github.com/yuin/gopher-lua"
)

// library is what all processes share: the globals that every entry sees, and
// the modules that it may ask for.
type library struct {
	base    map[string]lua.LValue
	modules map[string]lua.LValue
}

// openers are the parts of standard Lua that are let in. The rest is ours.
var openers = []lua.LGFunction{lua.OpenBase, lua.OpenMath, lua.OpenCoroutine}

// removed are the functions of the base library through which code could be
// made from text, or through which processes could reach each other.
var removed = []string{
	"load", "loadstring", "loadfile", "dofile", "collectgarbage", "getfenv", "setfenv", "module",
	"newproxy", "_GOPHER_LUA_VERSION", "_printregs", "_G", "require",
}

func (m *Machine) newLibrary() *library {
	L := m.root
	for _, open := range openers {
		L.Push(L.NewFunction(open))
		L.Call(0, 0)
	}
	m.types = m.newTypes()
	stock := L.G.Global
	for _, name := range removed {
		stock.RawSetString(name, lua.LNil)
	}
	lib := &library{base: map[string]lua.LValue{}, modules: map[string]lua.LValue{}}
	m.replaceBase(stock)
	for k, v := stock.Next(lua.LNil); k != lua.LNil; k, v = stock.Next(k) {
		if table, ok := v.(*lua.LTable); ok {
			v = m.readOnly(k.String(), table)
		}
		lib.base[k.String()] = v
	}
	lib.base["process"] = m.processModule()
	lib.base["channel"] = m.channelModule()
	lib.base["subscribe"] = m.root.NewFunction(bind(m.subscribe))
	lib.base["unsubscribe"] = m.root.NewFunction(bind(m.unsubscribe))
	lib.base["errors"] = m.errorsModule()
	m.extend(lib)
	for name, module := range lib.base {
		if _, ok := module.(*lua.LTable); ok {
			lib.modules[name] = module
		}
	}
	lib.modules["time"] = m.timeModule()
	lib.modules["io"] = m.ioModule()
	lib.modules["logger"] = m.newLogger(logger{})
	lib.modules["funcs"] = m.funcsModule()
	lib.modules["events"] = m.eventsModule()
	lib.modules["pg"] = m.pgModule()
	lib.modules["registry"] = m.registryModule()
	lib.modules["ctx"] = m.ctxModule()
	lib.modules["env"] = m.envModule()
	lib.modules["system"] = m.systemModule()
	return lib
}

// globals is the table behind the global tables of a program's code: the base
// library and modules.
func (lib *library) globals(L *lua.LState, source Source, modules []string) (*lua.LTable, error) {
	globals := L.CreateTable(0, len(lib.base)+len(modules))
	for _, name := range sorted(lib.base) {
		globals.RawSetString(name, lib.base[name])
	}
	for _, name := range modules {
		module := lib.modules[name]
		if module == nil {
			return nil, fmt.Errorf("%s: module %q is unknown; there are %v", source.ID, name, sorted(lib.modules))
		}
		globals.RawSetString(name, module)
	}
	// _G is the one global that differs from process to process.
	last := L.CreateTable(0, 1)
	last.RawSetString("__index", L.NewFunction(func(L *lua.LState) int {
		if L.Get(2) == lua.LString("_G") {
			return push(L, callerEnv(L))
		}
		return push(L, lua.LNil)
	}))
	globals.Metatable = last
	return globals, nil
}

// module is a read-only table of functions.
func (m *Machine) module(name string, functions map[string]function) *lua.LTable {
	return m.readOnly(name, m.functions(functions))
}

func (m *Machine) functions(functions map[string]function) *lua.LTable {
	table := m.root.CreateTable(0, len(functions))
	for _, name := range sorted(functions) {
		table.RawSetString(name, m.root.NewFunction(bind(functions[name])))
	}
	return table
}

// inOrder copies a table of names so that pairs yields them in alphabetical
// order: the order in which standard Lua's were put in differs from run to run.
func (m *Machine) inOrder(table *lua.LTable) *lua.LTable {
	values := map[string]lua.LValue{}
	for k, v := table.Next(lua.LNil); k != lua.LNil; k, v = table.Next(k) {
		values[k.String()] = v
	}
	copied := m.root.CreateTable(0, len(values))
	for _, name := range sorted(values) {
		copied.RawSetString(name, values[name])
	}
	return copied
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
