package vm

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/wire"
)

// toWire copies a Lua value out of a process. Functions, threads and most
// userdata do not cross: they become nil, and so does what is under them as a
// key. A read-only table arrives as one that can be changed.
func (m *Machine) toWire(v lua.LValue) wire.Value {
	switch v := v.(type) {
	case lua.LBool:
		return bool(v)
	case lua.LNumber:
		return float64(v)
	case lua.LString:
		return m.wireText(string(v))
	case *lua.LTable:
		return (&outgoing{machine: m}).copy(v)
	case *lua.LUserData:
		value, _ := userdataToWire(v)
		return value
	}
	return nil
}

// userdataToWire is what crosses of userdata: error objects, and the values of
// payloads that were made to be sent.
func userdataToWire(u *lua.LUserData) (v wire.Value, ok bool) {
	switch v := u.Value.(type) {
	case *wire.Error:
		return v, true
	case *payload:
		if v.made {
			return v.value, true
		}
	}
	return nil, false
}

// toWireList copies the arguments from the first-th on.
func (m *Machine) toWireList(L *lua.LState, first int) []wire.Value {
	values, _ := m.toMessage(L, first)
	return values
}

// toMessage is toWireList that tells, too, about how many bytes they take. It
// raises when that is more than the node allows.
func (m *Machine) toMessage(L *lua.LState, first int) (values []wire.Value, size int) {
	n := L.GetTop() - first + 1
	if n <= 0 {
		return nil, 0
	}
	values = make([]wire.Value, n)
	size = n * valueBytes
	for i := range values {
		switch v := L.Get(first + i).(type) {
		case *lua.LTable:
			c := outgoing{machine: m, L: L, work: meter{fiber: fiberOf(L)}, size: size}
			values[i] = c.copy(v)
			size = c.size
		case lua.LString:
			values[i] = m.wireText(string(v))
			size += len(v)
		default:
			values[i] = m.toWire(v)
		}
	}
	checkSent(L, size)
	return values, size
}

// About how many bytes parts of a message take.
const (
	valueBytes = 16
	tableBytes = 64
)

// checkedBytes is how often the size of a copy is looked at, a power of two.
const checkedBytes = 1 << 16

// checkSent raises if a message of so many bytes is too large.
func checkSent(L *lua.LState, size int) {
	f := fiberOf(L)
	limit := f.task.Process().System().Limits().Message
	if limit > 0 && size > limit {
		err := f.task.Exceeds(wire.LimitMessage, limit, fmt.Sprintf("what is sent has more than %d bytes", limit))
		L.Error(f.machine.newError(err), 1)
	}
}

// outgoing is one copy on its way out. It remembers the tables it has seen, so
// that tables which contain each other stay so, and those it has not filled
// yet: tables may lie deeper in each other than a stack is high.
type outgoing struct {
	machine   *Machine
	first     *lua.LTable
	firstCopy *wire.Table
	seen      map[*lua.LTable]*wire.Table
	unfilled  []unfilled
	work      meter       // counts if it has a fiber
	size      int         // about how many bytes the copy takes by now
	checked   int         // size when that was last looked at
	L         *lua.LState // if what is too large is to raise
}

type unfilled struct {
	from *lua.LTable
	to   *wire.Table
}

func (c *outgoing) copy(t *lua.LTable) *wire.Table {
	c.first, c.firstCopy = t, newCopy(t)
	c.fill(c.firstCopy, t)
	for last := len(c.unfilled) - 1; last >= 0; last = len(c.unfilled) - 1 {
		next := c.unfilled[last]
		c.unfilled = c.unfilled[:last]
		c.fill(next.to, next.from)
	}
	return c.firstCopy
}

// newCopy makes the table that t is copied to.
func newCopy(t *lua.LTable) *wire.Table {
	return wire.NewTable(insideOf(behind(t)).count())
}

func (c *outgoing) value(v lua.LValue) (wire.Value, bool) {
	switch v := v.(type) {
	case lua.LBool:
		return bool(v), true
	case lua.LNumber:
		return float64(v), true
	case lua.LString:
		c.size += len(v)
		return c.machine.wireText(string(v)), true
	case *lua.LTable:
		return c.table(v), true
	case *lua.LUserData:
		return userdataToWire(v)
	}
	return nil, false
}

func (c *outgoing) table(t *lua.LTable) *wire.Table {
	if c.first == t {
		return c.firstCopy
	}
	if copied := c.seen[t]; copied != nil {
		return copied
	}
	if c.seen == nil {
		c.seen = map[*lua.LTable]*wire.Table{}
	}
	copied := newCopy(t)
	c.size += tableBytes
	c.seen[t] = copied
	c.unfilled = append(c.unfilled, unfilled{t, copied})
	return copied
}

