package node

import (
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"echotui/runtime/app"
	"echotui/runtime/wire"
)

// anyAct is something that a person might do to the chaos app with these
// processes, after facts. It is not always possible.
func anyAct(pick func(int) int, pids []wire.PID, facts []wire.Event) wire.Command {
	if pick(2) == 0 {
		return anyMessageAct(pick, facts)
	}
	pids = append(pids, wire.PID{Host: "app:processes", N: 1})
	c := wire.Command{PID: pids[pick(len(pids))]}
	switch pick(8) {
	case 0:
		c.Kind, c.Text = wire.CommandCancel, "enough"
	case 1:
		c.Kind = wire.CommandTerminate
	case 2, 3:
		c.Kind, c.Name = wire.CommandFail, []string{wire.FailSpawn, wire.FailSend, wire.FailSend, "sleep"}[pick(4)]
	case 4:
		c.Kind, c.Name = []wire.CommandKind{wire.CommandStop, wire.CommandRestart}[pick(2)], []string{"app:service", "app:service", "app:none"}[pick(3)]
	case 5:
		c.Kind, c.Name = wire.CommandReload, []string{"app:actor", "app:work", "app:none"}[pick(3)]
		c.Text = []string{chaosActor, "-- one line more\n" + chaosActor, chaosWork, "return {"}[pick(4)]
	default:
		c.Kind, c.Name = wire.CommandSend, chaosActions[pick(len(chaosActions))]
		c.Args = []wire.Value{wire.Record("n", float64(pick(9)))}
	}
	return c
}

// anyMessageAct is about one of the latest messages.
func anyMessageAct(pick func(int) int, facts []wire.Event) wire.Command {
	var sent []wire.Event
	for i := len(facts) - 1; i >= 0 && len(sent) < 10; i-- {
		if k := facts[i].Kind; k == wire.KindSend || k == wire.KindNotify {
			sent = append(sent, facts[i])
		}
	}
	if len(sent) == 0 {
		return wire.Command{}
	}
	e := sent[pick(len(sent))]
	return wire.Command{
		Kind: []wire.CommandKind{wire.CommandDrop, wire.CommandDelay, wire.CommandEdit}[pick(3)], PID: e.Peer, Ref: e.Ref,
		Delay: time.Duration(pick(9)) * 700 * time.Microsecond, Args: []wire.Value{float64(pick(3))},
	}
}

const actIndex = `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time]}
  - {name: server, kind: process.lua, source: file://server.lua, modules: [time]}
  - {name: worker, kind: process.lua, source: file://worker.lua}
  - {name: service, kind: process.service, process: server, host: processes,
     lifecycle: {auto_start: true, stop_timeout: 3s, restart: {initial_delay: 1s}}}
`

// actCLI asks the server for each line that is typed, for a second at most.
const actCLI = `
return { main = function()
    local answers = process.listen("answer")
    while true do
        local line = io.readline()
        if not line then return 0 end
        local ok, err = process.send("server", "ask", line)
        if not ok then io.print("cannot ask: " .. tostring(err)) end
        local r = channel.select{ answers:case_receive(), time.after("1s"):case_receive() }
        io.print(r.channel == answers and r.value or "nobody answers")
    end
end }`

const actServer = `
return { main = function()
    process.registry.register("server")
    local inbox = process.inbox()
    while true do
        local msg = inbox:receive()
        local pid, err = process.spawn("app:worker", "app:processes", msg:from(), tostring(msg:payload():data()))
        if not pid then process.send(msg:from(), "answer", "no worker: " .. tostring(err)) end
    end
end }`

const actWorker = `
return { main = function(to, text)
    process.send(to, "answer", string.upper(text))
end }`

