package node

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

const chaosIndex = `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, host: {max_processes: 30}, lifecycle: {auto_start: true, stop_timeout: 2s}}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time]}
  - {name: actor, kind: process.lua, source: file://actor.lua, modules: [time, funcs, events, pg, ctx]}
  - {name: work, kind: function.lua, source: file://work.lua, method: main, modules: [time, funcs]}
  - {name: scope, kind: pg.scope, lifecycle: {auto_start: true}}
  - {name: service, kind: process.service, process: actor, host: processes, input: [service],
     lifecycle: {auto_start: true, stop_timeout: 1s, restart: {initial_delay: 100ms, max_attempts: 5}}}
`

// chaosCLI does what is typed: a line names an action and somebody to do it to.
const chaosCLI = `
return { main = function()
    process.set_options{ trap_links = true }
    process.registry.register("cli")
    local events = process.events()
    coroutine.spawn(function()
        while events:receive() do end
    end)
    while true do
        local line = io.readline()
        if not line then return 3 end
        local action, target = string.match(line, "(%S+) (%S+)")
        if action == "spawn" then
            process.spawn_linked_monitored("app:actor", "app:processes", target)
        elseif action == "read" then
            io.read(3)
        elseif action and not process.send(target, action, process.pid()) then
            process.spawn_linked_monitored("app:actor", "app:processes", target)
            process.spawn_linked("app:actor", "app:processes", "n1")
            process.send(target, action, process.pid())
        end
    end
end }`

// chaosActor does what it is told, and something of its own accord now and then.
const chaosActor = `
local jobs = channel.new(2)
local pings = channel.new()
local function act(action, from)
    if action == "fail" then error("told to") end
    if action == "error" then error(errors.new{ message = "told so", kind = errors.CONFLICT, retryable = true }) end
    if action == "spin" then for _ = 1, 20000 do end end
    if action == "spawn" then process.spawn_monitored("app:actor", "app:processes", "n" .. math.random(5)) end
    if action == "spawn_linked" then process.spawn_linked("app:actor", "app:processes", "n" .. math.random(5)) end
    if action == "none" then process.spawn("app:none", "app:processes") end
    if action == "monitor" then process.monitor("n" .. math.random(5)) end
    if action == "unmonitor" then process.unmonitor("n" .. math.random(5)) end
    if action == "link" then process.link("n" .. math.random(5)) end
    if action == "unlink" then process.unlink("n" .. math.random(5)) end
    if action == "terminate" then process.terminate("n" .. math.random(5)) end
    if action == "suicide" then pcall(process.terminate, process.pid()) while true do end end
    if action == "cancel" then process.cancel("n" .. math.random(5), "chaos") end
    if action == "forward" then process.send("n" .. math.random(5), "job", { from = from, list = { 1, 2 } }) end
    if action == "self" then process.send(process.pid(), "job", 1) end
    if action == "sleep" then time.sleep(math.random(1, 50) .. "ms") end
    if action == "unlisten" then process.unlisten(process.listen("job")) end
    if action == "listen" then process.listen("job", { message = math.random(2) == 1 }) end
    if action == "trap" then process.set_options{ trap_links = math.random(2) == 1 } end
    if action == "rename" then process.registry.unregister("n" .. math.random(5)) process.registry.register("n" .. math.random(5)) end
    if action == "chan" then
        coroutine.spawn(function() jobs:send("job") pings:send("ping") end)
        coroutine.spawn(function() channel.select{ pings:case_receive(), jobs:case_receive(), time.after("10ms"):case_receive() } end)
    end
    if action == "close" then jobs:close() jobs = channel.new(1) end
    if action == "deaf" then channel.new():receive() end
    if action == "wrap" then pcall(coroutine.wrap(function() pcall(time.sleep, "3ms") coroutine.yield() end)) end
    local function other() return "n" .. math.random(5) end
    if action == "upgrade" then process.upgrade(nil, "n" .. math.random(5)) end
    if action == "upgrade_in" then coroutine.spawn(function() time.sleep("1ms") process.upgrade("app:actor", other()) end) end
    if action == "exec" then pcall(process.exec, "app:actor", "app:processes", other()) end
    if action == "named" then process.with_context{ n = 1 }:with_name(other()):with_message("self", 1):spawn("app:actor", "app:processes", "x") end
    if action == "call" then funcs.call("app:work", math.random(10)) end
    if action == "async" then
        local future = funcs.async("app:work", math.random(10))
        if future and math.random(2) == 1 then future:cancel() end
        if future and math.random(2) == 1 then future:channel():close() end
        if future then future:channel():receive() end
    end
    if action == "publish" then events.send("chaos", action, "path", { from = from }) end
    if action == "subscribe" then
        local sub = events.subscribe("ch*")
        coroutine.spawn(function() while sub:channel():receive() do if math.random(5) == 1 then sub:close() end end end)
    end
    if action == "join" then pg.open("app:scope"):join{ "g" .. math.random(2), "g3" } end
    if action == "leave" then pg.open("app:scope"):leave("g" .. math.random(3)) end
    if action == "broadcast" then pg.open("app:scope"):broadcast("g3", "job", 1) end
    if action == "watch" then
        local sub = pg.open("app:scope"):monitor("g3")
        coroutine.spawn(function() while sub:channel():receive() do if math.random(9) == 1 then sub:close{ flush = true } end end end)
    end
    if action == "stuck" then channel.select{} end
end
return { main = function(name)
    process.registry.register(name)
    local inbox, events, job = process.inbox(), process.events(), process.listen("job")
    local ticker = time.ticker("20ms")
    for _ = 1, 60 do
        local r = channel.select{ events:case_receive(), inbox:case_receive(), job:case_receive(), ticker:channel():case_receive(), jobs:case_send(1) }
        if r.channel == inbox then
            act(r.value:topic(), r.value:from())
        elseif r.channel == events and r.value.kind == process.event.CANCEL and math.random() < 0.7 then
            return "cancelled"
        elseif r.channel == job then
            job = process.listen("job")
        elseif r.channel == jobs then
            time.sleep("5ms")
        end
    end
    return nil, name == "n1" and "worn out" or nil
end }`

