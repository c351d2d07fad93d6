package vm

import (
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// spawner is what process.with_context and the like return. It never changes;
// each of its methods that adds something returns another one.
type spawner struct {
	context  *wire.Table
	name     string
	messages []actor.Message
}

func (m *Machine) newSpawner(s spawner) lua.LValue {
	return &lua.LUserData{Value: &s, Metatable: m.types.spawner}
}

func (m *Machine) spawnerType() *lua.LTable {
	with := func(change func(L *lua.LState, s *spawner)) function {
		return func(L *lua.LState, _ *actor.Task) int {
			s := *argument[*spawner](L, 1, "spawner")
			change(L, &s)
			return push(L, m.newSpawner(s))
		}
	}
	accepted := with(func(*lua.LState, *spawner) {})
	return m.userdataType(methodsOf(map[string]function{
		"with_context": with(func(L *lua.LState, s *spawner) { s.context = m.moreContext(L, s.context) }),
		"with_options": accepted,
		"with_actor":   accepted,
		"with_scope":   accepted,
		"with_name": with(func(L *lua.LState, s *spawner) {
			if s.name = L.CheckString(2); s.name == "" {
				L.RaiseError("name cannot be empty")
			}
		}),
		"with_message": with(func(L *lua.LState, s *spawner) {
			msg := actor.Message{Topic: L.CheckString(2)}
			msg.Payloads, msg.Size = m.toMessage(L, 3)
			s.messages = append(slices.Clip(s.messages), msg)
		}),
		"spawn":                  m.spawnWith("spawn", false, false),
		"spawn_monitored":        m.spawnWith("spawn_monitored", true, false),
		"spawn_linked":           m.spawnWith("spawn_linked", false, true),
		"spawn_linked_monitored": m.spawnWith("spawn_linked_monitored", true, true),
		"exec": func(L *lua.LState, t *actor.Task) int {
			return m.exec(L, t, 2, argument[*spawner](L, 1, "spawner"))
		},
	}))
}

// moreContext is the context in a table argument, added to what there is.
func (m *Machine) moreContext(L *lua.LState, base *wire.Table) *wire.Table {
	more, _ := m.toWire(L.CheckTable(2)).(*wire.Table)
	return actor.Merge(base, more)
}

// options are those of a spawn that a spawner makes; args take about size bytes.
func (s *spawner) options(entry, host string, args []wire.Value, size int) actor.SpawnOptions {
	o := actor.SpawnOptions{Entry: entry, Host: host, Args: args, Size: size, Context: s.context, Name: s.name}
	for _, msg := range s.messages {
		o.Messages = append(o.Messages, &msg)
	}
	return o
}

func (m *Machine) spawnWith(name string, monitored, linked bool) function {
	return func(L *lua.LState, t *actor.Task) int {
		s := argument[*spawner](L, 1, "spawner")
		if L.GetTop() < 3 {
			L.RaiseError("%s requires at least id and host arguments", name)
		}
		args, size := m.toMessage(L, 4)
		o := s.options(L.CheckString(2), L.CheckString(3), args, size)
		o.Monitored, o.Linked = monitored, linked
		pid, err := t.Spawn(o)
		if err != nil {
			return m.fail(L, err)
		}
		return push(L, m.pidText(t, pid))
	}
}

// exec runs a process and answers with its first result; its arguments begin
// at the first-th of the call.
func (m *Machine) exec(L *lua.LState, t *actor.Task, first int, s *spawner) int {
	if L.GetTop() < first+1 {
		return m.invalid(L, "exec requires id and host arguments")
	}
	id, host := L.CheckString(first), L.CheckString(first+1)
	namespace, name, found := strings.Cut(id, ":")
	switch {
	case id == "":
		return m.invalid(L, "process ID required")
	case !found || namespace == "" || name == "":
		return m.invalid(L, "invalid process ID format (namespace:name required)")
	case host == "":
		return m.invalid(L, "host ID required")
	}
	args, size := m.toMessage(L, first+2)
	call, err := t.Exec(s.options(id, host, args, size))
	if err != nil {
		return m.fail(L, err)
	}
	value, err := t.Wait(call)
	if err != nil {
		return m.fail(L, err)
	}
	return push(L, m.toLua(value))
}

func (m *Machine) upgrade(L *lua.LState, t *actor.Task) int {
	t.Upgrade(L.OptString(1, ""), m.toWireList(L, 2))
	return 0
}
