package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

func (m *Machine) processModule() *lua.LTable {
	table := m.functions(map[string]function{
		"pid":                    func(L *lua.LState, t *actor.Task) int { return push(L, m.luaText(t.Process().String())) },
		"id":                     func(L *lua.LState, t *actor.Task) int { return push(L, m.luaText(t.Process().Entry)) },
		"send":                   m.send,
		"spawn":                  m.spawn("spawn", false, false),
		"spawn_monitored":        m.spawn("spawn_monitored", true, false),
		"spawn_linked":           m.spawn("spawn_linked", false, true),
		"spawn_linked_monitored": m.spawn("spawn_linked_monitored", true, true),
		"terminate":              m.onTarget("terminate", (*actor.Task).Terminate),
		"monitor":                m.onTarget("monitor", (*actor.Task).Monitor),
		"unmonitor":              m.onTarget("unmonitor", (*actor.Task).Demonitor),
		"link":                   m.onTarget("link", (*actor.Task).Link),
		"unlink":                 m.onTarget("unlink", (*actor.Task).Unlink),
		"cancel":                 m.cancel,
		"get_options":            m.getOptions,
		"set_options":            m.setOptions,
		"inbox":                  func(L *lua.LState, t *actor.Task) int { return push(L, m.channel(t.Process().Inbox())) },
		"events":                 func(L *lua.LState, t *actor.Task) int { return push(L, m.channel(t.Process().Events())) },
		"listen":                 m.listen,
		"unlisten":               m.unlisten,
		"upgrade":                m.upgrade,
		"exec":                   func(L *lua.LState, t *actor.Task) int { return m.exec(L, t, 1, &spawner{}) },
		"with_context": func(L *lua.LState, _ *actor.Task) int {
			L.Insert(lua.LNil, 1) // in the place of the builder that a method has
			return push(L, m.newSpawner(spawner{context: m.moreContext(L, nil)}))
		},
		"with_options": func(L *lua.LState, _ *actor.Task) int {
			L.CheckTable(1)
			return push(L, m.newSpawner(spawner{}))
		},
	})
	event := m.root.CreateTable(0, 4)
	event.RawSetString("CANCEL", lua.LString("pid.cancel"))
	event.RawSetString("EXIT", lua.LString("pid.exit"))
	event.RawSetString("LINK_DOWN", lua.LString("pid.link.down"))
	event.RawSetString("OUTDATED", lua.LString("pid.outdated")) // of code that has changed, which it never does here
	table.RawSetString("event", m.readOnly("process.event", event))
	table.RawSetString("registry", m.nameRegistry())
	return m.readOnly("process", table)
}

func (m *Machine) send(L *lua.LState, t *actor.Task) int {
	if L.GetTop() < 2 {
		return m.invalid(L, "send requires at least destination and topic arguments")
	}
	dest, topic := L.CheckString(1), L.CheckString(2)
	if topic != "" && topic[0] == '@' {
		return m.invalid(L, "cannot send to @ topics")
	}
	payloads, size := m.toMessage(L, 3)
	if err := t.Send(dest, topic, payloads, size); err != nil {
		return m.fail(L, err)
	}
	L.Push(lua.LTrue)
	L.Push(lua.LNil)
	return 2
}

func (m *Machine) spawn(name string, monitored, linked bool) function {
	return func(L *lua.LState, t *actor.Task) int {
		if L.GetTop() < 2 {
			return m.invalid(L, name+" requires at least id and host arguments")
		}
		o := actor.SpawnOptions{Entry: L.CheckString(1), Host: L.CheckString(2), Monitored: monitored, Linked: linked}
		o.Args, o.Size = m.toMessage(L, 3)
		pid, err := t.Spawn(o)
		if err != nil {
			return m.fail(L, err)
		}
		return push(L, m.pidText(t, pid))
	}
}

// pidText is a PID as Lua sees it.
func (m *Machine) pidText(t *actor.Task, pid wire.PID) lua.LValue {
	if p := t.Process().System().Process(pid); p != nil {
		return m.luaText(p.String())
	}
	return lua.LString(pid.String())
}

// onTarget makes a function of an action on one other process.
func (m *Machine) onTarget(name string, action func(*actor.Task, string) *wire.Error) function {
	return func(L *lua.LState, t *actor.Task) int {
		if L.GetTop() < 1 {
			return m.invalid(L, name+" requires a destination argument")
		}
		return m.done(L, action(t, L.CheckString(1)))
	}
}

// done pushes true, or nil and what went wrong.
func (m *Machine) done(L *lua.LState, err *wire.Error) int {
	if err != nil {
		return m.fail(L, err)
	}
	return push(L, lua.LTrue)
}

func (m *Machine) cancel(L *lua.LState, t *actor.Task) int {
	if L.GetTop() < 1 {
		return m.invalid(L, "cancel requires at least destination argument")
	}
	return m.done(L, t.Cancel(L.CheckString(1), L.OptString(2, "")))
}