// fill copies the entries in the order in which next yields them.
func (c *outgoing) fill(copied *wire.Table, t *lua.LTable) {
	t = behind(t)
	if meta, ok := t.Metatable.(*lua.LTable); ok && !isLocked(meta) {
		copied.Meta = c.table(meta)
	}
	n := t.Len()
	if n > 0 {
		copied.Items = make([]wire.Value, n)
		for i := range n {
			c.step()
			copied.Items[i], _ = c.value(t.RawGetInt(i + 1))
		}
	}
	in := insideOf(t)
	for i := n; i < len(in.array); i++ { // behind a gap
		if v := in.array[i]; v != lua.LNil {
			c.field(copied, lua.LNumber(i+1), v)
		}
	}
	if in.small() {
		for i, v := range in.values() {
			if v != lua.LNil {
				c.field(copied, in.keys[i], v)
			}
		}
		return
	}
	for _, k := range in.keys { // those of values that are gone, too
		if v := t.RawGetH(k); v != lua.LNil {
			c.field(copied, k, v)
		}
	}
}

func (c *outgoing) field(copied *wire.Table, k, v lua.LValue) {
	c.step()
	key, ok := c.value(k)
	if !ok || k.Type() == lua.LTUserData {
		return
	}
	if value, ok := c.value(v); ok {
		copied.Fields = append(copied.Fields, wire.Field{Key: key, Value: value})
	}
}

// step counts one value more. What is too large is not copied to its end.
func (c *outgoing) step() {
	c.size += 2 * valueBytes
	if c.work.fiber != nil {
		c.work.step(1)
	}
	if c.L != nil && c.size&^(checkedBytes-1) != c.checked {
		c.checked = c.size &^ (checkedBytes - 1)
		checkSent(c.L, c.size)
	}
}

// toLua copies a value into a process.
func (m *Machine) toLua(v wire.Value) lua.LValue {
	switch v := v.(type) {
	case bool:
		return lua.LBool(v)
	case float64:
		return lua.LNumber(v)
	case string:
		return m.luaText(v)
	case *wire.Table:
		return m.toLuaTable(v)
	case *wire.Error:
		return m.newError(v)
	}
	return lua.LNil
}

func (m *Machine) toLuaList(values []wire.Value) []lua.LValue {
	list := make([]lua.LValue, len(values))
	for i, v := range values {
		list[i] = m.toLua(v)
	}
	return list
}

// incoming is one copy on its way in, as outgoing is on its way out.
type incoming struct {
	tables []arrived                   // all so far, in the order in which they are filled
	seen   map[*wire.Table]*lua.LTable // the same, once there are more than a few
}

// fewTables are found without a map.
const fewTables = 4

// arrived is a table with its copy.
type arrived struct {
	from *wire.Table
	to   *lua.LTable
}

func (m *Machine) toLuaTable(t *wire.Table) *lua.LTable {
	c := incoming{tables: m.arrived}
	m.arrived = nil
	copied := c.table(m, t)
	for i := 0; i < len(c.tables); i++ {
		c.fill(m, c.tables[i].to, c.tables[i].from)
	}
	if len(c.tables) <= fewTables {
		clear(c.tables)
		m.arrived = c.tables[:0]
	}
	return copied
}

func (c *incoming) value(m *Machine, v wire.Value) lua.LValue {
	if t, ok := v.(*wire.Table); ok {
		return c.table(m, t)
	}
	return m.toLua(v)
}

func (c *incoming) table(m *Machine, t *wire.Table) *lua.LTable {
	if copied := c.copyOf(t); copied != nil {
		return copied
	}
	copied := m.tableFor(t)
	c.tables = append(c.tables, arrived{t, copied})
	switch {
	case c.seen != nil:
		c.seen[t] = copied
	case len(c.tables) > fewTables:
		c.seen = make(map[*wire.Table]*lua.LTable, 2*len(c.tables))
		for _, a := range c.tables {
			c.seen[a.from] = a.to
		}
	}
	return copied
}

// copyOf is the copy of a table that has come before, or nil.
func (c *incoming) copyOf(t *wire.Table) *lua.LTable {
	if c.seen != nil {
		return c.seen[t]
	}
	for i := range c.tables {
		if c.tables[i].from == t {
			return c.tables[i].to
		}
	}
	return nil
}

// tableFor makes the table of a copy. The exact sizes matter: a table that grows
// its first key takes ten times the memory.
func (m *Machine) tableFor(t *wire.Table) *lua.LTable {
	return newTable(m.root, len(t.Items), len(t.Fields))
}

// setField gives a table of the runtime's a field.
func (m *Machine) setField(t *lua.LTable, name string, value lua.LValue) {
	setField(t, m.luaText(name), name, value)
}

func (c *incoming) fill(m *Machine, copied *lua.LTable, t *wire.Table) {
	for i, item := range t.Items {
		copied.RawSetInt(i+1, c.value(m, item))
	}
	for _, f := range t.Fields {
		if key, ok := f.Key.(string); ok {
			m.setField(copied, key, c.value(m, f.Value))
		} else {
			ordinary(copied).RawSet(c.value(m, f.Key), c.value(m, f.Value))
		}
	}
	if t.Meta != nil {
		copied.Metatable = forGood(c.table(m, t.Meta))
	}
}
