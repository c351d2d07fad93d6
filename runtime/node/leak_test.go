package node

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"echotui/runtime/wire"
)

// clinging are ways of holding on to life: each catches whatever is raised and
// goes on waiting, or computing.
var clinging = []string{
	`while true do pcall(recv) end`,
	`while true do pcall(pcall, pcall, recv) end`,
	`while true do xpcall(recv, function() return recv() end) end`,
	`while true do xpcall(function() error("x") end, recv) end`,
	`while true do pcall(function() while true do pcall(function() while true do pcall(recv) end end) end end) end`,
	`while true do pcall(coroutine.wrap(function() while true do pcall(recv) end end)) end`,
	`while true do coroutine.resume(coroutine.create(function() while true do pcall(recv) end end)) end`,
	`while true do pcall(table.sort, { 3, 2, 1 }, function() pcall(recv) return true end) end`,
	`while true do pcall(string.gsub, "aaa", "a", function() pcall(recv) end) end`,
	`while true do pcall(function() return setmetatable({}, { __index = recv }).x end) end`,
	`while true do pcall(function() return tostring(setmetatable({}, { __tostring = recv })) end) end`,
	`while true do pcall(function() for _ in recv do end end) end`,
	`for _ = 1, 5 do coroutine.spawn(function() while true do pcall(recv) end end) end while true do pcall(time.sleep, "1h") end`,
	`local function again() pcall(recv) return again() end again()`,
	`local function deeper() pcall(deeper) recv() end while true do pcall(deeper) end`,
	`while true do pcall(channel.select, { channel.new():case_receive(), channel.new():case_send(1) }) end`,
	`while true do pcall(process.send, process.pid(), "x") pcall(recv) pcall(recv) end`,
	`while true do end`,
	`while true do pcall(function() while true do end end) end`,
	`while true do pcall(error) end`,
	`repeat local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) pcall(function() return t[1] end) until false`,
	`while true do pcall(coroutine.wrap(function() while true do end end)) end`,
	`while true do coroutine.wrap(function() pcall(function() while true do coroutine.wrap(function() end)() end end) end)() end`,
	`time.ticker("1ms") while true do pcall(function() process.events():receive() end) end`,
	`while true do pcall(process.spawn, "app:none", "app:processes") end`,
	`while true do pcall(io.readline) pcall(print, "still here") end`,
	`while true do pcall(process.terminate, process.pid()) end`,
}

func clingingApp() []string {
	files := []string{"cli.lua", `
return { main = function(count)
    local events, inbox = process.events(), process.inbox()
    local echo = process.spawn("app:echo", "app:processes")
    for i = 1, tonumber(count) do
        local pid = process.spawn_monitored("app:cling" .. i, "app:processes")
        for _ = 1, 3 do -- everybody has a turn meanwhile
            process.send(echo, "ping", process.pid())
            inbox:receive()
        end
        process.terminate(pid)
        local e = events:receive()
        io.print(i, e.from == pid, e.result.error)
        io.print(process.send(pid, "hello"))
    end
end }`, "echo.lua", `
return { main = function()
    while true do process.send(process.inbox():receive():payload():data(), "pong") end
end }`}
	for i, body := range clinging {
		files = append(files, fmt.Sprintf("cling%d.lua", i+1),
			"local function recv() return channel.new():receive() end\nreturn { main = function() "+body+" end }")
	}
	return files
}

// TestNobodyClingsToLife: what is terminated is gone at once, whatever it does
// about it, with everything that it ran on.
func TestNobodyClingsToLife(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	n := luaApp(t, clingingApp()...)
	defer n.Close()
	if err := n.Exec(cliExec, []string{fmt.Sprint(len(clinging))}); err != nil {
		t.Fatal(err)
	}
	n.Settle(settleTurns * len(clinging))
	var got, want strings.Builder
	for _, e := range n.Take(everything) {
		if e.Kind == wire.KindOutput {
			got.WriteString(e.Text)
		}
	}
	for i := range clinging {
		fmt.Fprintf(&want, "%d\ttrue\tprocess terminated\nnil\tprocess not found\n", i+1)
	}
	if got.String() != want.String() {
		t.Error(difference(want.String(), got.String()))
	}
}

// TestCloseEndsAll: a node that is closed in the middle of everything leaves
// nothing behind.
func TestCloseEndsAll(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	files := clingingApp()
	files[1] = `return { main = function(count)
		for i = 1, tonumber(count) do process.spawn("app:cling" .. i, "app:processes") end
		process.inbox():receive()
	end }`
	for facts := range 12 {
		n := luaApp(t, files...)
		if err := n.Exec(cliExec, []string{fmt.Sprint(len(clinging))}); err != nil {
			t.Fatal(err)
		}
		n.Run(7 * facts)
		for range facts * 4 {
			n.system.Run(10, 1) // it may be held in the middle of something
		}
		n.Close()
	}
}

// TestManyLives: processes that came and went leave no memory behind, however
// they ended, and few of the stacks that they ran on are kept.
func TestManyLives(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	n := luaApp(t, "cli.lua", `
return { main = function()
    while io.readline() do
        local pids = {}
        for i = 1, 2500 do
            pids[i] = process.spawn("app:life", "app:processes", i)
            process.send(pids[i], "hello", { i, "text" })
        end
        time.sleep("1ms")
        for i = 1, 2500 do process.terminate(pids[i]) end
    end
end }`, "life.lua", `
local kept = {}
return { main = function(i)
    process.registry.register("life" .. i)
    for k = 1, 20 do kept[k] = { tostring(k) } end
    coroutine.spawn(function() channel.new():receive() end)
    coroutine.wrap(function() coroutine.yield() end)()
    if i % 4 == 0 then return i end
    if i % 4 == 1 then error("life is hard") end
    if i % 4 == 2 then time.sleep("1h") end
    pcall(function() while true do process.inbox():receive() end end)
end }`)
	defer n.Close()
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	round := func() (live uint64) {
		if err := n.Apply(wire.Command{Kind: wire.CommandInput, Text: "\n"}); err != nil {
			t.Fatal(err)
		}
		n.Settle(50_000)
		n.Take(everything)
		runtime.GC()
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		return memory.HeapAlloc
	}
	round()
	first := round()
	round()
	if last := round(); last > first+2<<20 {
		t.Errorf("it grew from %d to %d KB", first>>10, last>>10)
	}
	if kept := runtime.NumGoroutine() - before; kept > 1500 {
		t.Errorf("%d stacks are kept", kept)
	}
}