func (m *Machine) getOptions(L *lua.LState, t *actor.Task) int {
	options := L.CreateTable(0, 1)
	options.RawSetString("trap_links", lua.LBool(t.Process().Trap()))
	return push(L, options)
}

// setOptions applies what it can even if something else is wrong.
func (m *Machine) setOptions(L *lua.LState, t *actor.Task) int {
	options, ok := L.Get(1).(*lua.LTable)
	if !ok {
		return m.refused(L, "options parameter must be a table")
	}
	options = contents(options)
	problem := ""
	for k, v := options.Next(lua.LNil); k != lua.LNil; k, v = options.Next(k) {
		on, isBool := v.(lua.LBool)
		switch name := m.name(k); {
		case name != "trap_links" && name != "upgradable":
			problem = "option " + name + " is not supported"
		case !isBool:
			problem = name + " must be a boolean"
		case name == "trap_links":
			t.SetTrap(bool(on))
		}
	}
	if problem != "" {
		return m.refused(L, problem)
	}
	L.Push(lua.LTrue)
	L.Push(lua.LNil)
	return 2
}

// refused pushes false and an error.
func (m *Machine) refused(L *lua.LState, message string) int {
	L.Push(lua.LFalse)
	L.Push(m.located(L, wire.NewError(wire.Invalid, message)))
	return 2
}

// unheard tells why nobody can listen to a topic; "" if that can be done.
func unheard(topic string) string {
	switch {
	case topic == "":
		return "topic cannot be empty"
	case topic[0] == '@':
		return "cannot listen to @ topics"
	}
	return ""
}

func (m *Machine) listen(L *lua.LState, t *actor.Task) int {
	topic := L.CheckString(1)
	if why := unheard(topic); why != "" {
		return m.invalid(L, why)
	}
	messages := false
	if options, ok := L.Get(2).(*lua.LTable); ok {
		messages = lua.LVAsBool(contents(options).RawGetString("message"))
	}
	return push(L, m.channel(t.Process().Listen(topic, messages)))
}

func (m *Machine) unlisten(L *lua.LState, t *actor.Task) int {
	if !t.Unlisten(checkChannel(L, 1)) {
		return m.refused(L, "channel not found")
	}
	return push(L, lua.LTrue)
}

// subscribe leads the messages to a topic into a channel of the program's own.
func (m *Machine) subscribe(L *lua.LState, t *actor.Task) int {
	topic, ch := L.CheckString(1), checkChannel(L, 2)
	if why := unheard(topic); why != "" {
		return m.invalid(L, why)
	}
	if !t.Process().Route(topic, ch) {
		return m.invalid(L, "messages cannot be led into a channel that is closed or of a mailbox")
	}
	return push(L, lua.LTrue)
}

func (m *Machine) unsubscribe(L *lua.LState, t *actor.Task) int {
	if !t.Process().Unroute(checkChannel(L, 1)) {
		return m.refused(L, "channel not found")
	}
	return push(L, lua.LTrue)
}

// The scopes of names. Only local names exist on a single node.
var nameScopes = []string{"LOCAL", "EVENTUAL", "CONSISTENT", "STRONG"}

func (m *Machine) nameRegistry() *lua.LTable {
	table := m.functions(map[string]function{
		"register":   m.register,
		"unregister": m.unregister,
		"lookup": func(L *lua.LState, t *actor.Task) int {
			pid, err := t.Lookup(L.CheckString(1))
			if err != nil {
				return m.fail(L, err)
			}
			return push(L, lua.LString(pid.String()))
		},
	})
	for i, scope := range nameScopes {
		table.RawSetString(scope, lua.LNumber(i))
	}
	return m.readOnly("process.registry", table)
}

func (m *Machine) register(L *lua.LState, t *actor.Task) int {
	name := L.CheckString(1)
	var pid wire.PID
	switch v := L.Get(2).(type) {
	case *lua.LNilType:
	case lua.LString:
		parsed, err := wire.ParsePID(string(v))
		if err != nil {
			return m.invalid(L, err.Error())
		}
		pid = parsed
	default:
		return m.invalid(L, "pid must be a string")
	}
	if err := localScope(L.Get(3)); err != nil {
		return m.fail(L, err)
	}
	return m.done(L, t.Register(name, pid))
}

func (m *Machine) unregister(L *lua.LState, t *actor.Task) int {
	if err := localScope(L.Get(2)); err != nil {
		return m.fail(L, err)
	}
	return push(L, lua.LBool(t.Unregister(L.CheckString(1))))
}

// localScope tells why names of a scope cannot be had here.
func localScope(v lua.LValue) *wire.Error {
	scope, ok := v.(lua.LNumber)
	switch {
	case v == lua.LNil || ok && scope == 0:
		return nil
	case !ok:
		return wire.NewError(wire.Invalid, "scope must be a number (process.registry.LOCAL|EVENTUAL|CONSISTENT|STRONG)")
	case scope == 1:
		return wire.NewError(wire.Internal, "eventual registry not available")
	}
	return wire.NewError(wire.Internal, "global registry not available")
}
