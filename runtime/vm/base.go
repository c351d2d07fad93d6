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
	m.replacePairs(stock, set)
	stringTable := stock.RawGetString("string").(*lua.LTable)
	stringTable.RawSetString("__index", lua.LNil) // it is the table itself, not read-only
	m.replaceString(stringTable, set)
	m.replaceTable(stock.RawGetString("table").(*lua.LTable), set)
	m.replaceRandom(stock.RawGetString("math").(*lua.LTable), set)
	m.replaceCoroutine(stock.RawGetString("coroutine").(*lua.LTable), set)
	// "x":upper() works through the metatable that all strings share.
	m.root.SetMetatable(lua.LString(""), m.lockedIndex(stringTable))
}

type setter func(table *lua.LTable, name string, f lua.LGFunction)

// original is the Go function behind one of standard Lua's.
func original(table *lua.LTable, name string) lua.LGFunction {
	return table.RawGetString(name).(*lua.LFunction).GFunction
}

// replacePairs makes iteration see through read-only tables, without handing
// out what is behind them.
func (m *Machine) replacePairs(stock *lua.LTable, set setter) {
	next, rawset, pairs := original(stock, "next"), original(stock, "rawset"), stock.RawGetString("pairs")
	setmetatable := original(stock, "setmetatable")
	set(stock, "next", func(L *lua.LState) int {
		see(L)
		return next(L)
	})
	set(stock, "pairs", func(L *lua.LState) int {
		if content := contentOf(L.CheckTable(1)); content != nil {
			shown := L.CreateTable(0, 16)
			for k, v := content.Next(lua.LNil); k != lua.LNil; k, v = content.Next(k) {
				shown.RawSet(k, v)
			}
			L.Replace(1, shown)
		}
		L.Insert(pairs, 1)
		L.Call(L.GetTop()-1, 3)
		return 3
	})
	set(stock, "rawset", func(L *lua.LState) int {
		refuse(L)
		return rawset(L)
	})
	set(stock, "setmetatable", func(L *lua.LState) int {
		L.CheckTable(1) // all numbers share one metatable, all functions another
		return setmetatable(L)
	})
}

// see replaces a read-only first argument by what is behind it.
func see(L *lua.LState) {
	if table, ok := L.Get(1).(*lua.LTable); ok {
		if content := contentOf(table); content != nil {
			L.Replace(1, content)
		}
	}
}

// refuse raises when the first argument is a read-only table.
func refuse(L *lua.LState) {
	if table, ok := L.Get(1).(*lua.LTable); ok && contentOf(table) != nil {
		L.RaiseError("attempt to change a read-only table")
	}
}

// replaceString makes the functions of string take error objects for their
// messages, and format tell no addresses.
func (m *Machine) replaceString(table *lua.LTable, set setter) {
	for k, v := table.Next(lua.LNil); k != lua.LNil; k, v = table.Next(k) {
		f, ok := v.(*lua.LFunction)
		if !ok {
			continue
		}
		stock := f.GFunction
		set(table, k.String(), func(L *lua.LState) int {
			for i := 1; i <= L.GetTop(); i++ {
				if e := errorOf(L.Get(i)); e != nil {
					L.Replace(i, lua.LString(e.Message))
				}
			}
			return stock(L)
		})
		// gmatch keeps its iterator there.
		table.RawGetString(k.String()).(*lua.LFunction).Upvalues = f.Upvalues
	}
	format := original(table, "format")
	set(table, "format", func(L *lua.LState) int {
		for i := 2; i <= L.GetTop(); i++ {
			switch v := L.Get(i).(type) {
			case lua.LString, lua.LNumber, lua.LBool, *lua.LNilType:
			default:
				L.Replace(i, lua.LString(m.text(L, v)))
			}
		}
		return format(L)
	})
}

func (m *Machine) replaceTable(table *lua.LTable, set setter) {
	for _, name := range []string{"insert", "remove", "sort"} {
		stock := original(table, name)
		set(table, name, func(L *lua.LState) int {
			refuse(L)
			return stock(L)
		})
	}
	concat := original(table, "concat")
	set(table, "concat", func(L *lua.LState) int {
		list := L.CheckTable(1)
		for i := 1; i <= list.Len(); i++ {
			if errorOf(list.RawGetInt(i)) != nil {
				return concatErrors(L, list, concat)
			}
		}
		return concat(L)
	})
	table.RawSetString("unpack", m.root.G.Global.RawGetString("unpack"))
}

// concatErrors joins a list that has error objects in it, by way of a copy.
func concatErrors(L *lua.LState, list *lua.LTable, concat lua.LGFunction) int {
	copied := L.CreateTable(list.Len(), 0)
	for i := 1; i <= list.Len(); i++ {
		copied.RawSetInt(i, plain(list.RawGetInt(i)))
	}
	L.Replace(1, copied)
	return concat(L)
}

// replaceRandom draws from the process's own generator, so that runs repeat.
func (m *Machine) replaceRandom(table *lua.LTable, set setter) {
	set(table, "randomseed", func(*lua.LState) int { return 0 })
	set(table, "random", func(L *lua.LState) int {
		dice := taskOf(L).Process().Random() >> 11
		fraction := float64(dice) / (1 << 53)
		if L.GetTop() == 0 {
			return push(L, lua.LNumber(fraction))
		}
		low, high := int64(1), L.CheckInt64(1)
		if L.GetTop() > 1 {
			low, high = high, L.CheckInt64(2)
		}
		if low > high {
			L.ArgError(L.GetTop(), "interval is empty")
		}
		return push(L, lua.LNumber(float64(low)+float64(int64(fraction*(float64(high-low)+1)))))
	})
}

// print logs its arguments, with one space between them.
func (m *Machine) print(L *lua.LState, t *actor.Task) int {
	parts := make([]string, L.GetTop())
	for i := range parts {
		parts[i] = m.text(L, L.Get(i+1))
	}
	t.Log(wire.LevelInfo, strings.Join(parts, " "), where(L), nil)
	return 0
}

// require returns the global of that name: modules and imports are globals.
func require(L *lua.LState) int {
	name := L.CheckString(1)
	module := L.GetField(callerEnv(L), name)
	if module == lua.LNil {
		L.RaiseError("module '%s' not found", name)
	}
	return push(L, module)
}
