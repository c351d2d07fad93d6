package tui

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"

	"pgregory.net/rapid"
)

// post is an app in which messages wait, one is about to be taken, and others
// were lost in each of the ways there are.
func post() *fake {
	f, e := newEcho()
	gone := wire.PID{Host: processes, N: 99}
	lose := func(to wire.PID, text, topic string) {
		e.refs++
		e.add(wire.Event{Kind: wire.KindLost, PID: e.cli, Peer: to, Text: text, Name: topic, Ref: e.refs, Args: []wire.Value{wire.Record("item", "茶")}})
	}
	lose(wire.PID{}, "nobody", "hello")
	lose(gone, gone.String(), "are you there")
	worker := e.spawn(e.relay, processes, "app:worker", wire.SpawnMonitored, "")
	e.start(worker)
	e.wait(worker, 0, "sleep", "", time.Minute, 10)
	e.send(e.relay, worker, "work", 1.0)
	e.pass(700 * time.Millisecond)
	e.send(e.relay, worker, "work", 2.0)
	ref, sent := e.send(e.cli, worker, "dropped")
	e.add(wire.Event{Kind: wire.KindAct, Name: "drop", PID: worker, Peer: e.cli, Ref: ref, Text: "dropped", Cause: sent})
	unread := e.spawn(e.relay, processes, "app:worker", 0, "")
	e.send(e.cli, unread, "unread", "never read")
	e.exit(unread, wire.OutcomeFailed, "app:worker:3: boom")
	e.add(wire.Event{Kind: wire.KindDiscard, PID: unread, N: 1})
	e.wait(e.relay, 0, "select", "inbox, events", 0, 100)
	e.pass(time.Second)
	e.send(e.cli, e.relay, "echo", wire.Record("data", "hello"))
	e.send(e.cli, e.relay, "echo", wire.Record("data", "again"))
	e.pass(20 * time.Millisecond)
	f.set(func(s *Status) { s.Now = e.at })
	return f
}

func TestMailboxes(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("mailboxes-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				m := show(t, post(), look.options, size[0], size[1])
				play(m, "esc 4 t t")
				frames := []frame{snap("what waits", m)}
				play(m, "down right")
				frames = append(frames, snap("a payload", m))
				play(m, "left D")
				frames = append(frames, snap("letters", m))
				play(m, "l")
				frames = append(frames, snap("why one was lost", m))
				play(m, "h enter")
				frames = append(frames, snap("where it was lost", m))
				golden(t, name, frames...)
			})
		}
	}
}

// The app stands still before it takes a message: that one comes next, whatever
// is known otherwise.
func TestMailboxesHeld(t *testing.T) {
	f := post()
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 4 t t")
	want(t, m, "1 next cli echo", "2 cli echo")
	var waits wire.Event
	for _, e := range f.Since(nil, 0, 1000) {
		if e.Kind == wire.KindSend && e.Name == "work" {
			waits = e
		}
	}
	f.set(func(s *Status) {
		s.Paused = true
		s.Stop = &wire.Stop{Next: &wire.Event{Kind: wire.KindReceive, PID: waits.Peer, Ref: waits.Ref}}
	})
	refresh(m)
	want(t, m, "2 next relay work")
	play(m, "N")
	wantNot(t, m, "2 next relay work")
}

// A letter leads to the fact by which it was lost, and there, it is the last.
func TestLettersLeadToTheirEnd(t *testing.T) {
	m := show(t, post(), Options{}, 110, 32)
	play(m, "esc 4 t t")
	for i := range m.world.Dead {
		play(m, "} D "+strings.Repeat("down ", i))
		l := m.head.world.Dead[len(m.head.world.Dead)-1-i]
		want(t, m, l.Why.String())
		play(m, "enter")
		if m.at() != l.Lost || m.world.Dead[len(m.world.Dead)-1].Ref != l.Ref {
			t.Errorf("letter %d leads to fact %d, not to %d", i, m.at(), l.Lost)
		}
	}
	play(m, "{")
	want(t, m, "No message is waiting.")
	play(m, "D")
	want(t, m, "no message was lost")
}

