package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"echotui/runtime/wire"
)

// supervised is a session in which a service has failed twice and runs a third
// process, which is linked to one, watches others, and has a coroutine.
func supervised() *fake {
	f := newFake()
	s := f.script
	s.add(wire.Event{Kind: wire.KindBoot, Name: "shop", N: 1})
	s.host(processes, "process.host")
	const id = "app:till-service"
	var till wire.PID
	for n := range 3 {
		s.add(wire.Event{Kind: wire.KindService, Name: id, N: int64(wire.StateStarting)})
		till = s.spawn(wire.PID{}, processes, "app:till", wire.SpawnService, id, "first", wire.Record("items", &wire.Table{Items: []wire.Value{1.0, 2.0}}))
		s.add(wire.Event{Kind: wire.KindService, Name: id, N: int64(wire.StateRunning), PID: till})
		s.start(till)
		s.pass(time.Second)
		if n < 2 {
			failure := &wire.Error{Message: "app:till:7: no change", Kind: wire.Internal, Stack: "stack traceback:\n\tapp:till:7: in function 'pay'\n\tapp:till:12: in main chunk"}
			s.exit(till, wire.OutcomeFailed, failure.Message, failure)
			s.add(wire.Event{Kind: wire.KindService, Name: id, N: int64(wire.StateFailed),
				Text: fmt.Sprintf("restarting %s in 2.0s, attempt %d of 5: app:till:7: no change", id, n+2)})
			s.pass(2 * time.Second)
		}
	}
	s.add(wire.Event{Kind: wire.KindRegister, PID: till, Name: "till"})
	s.add(wire.Event{Kind: wire.KindOption, PID: till, Name: "trap_links", N: 1})
	clerk := s.spawn(till, processes, "app:clerk", wire.SpawnLinked|wire.SpawnMonitored, "")
	s.start(clerk)
	guard := s.spawn(wire.PID{}, processes, "app:guard", 0, "")
	s.add(wire.Event{Kind: wire.KindMonitor, PID: guard, Peer: till})
	s.add(wire.Event{Kind: wire.KindCoroutine, PID: till, Co: 1, Name: "counts", Text: "app:till:30"})
	s.wait(till, 1, "sleep", "", 5*time.Second, 40)
	ref, sent := s.send(guard, till, "pay", wire.Record("sum", 3.5))
	s.send(guard, till, "pay", wire.Record("sum", 4.0))
	s.take(till, guard, "pay", ref, sent)
	s.send(till, guard, "paid")
	s.wait(till, 0, "select", "inbox, events", 0, 90)
	s.pass(1500 * time.Millisecond)
	f.set(func(st *Status) { st.Now, st.Paused = s.at, true })
	return f
}

// onTill shows what is known of the till.
const onTill = "esc 2 home down down down down p "

// All that is known of a process is shown in one place.
func TestFramesProcess(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("process-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				m := show(t, supervised(), look.options, size[0], size[1])
				play(m, onTill)
				frames := []frame{snap("a service's process", m)}
				play(m, "end pgup")
				frames = append(frames, snap("the sections below", m))
				play(m, "end left")
				frames = append(frames, snap("one is folded", m))
				play(m, "{")
				frames = append(frames, snap("before it was made", m))
				play(m, "} 2 home down p")
				frames = append(frames, snap("one that has failed", m))
				golden(t, name, frames...)
			})
		}
	}
}

// onRow puts the selection on the row of the process tab that says something.
func onRow(t *testing.T, m *Model, text string) {
	t.Helper()
	press(m, "home")
	for range m.process.list.Len() {
		if strings.Contains(selectedRow(m), text) {
			return
		}
		press(m, "down")
	}
	t.Fatalf("no row says %q:\n%s", text, plain(m))
}

// Rows lead to the processes, facts, coroutines and values that they name.
func TestProcessLeads(t *testing.T) {
	for row, there := range map[string]string{
		"clerk 0x00004":  "entry     app:clerk",
		"guard 0x00005":  "entry     app:guard",
		"counts~1":       "later~1 has not begun",
		"by fact #":      "fact 16/31",
		"attempt 2 of 5": "fact 8/31",
		"mailbox   1":    "till 0x00003 1 message",
		"arguments":      `argument 1 "first"`,
		"{items={1, 2}}": "items = table, 2 entries",
	} {
		m := show(t, supervised(), Options{}, 110, 48)
		play(m, onTill)
		onRow(t, m, row)
		press(m, "enter")
		want(t, m, there)
	}
	m := show(t, supervised(), Options{}, 110, 48)
	play(m, onTill+"end p")
	want(t, m, "no process made it")
	onRow(t, m, "state")
	press(m, "enter")
	want(t, m, "this row names nothing to go to")
	onRow(t, m, "clerk 0x00004")
	press(m, "X")
	want(t, m, ": terminate 0x00004")
	press(m, "esc y")
	want(t, m, "copied the PID of clerk")
	onRow(t, m, "attempt 3 of 5")
	press(m, "v")
	want(t, m, "▾ error", `message = "app:till:7: no change"`, "app:till:12: in main chunk")
}

