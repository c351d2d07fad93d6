package vm

import (
	"sort"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// Bounds of what one call may ask for.
const (
	maxResults = 8000    // values that unpack and byte return, as in standard Lua
	maxHint    = 1 << 16 // entries that create makes room for
	maxList    = 1<<21 - 1
)

// A table keeps the values of 1, 2, 3… in a list that reaches up to the largest
// of those keys, even if there is nothing between. So the list ends at maxList,
// where it takes 32 MB: with keys beyond that, values are kept one by one, and
// the length does not count them.
func init() { lua.MaxArrayIndex = maxList + 1 }

// tableLibrary is the table module. Standard Lua's would see nothing behind
// read-only tables, take no error objects for texts, join at most as much as a
// Lua stack holds, and lose the last element of a list that was cut short.
func (m *Machine) tableLibrary() *lua.LTable {
	return m.pure(map[string]lua.LGFunction{
		"insert": tableInsert,
		"remove": tableRemove,
		"concat": tableConcat,
		"sort":   tableSort,
		"unpack": unpack,
		"maxn":   tableMaxN,
		"getn":   func(L *lua.LState) int { return push(L, lua.LNumber(checkTable(L, 1).Len())) },
		"create": func(L *lua.LState) int {
			hint := func(n int) int { return max(0, min(maxHint, optionalInteger(L, n, 0))) }
			items, fields := hint(1), hint(2)
			grew(L, sizeOfItem*items+sizeOfField*fields)
			return push(L, L.CreateTable(items, fields))
		},
		"freeze": func(L *lua.LState) int {
			t := L.CheckTable(1)
			m.freeze(t)
			return push(L, t)
		},
		"isfrozen": func(L *lua.LState) int { return push(L, lua.LBool(contentOf(L.CheckTable(1)) != nil)) },
	})
}

// pure is a table of functions that concern no process.
func (m *Machine) pure(functions map[string]lua.LGFunction) *lua.LTable {
	table := m.root.CreateTable(0, len(functions))
	for _, name := range sorted(functions) {
		table.RawSetString(name, m.root.NewFunction(functions[name]))
	}
	return table
}

// replaceTableBase makes the functions of the base library that take tables see
// through read-only ones, without handing out what is behind them.
func (m *Machine) replaceTableBase(stock *lua.LTable, set setter) {
	next, pairs, ipairs := original(stock, "next"), stock.RawGetString("pairs"), stock.RawGetString("ipairs")
	rawget, rawset, setmetatable := original(stock, "rawget"), original(stock, "rawset"), original(stock, "setmetatable")
	set(stock, "next", func(L *lua.LState) int {
		see(L, 1)
		return next(L)
	})
	iterate := stock.RawGetString("next")
	set(stock, "pairs", m.iteration(pairs, iterate, lua.LNil))
	set(stock, "ipairs", m.iteration(ipairs, m.root.NewFunction(nextItem), lua.LNumber(0)))
	set(stock, "rawget", func(L *lua.LState) int {
		see(L, 1)
		return rawget(L)
	})
	set(stock, "rawset", func(L *lua.LState) int {
		checkWritable(L, 1)
		return rawset(L)
	})
	set(stock, "setmetatable", func(L *lua.LState) int {
		L.CheckTable(1) // what is no table shares its metatable with all of its kind
		if metatable, ok := L.Get(2).(*lua.LTable); ok {
			L.Replace(2, m.asMetatable(metatable))
		}
		return setmetatable(L)
	})
	set(stock, "unpack", unpack)
}

// iteration is pairs or ipairs: stock for most tables, and for read-only ones
// a step that sees through them, from first on.
func (m *Machine) iteration(stock, step, first lua.LValue) lua.LGFunction {
	return func(L *lua.LState) int {
		t := L.CheckTable(1)
		if contentOf(t) == nil {
			ordinary(t)
			L.SetTop(1)
			L.Insert(stock, 1)
			L.Call(1, 3)
			return 3
		}
		L.Push(step)
		L.Push(t)
		L.Push(first)
		return 3
	}
}

func nextItem(L *lua.LState) int {
	i := checkInteger(L, 2) + 1
	v := checkTable(L, 1).RawGetInt(i)
	if v == lua.LNil {
		return push(L, lua.LNil)
	}
	L.Push(lua.LNumber(i))
	L.Push(v)
	return 2
}

func tableInsert(L *lua.LState) int {
	t := checkWritable(L, 1)
	if t.Len() == maxList {
		L.RaiseError("the list is too long")
	}
	switch L.GetTop() {
	case 2:
		t.Append(L.Get(2))
	case 3:
		t.Insert(checkInteger(L, 2), L.Get(3))
	default:
		L.RaiseError("wrong number of arguments to 'insert'")
	}
	return 0
}

func tableRemove(L *lua.LState) int {
	t := checkWritable(L, 1)
	n := t.Len()
	i := optionalInteger(L, 2, n)
	switch {
	case i < 1 || i > n:
		return push(L, lua.LNil)
	case i < n:
		return push(L, t.Remove(i))
	}
	// Places at the end that were set to nil go first.
	for {
		if v := t.Remove(-1); v != lua.LNil {
			return push(L, v)
		}
	}
}

func tableConcat(L *lua.LState) int {
	t := checkTable(L, 1)
	separator := optionalText(L, 2, "")
	first, last := optionalInteger(L, 3, 1), optionalInteger(L, 4, t.Len())
	work := meter{fiber: fiberOf(L)}
	var text strings.Builder
	for i := first; i <= last; i++ {
		v := t.RawGetInt(i)
		item, ok := textOf(v)
		if !ok {
			L.RaiseError("invalid value (%s) at index %d in table for concat", v.Type(), i)
		}
		if text.Len()+len(item)+len(separator) > maxText {
			L.RaiseError("resulting string too large")
		}
		text.WriteString(item)
		if i < last {
			text.WriteString(separator)
		}
		work.step(1)
	}
	grew(L, text.Len())
	return push(L, lua.LString(text.String()))
}

// tableSort sorts a copy and puts it back, so that a comparison that raises
// leaves the table as it was.
func tableSort(L *lua.LState) int {
	t := checkWritable(L, 1)
	list := sorting{L: L, work: meter{fiber: fiberOf(L)}}
	if L.Get(2) != lua.LNil {
		list.compare = L.CheckFunction(2)
	}
	list.values = make([]lua.LValue, t.Len())
	for i := range list.values {
		list.values[i] = t.RawGetInt(i + 1)
	}
	sort.Sort(&list)
	for i, v := range list.values {
		t.RawSetInt(i+1, v)
	}
	return 0
}

// sorting implements sort.Interface, which asks for the same comparisons in
// every run, and ends whatever it is answered.
type sorting struct {
	L       *lua.LState
	compare *lua.LFunction
	values  []lua.LValue
	work    meter
}

func (s *sorting) Len() int      { return len(s.values) }
func (s *sorting) Swap(i, j int) { s.values[i], s.values[j] = s.values[j], s.values[i] }

func (s *sorting) Less(i, j int) bool {
	if s.compare == nil {
		s.work.step(2)
		return s.L.LessThan(s.values[i], s.values[j])
	}
	s.L.Push(s.compare)
	s.L.Push(s.values[i])
	s.L.Push(s.values[j])
	s.L.Call(2, 1)
	less := lua.LVAsBool(s.L.Get(-1))
	s.L.Pop(1)
	return less
}

func unpack(L *lua.LState) int {
	t := checkTable(L, 1)
	first, last := optionalInteger(L, 2, 1), optionalInteger(L, 3, t.Len())
	if last-first >= maxResults {
		L.RaiseError("too many results to unpack")
	}
	for i := first; i <= last; i++ {
		v := t.RawGetInt(i)
		if v == lua.LNil {
			v = t.RawGet(lua.LNumber(i)) // keys below 1
		}
		L.Push(v)
	}
	return max(0, last-first+1)
}

// tableMaxN is the largest number among the keys.
func tableMaxN(L *lua.LState) int {
	t := checkTable(L, 1)
	most, last := lua.LNumber(t.MaxN()), lua.LValue(lua.LNil)
	if most > 0 {
		last = most // the keys before it are less
	}
	for k, _ := t.Next(last); k != lua.LNil; k, _ = t.Next(k) {
		if n, ok := k.(lua.LNumber); ok {
			most = max(most, n)
		}
	}
	return push(L, most)
}
