package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// channel is a channel as Lua sees it: the same userdata for as long as the
// channel lives.
func (m *Machine) channel(ch *actor.Channel) lua.LValue { return &m.handle(ch).seen }

// channelHandle is what the machine knows of a channel.
type channelHandle struct {
	seen    lua.LUserData
	receive lua.LValue // what case_receive answers; nil at first
}

func (m *Machine) handle(ch *actor.Channel) *channelHandle {
	h, ok := ch.Handle.(*channelHandle)
	if !ok {
		h = &channelHandle{seen: lua.LUserData{Value: ch, Metatable: m.types.channel}}
		ch.Handle = h
	}
	return h
}

// receiveCase is the case of receiving from a channel. Nothing of it ever changes,
// so the same one will do each time.
func (m *Machine) receiveCase(ch *actor.Channel) lua.LValue {
	h := m.handle(ch)
	if h.receive == nil {
		h.receive = m.newCase(actor.Case{Channel: ch})
	}
	return h.receive
}

func checkChannel(L *lua.LState, n int) *actor.Channel {
	if u, ok := L.Get(n).(*lua.LUserData); ok {
		if ch, ok := u.Value.(*actor.Channel); ok {
			return ch
		}
	}
	L.ArgError(n, "channel expected")
	return nil
}

// selectCase is what case_receive and case_send make.
// It lies beside what Lua sees of it, so that both are one allocation.
type selectCase struct {
	actor.Case
	seen lua.LUserData
}

func (m *Machine) channelModule() *lua.LTable {
	return m.module("channel", map[string]function{
		"new": func(L *lua.LState, t *actor.Task) int {
			return push(L, m.channel(t.Process().NewChannel(L.OptInt(1, 0))))
		},
		"select": m.selectChannels,
	})
}

func (m *Machine) channelType() *lua.LTable {
	return m.userdataType(methodsOf(map[string]function{
		"send":    m.channelSend,
		"receive": m.channelReceive,
		"close": func(L *lua.LState, t *actor.Task) int {
			t.Close(checkChannel(L, 1))
			return 0
		},
		"case_send": func(L *lua.LState, _ *actor.Task) int {
			return push(L, m.newCase(actor.Case{
				Channel: checkChannel(L, 1), Send: true, Value: L.Get(2), Text: m.preview(L.Get(2)),
			}))
		},
		"case_receive": func(L *lua.LState, _ *actor.Task) int {
			return push(L, m.receiveCase(checkChannel(L, 1)))
		},
	}))
}

func (m *Machine) newCase(c actor.Case) lua.LValue {
	made := &selectCase{Case: c}
	made.seen = lua.LUserData{Value: made, Metatable: m.types.selectCase}
	return &made.seen
}

func (m *Machine) channelSend(L *lua.LState, t *actor.Task) int {
	ch := checkChannel(L, 1)
	if ch.Closed() {
		L.RaiseError("send on closed channel")
	}
	value := L.Get(2)
	chosen := t.Select("send", []actor.Case{{Channel: ch, Send: true, Value: value, Text: m.preview(value)}}, false)
	if chosen.Closed {
		return m.fail(L, wire.NewError(wire.Invalid, "send on closed channel"))
	}
	return push(L, lua.LTrue)
}

func (m *Machine) channelReceive(L *lua.LState, t *actor.Task) int {
	ch := checkChannel(L, 1)
	chosen, left := t.SelectAway("receive", []actor.Case{{Channel: ch}}, false)
	if left {
		return 0
	}
	L.Push(m.received(ch, chosen.Value))
	L.Push(lua.LBool(chosen.OK))
	return 2
}

