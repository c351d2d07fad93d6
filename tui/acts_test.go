package tui

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"echotui/runtime/wire"
)

var (
	relayPID = wire.PID{Host: processes, N: 2}
	cliPID   = wire.PID{Host: terminal, N: 3}
)

// onRelay are the keys that select the relay in the tree of waiting.
const onRelay = "tab 2 home down down down down "

// firstOrder is the message that waits for the relay first.
func firstOrder(m *Model) uint64 { return m.world.Process(relayPID).Mailbox.Messages[0].Ref }

// What is typed after the colon becomes one command, or a notice of what is
// wrong with it.
func TestActCommands(t *testing.T) {
	for _, test := range []struct {
		before, line string
		want         wire.Command
		notice       string
	}{
		{line: `send relay echo {n=1, list={1, 2}}`, want: wire.Command{Kind: wire.CommandSend, PID: relayPID, Name: "echo", Args: []wire.Value{
			&wire.Table{Fields: []wire.Field{{Key: "n", Value: 1.0}, {Key: "list", Value: &wire.Table{Items: []wire.Value{1.0, 2.0}}}}}}}},
		{line: `send 0x00003 hello "a b", nil`, want: wire.Command{Kind: wire.CommandSend, PID: cliPID, Name: "hello", Args: []wire.Value{"a b", nil}}},
		{line: `send {app:terminal|0x00003} hello`, want: wire.Command{Kind: wire.CommandSend, PID: cliPID, Name: "hello"}},
		{line: `send app:relay ping`, want: wire.Command{Kind: wire.CommandSend, PID: relayPID, Name: "ping"}},
		{before: onRelay, line: `send echo {}`, want: wire.Command{Kind: wire.CommandSend, PID: relayPID, Name: "echo", Args: []wire.Value{&wire.Table{}}}},
		{before: onRelay, line: `send true`, want: wire.Command{Kind: wire.CommandSend, PID: relayPID, Name: "true"}},
		{line: `send relay echo {n=}`, notice: `data, column 4: expected a value, not "}"`},
		{before: onRelay, line: `send`, notice: "send needs a topic"},
		{before: onRelay, line: `send relay`, notice: "send what to relay? A topic is missing: send relay TOPIC"},
		{before: onRelay, line: `send 0x00003`, notice: "send what to 0x00003? A topic is missing"},
		{before: onRelay, line: `send app:relay`, notice: "A topic is missing"},
		{before: onRelay, line: `send relay "x"`, want: wire.Command{Kind: wire.CommandSend, PID: relayPID, Name: "relay", Args: []wire.Value{"x"}}},
		{line: `send nobody echo`, notice: `no process "nobody" runs`},
		{line: `send 0x00004 echo`, notice: `no process "0x00004" runs`}, // it has ended
		{line: `send worker echo`, want: wire.Command{Kind: wire.CommandSend, PID: wire.PID{Host: processes, N: 6}, Name: "echo"}},
		{line: `cancel relay`, want: wire.Command{Kind: wire.CommandCancel, PID: relayPID, Text: "somebody asked for it"}},
		{line: `cancel ghost`, notice: `no process "ghost" runs`},
		{line: `terminate relay`, want: wire.Command{Kind: wire.CommandTerminate, PID: relayPID}},
		{before: onRelay, line: `drop`, want: wire.Command{Kind: wire.CommandDrop, PID: relayPID}},
		{before: "tab 4 t t down", line: `delay 1m30s`, want: wire.Command{Kind: wire.CommandDelay, PID: relayPID, Delay: 90e9}},
		{before: onRelay, line: `delay`, notice: `delay needs a time such as 2s or 150ms, not ""`},
		{before: onRelay, line: `delay -1s`, notice: `delay needs a time`},
		{before: onRelay, line: `edit {item="milk"}`, want: wire.Command{Kind: wire.CommandEdit, PID: relayPID, Args: []wire.Value{wire.Record("item", "milk")}}},
		{before: onRelay, line: `edit`, notice: "edit needs data"},
		{before: onRelay, line: `edit milk`, notice: `data, column 1: "milk" is no value; text stands in quotes`},
		{before: "tab home down", line: `drop`, notice: "no message waits for cli"},
		{line: `fail spawn relay`, want: wire.Command{Kind: wire.CommandFail, PID: relayPID, Name: wire.FailSpawn}},
		{before: onRelay, line: `fail send`, want: wire.Command{Kind: wire.CommandFail, PID: relayPID, Name: wire.FailSend}},
		{line: `fail relay`, notice: "fail spawn, or fail send"},
		{line: `service stop relay-service`, want: wire.Command{Kind: wire.CommandStop, Name: "app:relay-service"}},
		{line: `service restart app:relay-service`, want: wire.Command{Kind: wire.CommandRestart, Name: "app:relay-service"}},
		{line: `service start x`, notice: "service stop, or service restart"},
		{line: `service stop x`, notice: `there is no service "x"`},
		{line: `reload app:worker`, want: wire.Command{Kind: wire.CommandReload, Name: "app:worker"}},
		{line: `reload worker`, want: wire.Command{Kind: wire.CommandReload, Name: "app:worker"}},
		{before: onRelay, line: `reload`, want: wire.Command{Kind: wire.CommandReload, Name: "app:relay"}},
	} {
		t.Run(test.line, func(t *testing.T) {
			f := waiting()
			m := show(t, f, Options{}, 110, 32)
			play(m, or(test.before, "tab"))
			switch test.want.Kind {
			case wire.CommandDrop, wire.CommandDelay, wire.CommandEdit:
				test.want.Ref = firstOrder(m)
			}
			press(m, ":")
			write(m, test.line)
			press(m, "enter")
			var want []wire.Command
			if test.want.Kind != 0 {
				want = []wire.Command{test.want}
			}
			if !reflect.DeepEqual(f.commands, want) || !strings.Contains(m.notice, test.notice) || test.notice == "" && m.notice != "" {
				t.Errorf("got %+v and the notice %q", f.commands, m.notice)
			}
		})
	}
}

