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

// Lives come in families: one process and its children, each of which waits for
// ever in some way, with things of its own that a process may have.
const (
	families = 250 // of one round
	children = 9   // of one family
)

const livesIndex = `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}
  - {name: scope, kind: pg.scope, lifecycle: {auto_start: true}}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time]}
  - {name: family, kind: process.lua, source: file://family.lua}
  - {name: life, kind: process.lua, source: file://life.lua, modules: [time, pg, events]}
`

const roundLua = `
local time = require("time")
return { main = function(families, children)
    while io.readline() do
        local parents = {}
        for i = 1, tonumber(families) do
            parents[i] = process.spawn("app:family", "app:processes", i, tonumber(children))
        end
        time.sleep("1ms") -- meanwhile all of them come to wait
        for _, parent in ipairs(parents) do process.send(parent, "end", "text") end
    end
end }`

// familyLua ends its children in the way that its number says.
const familyLua = `
return { main = function(number, children)
    local pids = {}
    local ways = { "linked", "terminated", "cancelled" }
    local way = ways[number % #ways + 1]
    for i = 1, children do
        local spawn = way == "linked" and process.spawn_linked or process.spawn_monitored
        pids[i] = spawn("app:life", "app:processes", number + i, way == "cancelled")
        process.send(pids[i], "unread", { i, "text", { "nested" } })
    end
    process.inbox():receive()
    if way == "linked" then error("life is hard") end
    for _, pid in ipairs(pids) do process[way == "terminated" and "terminate" or "cancel"](pid) end
    for _ = 1, children do process.events():receive() end
    return #pids
end }`

const lifeLua = `
local time, pg, events = require("time"), require("pg"), require("events")
local function recv() return channel.new():receive() end
local waits = {
    recv,
    function() time.sleep("1h") end,
    function() channel.select{ channel.new():case_receive(), channel.new():case_send(1), time.after("1h"):case_receive() } end,
    function() while true do process.inbox():receive() end end,
    function() while true do pcall(function() while true do pcall(function() xpcall(recv, recv) end) end end) end end,
    function() while true do pcall(coroutine.wrap(function() while true do pcall(recv) end end)) end end,
    function() coroutine.wrap(function() coroutine.yield() end)() pcall(table.sort, { 3, 2, 1 }, recv) recv() end,
    function() for _ = 1, 3 do coroutine.spawn(function() pcall(string.gsub, "a", "a", recv) end) end recv() end,
    function() time.ticker("1h") setmetatable({}, { __index = recv }).x() end,
    function() channel.select{ process.listen("topic"):case_receive(), time.timer("1h"):channel():case_receive() } end,
}
local kept = {}
return { main = function(number, cancelled)
    process.registry.register("life of " .. process.pid())
    assert(pg.open("app:scope")):join("everybody")
    events.subscribe("anything.*")
    for i = 1, 5 do kept[i] = { tostring(i) } end
    local wait = waits[number % #waits + 1]
    if not cancelled then wait() end
    coroutine.spawn(wait)
    process.events():receive()
    return number
end }`

// TestManyLives: processes that came and went leave nothing behind, in whatever
// way they waited, and however they ended: no memory, and no goroutine more
// than those that are kept to be used again.
func TestManyLives(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	rounds := 100_000 / (families * (children + 1))
	if testing.Short() {
		rounds /= 10
	}
	n := luaApp(t, "_index.yaml", livesIndex, "cli.lua", roundLua, "family.lua", familyLua, "life.lua", lifeLua)
	defer n.Close()
	if err := n.Exec(cliExec, []string{fmt.Sprint(families), fmt.Sprint(children)}); err != nil {
		t.Fatal(err)
	}
	lives := 0
	round := func() {
		if err := n.Apply(wire.Command{Kind: wire.CommandInput, Text: "\n"}); err != nil {
			t.Fatal(err)
		}
		n.Settle(1_000_000)
		for _, e := range n.Take(everything) {
			switch e.Kind {
			case wire.KindExit:
				lives++
			case wire.KindSpawnFailed:
				t.Fatal(e.Text)
			}
		}
	}
	round()
	round() // from now on there is one of everything that is kept to be used again
	memory, goroutines := inUse()
	lives = 0
	for range rounds {
		round()
	}
	if want := rounds * families * (children + 1); lives != want {
		t.Fatalf("%d lives have ended, want %d", lives, want)
	}
	memoryLater, goroutinesLater := inUse()
	grown := memoryLater - memory
	t.Logf("%d lives: memory grew by %d bytes; %d goroutines are kept", lives, grown, goroutinesLater)
	if each := grown / lives; each > 50 {
		t.Errorf("every life leaves %d bytes: it grew by %d KB", each, grown>>10)
	}
	if goroutinesLater > goroutines {
		t.Errorf("there are %d goroutines, %d before", goroutinesLater, goroutines)
	}
}

// inUse tells how many bytes and goroutines are.
func inUse() (memory, goroutines int) {
	runtime.GC()
	runtime.GC() // what has a finalizer goes the second time
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int(stats.HeapAlloc), runtime.NumGoroutine()
}
