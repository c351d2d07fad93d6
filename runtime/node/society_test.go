package node

import (
	"fmt"
	"strings"
	"testing/fstest"

	"pgregory.net/rapid"

	"echotui/runtime/app"
	"echotui/runtime/author"
)

// A society is an app all of whose programs are drawn: what processes do to each
// other, from inside of anything that calls them back.

const societyIndex = `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, host: {max_processes: 20}, lifecycle: {auto_start: true, stop_timeout: 2s}}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time, funcs, events, pg, logger]}
  - {name: actor, kind: process.lua, source: file://actor.lua, modules: [io, time, funcs, events, pg, logger]}
  - {name: other, kind: process.lua, source: file://other.lua, modules: [io, time, funcs, events, pg, logger]}
  - {name: work, kind: function.lua, source: file://work.lua, method: main, modules: [time, funcs]}
  - {name: scope, kind: pg.scope, lifecycle: {auto_start: true}}
  - {name: service, kind: process.service, process: actor, host: processes, input: [service],
     lifecycle: {auto_start: true, stop_timeout: 1s, restart: {initial_delay: 100ms, max_attempts: 3}}}
`

// societyPrelude is what its programs call, on one line: so that what is repeated
// ends, and nobody makes processes that make processes without end.
var societyPrelude = strings.Join(strings.Fields(`
local inbox, events = process.inbox(), process.events()
local generation, steps, cancelled, sender, held = 0, 0, false, "n1", nil
D, C = "1ms", channel.new(1)
K = time.timer("1s")
local function tick() steps = steps + 1 if steps > 40 then error("enough") end end
local function spawn(how, entry, name)
	tick()
	if generation > 3 then return name end
	return how(entry, "app:processes", name, generation + 1) or name
end
local function seen(r)
	tick()
	if r.channel == inbox and r.value then sender, held = r.value:from(), r.value:payload():data()
	elseif r.channel == events and r.value and r.value.kind == process.event.CANCEL then cancelled = true end
end
`), " ")

const societyEnding = `
return { main = function(name, age)
	generation = tonumber(age) or 0
	if name then process.registry.register(tostring(name)) end
	return body()
end }`

// society draws an app, and tells its programs.
func society(t *rapid.T) (*app.App, string) {
	files := fstest.MapFS{
		"_index.yaml": {Data: []byte(societyIndex)}, "work.lua": {Data: []byte(chaosWork)},
	}
	var all strings.Builder
	for _, name := range []string{"cli", "actor", "other"} {
		body := "local function body()\n" + author.Write(t, &sociable, 3, func(need string) bool { return need == name }) + "end"
		fmt.Fprintf(&all, "-- %s.lua\n%s\n", name, body)
		files[name+".lua"] = &fstest.MapFile{Data: []byte(societyPrelude + " " + body + societyEnding)}
	}
	a, err := app.Load(files, "society")
	if err != nil {
		t.Fatalf("%s\n%v", &all, err)
	}
	return a, all.String()
}