// What would end something and names nothing is put into the line with the name
// of what it would end, and done by enter only then.
func TestEndingIsNamed(t *testing.T) {
	for line, want := range map[string]string{
		"terminate":    "terminate relay",
		"cancel":       "cancel relay",
		"service stop": "service stop app:relay-service",
	} {
		f := waiting()
		m := show(t, f, Options{}, 110, 32)
		play(m, onRelay+" :")
		write(m, line)
		press(m, "enter")
		if got := m.command.editor.text(); got != want || len(f.commands) > 0 || m.mode() != inCommand {
			t.Errorf("%s: %q is in the line, %+v was done", line, got, f.commands)
		}
		if press(m, "enter"); len(f.commands) != 1 || m.mode() == inCommand {
			t.Errorf("%s: %+v was done", line, f.commands)
		}
	}
}

// What S proposes sends nothing until a topic is typed.
func TestProposedSendNeedsTopic(t *testing.T) {
	f := waiting()
	m := show(t, f, Options{}, 110, 32)
	play(m, onRelay+"S enter")
	want(t, m, "send what to relay? A topic is missing: send relay TOPIC")
	if len(f.commands) > 0 {
		t.Fatalf("the session was given %+v", f.commands)
	}
	play(m, "S 'ping enter")
	if len(f.commands) != 1 || f.commands[0].Name != "ping" {
		t.Fatalf("the session was given %+v", f.commands)
	}
}

// What you have sent is from you, wherever it is shown; what the node tells is
// from the node.
func TestYourMessages(t *testing.T) {
	f, e := newEcho()
	e.send(wire.PID{}, e.relay, "order", "tea")
	e.add(wire.Event{Kind: wire.KindNotify, Peer: e.relay, Name: "news", Ref: 1000})
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab")
	want(t, m, `you     ──order──▶ relay "tea"`)
	play(m, "4 t t down right")
	want(t, m, `1 next you order "tea"`, "from      you", "2 node news")
}

// Where nothing can be done to the run, it is said why.
func TestActsAreRefused(t *testing.T) {
	f := waiting()
	m := show(t, f, Options{}, 110, 32)
	refuses := func(why string) {
		t.Helper()
		play(m, onRelay+"X")
		want(t, m, why)
		press(m, ":")
		write(m, "terminate relay")
		press(m, "enter")
		want(t, m, why)
		if len(f.commands) > 0 {
			t.Fatalf("the session was given %+v", f.commands)
		}
	}
	play(m, "tab N")
	refuses("this is the past: c goes on from here, and there it can be done")
	play(m, "}")
	f.branches = []wire.Branch{{ID: 1, Last: f.log.Last()}}
	f.set(func(s *Status) { s.Branch = 1 })
	m.Update(changedMsg{})
	refuses("this branch does not go on: c makes one that does")
	f.branches[0].Live = true
	f.set(func(s *Status) { s.Stopped = true })
	m.Update(changedMsg{})
	refuses("the app has ended")
}

// Where no message waits for the process of a row, that is the reason.
func TestNoMessageWaits(t *testing.T) {
	m := show(t, busyFake(), Options{}, 80, 24)
	for _, key := range []string{"d", "e", "x"} {
		play(m, onRelay+key)
		want(t, m, "no message waits for relay")
	}
	play(m, "4 x")
	want(t, m, "select a message that waits, in the mailboxes or where it is sent")
}

