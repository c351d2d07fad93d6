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
)

// The log as a picture, at all sizes: as it begins, in the middle with a fact
// followed, and at the end.
func TestSequence(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[:4] {
			name := fmt.Sprintf("sequence-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				m := show(t, busyFake(), look.options, size[0], size[1])
				play(m, "esc 4 4")
				frames := []frame{snap("now", m)}
				play(m, ": '#23 enter f")
				frames = append(frames, snap("what came of a message", m))
				play(m, "esc {")
				frames = append(frames, snap("the beginning", m))
				golden(t, name, frames...)
			})
		}
	}
}

// Wherever the cursor is, what lives and waits in a lane is what a fold over all
// facts up to that row finds there.
func TestSequenceLives(t *testing.T) {
	f, e := busy()
	e.send(e.cli, e.relay, "order")
	for range 3 {
		worker := e.spawn(e.relay, processes, "app:worker", 0, "")
		e.send(e.cli, worker, "unread")
		e.exit(worker, wire.OutcomeFailed, "boom")
		e.add(wire.Event{Kind: wire.KindDiscard, PID: worker, N: 1})
	}
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 4 4")
	worlds := []*trace.World{trace.NewWorld()}
	for _, fact := range f.Since(nil, 0, 1000) {
		w := worlds[len(worlds)-1].Clone()
		w.Apply(&fact)
		worlds = append(worlds, w)
	}
	for at := range len(worlds) {
		m.moveTo(uint64(at))
		m.settle()
		for i, row := range m.log.rows {
			for lane, got := range m.sequence.moments[i].Lives {
				want := draw.Empty
				if p := worlds[row.seq].In(m.sequence.column(m.sequence.first + lane).lane); p != nil {
					want = draw.Alive
					if p.Mailbox.Len > 0 {
						want = draw.Awaited
					}
				}
				if got != want && lane != m.sequence.laneOf(row.fact.PID) {
					t.Fatalf("at fact %d: lane %d of fact %d is %d, want %d:\n%s", at, lane, row.seq, got, want, plain(m))
				}
			}
		}
	}
}

// Each column is the place of its lane, whatever is folded.
func TestSequenceColumns(t *testing.T) {
	for _, keys := range []string{"", "z"} {
		for _, size := range sizes[:4] {
			m := show(t, crowded(), Options{}, size[0], size[1])
			play(m, "esc 4 4 "+keys)
			p := &m.sequence
			for i := range p.columns {
				c := p.column(i)
				if in := m.world.In(c.lane); in != nil {
					if got, found := p.columnOf(in.PID); !found || got != i {
						t.Errorf("%s lives in column %d, which is said to be %d", in.PID, i, got)
					}
				}
			}
			if n := len(p.picture.Names); p.picture.Before+n+p.picture.After != p.columns {
				t.Errorf("%d columns: %d are in sight, %d before and %d after", p.columns, n, p.picture.Before, p.picture.After)
			}
		}
	}
}

// A crowd is one lane that says how many there are; its members are told by
// their numbers. Unfolded, the lanes of the fact under the cursor are in sight.
func TestSequenceCrowd(t *testing.T) {
	m := show(t, crowded(), Options{}, 80, 24)
	play(m, "esc 4 4 *")
	want(t, m, "worker ×13", "├─⑂ worker 0x00012 ", "0x00012 starts •")
	play(m, "z")
	want(t, m, "12", "◀11", "worker …012", "• starts")
	wantNot(t, m, "×13")
	play(m, ": '#23 enter")
	want(t, m, "◀─echo", "11▶")
	play(m, "} z")
	want(t, m, "worker ×13")
}

// With a filter, an arrow is drawn though much lies between its rows.
func TestSequenceFiltered(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "esc 4 4 / 'topic:echo_response enter")
	want(t, m, "◀─echo_response", "sequence ─", "4 of 75 match", "/ topic:echo_response")
	wantNot(t, m, "reads")
	play(m, "esc")
	want(t, m, "75 of 75")
}