// chaosWork is what is called.
const chaosWork = `
return { main = function(n)
    if n == 1 then error("cannot work") end
    if n == 2 then return nil, "will not work" end
    if n > 6 then time.sleep(n .. "ms") end
    if n == 5 then return funcs.call("app:work", math.random(10)) end
    return n
end }`

var chaosActions = []string{
	"spawn", "spawn_linked", "fail", "error", "spin", "none", "monitor", "unmonitor", "link", "unlink", "terminate", "suicide",
	"cancel", "forward", "self", "sleep", "unlisten", "listen", "trap", "rename", "chan", "close", "deaf", "wrap",
	"stuck", "job", "upgrade", "upgrade_in", "exec", "named", "call", "async", "publish", "subscribe", "join", "leave", "broadcast", "watch",
}

var chaosTargets = []string{"n1", "n2", "n3", "n4", "n5", "service", "cli", "nobody"}

// TestChaos does anything at any moment, also while the machine is held in the
// middle of something: the log must always be one that makes sense.
func TestChaos(t *testing.T) {
	a := chaosApp(t)
	rapid.Check(t, func(t *rapid.T) {
		n, err := New(a, Config{Seed: rapid.Int64().Draw(t, "seed")})
		if err != nil {
			t.Fatal(err)
		}
		defer n.Close()
		auditor := newAuditor()
		count, every := 0, rapid.IntRange(0, 9).Draw(t, "break")
		n.system.SetBreak(func(*wire.Event) bool {
			count++
			return every > 0 && count%every == 0
		})
		look := func() {
			facts := n.Take(everything)
			for i := range facts {
				auditor.see(t, &facts[i])
			}
		}
		if err := n.Exec(cliExec, nil); err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(20, 150).Draw(t, "length") {
			chaosStep(t, n, auditor.log)
			look()
		}
		_ = n.Apply(wire.Command{Kind: wire.CommandSignal, Name: "interrupt"})
		n.Settle(50_000)
		look()
		if _, stopped := n.Stopped(); !stopped {
			t.Fatal("it did not stop within its time")
		}
		auditor.end(t)
	})
}

// chaosStep does one thing to a node after facts. Commands may be refused.
func chaosStep(t *rapid.T, n *Node, facts []wire.Event) {
	switch rapid.SampledFrom([]string{"type", "type", "type", "type", "type", "step", "step", "step", "run", "run", "advance", "paste", "act", "act", "rare"}).Draw(t, "what") {
	case "type":
		line := rapid.SampledFrom(chaosActions).Draw(t, "action") + " " + rapid.SampledFrom(chaosTargets).Draw(t, "target")
		_ = n.Apply(wire.Command{Kind: wire.CommandInput, Text: line + "\n"})
		n.Step()
	case "paste":
		_ = n.Apply(wire.Command{Kind: wire.CommandInput, Text: rapid.SampledFrom([]string{"re", "ad x\nab", "\n", "c\r\n"}).Draw(t, "text")})
	case "step":
		for range rapid.IntRange(1, 10).Draw(t, "steps") {
			n.Step()
		}
	case "run":
		n.Run(rapid.IntRange(1, 50).Draw(t, "turns"))
	case "advance":
		d := rapid.SampledFrom([]time.Duration{1, time.Millisecond, 30 * time.Millisecond, time.Second}).Draw(t, "time")
		_ = n.Apply(wire.Command{Kind: wire.CommandAdvance, At: n.Now().Add(d)})
	case "act":
		_ = n.Apply(anyAct(func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "pick") }, n.system.Processes(), facts))
	case "rare":
		switch rapid.IntRange(0, 9).Draw(t, "rare") {
		case 0:
			_ = n.Apply(wire.Command{Kind: wire.CommandInput, EOF: true})
		case 1:
			_ = n.Apply(wire.Command{Kind: wire.CommandSignal, Name: "interrupt"})
		default:
			n.Settle(2000)
		}
	}
}

