package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// Variable is an environment variable that an app declares. Its value was read
// when the node began: what happens to the environment later does not change a
// run.
type Variable struct {
	ID       string // entry ID
	Name     string // what programs may call it besides
	Value    string
	Set      bool // it has a value
	ReadOnly bool
}

// environment is what the env module shows and changes; changes stay in the
// node.
type environment struct {
	list  []*Variable
	names map[string]*Variable // by ID and by name
}

func newEnvironment(variables []Variable) *environment {
	e := &environment{names: map[string]*Variable{}}
	for i := range variables {
		v := &variables[i]
		e.list = append(e.list, v)
		e.names[v.ID] = v
		if v.Name != "" {
			e.names[v.Name] = v
		}
	}
	return e
}

func (m *Machine) envModule() *lua.LTable {
	return m.module("env", map[string]function{
		"get": func(L *lua.LState, _ *actor.Task) int {
			name := L.CheckString(1)
			if name == "" {
				return m.invalid(L, "variable name is required")
			}
			v := m.env.names[name]
			if v == nil || !v.Set {
				return m.fail(L, wire.NewError(wire.NotFound, "variable not found: "+name))
			}
			return m.succeed(L, lua.LString(v.Value))
		},
		"set": func(L *lua.LState, _ *actor.Task) int {
			name, value := L.CheckString(1), L.CheckString(2)
			v := m.env.names[name]
			switch {
			case v == nil:
				return m.fail(L, wire.NewError(wire.NotFound, "variable not found: "+name))
			case v.ReadOnly:
				return m.fail(L, wire.NewError(wire.PermissionDenied, "variable is read-only: "+name))
			}
			v.Value, v.Set = value, true
			return m.succeed(L, lua.LTrue)
		},
		"get_all": func(L *lua.LState, _ *actor.Task) int {
			all := L.CreateTable(0, len(m.env.list))
			for _, v := range m.env.list {
				if v.Set {
					name := v.Name
					if name == "" {
						name = v.ID
					}
					all.RawSetString(name, lua.LString(v.Value))
				}
			}
			return m.succeed(L, all)
		},
	})
}
