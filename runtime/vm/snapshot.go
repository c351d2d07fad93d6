package vm

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// snapshot is one version of the registry. changes are what is to be made of
// it, and versionID is what names it.
type (
	snapshot struct {
		registry *registry
		index    int
	}
	changes struct {
		snapshot
		ops []op
	}
	versionID int // index
)

// op is one change of an entry.
type op struct {
	kind  string // entry.create, entry.update or entry.delete
	entry *Entry // of a delete, the ID alone
}

func (s snapshot) entries() []*Entry { return s.registry.versions[s.index].entries }

func (m *Machine) newSnapshot(s snapshot) lua.LValue {
	return &lua.LUserData{Value: &s, Metatable: m.types.snapshot}
}

func (m *Machine) newVersion(index int) lua.LValue {
	return &lua.LUserData{Value: versionID(index), Metatable: m.types.version}
}

func (m *Machine) snapshotGet(L *lua.LState, s *snapshot, n int) int {
	id := L.CheckString(n)
	entry := find(s.entries(), id)
	if entry == nil {
		return m.fail(L, wire.NewError(wire.NotFound, "entry not found: "+id))
	}
	return m.succeed(L, m.toLua(entry.table()))
}

func (m *Machine) snapshotFind(L *lua.LState, s *snapshot, n int) int {
	wanted := &wire.Table{}
	if L.Get(n) != lua.LNil {
		wanted, _ = m.toWire(L.CheckTable(n)).(*wire.Table)
	}
	f, err := newFilter(wanted)
	if err != nil {
		return m.fail(L, err)
	}
	return m.succeed(L, m.toLua(entryList(f.apply(s.entries()))))
}

func (m *Machine) snapshotType() *lua.LTable {
	self := func(L *lua.LState) *snapshot { return argument[*snapshot](L, 1, "snapshot") }
	return m.userdataType(methodsOf(map[string]function{
		"entries": func(L *lua.LState, _ *actor.Task) int { return m.succeed(L, m.toLua(entryList(self(L).entries()))) },
		"get":     func(L *lua.LState, _ *actor.Task) int { return m.snapshotGet(L, self(L), 2) },
		"find":    func(L *lua.LState, _ *actor.Task) int { return m.snapshotFind(L, self(L), 2) },
		"namespace": func(L *lua.LState, _ *actor.Task) int {
			test := fieldTest("ns", L.CheckString(2))
			return m.succeed(L, m.toLua(entryList(filter{test}.apply(self(L).entries()))))
		},
		"version": func(L *lua.LState, _ *actor.Task) int { return push(L, m.newVersion(self(L).index)) },
		"changes": func(L *lua.LState, _ *actor.Task) int {
			return push(L, &lua.LUserData{Value: &changes{snapshot: *self(L)}, Metatable: m.types.changes})
		},
	}))
}

func (m *Machine) changesType() *lua.LTable {
	add := func(kind string) function {
		return func(L *lua.LState, _ *actor.Task) int {
			c := argument[*changes](L, 1, "changes")
			entry, err := m.entryArgument(L.Get(2), kind == "entry.delete")
			if err != nil {
				return m.fail(L, err)
			}
			c.ops = append(c.ops, op{kind, entry})
			return push(L, L.Get(1))
		}
	}
	return m.userdataType(methodsOf(map[string]function{
		"create": add("entry.create"),
		"update": add("entry.update"),
		"delete": add("entry.delete"),
		"ops": func(L *lua.LState, _ *actor.Task) int {
			return push(L, m.toLua(opList(argument[*changes](L, 1, "changes").ops)))
		},
		"apply": m.applyChanges,
	}))
}

func opList(ops []op) *wire.Table {
	list := &wire.Table{}
	for _, o := range ops {
		list.Items = append(list.Items, wire.Record("kind", o.kind, "entry", o.entry.table()))
	}
	return list
}

// entryArgument reads an entry table; to name one, an ID or {ns, name} will do.
func (m *Machine) entryArgument(v lua.LValue, nameOnly bool) (*Entry, *wire.Error) {
	invalid := wire.NewError(wire.Invalid, "entry must be a table with id and kind")
	if id, ok := v.(lua.LString); ok && nameOnly {
		return &Entry{ID: string(id), Meta: &wire.Table{}, Data: &wire.Table{}}, nil
	}
	table, ok := m.toWire(v).(*wire.Table)
	if !ok {
		return nil, invalid
	}
	id, _ := table.Get("id").(string)
	if ns, ok := table.Get("ns").(string); ok && id == "" {
		name, _ := table.Get("name").(string)
		id = ns + ":" + name
	}
	kind, _ := table.Get("kind").(string)
	if id == "" || kind == "" && !nameOnly {
		return nil, invalid
	}
	entry := &Entry{ID: id, Kind: kind, Meta: &wire.Table{}, Data: &wire.Table{}}
	if meta, ok := table.Get("meta").(*wire.Table); ok {
		entry.Meta = meta
	}
	if data, ok := table.Get("data").(*wire.Table); ok {
		entry.Data = data
	}
	return entry, nil
}