func actApp(t *testing.T) (*Node, fstest.MapFS) {
	t.Helper()
	files := fstest.MapFS{
		"_index.yaml": {Data: []byte(actIndex)}, "cli.lua": {Data: []byte(actCLI)},
		"server.lua": {Data: []byte(actServer)}, "worker.lua": {Data: []byte(actWorker)},
	}
	a, err := app.Load(files, "acts")
	if err != nil {
		t.Fatal(err)
	}
	n, err := New(a, Config{Seed: 1, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	return n, files
}

// hand is a person who acts upon a run.
type hand struct {
	*testing.T
	node  *Node
	facts []wire.Event
}

func (h *hand) look() { h.facts = append(h.facts, h.node.Take(everything)...) }

// until lets things happen one by one up to a fact whose line holds a text.
func (h *hand) until(text string) wire.Event {
	h.Helper()
	for seen := len(h.facts); h.node.Step(); {
		for h.look(); seen < len(h.facts); seen++ {
			if strings.Contains(h.facts[seen].Line(), text) {
				return h.facts[seen]
			}
		}
	}
	h.Fatalf("%q never happens", text)
	return wire.Event{}
}

func (h *hand) act(c wire.Command) {
	h.Helper()
	if err := h.node.Apply(c); err != nil {
		h.Fatal(err)
	}
}

func (h *hand) typeLine(line string) { h.act(wire.Command{Kind: wire.CommandInput, Text: line + "\n"}) }

// said is the next line that the app prints.
func (h *hand) said() string { return strings.TrimSpace(h.until(" output ").Text) }

func (h *hand) expect(want string) {
	h.Helper()
	if got := h.said(); got != want {
		h.Errorf("it says %q, not %q", got, want)
	}
}

// refused expects an error and no trace of the command.
func (h *hand) refused(c wire.Command, want string) {
	h.Helper()
	before := h.node.system.Place()
	if err := h.node.Apply(c); err == nil || err.Error() != want {
		h.Errorf("%s: %v, not %q", c.Kind, err, want)
	}
	if h.node.system.Place() != before {
		h.Errorf("%s leaves traces", c.Kind)
	}
}

func newHand(t *testing.T) (*hand, fstest.MapFS) {
	n, files := actApp(t)
	h := &hand{T: t, node: n}
	n.Settle(settleTurns)
	h.look()
	t.Cleanup(func() {
		n.Settle(settleTurns)
		h.look()
		checkReplay(t, n, h.facts)
	})
	return h, files
}

// An answer that its receiver holds in its hands already can still be changed,
// delayed and dropped.
func TestActsOnMessages(t *testing.T) {
	h, _ := newHand(t)
	h.typeLine("one")
	m := h.until(" answer ref=")
	h.act(wire.Command{Kind: wire.CommandEdit, PID: m.Peer, Ref: m.Ref, Args: []wire.Value{"another"}})
	h.expect("another")

	h.typeLine("two")
	m = h.until(" answer ref=")
	h.refused(wire.Command{Kind: wire.CommandDelay, PID: m.Peer, Ref: m.Ref}, "a message can be delayed by more than no time only")
	h.act(wire.Command{Kind: wire.CommandDelay, PID: m.Peer, Ref: m.Ref, Delay: 1500 * time.Millisecond})
	h.expect("nobody answers")
	if e := h.until(" arrive "); e.At.Sub(m.At) != 1500*time.Millisecond || e.Ref != m.Ref {
		t.Errorf("it arrives like this: %s", e.Line())
	}
	h.typeLine("three")
	h.expect("TWO")

	m = h.until("THREE")
	h.act(wire.Command{Kind: wire.CommandDrop, PID: m.Peer, Ref: m.Ref})
	h.refused(wire.Command{Kind: wire.CommandDrop, PID: m.Peer, Ref: m.Ref}, "message #"+strconv.FormatUint(m.Ref, 10)+" does not wait in the mailbox of "+m.Peer.Short())
	h.typeLine("four")
	m = h.until("FOUR")
	h.act(wire.Command{Kind: wire.CommandDrop, PID: m.Peer, Ref: m.Ref})
	h.expect("nobody answers")
}

// What somebody makes fail fails once, with an error that says so.
func TestFailNext(t *testing.T) {
	h, _ := newHand(t)
	cli, server := h.node.system.Processes()[1], h.node.system.Processes()[0]
	h.act(wire.Command{Kind: wire.CommandFail, PID: server, Name: wire.FailSpawn})
	h.typeLine("one")
	if e := h.until(" spawn-failed "); h.facts[e.Cause-1].Kind != wire.KindAct {
		t.Errorf("what led to it is not told: %s", e.Line())
	}
	h.expect("no worker: failed on purpose")
	h.act(wire.Command{Kind: wire.CommandFail, PID: cli, Name: wire.FailSend})
	h.typeLine("two")
	if e := h.until(" lost "); h.facts[e.Cause-1].Kind != wire.KindAct {
		t.Errorf("what led to it is not told: %s", e.Line())
	}
	h.expect("cannot ask: failed on purpose")
	h.expect("nobody answers")
	h.typeLine("three")
	h.expect("THREE")
	h.refused(wire.Command{Kind: wire.CommandFail, PID: cli, Name: "sleep"}, "what can be made to fail is the next spawn or the next send")
}

// A message from outside is from nobody; processes can be asked to end, and
// ended.
func TestActsOnProcesses(t *testing.T) {
	h, _ := newHand(t)
	server, cli := h.node.system.Processes()[0], h.node.system.Processes()[1]
	h.act(wire.Command{Kind: wire.CommandSend, PID: cli, Name: "answer", Args: []wire.Value{"from you"}})
	h.typeLine("one")
	h.expect("from you")
	h.act(wire.Command{Kind: wire.CommandCancel, PID: server, Text: "enough"})
	if e := h.until(" CANCEL "); e.Args[0].(*wire.Table).Get("reason") != "enough" {
		t.Errorf("it is told %s", e.Line())
	}
	h.refused(wire.Command{Kind: wire.CommandTerminate, PID: cli}, "the process of a terminal cannot be ended; ask it to end, with cancel")
	h.act(wire.Command{Kind: wire.CommandTerminate, PID: server})
	h.refused(wire.Command{Kind: wire.CommandTerminate, PID: server}, "no process "+server.Short()+" is there any more")
	h.until("restarting app:service") // as after any failure
}

// A service that somebody has stopped stays so until somebody starts it.
func TestActsOnServices(t *testing.T) {
	h, _ := newHand(t)
	stop, restart := wire.Command{Kind: wire.CommandStop, Name: "app:service"}, wire.Command{Kind: wire.CommandRestart, Name: "app:service"}
	h.act(stop)
	h.refused(stop, "service app:service is stopping already")
	stopped := h.until("somebody has stopped it")
	if stopped.At.Sub(h.facts[0].At) != time.Second { // it has never asked for its events
		t.Errorf("it has got until %s", stopped.At)
	}
	h.refused(stop, "service app:service does not run")
	h.typeLine("one")
	if got := h.said(); !strings.HasPrefix(got, "cannot ask") {
		t.Errorf("it says %q", got)
	}
	h.expect("nobody answers")
	h.act(restart)
	h.node.Settle(settleTurns)
	h.look()
	h.typeLine("two")
	h.expect("TWO")
	h.act(restart)
	h.until(" app:service n=2")
	h.typeLine("three")
	h.expect("THREE")
	h.refused(wire.Command{Kind: wire.CommandStop, Name: "app:none"}, "there is no service app:none")
}

// Code that is loaded again is what new processes run; code with a mistake in it
// changes nothing.
func TestReload(t *testing.T) {
	h, _ := newHand(t)
	h.act(wire.Command{Kind: wire.CommandReload, Name: "app:worker", Text: strings.ReplaceAll(actWorker, "string.upper", "string.reverse")})
	h.typeLine("one")
	h.expect("eno")
	h.refused(wire.Command{Kind: wire.CommandReload, Name: "app:worker", Text: "return {\n"}, "worker.lua:2: expected an expression, found the end of the file")
	h.refused(wire.Command{Kind: wire.CommandReload, Name: "app:none"}, `entry "app:none" has no code`)
	h.typeLine("two")
	h.expect("owt")
}

// A loop reads the source of a reload from the folder of the app, and tells why
// something is refused.
func TestLoopReloads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, files := actApp(t)
		l := startLoop(t, NewLoop(n, VirtualClock, nil))
		reload := func(entry, text string) {
			files["worker.lua"] = &fstest.MapFile{Data: []byte(text)}
			l.Do(wire.Command{Kind: wire.CommandReload, Name: entry})
			synctest.Wait()
		}
		reload("app:worker", "return { main = function(to) process.send(to, 'answer', 'new') end }")
		l.Do(typed("one"))
		synctest.Wait()
		if got := printed(l); got != "new\n" {
			t.Errorf("it says %q", got)
		}
		for entry, want := range map[string]string{
			"app:worker": `worker.lua:3: expected an expression, found '+'`,
			"app:none":   `there is no entry "app:none"`, "app:terminal": `entry "app:terminal" has no code`,
		} {
			before := l.Status().Refusals
			reload(entry, "\n\nreturn +")
			if s := l.Status(); s.Refused != want || s.Refusals != before+1 {
				t.Errorf("it is refused %d times because: %s", s.Refusals, s.Refused)
			}
		}
		if text, _ := l.Source("app:worker"); !strings.Contains(text, "'new'") {
			t.Errorf("the screen is told %s", text)
		}
	})
}