// sociable is what they have to say: numbers, texts that may be topics, true or
// false, whoever may be there, entries, names, lengths of time, channels, timers,
// and anything that may be sent.
var sociable = author.Language{
	Leaves: map[string][]string{
		"n": {"1", "$9", "math.random(9)", "generation", "steps", "0", "-1", "0.5"},
		"t": {`"job"`, `"call"`, `""`, `"pid.cancel"`, `"日本\27[31m"`},
		"b": {"true", "false", "math.random(2) == 1", "cancelled"},
		"p": {`"n1"`, "$P", "sender", "process.pid()", `"n2"`, `"n3"`, `"service"`, `"cli"`, `"nobody"`, `"{app:processes|0x00003}"`},
		"e": {`"app:actor"`, `"app:other"`, `"app:actor"`, `"app:other"`, `"app:none"`},
		"q": {`"n1"`, `"n2"`, `"n3"`, "nil"},
		"d": {`"1ms"`, `"20ms"`, `"1us"`, `"1s"`, "0"},
		"c": {"$C"},
		"k": {"$K"},
		"x": {"1", "$N", "nil", `"text"`, "held", "process.pid()", "{ n = $N, list = { 1, 2 } }", "errors.new('made')", "print", "('x'):rep(300)", "$C"},
	},
	Spare: map[string]string{"n": "1", "p": "sender", "c": "C", "k": "K"},
	Simple: []string{
		"tick()",
		"process.send($p, $t, $x)",
		"process.send($p, 'job', $x, $x)",
		"time.sleep($d)",
		"local $+p = spawn(process.spawn, $e, $q)",
		"local $+p = spawn(process.spawn_monitored, $e, $q)",
		"local $+p = spawn(process.spawn_linked, $e, $q)",
		"local $+p = spawn(process.spawn_linked_monitored, $e, $q)",
		"if generation < 4 then process.with_context{ n = $n }:with_name('n$3'):with_message($t, $x):spawn_linked($e, 'app:processes', $q, generation + 1) end",
		"if generation < 4 then pcall(process.exec, $e, 'app:processes', $q, generation + 1) end",
		"if generation < 4 then process.upgrade($e, $q, generation + 1) end",
		"process.registry.register('n$3')",
		"process.registry.unregister('n$3')",
		"local $+p = process.registry.lookup('n$3') or sender",
		"process.monitor($p)",
		"process.unmonitor($p)",
		"process.link($p)",
		"process.unlink($p)",
		"process.terminate($p)",
		"process.cancel($p, $d)",
		"process.set_options{ trap_links = $b }",
		"local $+c = channel.new($3 - 1)",
		"$C:send($x)",
		"seen{ channel = $C, value = nil, ok = $C:receive() }",
		"$C:close()",
		"C = $C",
		"local $+c = process.listen($t) or C",
		"local $+c = process.listen('job', { message = $b }) or C",
		"process.unlisten($C)",
		"local $+c = time.after($d) or C",
		"local $+k = time.ticker('20ms')",
		"local $+k = time.timer('5ms')",
		"local $+c = $K:channel() or C",
		"$K:stop()",
		"$K:reset('3ms')",
		"local $+c = events.subscribe('ch*'):channel()",
		"events.send('chaos', $t, 'path', $x)",
		"pg.open('app:scope'):join{ 'g$2' }",
		"pg.open('app:scope'):leave('g$2')",
		"pg.open('app:scope'):broadcast('g$2', $t, $x)",
		"local $+c = pg.open('app:scope'):monitor('g$2'):channel()",
		"funcs.call('app:work', $n)",
		"local future = funcs.async('app:work', $n) if future and $b then future:cancel() end",
		"local $+c = (function() local f = funcs.async('app:work', $n) return f and f:channel() or C end)()",
		"logger:info($t, { n = $n, x = $x })",
		"print($t)",
		"io.print($t, $n)",
		"[cli] io.readline()",
		"[cli] process.send($p, io.readline() or 'job', $x)",
		"[cli] io.read($9)",
		"for _ = 1, $9 * 1000 do end",
		"if $b then return $x end",
		"if $b then return nil, $t end",
		"if $b then error($t) end",
		"if $b then error(errors.new{ message = $t, kind = errors.CONFLICT, retryable = $b }) end",
		"error({})",
		"[yield] coroutine.yield($n)",
		"[loop] if $b then break end",
	},
	Compound: []string{
		"if $b then$* end",
		"if $b then$* else$* end",
		"for $($+n = 1, $3 do tick()$* end$)",
		"pcall(function($[)$* end$])",
		"coroutine.spawn(function($[)$* end$])",
		"do local r = channel.select{ inbox:case_receive(), events:case_receive(), time.after($d):case_receive() } seen(r) if r.channel == inbox then$* end end",
		"do local r = channel.select{ $C:case_receive(), inbox:case_receive(), $C:case_send($x), default = $b } if r and r.channel then seen(r) end$* end",
		"while not cancelled do $(seen(channel.select{ inbox:case_receive(), events:case_receive(), $C:case_receive(), time.after('20ms'):case_receive() })$* end$)",
		"while not cancelled do $(seen(channel.select{ inbox:case_receive(), events:case_receive() })$* end$)",
		"for m in function() return inbox:receive() end do $(tick() sender = m:from()$* end$)",
		"table.sort({ 3, 1, 2 }, function($[x, y) tick()$* return x < y end$])",
		"string.gsub('ab', '.', function($[s) tick()$* end$])",
		"do local o = setmetatable({}, { __index = function($[o, k)$* return 1 end$], __tostring = function($[o)$* return 'o' end$] }) local _ = o.x .. tostring(o) end",
		"do local o = setmetatable({}, { __call = function($[o, $+n)$* return $n end$], __lt = function($[a, b)$* return $b end$] }) local _ = o(1), o < o end",
		"for $($+n in coroutine.wrap(function($[co) coroutine.yield($n)$* coroutine.yield($n) end$]) do tick()$* end$)",
		"do local co = coroutine.create(function($[co)$* return $x end$]) coroutine.resume(co) coroutine.resume(co) end",
		"xpcall(function($[)$* error($t) end$], function($[e)$* return e end$])",
	},
}
