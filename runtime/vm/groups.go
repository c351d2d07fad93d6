package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// groups is an open scope of process groups.
type groups struct {
	scope    string
	released bool
}

const scopeKind = "pg.scope"

func (m *Machine) pgModule() *lua.LTable {
	return m.module("pg", map[string]function{
		"open": func(L *lua.LState, _ *actor.Task) int {
			id := L.OptString(1, "")
			if id == "" {
				return m.invalid(L, "resource id is required")
			}
			if entry := m.registry.get(id); entry == nil || entry.Kind != scopeKind {
				return m.fail(L, wire.NewError(wire.Internal, "failed to acquire pg scope: "+id+" is no "+scopeKind))
			}
			return push(L, &lua.LUserData{Value: &groups{scope: id}, Metatable: m.types.groups})
		},
	})
}

func (m *Machine) groupsType() *lua.LTable {
	members := m.withScope(func(L *lua.LState, t *actor.Task, g *groups) int {
		return m.succeed(L, m.toLua(pidList(t.Process().System().Members(g.scope, L.CheckString(2)))))
	})
	which := m.withScope(func(L *lua.LState, t *actor.Task, g *groups) int {
		list := &wire.Table{}
		for _, group := range t.Process().System().Groups(g.scope) {
			list.Items = append(list.Items, group)
		}
		return m.succeed(L, m.toLua(list))
	})
	broadcast := m.withScope(m.broadcast)
	metatable := m.userdataType(methodsOf(map[string]function{
		"join":               m.withScope(m.joinGroups),
		"leave":              m.withScope(m.leaveGroups),
		"get_members":        members,
		"get_local_members":  members,
		"which_groups":       which,
		"which_local_groups": which,
		"broadcast":          broadcast,
		"broadcast_local":    broadcast,
		"monitor":            m.watching(m.monitorGroup),
		"events":             m.watching(m.groupEvents),
		"release": func(L *lua.LState, _ *actor.Task) int {
			argument[*groups](L, 1, "pg instance").released = true
			return push(L, lua.LTrue)
		},
	}))
	metatable.RawSetString("__tostring", m.root.NewFunction(func(L *lua.LState) int {
		return push(L, lua.LString("pg.Instance{"+argument[*groups](L, 1, "pg instance").scope+"}"))
	}))
	return metatable
}

// withScope refuses instances that were released.
func (m *Machine) withScope(f func(*lua.LState, *actor.Task, *groups) int) function {
	return func(L *lua.LState, t *actor.Task) int {
		g := argument[*groups](L, 1, "pg instance")
		if g.released {
			return m.invalid(L, "pg instance is released")
		}
		return f(L, t, g)
	}
}

// watching is withScope for what answers a subscription and a snapshot, or two
// nils and an error.
func (m *Machine) watching(f func(*lua.LState, *actor.Task, *groups) (*actor.GroupWatch, *wire.Table, *wire.Error)) function {
	return func(L *lua.LState, t *actor.Task) int {
		g := argument[*groups](L, 1, "pg instance")
		if g.released {
			L.Push(lua.LNil)
			return 1 + m.invalid(L, "pg instance is released")
		}
		watch, snapshot, err := f(L, t, g)
		if err != nil {
			L.Push(lua.LNil)
			return 1 + m.fail(L, err)
		}
		L.Push(m.newGroupWatch(watch))
		return 1 + m.succeed(L, m.toLua(snapshot))
	}
}

// succeed pushes a value and no error.
func (m *Machine) succeed(L *lua.LState, v lua.LValue) int {
	L.Push(v)
	L.Push(lua.LNil)
	return 2
}

// groupNames reads an argument that is a name or a list of names.
func groupNames(v lua.LValue) ([]string, *wire.Error) {
	switch v := v.(type) {
	case lua.LString:
		if v == "" {
			return nil, wire.NewError(wire.Invalid, "group name is required")
		}
		return []string{string(v)}, nil
	case *lua.LTable:
		v = contents(v)
		var names []string
		for i := 1; i <= v.Len(); i++ {
			name, ok := v.RawGetInt(i).(lua.LString)
			if !ok || name == "" {
				return nil, wire.NewError(wire.Invalid, "group name is required")
			}
			names = append(names, string(name))
		}
		if len(names) == 0 {
			return nil, wire.NewError(wire.Invalid, "groups table must not be empty")
		}
		return names, nil
	}
	return nil, wire.NewError(wire.Invalid, "group name (string) or groups table required")
}

func (m *Machine) joinGroups(L *lua.LState, t *actor.Task, g *groups) int {
	names, err := groupNames(L.Get(2))
	if err != nil {
		return m.fail(L, err)
	}
	if err := t.Join(g.scope, names); err != nil {
		return m.fail(L, err)
	}
	return m.succeed(L, lua.LTrue)
}

func (m *Machine) leaveGroups(L *lua.LState, t *actor.Task, g *groups) int {
	names, err := groupNames(L.Get(2))
	if err == nil {
		err = t.Leave(g.scope, names)
	}
	if err != nil {
		return m.fail(L, err)
	}
	return m.succeed(L, lua.LTrue)
}

func (m *Machine) broadcast(L *lua.LState, t *actor.Task, g *groups) int {
	group, topic := L.OptString(2, ""), L.OptString(3, "")
	switch {
	case group == "":
		return m.invalid(L, "group name is required")
	case topic == "":
		return m.invalid(L, "topic is required")
	}
	payloads, size := m.toMessage(L, 4)
	t.Broadcast(g.scope, group, topic, payloads, size)
	return m.succeed(L, lua.LTrue)
}

func (m *Machine) monitorGroup(L *lua.LState, t *actor.Task, g *groups) (*actor.GroupWatch, *wire.Table, *wire.Error) {
	group := L.OptString(2, "")
	if group == "" {
		return nil, nil, wire.NewError(wire.Invalid, "group name is required")
	}
	return t.WatchGroup(g.scope, group), pidList(t.Process().System().Members(g.scope, group)), nil
}

func (m *Machine) groupEvents(_ *lua.LState, t *actor.Task, g *groups) (*actor.GroupWatch, *wire.Table, *wire.Error) {
	system := t.Process().System()
	snapshot := &wire.Table{}
	for _, group := range system.Groups(g.scope) {
		snapshot.Fields = append(snapshot.Fields, wire.Field{Key: group, Value: pidList(system.Members(g.scope, group))})
	}
	return t.WatchGroup(g.scope, ""), snapshot, nil
}

func pidList(pids []wire.PID) *wire.Table {
	list := &wire.Table{}
	for _, pid := range pids {
		list.Items = append(list.Items, pid.String())
	}
	return list
}

func (m *Machine) newGroupWatch(w *actor.GroupWatch) lua.LValue {
	return &lua.LUserData{Value: w, Metatable: m.types.groupWatch}
}

func (m *Machine) groupWatchType() *lua.LTable {
	return m.userdataType(methodsOf(map[string]function{
		"channel": func(L *lua.LState, _ *actor.Task) int {
			return push(L, m.channel(argument[*actor.GroupWatch](L, 1, "subscription").Channel()))
		},
		"close": func(L *lua.LState, t *actor.Task) int {
			w := argument[*actor.GroupWatch](L, 1, "subscription")
			flush := false
			if options, ok := L.Get(2).(*lua.LTable); ok {
				flush = lua.LVAsBool(contents(options).RawGetString("flush"))
			}
			t.UnwatchGroup(w, flush)
			return push(L, lua.LTrue)
		},
	}))
}
