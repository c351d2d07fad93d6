package vm

import (
	lua "github.com/yuin/gopher-lua"
)

// A read-only table is an empty one in front of another that holds what it
// shows. The metatable of the front answers reads from there and refuses
// writes; Lua can neither see nor change that metatable. The VM asks a
// metatable only about keys that a table has not: that is why the front is
// empty. Go functions that read a table go through contents.

// Keys of the metatables of read-only tables, beside those of Lua.
const (
	contentKey = "__content" // the table with what the front shows
	shadowKey  = "__shadow"  // what stands for the front where it serves as a metatable
)

// contentOf is what is behind a read-only table, or nil for any other.
func contentOf(t *lua.LTable) *lua.LTable {
	metatable, ok := t.Metatable.(*lua.LTable)
	if !ok || !isLocked(metatable) {
		return nil
	}
	content, _ := metatable.RawGetString(contentKey).(*lua.LTable)
	return content
}

// behind is where the entries of t are: behind it if it is read-only, else in it.
// It must not reach Lua.
func behind(t *lua.LTable) *lua.LTable {
	if content := contentOf(t); content != nil {
		return content
	}
	return t
}

// contents is behind as an ordinary table.
func contents(t *lua.LTable) *lua.LTable { return ordinary(behind(t)) }

// readOnly is a front for a table of names.
func (m *Machine) readOnly(name string, content *lua.LTable) *lua.LTable {
	front := m.root.CreateTable(0, 0)
	content = m.inOrder(content)
	metatable := m.lockedIndex(content)
	metatable.RawSetString(contentKey, content)
	metatable.RawSetString("__newindex", m.root.NewFunction(func(L *lua.LState) int {
		L.RaiseError("attempt to change read-only table '%s'", name)
		return 0
	}))
	front.Metatable = metatable
	return front
}

// freeze makes t read-only. It stays the same table, so what it holds moves
// behind it. Operators go on working; changes made later to a metatable that t
// had are not seen.
func (m *Machine) freeze(t *lua.LTable) {
	if contentOf(t) != nil {
		return
	}
	content := m.root.CreateTable(0, 0)
	*content = *ordinary(t)
	*t = lua.LTable{Metatable: m.frozenType(content)}
}

// frozenType is the metatable of the front of content, which still has the
// metatable that the table had.
func (m *Machine) frozenType(content *lua.LTable) *lua.LTable {
	metatable := m.root.CreateTable(0, 8)
	index := lua.LValue(lua.LNil)
	shown := lua.LValue(lua.LFalse)
	if own, ok := content.Metatable.(*lua.LTable); ok {
		copyInto(metatable, own)
		index, shown = own.RawGetString("__index"), own
		if protected := own.RawGetString("__metatable"); protected != lua.LNil {
			shown = protected
		}
	}
	set := metatable.RawSetString
	set("__metatable", shown)
	set(lockedMark, lua.LTrue)
	set(contentKey, content)
	set(shadowKey, lua.LNil)
	set("__newindex", m.types.refusal)
	set("__index", content)
	if fallback, ok := index.(*lua.LFunction); ok {
		// It must be called with the front: with content it would get hold of
		// what can be changed.
		set("__index", m.root.NewFunction(func(L *lua.LState) int { return indexFrozen(L, content, fallback) }))
	}
	if metatable.RawGetString("__len") == lua.LNil {
		set("__len", m.types.length)
	}
	return metatable
}

func copyInto(to, from *lua.LTable) {
	ordinary(from)
	for k, v := from.Next(lua.LNil); k != lua.LNil; k, v = from.Next(k) {
		to.RawSet(k, v)
	}
}

func indexFrozen(L *lua.LState, content *lua.LTable, fallback *lua.LFunction) int {
	if v := content.RawGet(L.Get(2)); v != lua.LNil {
		return push(L, v)
	}
	front, key := L.Get(1), L.Get(2)
	L.Push(fallback)
	L.Push(front)
	L.Push(key)
	L.Call(2, 1)
	return 1
}

// asMetatable is what to give another table as its metatable when a program
// hands over t. The VM does not look behind fronts there, so it gets a copy,
// whose __metatable is t.
func (m *Machine) asMetatable(t *lua.LTable) *lua.LTable {
	content := contentOf(t)
	if content == nil {
		return forGood(t)
	}
	own := t.Metatable.(*lua.LTable)
	if shadow, ok := own.RawGetString(shadowKey).(*lua.LTable); ok {
		return shadow
	}
	shadow := m.root.CreateTable(0, 8)
	copyInto(shadow, content)
	if shadow.RawGetString("__metatable") == lua.LNil {
		shadow.RawSetString("__metatable", t)
	}
	own.RawSetString(shadowKey, shadow)
	return shadow
}

// see replaces a read-only argument by what is behind it, for Go functions of
// standard Lua that read it.
func see(L *lua.LState, n int) {
	if table, ok := L.Get(n).(*lua.LTable); ok {
		L.Replace(n, contents(table))
	}
}

// checkTable is what is in the table that is the n-th argument, for reading.
func checkTable(L *lua.LState, n int) *lua.LTable { return contents(L.CheckTable(n)) }

// checkWritable is the table that is the n-th argument, for writing; it raises
// when the table is read-only.
func checkWritable(L *lua.LState, n int) *lua.LTable {
	table := L.CheckTable(n)
	if contentOf(table) != nil {
		refuseWrite(L)
	}
	return ordinary(table)
}

func refuseWrite(L *lua.LState) int {
	L.RaiseError("attempt to change a read-only table")
	return 0
}

// frozenMethods are what the metatables of all frozen tables share.
func (m *Machine) frozenMethods() (refusal, length *lua.LFunction) {
	return m.root.NewFunction(refuseWrite), m.root.NewFunction(func(L *lua.LState) int {
		return push(L, lua.LNumber(checkTable(L, 1).Len()))
	})
}