// Whatever part of the mailboxes is seen, its rows are those that going through
// all processes gives, and each is found again by its key.
func TestMailboxRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, e := newEcho()
		pids := []wire.PID{e.relay, e.cli}
		for range rapid.IntRange(0, 700).Draw(t, "processes") {
			pids = append(pids, e.spawn(pids[len(pids)*7919%len(pids)%2], processes, "app:worker", 0, ""))
		}
		for range rapid.IntRange(0, 5).Draw(t, "deeper") {
			pids = append(pids, e.spawn(pids[len(pids)-1], processes, "app:worker", 0, ""))
		}
		for range rapid.IntRange(0, 30).Draw(t, "receivers") {
			to := rapid.SampledFrom(pids).Draw(t, "to")
			for range rapid.SampledFrom([]int{1, 2, 40}).Draw(t, "messages") {
				e.send(e.cli, to, "echo")
			}
		}
		for range rapid.IntRange(0, 3).Draw(t, "lost") {
			e.refs++
			e.add(wire.Event{Kind: wire.KindLost, PID: e.cli, Text: "nobody", Ref: e.refs})
		}
		w := trace.NewWorld()
		for _, fact := range f.Since(nil, 0, 1<<20) {
			w.Apply(&fact)
		}
		p := mailboxPane{}
		want := allMail(&p, w)
		if len(want) > 0 && rapid.Bool().Draw(t, "open one") {
			p.world = w
			p.show(want[rapid.IntRange(0, len(want)-1).Draw(t, "which")])
		}
		p.settle(w, 0, draw.Rect{W: 60, H: rapid.IntRange(1, 50).Draw(t, "height")})
		if got := p.list.Len() - len(p.details); got != len(want) {
			t.Fatalf("%d rows, should be %d", got, len(want))
		}
		for range 5 {
			p.list.Select(rapid.IntRange(0, max(0, p.list.Len()-1)).Draw(t, "row"))
			p.fetch()
			from, to := p.list.Visible()
			if len(p.rows) != to-from {
				t.Fatalf("%d rows are visible, %d are made", to-from, len(p.rows))
			}
			for i, row := range p.rows {
				if at, found := p.rowOf(row.key); !found || at != from+i {
					t.Fatalf("row %d is found at %d, %v: %+v", from+i, at, found, row.key)
				}
				plain := row.key
				plain.line = 0
				at := p.plainRow(plain)
				if want[at] != plain {
					t.Fatalf("row %d is %+v, should be %+v", at, plain, want[at])
				}
			}
		}
	})
}

// allMail is the keys of all rows, made by going through everything.
func allMail(p *mailboxPane, w *trace.World) (keys []mailKey) {
	var visit func(trace.Siblings)
	visit = func(list trace.Siblings) {
		for _, process := range list.From(0) {
			for i := range process.Mailbox.Rows() {
				keys = append(keys, p.boxedRow(process, i).key)
			}
			visit(w.Children(process))
		}
	}
	for _, h := range w.Hosts {
		visit(w.Roots(h))
	}
	if w.Lost > 0 {
		keys = append(keys, mailKey{letter: true})
		for i := len(w.Dead) - 1; i >= 0; i-- {
			keys = append(keys, mailKey{letter: true, ref: w.Dead[i].Ref, seq: w.Dead[i].Lost})
		}
	}
	return keys
}

// What is selected stays selected when messages before it are taken and others
// come.
func TestMailboxSelectionStays(t *testing.T) {
	f, e := newEcho()
	ref, sent := e.send(e.cli, e.relay, "first")
	e.send(e.cli, e.relay, "second")
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 4 t t down down")
	before := m.mailboxes.current()
	e.take(e.relay, e.cli, "first", ref, sent)
	e.send(e.cli, e.cli, "above")
	refresh(m)
	if got := m.mailboxes.current(); !reflect.DeepEqual(got, before) || m.mailboxes.message(got).Topic != "second" {
		t.Errorf("selected is %+v, was %+v", got, before)
	}
}

// Where no message was lost, nobody is told to select one.
func TestNoLetterToSelect(t *testing.T) {
	m := show(t, busyFake(), Options{}, 80, 24)
	play(m, "tab 4 t t enter")
	want(t, m, "no message was lost")
	wantNot(t, m, "select a message")
}