// What the node refuses is told, once.
func TestRefusal(t *testing.T) {
	f := waiting()
	m := show(t, f, Options{}, 110, 32)
	f.answer = func(*script, wire.Command) {
		f.set(func(s *Status) { s.Refusals, s.Refused = s.Refusals+1, "worker.lua:3: expected an expression" })
	}
	play(m, "tab : 'reload enter")
	for range 2 {
		play(m, onRelay+": 'reload enter")
		want(t, m, "worker.lua:3: expected an expression")
		press(m, "down")
		wantNot(t, m, "worker.lua:3")
	}
}

// Several processes of a name are told apart by their numbers.
func TestWho(t *testing.T) {
	m := show(t, crowded(), Options{}, 110, 32)
	if _, err := m.who("worker"); err == nil || !strings.Contains(err.Error(), "processes are called worker: say which, such as 0x000") {
		t.Error(err)
	}
	if got := m.nameFor(relayPID); got != "relay" {
		t.Error(got)
	}
	if got := m.nameFor(cliPID); got != "0x00003" {
		t.Error(got)
	}
}

// Tab completes what is typed after the colon: commands, and what they are
// about.
func TestCompleteCommand(t *testing.T) {
	for _, test := range []struct{ keys, want string }{
		{"'can tab", "cancel "},
		{"'s tab", "speed"},
		{"'s tab tab", "send"},
		{"'s shift+tab", "service"},
		{"'fail tab", "fail "},
		{"'x tab", "x"},
		{"tab shift+tab shift+tab", "service"},
	} {
		m := show(t, waiting(), Options{}, 110, 32)
		play(m, "tab : "+test.keys)
		if got := m.command.editor.text(); got != test.want {
			t.Errorf("%s: %q, not %q", test.keys, got, test.want)
		}
	}
	for line, want := range map[string]string{
		"send rel": "send relay ", "send relay or": "send relay order ", "fail sp": "fail spawn ", "service stop ": "service stop app:relay-service ",
		"reload app:c": "reload app:cli ", "cancel 0x00003": "cancel 0x00003 ", "delay ": "delay ", "speed 1": "speed 1",
	} {
		m := show(t, waiting(), Options{}, 110, 32)
		play(m, "tab :")
		m.command.editor.set(line)
		press(m, "tab")
		if got := m.command.editor.text(); got != want {
			t.Errorf("%q becomes %q, not %q", line, got, want)
		}
	}
}

// A payload that cannot be typed is not offered to be changed.
func TestEditable(t *testing.T) {
	f, e := busy()
	e.send(e.cli, e.relay, "order", 1.0, "x\n")
	m := show(t, f, Options{}, 110, 32)
	play(m, onRelay)
	if got := m.editable(); got != `1, "x\n"` {
		t.Error(got)
	}
	f, e = busy()
	e.send(e.cli, e.relay, "order", wire.NewError(wire.Invalid, "no"))
	m = show(t, f, Options{}, 110, 32)
	play(m, onRelay+"e")
	if got := m.command.editor.text(); got != "edit " {
		t.Error(got)
	}
}

// Doing something to the run, at all sizes.
func TestFramesActs(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("acts-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				f := waiting()
				f.status.Paused = true
				f.answer = func(s *script, c wire.Command) {
					s.add(wire.Event{Kind: wire.KindAct, Name: c.Kind.String(), PID: c.PID, Peer: cliPID, Ref: c.Ref, Text: "order",
						N: int64(c.Delay), Args: []wire.Value{wire.Record("item", "tea")}})
				}
				m := show(t, f, look.options, size[0], size[1])
				play(m, onRelay+"d")
				frames := []frame{snap("a delay is proposed", m)}
				play(m, "backspace backspace '2s enter 4")
				frames = append(frames, snap("it is done", m))
				play(m, ": 's tab")
				frames = append(frames, snap("completion", m))
				golden(t, name, frames...)
			})
		}
	}
}

// The name of an entry or a service is completed, with its namespace or without.
func TestNamesAreCompleted(t *testing.T) {
	for line, want := range map[string]string{
		"reload wor":         "reload app:worker ",
		"reload app:wor":     "reload app:worker ",
		"service stop relay": "service stop app:relay-service ",
	} {
		m := show(t, waiting(), Options{}, 110, 32)
		play(m, "tab :")
		write(m, line)
		press(m, "tab")
		if got := m.command.editor.text(); got != want {
			t.Errorf("%s: %q is in the line, want %q", line, got, want)
		}
	}
}
