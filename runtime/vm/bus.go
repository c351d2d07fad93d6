package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

func (m *Machine) eventsModule() *lua.LTable {
	return m.module("events", map[string]function{
		"subscribe": func(L *lua.LState, t *actor.Task) int {
			system := L.OptString(1, "")
			if system == "" {
				return m.invalid(L, "system pattern is required")
			}
			sub := t.Subscribe(system, L.OptString(2, "*"))
			L.Push(&lua.LUserData{Value: sub, Metatable: m.types.subscription})
			L.Push(lua.LNil)
			return 2
		},
		"send": func(L *lua.LState, t *actor.Task) int {
			names := [...]string{"system", "kind", "path"}
			for i, name := range names {
				if L.OptString(i+1, "") == "" {
					return m.invalid(L, name+" is required")
				}
			}
			L.SetTop(min(L.GetTop(), 4))
			var data wire.Value
			values, size := m.toMessage(L, 4)
			if len(values) > 0 {
				data = values[0]
			}
			t.Publish(L.CheckString(1), L.CheckString(2), L.CheckString(3), data, size)
			L.Push(lua.LTrue)
			L.Push(lua.LNil)
			return 2
		},
	})
}

func (m *Machine) subscriptionType() *lua.LTable {
	return m.userdataType(methodsOf(map[string]function{
		"channel": func(L *lua.LState, _ *actor.Task) int {
			return push(L, m.channel(argument[*actor.Subscription](L, 1, "subscription").Channel()))
		},
		"close": func(L *lua.LState, t *actor.Task) int {
			t.Unsubscribe(argument[*actor.Subscription](L, 1, "subscription"))
			return push(L, lua.LTrue)
		},
	}))
}

func (m *Machine) ctxModule() *lua.LTable {
	return m.module("ctx", map[string]function{
		"get": func(L *lua.LState, t *actor.Task) int {
			key := L.CheckString(1)
			if key == "" {
				return m.invalid(L, "key is required")
			}
			if values := t.Process().Context(); values != nil {
				if v := values.Get(key); v != nil {
					L.Push(m.toLua(v))
					L.Push(lua.LNil)
					return 2
				}
			}
			return m.fail(L, wire.NewError(wire.NotFound, "no value for key '"+key+"'"))
		},
		"all": func(L *lua.LState, t *actor.Task) int {
			values := t.Process().Context()
			if values == nil {
				values = &wire.Table{}
			}
			L.Push(m.toLua(values))
			L.Push(lua.LNil)
			return 2
		},
	})
}
