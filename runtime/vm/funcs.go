package vm

import (
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// executor is what funcs.new returns: calls with a context of their own. It
// never changes.
type executor struct{ context *wire.Table }

func (m *Machine) newExecutor(e executor) lua.LValue {
	return &lua.LUserData{Value: &e, Metatable: m.types.executor}
}

func (m *Machine) funcsModule() *lua.LTable {
	return m.module("funcs", map[string]function{
		"new":   func(L *lua.LState, _ *actor.Task) int { return push(L, m.newExecutor(executor{})) },
		"call":  func(L *lua.LState, t *actor.Task) int { return m.callFunction(L, t, 1, nil) },
		"async": func(L *lua.LState, t *actor.Task) int { return m.beginFunction(L, t, 1, nil) },
	})
}

func (m *Machine) executorType() *lua.LTable {
	another := func(L *lua.LState, _ *actor.Task) int {
		return push(L, m.newExecutor(*argument[*executor](L, 1, "executor")))
	}
	return m.userdataType(methodsOf(map[string]function{
		"call": func(L *lua.LState, t *actor.Task) int {
			return m.callFunction(L, t, 2, argument[*executor](L, 1, "executor").context)
		},
		"async": func(L *lua.LState, t *actor.Task) int {
			return m.beginFunction(L, t, 2, argument[*executor](L, 1, "executor").context)
		},
		"with_context": func(L *lua.LState, _ *actor.Task) int {
			e := *argument[*executor](L, 1, "executor")
			e.context = m.moreContext(L, e.context)
			return push(L, m.newExecutor(e))
		},
		"with_options": another,
		"with_actor":   another,
		"with_scope":   another,
	}))
}

// begin starts a call of the function that the first-th argument names.
func (m *Machine) begin(L *lua.LState, t *actor.Task, first int, context *wire.Table) (*actor.Call, *wire.Error) {
	target := L.OptString(first, "")
	namespace, name, found := strings.Cut(target, ":")
	switch {
	case target == "":
		return nil, wire.NewError(wire.Invalid, "function ID required")
	case !found || namespace == "":
		return nil, wire.NewError(wire.Invalid, "namespace required in function ID")
	case name == "":
		return nil, wire.NewError(wire.Invalid, "name required in function ID")
	}
	args, size := m.toMessage(L, first+1)
	return t.Call(target, args, size, context)
}

func (m *Machine) callFunction(L *lua.LState, t *actor.Task, first int, context *wire.Table) int {
	call, err := m.begin(L, t, first, context)
	if err != nil {
		return m.fail(L, err)
	}
	value, err := t.Wait(call)
	if err != nil {
		return m.fail(L, err)
	}
	return m.succeed(L, m.toLua(value))
}

func (m *Machine) beginFunction(L *lua.LState, t *actor.Task, first int, context *wire.Table) int {
	call, err := m.begin(L, t, first, context)
	if err != nil {
		return m.fail(L, err)
	}
	L.Push(&lua.LUserData{Value: call, Metatable: m.types.future})
	L.Push(lua.LNil)
	return 2
}

func (m *Machine) futureType() *lua.LTable {
	call := func(L *lua.LState) *actor.Call { return argument[*actor.Call](L, 1, "future") }
	response := func(L *lua.LState, _ *actor.Task) int { return push(L, m.channel(call(L).Channel())) }
	return m.userdataType(methodsOf(map[string]function{
		"response":    response,
		"channel":     response,
		"is_complete": func(L *lua.LState, _ *actor.Task) int { return push(L, lua.LBool(call(L).Done())) },
		"is_canceled": func(L *lua.LState, _ *actor.Task) int { return push(L, lua.LBool(call(L).Canceled())) },
		"cancel": func(L *lua.LState, t *actor.Task) int {
			t.CancelCall(call(L))
			L.Push(lua.LTrue)
			L.Push(lua.LNil)
			return 2
		},
		"result": func(L *lua.LState, _ *actor.Task) int { return m.futureResult(L, call(L)) },
		"error": func(L *lua.LState, _ *actor.Task) int {
			if _, err := call(L).Result(); err != nil {
				L.Push(m.newError(err))
				L.Push(lua.LTrue)
				return 2
			}
			L.Push(lua.LNil)
			L.Push(lua.LFalse)
			return 2
		},
	}))
}

func (m *Machine) futureResult(L *lua.LState, call *actor.Call) int {
	value, err := call.Result()
	switch {
	case err != nil:
		return m.fail(L, err)
	case call.Done():
		L.Push(m.newPayload(value))
	default:
		L.Push(lua.LNil)
	}
	L.Push(lua.LNil)
	return 2
}

// completed is what the channel of a future yields.
func (m *Machine) completed(call *actor.Call) lua.LValue {
	value, err := call.Result()
	if err != nil {
		return m.newError(err)
	}
	return m.newPayload(value)
}
