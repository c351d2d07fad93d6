package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// systemModule tells about the node, as far as that is the same in every run
// of the same app, seed and input.
func (m *Machine) systemModule() *lua.LTable {
	supervisor := m.functions(map[string]function{
		"state":  m.serviceState,
		"states": m.serviceStates,
	})
	process := m.functions(map[string]function{
		"pid":      func(L *lua.LState, _ *actor.Task) int { return m.succeed(L, lua.LNumber(1)) },
		"hostname": func(L *lua.LState, _ *actor.Task) int { return m.succeed(L, lua.LString("localhost")) },
		"count": func(L *lua.LState, t *actor.Task) int {
			return m.succeed(L, lua.LNumber(len(t.Process().System().Processes())))
		},
		"list": func(L *lua.LState, t *actor.Task) int {
			return m.succeed(L, m.toLua(pidList(t.Process().System().Processes())))
		},
	})
	node := m.functions(map[string]function{
		"id": func(L *lua.LState, _ *actor.Task) int { return m.succeed(L, lua.LString("local")) },
	})
	table := m.functions(map[string]function{
		"exit": func(L *lua.LState, t *actor.Task) int {
			t.Exit(L.OptInt(1, 0))
			return m.succeed(L, lua.LTrue)
		},
	})
	unavailable := m.functions(map[string]function{"stats": m.noFigures, "allocated": m.noFigures, "heap": m.noFigures})
	table.RawSetString("supervisor", m.readOnly("system.supervisor", supervisor))
	table.RawSetString("process", m.readOnly("system.process", process))
	table.RawSetString("node", m.readOnly("system.node", node))
	table.RawSetString("memory", m.readOnly("system.memory", unavailable))
	return m.readOnly("system", table)
}

// noFigures answers questions whose answers differ from run to run.
func (m *Machine) noFigures(L *lua.LState, _ *actor.Task) int {
	return m.fail(L, wire.NewError(wire.Unavailable, "memory figures differ from run to run, so programs cannot have them"))
}

func (m *Machine) serviceState(L *lua.LState, t *actor.Task) int {
	id := L.CheckString(1)
	system := t.Process().System()
	for _, s := range system.Services() {
		if s.ID == id {
			return m.succeed(L, m.toLua(serviceTable(system, s)))
		}
	}
	return m.fail(L, wire.NewError(wire.NotFound, "service not found: "+id))
}

func (m *Machine) serviceStates(L *lua.LState, t *actor.Task) int {
	list := &wire.Table{}
	system := t.Process().System()
	for _, s := range system.Services() {
		list.Items = append(list.Items, serviceTable(system, s))
	}
	return m.succeed(L, m.toLua(list))
}

// serviceTable has times in nanoseconds since 1970, to be shown by time.unix.
func serviceTable(system *actor.System, s actor.ServiceStatus) *wire.Table {
	date := func(at wire.Time) float64 {
		return float64(system.Clock().Add(at.Sub(system.Now())).UnixNano())
	}
	table := wire.Record(
		"id", s.ID, "status", s.State.String(), "desired", s.Desired.String(), "retry_count", float64(s.Retries),
		"last_update", date(s.Changed), "started_at", date(s.Started))
	if s.Details != "" {
		table.Fields = append(table.Fields, wire.Field{Key: "details", Value: s.Details})
	}
	return table
}
