package vm

import (
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// newError is an error object as Lua sees it.
func (m *Machine) newError(e *wire.Error) lua.LValue {
	return &lua.LUserData{Value: e, Metatable: m.types.err}
}

// fail pushes nil and an error object: what every function of the runtime
// answers when it cannot do what it was asked.
func (m *Machine) fail(L *lua.LState, e *wire.Error) int {
	L.Push(lua.LNil)
	L.Push(m.located(L, e))
	return 2
}

// located is an error object that tells where it came about: right here, if it
// does not know of a better place.
func (m *Machine) located(L *lua.LState, e *wire.Error) lua.LValue {
	if e.Stack == "" {
		here := *e
		here.Stack = m.stackOf(L)
		e = &here
	}
	return m.newError(e)
}

// invalid is fail for a call that makes no sense.
func (m *Machine) invalid(L *lua.LState, message string) int {
	return m.fail(L, wire.NewError(wire.Invalid, message))
}

func errorOf(v lua.LValue) *wire.Error {
	if u, ok := v.(*lua.LUserData); ok {
		if e, ok := u.Value.(*wire.Error); ok {
			return e
		}
	}
	return nil
}

// plain is v with an error object replaced by its message, for the functions
// that take strings.
func plain(v lua.LValue) lua.LValue {
	if e := errorOf(v); e != nil {
		return lua.LString(e.Message)
	}
	return v
}

// where is entry:line of the Lua code that called the running function.
func where(L *lua.LState) string { return strings.TrimSuffix(L.Where(1), ":") }

func (m *Machine) errorType() *lua.LTable {
	methods := map[string]lua.LGFunction{
		"message": func(L *lua.LState) int { return push(L, lua.LString(checkError(L).Message)) },
		"kind":    func(L *lua.LState) int { return push(L, lua.LString(checkError(L).Kind)) },
		"stack": func(L *lua.LState) int {
			e := checkError(L)
			return push(L, lua.LString(strings.TrimSpace(e.Message+"\n"+e.Stack)))
		},
		"retryable": func(L *lua.LState) int {
			switch checkError(L).Retryable {
			case wire.RetryNo:
				return push(L, lua.LFalse)
			case wire.RetryYes:
				return push(L, lua.LTrue)
			}
			return push(L, lua.LNil)
		},
		"details": func(L *lua.LState) int {
			if e := checkError(L); e.Details != nil {
				return push(L, m.toLua(e.Details))
			}
			return push(L, lua.LNil)
		},
	}
	metatable := m.userdataType(methods)
	metatable.RawSetString("__tostring", m.root.NewFunction(func(L *lua.LState) int {
		return push(L, lua.LString(checkError(L).Message))
	}))
	metatable.RawSetString("__concat", m.root.NewFunction(func(L *lua.LState) int {
		left, right := plain(L.Get(1)), plain(L.Get(2))
		return push(L, lua.LString(m.text(L, left)+m.text(L, right)))
	}))
	return metatable
}

func checkError(L *lua.LState) *wire.Error {
	e := errorOf(L.Get(1))
	if e == nil {
		L.ArgError(1, "error expected")
	}
	return e
}

// errorKinds are the constants of the errors module.
var errorKinds = []struct{ name, kind string }{
	{"NOT_FOUND", wire.NotFound}, {"ALREADY_EXISTS", wire.AlreadyExists}, {"INVALID", wire.Invalid},
	{"PERMISSION_DENIED", wire.PermissionDenied}, {"UNAVAILABLE", wire.Unavailable},
	{"INTERNAL", wire.Internal}, {"CANCELED", wire.Canceled}, {"CONFLICT", wire.Conflict},
	{"TIMEOUT", wire.Timeout}, {"RATE_LIMITED", wire.RateLimited}, {"UNKNOWN", ""},
}

func (m *Machine) errorsModule() *lua.LTable {
	table := m.functions(map[string]function{
		"new": func(L *lua.LState, _ *actor.Task) int { return m.errorsNew(L) },
		"wrap": func(L *lua.LState, _ *actor.Task) int {
			inner := errorOf(L.Get(1))
			if inner == nil {
				inner = &wire.Error{Message: L.CheckString(1)}
			}
			outer := *inner
			outer.Stack = strings.TrimSpace(where(L) + ": " + L.CheckString(2) + "\n" + inner.Stack)
			return push(L, m.newError(&outer))
		},
		"is": func(L *lua.LState, _ *actor.Task) int {
			e := errorOf(L.Get(1))
			return push(L, lua.LBool(e != nil && e.Kind == L.CheckString(2)))
		},
		"call_stack": func(L *lua.LState, _ *actor.Task) int { return m.callStack(L) },
	})
	for _, k := range errorKinds {
		table.RawSetString(k.name, lua.LString(k.kind))
	}
	return m.readOnly("errors", table)
}

func (m *Machine) errorsNew(L *lua.LState) int {
	e := &wire.Error{Stack: m.stackOf(L)}
	switch v := L.Get(1).(type) {
	case lua.LString:
		e.Message = string(v)
	case *lua.LTable:
		m.errorFromTable(L, e, contents(v))
	default:
		L.RaiseError("expected string or table")
	}
	return push(L, m.newError(e))
}

func (m *Machine) errorFromTable(L *lua.LState, e *wire.Error, t *lua.LTable) {
	switch message := t.RawGetString("message").(type) {
	case lua.LString:
		e.Message = string(message)
	case *lua.LNilType:
		L.RaiseError("message field is required")
	default:
		L.RaiseError("message must be a string")
	}
	if kind, ok := t.RawGetString("kind").(lua.LString); ok {
		e.Kind = string(kind)
	}
	if retryable, ok := t.RawGetString("retryable").(lua.LBool); ok {
		e.Retryable = wire.RetryNo
		if retryable {
			e.Retryable = wire.RetryYes
		}
	}
	details, ok := m.toWire(t.RawGetString("details")).(*wire.Table)
	if !ok {
		return
	}
	kept := &wire.Table{}
	for _, f := range details.Fields {
		if _, isString := f.Key.(string); isString {
			kept.Fields = append(kept.Fields, f)
		}
	}
	if len(kept.Fields) > 0 {
		e.Details = kept
	}
}
