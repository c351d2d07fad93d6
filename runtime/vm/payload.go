package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// payload is one value of a message, or one that a program made. It becomes a
// Lua value when it is first asked for, and then stays the same one. It lies
// beside what Lua sees of it, so that both are one allocation.
type payload struct {
	format string
	value  wire.Value // what it stands for, in whatever format
	json   string     // value as it is written, if that is the format
	made   bool       // by payload.new, so that it may be sent
	lua    lua.LValue // value as Lua sees it; nil at first
	seen   lua.LUserData
}

// The formats that payloads can be in. The others have only names.
const (
	formatLua   = "lua/any"
	formatJSON  = "json/plain"
	formatText  = "text/plain"
	formatBytes = "application/octet-stream"
)

// payloadFormats are all formats that payload.format names.
var payloadFormats = map[string]string{
	"JSON": formatJSON, "YAML": "yaml/plain", "STRING": formatText, "BYTES": formatBytes,
	"LUA": formatLua, "GOLANG": "golang/any", "ERROR": "golang/error", "MSGPACK": "application/msgpack",
}

// newPayload is a value that came out of a message or a call.
func (m *Machine) newPayload(v wire.Value) lua.LValue {
	return m.wrapPayload(&payload{format: formatLua, value: v})
}

func (m *Machine) wrapPayload(p *payload) lua.LValue {
	p.seen = lua.LUserData{Value: p, Metatable: m.types.payload}
	return &p.seen
}

func (m *Machine) payloadModule() *lua.LTable {
	formats := m.root.CreateTable(0, len(payloadFormats))
	for _, name := range sorted(payloadFormats) {
		formats.RawSetString(name, lua.LString(payloadFormats[name]))
	}
	table := m.functions(map[string]function{"new": m.makePayload})
	table.RawSetString("format", m.readOnly("payload.format", formats))
	return m.readOnly("payload", table)
}

// makePayload is payload.new. A second argument says what format the value is
// written in; then it must be a text.
func (m *Machine) makePayload(L *lua.LState, _ *actor.Task) int {
	p := &payload{format: formatLua, value: m.toWire(L.CheckAny(1)), made: true}
	format := optionalText(L, 2, formatLua)
	if format == formatJSON {
		p.format, p.json = format, checkText(L, 1)
		value, problem := decodeJSON(L, p.json)
		if problem != nil {
			return m.fail(L, problem)
		}
		p.value = m.toWire(value)
		return push(L, m.wrapPayload(p))
	}
	return m.pushPayload(L, p, format)
}

// pushPayload pushes a payload in another format.
func (m *Machine) pushPayload(L *lua.LState, p *payload, format string) int {
	into, problem := m.transcode(L, p, format)
	if problem != nil {
		return m.fail(L, problem)
	}
	return push(L, m.wrapPayload(into))
}

func (m *Machine) payloadType() *lua.LTable {
	return m.printable(methodsOf(map[string]function{
		"data": func(L *lua.LState, _ *actor.Task) int {
			p := checkPayload(L)
			if p.format == formatJSON {
				return push(L, lua.LString(p.json))
			}
			return push(L, m.meaning(p))
		},
		"unmarshal":  func(L *lua.LState, _ *actor.Task) int { return push(L, m.meaning(checkPayload(L))) },
		"get_format": func(L *lua.LState, _ *actor.Task) int { return push(L, lua.LString(checkPayload(L).format)) },
		"transcode": func(L *lua.LState, _ *actor.Task) int {
			return m.pushPayload(L, checkPayload(L), checkText(L, 2))
		},
	}), func(L *lua.LState) string { return "payload{format=" + checkPayload(L).format + "}" })
}

func checkPayload(L *lua.LState) *payload { return argument[*payload](L, 1, "payload") }

// meaning is the Lua value that the payload stands for.
func (m *Machine) meaning(p *payload) lua.LValue {
	if p.lua == nil {
		p.lua = m.toLua(p.value)
	}
	return p.lua
}

// transcode is the same value in another format.
func (m *Machine) transcode(L *lua.LState, p *payload, format string) (*payload, *wire.Error) {
	into := &payload{format: format, value: p.value, made: p.made}
	switch format {
	case formatLua:
		return into, nil
	case formatJSON:
		text, problem := encodeJSON(L, m.meaning(p))
		into.json = text
		return into, problem
	case formatText, formatBytes:
		text, ok := textOf(m.meaning(p))
		if p.format == formatJSON {
			text, ok = p.json, true
		}
		if !ok {
			return nil, wire.NewError(wire.Invalid, "a "+m.meaning(p).Type().String()+" is no text")
		}
		into.value = text
		return into, nil
	}
	return nil, wire.NewError(wire.Invalid, "no way from format "+p.format+" to "+format)
}