func (m *Machine) selectChannels(L *lua.LState, t *actor.Task) int {
	table := behind(L.CheckTable(1))
	hasDefault := insideOf(table).field("default") == lua.LTrue || L.Get(2) == lua.LTrue
	f := fiberOf(L)
	if !t.Away() { // the table may be another one since
		f.cases = f.cases[:0]
		for i, n := 1, table.Len(); i <= n; i++ {
			if u, ok := table.RawGetInt(i).(*lua.LUserData); ok {
				if c, ok := u.Value.(*selectCase); ok {
					f.cases = append(f.cases, c.Case)
				}
			}
		}
	}
	cases := f.cases
	chosen, left := t.SelectAway("select", cases, hasDefault)
	if left {
		return 0
	}
	var from *actor.Channel
	if chosen.Index >= 0 {
		from = cases[chosen.Index].Channel
	}
	clear(cases)
	result := newTable(L, 0, 3)
	if from == nil {
		m.setField(result, "default", lua.LTrue)
		m.setField(result, "ok", lua.LTrue)
		return push(L, result)
	}
	m.setField(result, "channel", m.channel(from))
	m.setField(result, "value", m.received(from, chosen.Value))
	m.setField(result, "ok", lua.LBool(chosen.OK))
	return push(L, result)
}

// received is what came out of a channel, as Lua sees it.
func (m *Machine) received(ch *actor.Channel, v any) lua.LValue {
	switch v := v.(type) {
	case lua.LValue:
		return v
	case *actor.Message:
		if ch.Payloads() {
			return m.rawPayloads(v.Payloads)
		}
		return &lua.LUserData{Value: v, Metatable: m.types.message}
	case *wire.Table: // of the bus or of groups
		return m.toLua(v)
	case *actor.Call:
		return m.completed(v)
	case wire.Time:
		return m.timeAt(ch.Process().System(), v)
	}
	return lua.LNil
}

// rawPayloads is a message without its envelope: nothing, the one value, or a
// list of all.
func (m *Machine) rawPayloads(payloads []wire.Value) lua.LValue {
	switch len(payloads) {
	case 0:
		return lua.LNil
	case 1:
		return m.toLua(payloads[0])
	}
	return m.toLua(&wire.Table{Items: payloads})
}

// previewLimit is how much of a value the facts about channels show, in bytes.
const previewLimit = 40

// preview describes a value that stays inside its process. It does not look
// into tables: that would cost as much as copying them.
func (m *Machine) preview(v lua.LValue) string {
	switch v := v.(type) {
	case lua.LString:
		return wire.Text(string(v), previewLimit)
	case lua.LNumber:
		return wire.Text(float64(v), 0)
	case *lua.LUserData:
		if e, ok := v.Value.(*wire.Error); ok {
			return wire.Text(e, previewLimit)
		}
		return "userdata"
	case *lua.LTable, *lua.LFunction, *lua.LState:
		return v.Type().String()
	}
	return v.String()
}

func (m *Machine) messageType() *lua.LTable {
	metatable := m.userdataType(methodsOf(map[string]function{
		"topic": func(L *lua.LState, _ *actor.Task) int { return push(L, m.luaText(checkMessage(L).Topic)) },
		"from":  func(L *lua.LState, t *actor.Task) int { return push(L, m.pidText(t, checkMessage(L).From)) },
		"payload": func(L *lua.LState, _ *actor.Task) int {
			payloads := checkMessage(L).Payloads
			switch len(payloads) {
			case 0:
				return push(L, lua.LNil)
			case 1:
				return push(L, m.newPayload(payloads[0]))
			}
			list := L.CreateTable(len(payloads), 0)
			for i, p := range payloads {
				list.RawSetInt(i+1, m.newPayload(p))
			}
			return push(L, list)
		},
	}))
	metatable.RawSetString("__tostring", m.root.NewFunction(func(L *lua.LState) int {
		return push(L, lua.LString("process.Message{topic="+checkMessage(L).Topic+"}"))
	}))
	return metatable
}

func checkMessage(L *lua.LState) *actor.Message {
	if u, ok := L.Get(1).(*lua.LUserData); ok {
		if msg, ok := u.Value.(*actor.Message); ok {
			return msg
		}
	}
	L.ArgError(1, "message expected")
	return nil
}
