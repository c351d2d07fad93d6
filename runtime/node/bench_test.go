package node

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/wire"
)

// The benchmarks count facts and round trips through everything but the
// screen: Lua, scheduler, mailboxes and the events they yield.

const benchIndex = `
namespace: bench
entries:
  - {name: hosts, kind: process.host, lifecycle: {auto_start: true}}
  - {name: client, kind: process.lua, source: file://client.lua, modules: [process]}
  - {name: relay, kind: process.lua, source: file://relay.lua, modules: [process, channel]}
  - {name: worker, kind: process.lua, source: file://worker.lua, modules: [process]}
  - {name: relays, kind: process.service, process: relay, host: hosts, lifecycle: {auto_start: true}}
  - {name: clients, kind: process.service, process: client, host: hosts, input: [%d, %d], lifecycle: {auto_start: true, requires: ["bench:relays"]}}
`

// client keeps some messages in flight until it has had its answers.
const benchClient = `
return { main = function(total, flight)
    local inbox = process.inbox()
    local self = process.pid()
    local sent = 0
    while sent < flight do
        process.send("relay", "echo", { sender = self, data = "hello" })
        sent = sent + 1
    end
    for i = 1, total do
        inbox:receive()
        if sent < total then
            process.send("relay", "echo", { sender = self, data = "hello" })
            sent = sent + 1
        end
    end
end }`

const benchRelay = `
return { main = function()
    local inbox, events = process.inbox(), process.events()
    process.registry.register("relay")
    while true do
        local r = channel.select{ inbox:case_receive(), events:case_receive() }
        if r.channel == inbox then
            local echo = r.value:payload():data()
            process.spawn_monitored("bench:worker", "bench:hosts", echo.sender, echo.data)
        end
    end
end }`

const benchWorker = `
return { main = function(sender, data)
    process.send(sender, "echo_response", { data = string.upper(data), worker = process.pid() })
    return 0
end }`

func echoApp(b *testing.B, echoes, flight int) *app.App {
	b.Helper()
	a, err := app.Load(fstest.MapFS{
		"_index.yaml": {Data: fmt.Appendf(nil, benchIndex, echoes, flight)},
		"client.lua":  {Data: []byte(benchClient)},
		"relay.lua":   {Data: []byte(benchRelay)},
		"worker.lua":  {Data: []byte(benchWorker)},
	}, "bench")
	if err != nil {
		b.Fatal(err)
	}
	return a
}

// BenchmarkReplay makes the run of the echo app again from its commands, as
// looking into the past does. The goal is no more than the run itself costs:
// whoever asks about a moment waits a second for some 500,000 facts before it.
func BenchmarkReplay(b *testing.B) {
	n, err := New(echoApp(b, b.N, min(64, b.N)), Config{Seed: 1})
	if err != nil {
		b.Fatal(err)
	}
	defer n.Close()
	for n.Pass(batchTurns) {
		n.Take(everything)
	}
	r, err := NewReplay(n.app, n.origin, n.Journal())
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	b.ResetTimer()
	for done := false; !done; {
		if done, err = r.Run(forever64, jobTurns); err != nil {
			b.Fatal(err)
		}
		r.Node().Take(everything)
	}
	b.ReportMetric(float64(r.last())/b.Elapsed().Seconds(), "facts/s")
}

// BenchmarkArmed runs the echo app twice, in turn a short while each: without
// breakpoints, and with a hundred that are never met. "loss-%" is how much
// longer the second one takes, in the median of those whiles; at most 5. So
// whatever else the machine does meanwhile happens to both.
func BenchmarkArmed(b *testing.B) {
	nodes := [2]*Node{}
	for i, armed := range []int{0, 100} {
		n, err := New(echoApp(b, b.N, min(64, b.N)), Config{Seed: 1})
		if err != nil {
			b.Fatal(err)
		}
		defer n.Close()
		n.SetBreakpoints(unmet(armed))
		nodes[i] = n
	}
	const while = 512 // turns: about two milliseconds
	var ratios []float64
	b.ResetTimer()
	for more := true; more; {
		var took [2]time.Duration
		order := len(ratios) % 2
		for i := range nodes {
			i ^= order
			start := time.Now()
			more = nodes[i].Run(while)
			took[i] = time.Since(start)
			nodes[i].Take(everything)
		}
		ratios = append(ratios, float64(took[1])/float64(took[0]))
	}
	b.StopTimer()
	if nodes[1].Met() != nil {
		b.Fatal(nodes[1].Met().Text)
	}
	slices.Sort(ratios)
	b.ReportMetric(100*(ratios[len(ratios)/2]-1), "loss-%")
}

// unmet are breakpoints as people set them.
func unmet(count int) []wire.Breakpoint {
	var list []wire.Breakpoint
	for i := range count {
		expr := []string{"kind:send topic:order%d", "to:0xabcde%d", "text~\"refund +%d\"", "mailbox>%d00", "from:client%d kind:spawn"}[i%5]
		list = append(list, wire.Breakpoint{ID: i + 1, Expr: fmt.Sprintf(expr, 10+i)})
	}
	return list
}

// BenchmarkLines computes fib(20), some 300,000 instructions, with a break at a
// line that is never reached: of another entry, which may cost nothing, and of
// the same one, where each instruction is looked at and may take three times
// as long.
func BenchmarkLines(b *testing.B) {
	for _, c := range []struct {
		name string
		list []wire.Breakpoint
	}{
		{"none", nil},
		{"elsewhere", []wire.Breakpoint{{ID: 1, Entry: "app:other", Line: 1}}},
		{"here", []wire.Breakpoint{{ID: 1, Entry: "app:cli", Line: 6}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				n := luaApp(b, "cli.lua", `local function fib(n)
    if n < 2 then return n end
    return fib(n - 1) + fib(n - 2)
end
local function never()
    return 1
end
return function() fib(20) return never and 0 end`, "other.lua", "return function() end")
				n.SetBreakpoints(c.list)
				play(b, n, "exec", "settle")
				if _, stopped := n.Stopped(); !stopped {
					b.Fatal("it has not come to its end")
				}
				n.Close()
			}
		})
	}
}
