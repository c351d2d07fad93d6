package speed

import (
	"context"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"
)

// floor is the Lua code of an echo in one function: nothing waits, nothing is
// sent, and no fact is made. What the API has to hand out as tables is made.
const floor = `return function(total)
    local inbox, events, self = process.inbox(), process.events(), process.pid()
    for i = 1, total do
        process.send("relay", "echo", { sender = self, data = "hello" })
        local r = channel.select{ inbox:case_receive(), events:case_receive() }
        if r.channel == inbox then
            local echo = r.value:payload():data()
            process.spawn_monitored("load:worker", "load:hosts", echo.sender, echo.data)
        end
        r = channel.select{ inbox:case_receive(), events:case_receive() }
        if r.channel == inbox then return end
        inbox:receive()
    end
end`

// unending is the cheapest context there is; the interpreter asks it before each
// instruction.
type unending struct{ context.Context }

func (unending) Done() <-chan struct{} { return nil }

// counted makes an interpreter that could count instructions, and whose threads
// could be as small as those of the machine: it does all for it that costs time.
func counted() *lua.LState {
	L := lua.NewState(lua.Options{
		CallStackSize: 1024, RegistrySize: 128, RegistryMaxSize: 256 * 1024, MinimizeStackMemory: true,
	})
	L.SetContext(unending{context.Background()})
	return L
}

// BenchmarkFloor is what the interpreter alone takes for the Lua code of an echo,
// and for the tables and objects that the API has to hand out: no runtime is faster
// that makes its tables as the interpreter does. So it is with what Lua computes:
// "ratio" is the interpreter that could count instructions against the one that
// cannot.
func BenchmarkFloor(b *testing.B) {
	b.Run("echo", floorOfEcho)
	for _, c := range computing {
		b.Run(c.name, func(b *testing.B) { floorOfLua(b, c.text) })
	}
}

func floorOfEcho(b *testing.B) {
	L := counted()
	defer L.Close()
	worker, err := L.LoadString(echo["worker"])
	if err != nil {
		b.Fatal(err)
	}
	setFloor(L, worker.Proto)
	if err := L.DoString(floor); err != nil {
		b.Fatal(err)
	}
	L.Push(lua.LNumber(b.N))
	b.ResetTimer()
	L.Call(1, 0)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "echoes/s")
}

func floorOfLua(b *testing.B, text string) {
	states := [2]*lua.LState{lua.NewState(), counted()}
	var took [2]time.Duration
	for range b.N {
		for i, L := range states {
			if err := L.DoString(text); err != nil {
				b.Fatal(err)
			}
			start := time.Now()
			L.Call(0, 0)
			took[i] += time.Since(start)
		}
	}
	b.ReportMetric(float64(took[1])/float64(took[0]), "ratio")
}

// setFloor makes the globals of the floor.
func setFloor(L *lua.LState, worker *lua.FunctionProto) {
	constant := func(v lua.LValue) lua.LGFunction {
		return func(L *lua.LState) int { L.Push(v); return 1 }
	}
	record := func(fields ...any) *lua.LTable {
		t := L.CreateTable(0, len(fields)/2)
		for i := 0; i < len(fields); i += 2 {
			t.RawSetString(fields[i].(string), fields[i+1].(lua.LValue))
		}
		return t
	}
	object := func(methods map[string]lua.LGFunction) *lua.LTable {
		t := L.NewTable()
		t.RawSetString("__index", L.SetFuncs(L.NewTable(), methods))
		return t
	}
	pid, zero := lua.LValue(lua.LString("{load:hosts|0x00001}")), lua.LValue(lua.LNumber(0))
	sender, data := lua.LValue(lua.LString("sender")), lua.LValue(lua.LString("hello"))
	payload := object(map[string]lua.LGFunction{"data": func(L *lua.LState) int {
		L.Push(record("sender", sender, "data", data))
		return 1
	}})
	message := object(map[string]lua.LGFunction{"payload": func(L *lua.LState) int {
		L.Push(&lua.LUserData{Metatable: payload})
		return 1
	}})
	channel := object(map[string]lua.LGFunction{
		"case_receive": func(L *lua.LState) int { L.Push(&lua.LUserData{}); return 1 },
		"receive":      func(L *lua.LState) int { L.Push(&lua.LUserData{Metatable: message}); return 1 },
	})
	inbox, events := &lua.LUserData{Metatable: channel}, &lua.LUserData{Metatable: channel}
	selects := 0
	L.SetGlobal("channel", L.SetFuncs(L.NewTable(), map[string]lua.LGFunction{"select": func(L *lua.LState) int {
		if selects++; selects%2 == 1 {
			L.Push(record("channel", inbox, "value", &lua.LUserData{Metatable: message}, "ok", lua.LTrue))
		} else {
			exit := record("kind", pid, "from", pid, "at", zero, "result", record("value", zero))
			L.Push(record("channel", events, "value", exit, "ok", lua.LTrue))
		}
		return 1
	}}))
	L.SetGlobal("process", L.SetFuncs(L.NewTable(), map[string]lua.LGFunction{
		"inbox": constant(inbox), "events": constant(events), "pid": constant(pid),
		"send": constant(lua.LTrue),
		"spawn_monitored": func(L *lua.LState) int {
			L.Push(L.NewFunctionFromProto(worker))
			L.Call(0, 1)
			main := L.Get(-1).(*lua.LTable).RawGetString("main")
			L.Push(main)
			L.Push(L.Get(3))
			L.Push(L.Get(4))
			L.Call(2, 1)
			L.Push(pid)
			return 1
		},
	}))
}
