package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// logger is what the logger module is, and what with and named return.
type logger struct {
	name   string
	fields []wire.Field
}

func (m *Machine) newLogger(l logger) lua.LValue {
	return &lua.LUserData{Value: &l, Metatable: m.types.logger}
}

func (m *Machine) loggerType() *lua.LTable {
	return m.userdataType(methodsOf(map[string]function{
		"debug": m.log(wire.LevelDebug),
		"info":  m.log(wire.LevelInfo),
		"warn":  m.log(wire.LevelWarn),
		"error": m.log(wire.LevelError),
		"with": func(L *lua.LState, _ *actor.Task) int {
			l := *checkLogger(L)
			l.fields = append(l.fields[:len(l.fields):len(l.fields)], m.fields(L, checkTable(L, 2))...)
			return push(L, m.newLogger(l))
		},
		"named": func(L *lua.LState, _ *actor.Task) int {
			l := *checkLogger(L)
			name := L.CheckString(2)
			switch {
			case name == "":
				L.RaiseError("name cannot be empty")
			case l.name != "":
				name = l.name + "." + name
			}
			l.name = name
			return push(L, m.newLogger(l))
		},
	}))
}

func checkLogger(L *lua.LState) *logger {
	if u, ok := L.Get(1).(*lua.LUserData); ok {
		if l, ok := u.Value.(*logger); ok {
			return l
		}
	}
	L.ArgError(1, "logger expected")
	return nil
}

func (m *Machine) log(level wire.Level) function {
	return func(L *lua.LState, t *actor.Task) int {
		l := checkLogger(L)
		message := L.CheckString(2)
		fields := l.fields
		if L.GetTop() >= 3 {
			table := L.CheckTable(3)
			fields = append(fields[:len(fields):len(fields)], m.fields(L, contents(table))...)
			if level == wire.LevelError && contentOf(table) == nil {
				table.RawSetString("error", lua.LNil)
			}
		}
		var record *wire.Table
		if len(fields) > 0 {
			record = &wire.Table{Fields: fields}
		}
		t.Log(level, l.name, message, where(L), record)
		return 0
	}
}

// fields copies the fields of a log record. Keys that are no strings are
// dropped; error objects are logged as their messages.
func (m *Machine) fields(L *lua.LState, table *lua.LTable) []wire.Field {
	var fields []wire.Field
	for k, v := table.Next(lua.LNil); k != lua.LNil; k, v = table.Next(k) {
		name, ok := k.(lua.LString)
		if !ok {
			continue
		}
		switch v.(type) {
		case lua.LBool, lua.LNumber, lua.LString, *lua.LTable:
			fields = append(fields, wire.Field{Key: string(name), Value: m.toWire(v)})
		default:
			fields = append(fields, wire.Field{Key: string(name), Value: m.text(L, v)})
		}
	}
	return fields
}
