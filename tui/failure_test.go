package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// The error of a failed process is seen in tree and log; Enter shows all of it.
func TestFailedProcess(t *testing.T) {
	f, e := newEcho()
	worker, _ := e.line("x")
	e.exit(worker, wire.OutcomeFailed, "app:worker:3: attempt to index a nil value\nstack traceback:\n\tapp:worker:3: in main")
	m := show(t, f, Options{}, 110, 32)
	want(t, m, "✗ failed: app:worker:3:", "✗ failed: app:worker:3: attempt to index")
	press(m, "tab end enter")
	want(t, m, "stack traceback:", `\tapp:worker:3: in main`)
	selects("worker 0x00004")(t, m, f, nil)
	press(m, "4 right")
	want(t, m, "error     app:worker:3: attempt to index a nil value")
}

// A service without a process is shown with the reason.
func TestFailedService(t *testing.T) {
	f, e := newEcho()
	e.exit(e.relay, wire.OutcomeFailed, "app:relay:1: boom")
	e.add(wire.Event{Kind: wire.KindService, Name: "app:relay-service", N: int64(wire.StateFailed), Text: "boom\nagain in 2s"})
	e.pass(1500 * time.Millisecond)
	f.set(func(s *Status) { s.Now = e.at })
	m := show(t, f, Options{}, 110, 32)
	want(t, m, "▾ services", "└ relay-service", "✗ failed: boom")
	press(m, "tab end enter")
	want(t, m, "why       boom", "again in 2s", "since     00:00.200, 1.5s ago")
}

// What a waiting message carries unfolds below it.
func TestMailboxPayload(t *testing.T) {
	m := show(t, waiting(), Options{}, 110, 32)
	press(m, "tab 4 t t down down right")
	want(t, m, "payload   {", `item = "cake",`)
	press(m, "left")
	wantNot(t, m, "payload   {")
}

// What goes wrong beside the session is told on the screen, one thing at a time.
func TestNewsIsTold(t *testing.T) {
	f, _ := newEcho()
	news := []string{"the disk is full", "the net is torn"}
	m := New(f, Options{News: func() (text string) {
		if len(news) > 0 {
			text, news = news[0], news[1:]
		}
		return text
	}})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	if !strings.Contains(plain(m), "the disk is full") {
		t.Error("what there was before the first frame is not told")
	}
	m.Update(clockMsg{})
	if !strings.Contains(plain(m), "the net is torn") {
		t.Errorf("what came later is not told:\n%s", plain(m))
	}
	m.Init()
	if !strings.Contains(plain(m), "the net is torn") {
		t.Error("a frame without news has wiped it away")
	}
}
