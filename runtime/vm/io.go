package vm

import (
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// readSize is how many bytes io.read takes when it is not told.
const readSize = 1024

func (m *Machine) ioModule() *lua.LTable {
	return m.module("io", map[string]function{
		"write":  m.onTerminal(m.write(wire.Stdout, "", "")),
		"print":  m.onTerminal(m.write(wire.Stdout, "\t", "\n")),
		"eprint": m.onTerminal(m.write(wire.Stderr, "\t", "\n")),
		"flush":  m.onTerminal(func(L *lua.LState, _ *actor.Task) int { return push(L, lua.LTrue) }),
		"readline": m.onTerminal(func(L *lua.LState, t *actor.Task) int {
			return m.wasRead(L)(t.ReadLine())
		}),
		"read": m.onTerminal(func(L *lua.LState, t *actor.Task) int {
			n := L.OptInt(1, readSize)
			if n <= 0 {
				n = readSize
			}
			return m.wasRead(L)(t.Read(n))
		}),
		"raw": m.onTerminal(func(L *lua.LState, _ *actor.Task) int {
			return m.fail(L, wire.NewError(wire.Unavailable, "stdin is not a terminal"))
		}),
		"args": func(L *lua.LState, t *actor.Task) int {
			args := &wire.Table{}
			if t.Process().HasTerminal() {
				args.Items = t.Process().Args
			}
			return push(L, m.toLua(args))
		},
	})
}

// onTerminal refuses processes that have no terminal.
func (m *Machine) onTerminal(f function) function {
	return func(L *lua.LState, t *actor.Task) int {
		if !t.Process().HasTerminal() {
			return m.fail(L, wire.NewError(wire.Unavailable, "no terminal context"))
		}
		return f(L, t)
	}
}

func (m *Machine) write(stream int64, separator, end string) function {
	return func(L *lua.LState, t *actor.Task) int {
		var text strings.Builder
		for i := 1; i <= L.GetTop(); i++ {
			if i > 1 {
				text.WriteString(separator)
			}
			text.WriteString(m.text(L, L.Get(i)))
		}
		text.WriteString(end)
		t.Write(stream, text.String())
		return push(L, lua.LTrue)
	}
}

func (m *Machine) wasRead(L *lua.LState) func(text string, ok bool) int {
	return func(text string, ok bool) int {
		if !ok {
			return m.fail(L, wire.NewError(wire.Internal, "EOF"))
		}
		return push(L, lua.LString(text))
	}
}