// The error of a failed process is told with its stack, and copied line by line.
func TestProcessFailure(t *testing.T) {
	f := newFake()
	s := f.script
	s.host(processes, "process.host")
	p := s.spawn(wire.PID{}, processes, "app:till", 0, "")
	s.exit(p, wire.OutcomeFailed, "app:till:7: no change", &wire.Error{Message: "app:till:7: no change", Stack: "app:till:7: in function 'pay'\napp:till:12"})
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 2 end p")
	want(t, m, "state     failed", "error     app:till:7: no change", "stack     app:till:7: in function 'pay'", "          app:till:12")
	onRow(t, m, "app:till:12")
	copies("app:till:12")(t, m, nil, press(m, "y"))
	play(m, "v")
	want(t, m, "▾ error")
}

// A line of a stack leads to its line of source, though nobody can look into the
// process any more; a breakpoint can be set there.
func TestProcessStackLeads(t *testing.T) {
	f, _ := busy()
	s := f.script
	f.status.Paused = true
	p := s.spawn(wire.PID{}, processes, "app:worker", 0, "")
	s.exit(p, wire.OutcomeFailed, "broken", &wire.Error{Message: "broken", Stack: "app:worker:5: in function 'shout'\n[G]: in function 'error'\napp:gone:12: in main chunk"})
	m := show(t, f, Options{}, 110, 48)
	play(m, "esc 2 end p")
	onRow(t, m, "app:worker:5")
	press(m, "enter")
	want(t, m, "app:worker:5", "  5 ", "Go back (<) to look inside.")
	press(m, "b")
	want(t, m, "app:worker:5")
	if len(f.breaks) != 1 || f.breaks[0].Entry != "app:worker" || f.breaks[0].Line != 5 {
		t.Errorf("breakpoints %+v", f.breaks)
	}
	play(m, "p")
	onRow(t, m, "[G]")
	press(m, "enter")
	want(t, m, "this row names nothing to go to")
	onRow(t, m, "app:gone:12")
	press(m, "enter")
	want(t, m, "There is no source of app:gone.")
	play(m, "<") // it lives: it is looked into
	want(t, m, "upper of the runtime")
}

// What is selected stays so when rows come and go, and a list of any length
// costs what is visible of it.
func TestProcessLong(t *testing.T) {
	f, e := newEcho()
	var pids []wire.PID
	for range 20_000 {
		pids = append(pids, e.spawn(e.relay, processes, "app:worker", wire.SpawnMonitored, ""))
	}
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 2 home down down down down p")
	want(t, m, "entry     app:relay")
	onRow(t, m, "monitors")
	for range 500 {
		press(m, "down")
	}
	name := pids[499].Short()
	selects(name)(t, m, nil, nil)
	for _, gone := range []int{3, 600, 0} {
		e.exit(pids[gone], wire.OutcomeReturned, "")
	}
	refresh(m)
	selects(name)(t, m, nil, nil)
	work := testing.AllocsPerRun(5, func() { m.Update(clockMsg{}) })
	small := show(t, busyFake(), Options{}, 110, 32)
	play(small, "esc 2 home down down down down p")
	if few := testing.AllocsPerRun(5, func() { small.Update(clockMsg{}) }); work > 2*few+200 {
		t.Errorf("a frame takes %g allocations, and %g in a small app", work, few)
	}
	play(m, "left")
	selects("monitors 19997")(t, m, nil, nil)
	if m.process.list.Len() > 20_100 {
		t.Errorf("%d rows are left", m.process.list.Len())
	}
}

// Whatever a program calls things, none of it is obeyed by the terminal.
func TestProcessHostile(t *testing.T) {
	const evil = "\x1b[2J\x1b]0;owned\x07\x00\r\n\u202e\xff\u200bé"
	f := newFake()
	s := f.script
	s.host(evil, "process.host")
	p := s.spawn(wire.PID{}, evil, "app:"+evil, wire.SpawnService, evil, evil)
	q := s.spawn(p, evil, evil, wire.SpawnLinked, "", evil)
	s.add(wire.Event{Kind: wire.KindRegister, PID: p, Name: evil})
	s.add(wire.Event{Kind: wire.KindOption, PID: p, Name: evil, N: 1})
	s.add(wire.Event{Kind: wire.KindCoroutine, PID: p, Co: 1, Name: evil, Text: evil})
	s.wait(p, 1, evil, evil, 0, 1)
	s.add(wire.Event{Kind: wire.KindService, Name: evil, N: int64(wire.StateFailed), PID: p, Text: evil})
	s.exit(q, wire.OutcomeFailed, evil, &wire.Error{Message: evil, Stack: evil})
	m := show(t, f, Options{}, 110, 32)
	for _, keys := range []string{onTill, "end", "2 end p", "end", "home"} {
		play(m, keys)
		for _, r := range plain(m) {
			if r < ' ' && r != '\n' || r == 0x7f || r == 0x202e || r == 0x200b {
				t.Fatalf("%q reaches the screen:\n%s", r, plain(m))
			}
		}
	}
}
