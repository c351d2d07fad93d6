package speed

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// hosts is what all loads begin with.
const hosts = `version: "1.0"
namespace: load
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: hosts, kind: process.host, lifecycle: {auto_start: true}}
`

// entry is a process of a load; it may use all that the loads need.
func entry(name string) string {
	return fmt.Sprintf("  - {name: %s, kind: process.lua, source: file://%[1]s.lua, modules: [process, channel, time, io]}\n", name)
}

// echo sends a line to a relay, which spawns a monitored worker for it, which
// answers. So many are under way at a time.
var echo = map[string]string{
	"main": `return { main = function(total, flight)
    total, flight = tonumber(total), tonumber(flight)
    local relay = process.spawn("load:relay", "load:hosts")
    local inbox, self, sent = process.inbox(), process.pid(), 0
    while sent < flight and sent < total do
        process.send(relay, "echo", { sender = self, data = "hello" })
        sent = sent + 1
    end
    for i = 1, total do
        inbox:receive()
        if sent < total then
            process.send(relay, "echo", { sender = self, data = "hello" })
            sent = sent + 1
        end
    end
    return 0
end }`,
	"relay": `return { main = function()
    local inbox, events = process.inbox(), process.events()
    while true do
        local r = channel.select{ inbox:case_receive(), events:case_receive() }
        if r.channel == inbox then
            local echo = r.value:payload():data()
            process.spawn_monitored("load:worker", "load:hosts", echo.sender, echo.data)
        end
    end
end }`,
	"worker": `return { main = function(sender, data)
    process.send(sender, "echo_response", { data = string.upper(data), worker = process.pid() })
    return 0
end }`,
}

// pingpong sends one ball to and fro: two messages a round.
var pingpong = map[string]string{
	"main": `return { main = function(rounds)
    local inbox, self = process.inbox(), process.pid()
    local other = process.spawn("load:pong", "load:hosts", self)
    for i = 1, tonumber(rounds) do
        process.send(other, "ball", i)
        inbox:receive()
    end
    return 0
end }`,
	"pong": `return { main = function(other)
    local inbox = process.inbox()
    while true do
        inbox:receive()
        process.send(other, "ball", 1)
    end
end }`,
}

// spawning starts one process after the other; each ends at once.
var spawning = map[string]string{
	"main": `return { main = function(total)
    for i = 1, tonumber(total) do
        process.spawn("load:short", "load:hosts")
    end
    return 0
end }`,
	"short": `return { main = function() return 0 end }`,
}

// parked starts processes that wait for a message that never comes.
var parked = map[string]string{
	"main": `return { main = function(total)
    for i = 1, tonumber(total) do
        process.spawn("load:waits", "load:hosts")
    end
    process.inbox():receive()
end }`,
	"waits": `return { main = function()
    process.inbox():receive()
end }`,
}

// ticking starts processes that each wake up again and again, after 0.5 to 3
// seconds, and waits for a line once there are all.
var ticking = map[string]string{
	"main": `return { main = function(total)
    for i = 1, tonumber(total) do
        process.spawn("load:ticker", "load:hosts", 500 + i % 2500)
    end
    require("io").readline()
end }`,
	"ticker": `local time = require("time")
return { main = function(ms)
    while true do time.sleep(ms .. "ms") end
end }`,
}

// boot makes a node of a load; main is its terminal process.
func boot(tb testing.TB, load map[string]string, args ...any) *node.Node {
	tb.Helper()
	return bootWithin(tb, wire.Limits{}, load, args...)
}

// bootWithin is boot with other limits than those that hold where nobody says
// anything.
func bootWithin(tb testing.TB, limits wire.Limits, load map[string]string, args ...any) *node.Node {
	tb.Helper()
	files := fstest.MapFS{}
	index := hosts
	for _, name := range []string{"main", "relay", "worker", "pong", "short", "waits", "ticker"} {
		if text := load[name]; text != "" {
			index += entry(name)
			files[name+".lua"] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	files["_index.yaml"] = &fstest.MapFile{Data: []byte(index)}
	a, err := app.Load(files, "load")
	if err != nil {
		tb.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 1, Limits: limits})
	if err != nil {
		tb.Fatal(err)
	}
	x, err := a.ResolveExec("load:main", "")
	if err != nil {
		tb.Fatal(err)
	}
	if err := n.Exec(x, strings.Fields(fmt.Sprintln(args...))); err != nil {
		tb.Fatal(err)
	}
	return n
}