func (m *Machine) applyChanges(L *lua.LState, t *actor.Task) int {
	c := argument[*changes](L, 1, "changes")
	if len(c.ops) == 0 {
		return m.invalid(L, "there are no changes to apply")
	}
	entries := slices.Clone(c.entries())
	var told []string
	for _, o := range c.ops {
		var err *wire.Error
		if entries, err = o.apply(entries); err != nil {
			return m.fail(L, err)
		}
		told = append(told, strings.TrimPrefix(o.kind, "entry.")+" "+o.entry.ID)
	}
	r := m.registry
	t.ChangeRegistry(len(r.versions)+1, strings.Join(told, ", "), func() int {
		r.versions = append(r.versions, version{entries: entries, parent: c.index})
		r.current = len(r.versions) - 1
		return len(r.versions)
	})
	return m.succeed(L, m.newVersion(r.current))
}

// apply makes the change in a list of entries that is sorted by ID.
func (o op) apply(entries []*Entry) ([]*Entry, *wire.Error) {
	i, there := slices.BinarySearchFunc(entries, o.entry.ID, func(e *Entry, id string) int { return strings.Compare(e.ID, id) })
	switch {
	case o.kind == "entry.create" && there:
		return nil, wire.NewError(wire.AlreadyExists, "entry already exists: "+o.entry.ID)
	case o.kind == "entry.create":
		return slices.Insert(entries, i, o.entry), nil
	case !there:
		return nil, wire.NewError(wire.NotFound, "entry not found: "+o.entry.ID)
	case o.kind == "entry.delete":
		return slices.Delete(entries, i, i+1), nil
	}
	entries[i] = o.entry
	return entries, nil
}

func (m *Machine) versionType() *lua.LTable {
	self := func(L *lua.LState) int { return int(argument[versionID](L, 1, "version")) }
	to := func(step func(index int) int) function {
		return func(L *lua.LState, _ *actor.Task) int {
			if index := step(self(L)); index >= 0 && index < len(m.registry.versions) {
				return push(L, m.newVersion(index))
			}
			return push(L, lua.LNil)
		}
	}
	name := func(L *lua.LState) string { return "v" + strconv.Itoa(self(L)+1) }
	metatable := m.printable(methodsOf(map[string]function{
		"id":       func(L *lua.LState, _ *actor.Task) int { return push(L, lua.LNumber(self(L)+1)) },
		"string":   func(L *lua.LState, _ *actor.Task) int { return push(L, lua.LString(name(L))) },
		"previous": to(func(index int) int { return m.registry.versions[index].parent }),
		"next":     to(func(index int) int { return index + 1 }),
	}), name)
	return metatable
}

func (m *Machine) versionList(L *lua.LState, _ *actor.Task) int {
	list := L.CreateTable(len(m.registry.versions), 0)
	for i := range m.registry.versions {
		list.Append(m.newVersion(i))
	}
	return m.succeed(L, list)
}

func (m *Machine) applyVersion(L *lua.LState, t *actor.Task) int {
	index := int(argument[versionID](L, 1, "version"))
	t.ChangeRegistry(index+1, fmt.Sprintf("go to version %d", index+1), func() int {
		m.registry.current = index
		return index + 1
	})
	return m.succeed(L, lua.LTrue)
}

// buildDelta tells which changes make one version of another.
func (m *Machine) buildDelta(L *lua.LState, _ *actor.Task) int {
	from := m.registry.versions[argument[versionID](L, 1, "version")].entries
	to := m.registry.versions[argument[versionID](L, 2, "version")].entries
	var ops []op
	for _, entry := range to {
		switch old := find(from, entry.ID); {
		case old == nil:
			ops = append(ops, op{"entry.create", entry})
		case old != entry:
			ops = append(ops, op{"entry.update", entry})
		}
	}
	for _, entry := range from {
		if find(to, entry.ID) == nil {
			ops = append(ops, op{"entry.delete", entry})
		}
	}
	return m.succeed(L, m.toLua(opList(ops)))
}