// While time goes slowly, a message that was just sent is seen on its arrow.
func TestSequenceFlight(t *testing.T) {
	m := at(t, busyFake(), 22)
	play(m, "4 4 - - - space")
	flies := func() bool {
		t.Helper()
		for _, line := range strings.Split(plain(m), "\n") {
			if strings.Contains(line, "┃  23") {
				return strings.Contains(line, "●")
			}
		}
		t.Fatalf("fact 23 is not on the screen:\n%s", plain(m))
		return false
	}
	now := time.Unix(0, 0)
	m.Update(playMsg{now})
	if flies() {
		t.Error("a message flies before it is sent")
	}
	m.Update(playMsg{now.Add(200 * time.Millisecond)})
	want(t, m, "0.1×", "▶ 29")
	if !flies() {
		t.Errorf("the message does not fly:\n%s", plain(m))
	}
	play(m, "space")
	if flies() {
		t.Error("the message flies although time stands still")
	}
	play(m, "space")
	m.Update(playMsg{now.Add(time.Second)})
	for i := range 5 {
		m.Update(playMsg{now.Add(time.Second + time.Duration(i)*200*time.Millisecond)})
	}
	if flies() {
		t.Error("the message flies on after it has arrived")
	}
}

// The line in which a message of the chain waits is bright until it is taken.
func TestSequenceWatched(t *testing.T) {
	m := at(t, busyFake(), 23)
	play(m, "4 4 f")
	relay, cli := m.sequence.laneOf(m.head.world.Registered("relay").PID), m.sequence.laneOf(m.prompt.pid)
	watched := map[uint64][]int{}
	for i, lanes := range m.sequence.watched {
		watched[m.log.rows[i].seq] = lanes
	}
	for seq, want := range map[uint64][]int{22: nil, 23: {relay}, 24: {relay}, 25: nil} {
		if got := watched[seq]; !reflect.DeepEqual(got, want) {
			t.Errorf("in the row of fact %d, lanes %v are watched, want %v", seq, got, want)
		}
	}
	play(m, ": '#31 enter")
	for i, row := range m.log.rows {
		if row.seq == 32 && !reflect.DeepEqual(m.sequence.watched[i], []int{cli}) {
			t.Errorf("when the worker ends, lanes %v are watched", m.sequence.watched[i])
		}
	}
}

// Names of lanes and what happens in them are chosen by programs: they may be
// wide, long, and full of bytes that terminals obey. Details open between rows.
func TestSequenceHostile(t *testing.T) {
	const evil = "\x1b[2J\x1b]0;owned\x07\r\n\u202e\xff"
	f := newFake()
	s := f.script
	s.host(processes, "process.host")
	names := []string{"app:日本語の長い名前です", "app:" + evil, "app:" + strings.Repeat("long", 50), "app:🎉"}
	var pids []wire.PID
	for _, name := range names {
		pids = append(pids, s.spawn(wire.PID{}, processes, name, 0, ""))
	}
	for i, from := range pids {
		to := pids[(i+1)%len(pids)]
		ref, sent := s.send(from, to, "題名"+evil, wire.Record("data", "もしもし"+evil))
		s.take(to, from, "題名"+evil, ref, sent)
	}
	s.exit(pids[1], wire.OutcomeFailed, evil)
	s.add(wire.Event{Kind: wire.KindLost, PID: pids[0], Text: evil, Name: evil, Ref: 99})
	var frames []frame
	for _, size := range sizes[1:4] {
		m := show(t, f, Options{}, size[0], size[1])
		play(m, "esc 4 4")
		frames = append(frames, snap("lanes", m))
		play(m, "N N N N right")
		frames = append(frames, snap("details", m))
	}
	for _, f := range frames {
		if i := strings.IndexFunc(f.text, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f || r == 0x202e }); i >= 0 {
			t.Errorf("%s: %q reaches the screen", f.title, f.text[i])
		}
	}
	golden(t, "sequence-hostile", frames...)
}