// auditor reads a log as it grows and knows what may come next. It keeps its
// own, simpler accounts beside those of trace.World.
type auditor struct {
	world     *trace.World
	log       []wire.Event
	processes map[wire.PID]*account
	living    map[wire.PID]*account // those that have not ended
	names     map[string]wire.PID
	timers    map[uint64]bool // timers and sleeps that are set
	stopped   bool
}

// account is what is known of a process.
type account struct {
	ended   bool
	unread  int
	reds    uint64
	discard int // what the next fact must say is lost
	coro    map[uint32]bool
}

func newAuditor() *auditor {
	return &auditor{
		world: trace.NewWorld(), processes: map[wire.PID]*account{}, living: map[wire.PID]*account{},
		names: map[string]wire.PID{}, timers: map[uint64]bool{},
	}
}

func (a *auditor) see(t *rapid.T, e *wire.Event) {
	fail := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("%s\n%s", e.Line(), fmt.Sprintf(format, args...))
	}
	a.order(e, fail)
	a.log = append(a.log, *e)
	a.cause(e, fail)
	a.process(e, fail)
	a.messages(e, fail)
	a.register(e, fail)
	if p := a.processes[e.PID]; p != nil && p.ended {
		delete(a.living, e.PID)
	}
	a.world.Apply(e)
	a.compare(fail)
}

type failer func(format string, args ...any)

func (a *auditor) order(e *wire.Event, fail failer) {
	switch {
	case a.stopped:
		fail("something happens after the end")
	case e.Seq != uint64(len(a.log)+1):
		fail("%d facts came before it", len(a.log))
	case e.Cause >= e.Seq:
		fail("its cause is not earlier")
	case len(a.log) > 0 && e.At < a.log[len(a.log)-1].At:
		fail("time goes back")
	}
	a.stopped = e.Kind == wire.KindStopped
}

// cause checks the causes that are part of what a kind means.
func (a *auditor) cause(e *wire.Event, fail failer) {
	because := func(kinds ...wire.Kind) wire.Event {
		if e.Cause == 0 {
			fail("it has no cause")
		}
		c := a.log[e.Cause-1]
		for _, kind := range kinds {
			if c.Kind == kind {
				return c
			}
		}
		fail("its cause is: %s", c.Line())
		return c
	}
	switch e.Kind {
	case wire.KindBoot, wire.KindInput, wire.KindSignal:
		if e.Cause != 0 {
			fail("it has a cause")
		}
	case wire.KindStart:
		if c := because(wire.KindSpawn); c.Peer != e.PID {
			fail("somebody else was spawned: %s", c.Line())
		}
	case wire.KindReceive:
		c := because(wire.KindSend, wire.KindNotify, wire.KindArrive)
		from, to := c.PID, c.Peer
		if c.Kind == wire.KindArrive {
			from, to = to, from
		}
		if c.Ref != e.Ref || from != e.Peer && !e.Peer.IsZero() || to != e.PID || c.Name != e.Name {
			fail("that is another message: %s", c.Line())
		}
	case wire.KindArrive:
		c := because(wire.KindAct)
		if c.Ref != e.Ref || c.PID != e.PID || c.Peer != e.Peer || c.Text != e.Name || e.At.Sub(c.At) != time.Duration(c.N) {
			fail("that was about another message: %s", c.Line())
		}
	case wire.KindAct:
		if e.Ref == 0 || e.Name == "send" {
			if e.Cause != 0 {
				fail("it has a cause")
			}
			return
		}
		if c := because(wire.KindSend, wire.KindNotify, wire.KindArrive); c.Ref != e.Ref {
			fail("that is another message: %s", c.Line())
		}
	case wire.KindTake:
		switch {
		case e.Text == "time":
			because(wire.KindFire)
		case e.Text == "result": // of a call: its end, or what gave it up
		default:
			kinds := []wire.Kind{wire.KindPut} // a program may put something into any channel
			switch {
			case strings.HasPrefix(e.Name, "bus "):
				kinds = append(kinds, wire.KindPublish)
			case strings.HasPrefix(e.Name, "group"):
				kinds = append(kinds, wire.KindJoin, wire.KindLeave)
			}
			if c := because(kinds...); c.Kind == wire.KindPut && (c.Ref != e.Ref || c.Text != e.Text || c.PID != e.PID) {
				fail("that is another value: %s", c.Line())
			}
		}
	case wire.KindFire:
		if c := because(wire.KindTimer, wire.KindWait); c.Ref != e.Ref || c.PID != e.PID {
			fail("that is another timer: %s", c.Line())
		}
	case wire.KindRead:
		because(wire.KindInput)
	case wire.KindDiscard:
		because(wire.KindExit)
	}
}

// process checks that who does something is there to do it.
func (a *auditor) process(e *wire.Event, fail failer) {
	if e.Kind == wire.KindSpawn {
		if a.processes[e.Peer] != nil {
			fail("there was one of this PID")
		}
		a.processes[e.Peer] = &account{coro: map[uint32]bool{0: true}}
		a.living[e.Peer] = a.processes[e.Peer]
		return
	}
	p := a.processes[e.PID]
	if p == nil {
		if e.PID.Host != "" && e.PID.Host != "node:control" {
			fail("nobody has been spawned as this")
		}
		return
	}
	after := map[wire.Kind]bool{
		wire.KindDiscard: true, wire.KindUnregister: true, wire.KindNotify: true, wire.KindOutput: true, wire.KindLeave: true,
		wire.KindArrive: true,
	}
	switch {
	case p.ended && !after[e.Kind]:
		fail("it ended before")
	case e.Kind == wire.KindExit:
		p.ended, p.discard = true, p.unread
	case e.Kind == wire.KindCoroutine:
		p.coro[e.Co] = true
	case e.Kind == wire.KindUpgrade:
		p.coro = map[uint32]bool{0: true}
	case !p.coro[e.Co]:
		fail("its coroutine is not there")
	case e.Kind == wire.KindFinish:
		delete(p.coro, e.Co)
	}
	if e.Reds != 0 && e.Reds < p.reds {
		fail("it had used %d reductions before", p.reds)
	}
	p.reds = max(p.reds, e.Reds)
}

func (a *auditor) messages(e *wire.Event, fail failer) {
	switch e.Kind {
	case wire.KindSend, wire.KindNotify:
		to := a.processes[e.Peer]
		if to == nil || to.ended {
			fail("nobody is there to get it")
		}
		to.unread++
	case wire.KindReceive:
		a.processes[e.PID].unread--
	case wire.KindAct:
		if e.Name == "drop" || e.Name == "delay" {
			a.processes[e.PID].unread--
		}
	case wire.KindArrive:
		p, dead := a.processes[e.PID], wire.ArriveFlags(e.N)&wire.ArriveDead != 0
		if dead != p.ended {
			fail("whether somebody is there to get it is told wrong")
		}
		if !dead {
			p.unread++
		}
	case wire.KindDiscard:
		p := a.processes[e.PID]
		if int(e.N) != p.discard || e.N == 0 {
			fail("%d were unread", p.discard)
		}
		p.unread, p.discard = 0, 0
	}
	if p := a.processes[e.PID]; p != nil && p.ended && p.discard > 0 && e.Kind != wire.KindExit {
		fail("%d unread messages were not told of", p.discard)
	}
}

func (a *auditor) register(e *wire.Event, fail failer) {
	switch e.Kind {
	case wire.KindRegister:
		if holder, taken := a.names[e.Name]; taken {
			fail("%s has that name", holder)
		}
		a.names[e.Name] = e.PID
	case wire.KindUnregister:
		if a.names[e.Name] != e.PID {
			fail("%s has that name", a.names[e.Name])
		}
		delete(a.names, e.Name)
	}
}

// compare holds the auditor's accounts against the world's.
func (a *auditor) compare(fail failer) {
	for pid, p := range a.living {
		if w := a.world.Process(pid); w == nil || w.Ended || w.Mailbox.Len != p.unread {
			fail("the world has another picture of %s: %d unread here, %+v there", pid, p.unread, w)
		}
	}
	if a.world.Live != len(a.living) {
		fail("%d live here, %d in the world", len(a.living), a.world.Live)
	}
}

// end checks what must be so when a node has stopped in good order.
func (a *auditor) end(t *rapid.T) {
	if !a.stopped || !a.world.Stopped {
		t.Fatal("nothing says that it stopped")
	}
	for name, pid := range a.names {
		if a.processes[pid].ended {
			t.Fatalf("%s, which has ended, is still called %s", pid, name)
		}
	}
}
