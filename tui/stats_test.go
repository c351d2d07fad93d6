package tui

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// The numbers of an app that was quiet, busy, and quiet again, at all sizes: as
// they are, with the busiest moment chosen, and there.
func TestStats(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("stats-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				m := show(t, bursts(), look.options, size[0], size[1])
				play(m, "esc 3")
				frames := []frame{snap("the first row", m)}
				play(m, "down down down down down down enter")
				frames = append(frames, snap("the busiest second", m))
				play(m, "enter")
				frames = append(frames, snap("there", m))
				golden(t, name, frames...)
			})
		}
	}
}

// What a key that does nothing tells has to do with the pane, not with others
// in which it would do something.
func TestStatsWhyNot(t *testing.T) {
	m := show(t, busyFake(), Options{}, 80, 24)
	press(m, "esc 3 enter")
	want(t, m, "relay stats", "\n select a number that has a course")
}

// bursts is an app in which much happens now and then.
func bursts() *fake {
	f, e := newEcho()
	for i := range 40 {
		e.pass(time.Second)
		lines := 1
		if i == 25 {
			lines = 12
		}
		for range lines {
			worker, sleep := e.line("hello")
			e.reply(worker, sleep, "HELLO")
		}
		e.stats(i, i*lines)
	}
	return f
}

// Wherever a mark is put, Enter goes to a moment at which the number stood there.
func TestStatsMarks(t *testing.T) {
	f := bursts()
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 3")
	rapid.Check(t, func(t *rapid.T) {
		m.present()
		m.settle()
		press(m, "home")
		for range rapid.IntRange(0, 9).Draw(t, "row") {
			press(m, "down")
		}
		samples := m.stats.samples()
		if len(samples) == 0 {
			press(m, "left enter")
			if m.past() {
				t.Fatal("a row without a course leads somewhere")
			}
			return
		}
		press(m, "left")
		for range rapid.IntRange(0, len(samples)).Draw(t, "back") {
			press(m, "left")
		}
		row := m.stats.rows[m.stats.list.Cursor()]
		i, _ := m.stats.marked()
		press(m, "enter")
		w, _ := m.moments.At(samples[i].Seq)
		if m.at() != samples[i].Seq || valueOf(w.world, row.title) != samples[i].Value {
			t.Fatalf("%s was %v at fact %d; the screen is at %d, where it is %v",
				row.title, samples[i].Value, samples[i].Seq, m.at(), valueOf(w.world, row.title))
		}
		if got, found := m.stats.marked(); !found || got != len(m.stats.samples())-1 {
			t.Fatal("the mark is no longer on the moment that it led to, the last there is")
		}
	})
}

// valueOf is what a number amounts to right after the last fact of a world.
func valueOf(w *trace.World, title string) float64 {
	switch p := &w.Pulse; title {
	case "facts/s":
		return p.Facts.Samples()[len(p.Facts.Past)].Value
	case "messages/s":
		return p.Messages.Samples()[len(p.Messages.Past)].Value
	case "processes alive":
		return float64(w.Live)
	case "processes ready":
		return float64(w.Ready)
	case "messages waiting":
		return float64(w.Waiting)
	}
	for _, g := range w.Stats[0].Fields {
		if g.Name == title {
			return g.Last
		}
	}
	return math.NaN()
}

// A mark stays on its moment when more happens, and goes when another row is
// selected.
func TestStatsMarkStays(t *testing.T) {
	f, e := busy()
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 3 down left left")
	want(t, m, "1 at 00:01.800, fact 42")
	for i := range 200 {
		e.pass(time.Second)
		e.stats(i, i)
	}
	refresh(m)
	if i, found := m.stats.marked(); !found || i != 0 {
		t.Errorf("the mark is at sample %d, %v, although its own was the oldest and is gone", i, found)
	}
	play(m, "down")
	wantNot(t, m, "fact 42")
	if m.stats.mark.on {
		t.Error("the mark has gone to another row")
	}
}

// The bars of rates begin at nothing: in the second second of a run the first
// one is high, though none is known yet to be lower.
func TestStatsOfTheFirstSecond(t *testing.T) {
	f, _ := newEcho()
	f.set(func(s *Status) { s.Now = wire.Time(0).Add(1500 * time.Millisecond) })
	m := show(t, f, Options{}, 110, 32)
	for _, row := range m.stats.rows {
		if row.title == "facts/s" && (len(row.samples) != 2 || row.samples[0].Value == 0 || row.samples[1].Value != 0) {
			t.Fatalf("the first seconds are %v", row.samples)
		}
	}
	for line := range strings.Lines(plain(m)) {
		if strings.Contains(line, " facts/s ") && !strings.Contains(line, "█▁ ") {
			t.Errorf("the first second is not higher than the second: %s", line)
		}
	}
}

// Rates go down while nothing happens; the bars go on, with nothing in them.
func TestStatsOfAQuietApp(t *testing.T) {
	f := bursts()
	m := show(t, f, Options{}, 200, 60)
	now := m.now()
	for _, row := range m.stats.rows {
		if row.title == "facts/s" && row.value == "0" {
			t.Error("nothing is said to have happened in the last second")
		}
	}
	f.set(func(s *Status) { s.Now = now.Add(20 * time.Second) })
	refresh(m)
	for _, row := range m.stats.rows {
		if last := len(row.samples) - 1; row.title == "facts/s" && (row.value != "0" || row.samples[last].Value != 0) {
			t.Errorf("20 s later, %s facts came in the last second: %v", row.value, row.samples)
		}
		if row.title == "processes alive" && row.value != "2" {
			t.Errorf("%s processes live", row.value)
		}
	}
}

// What programs log may be wide, hostile, and beyond what numbers can be.
func TestStatsHostile(t *testing.T) {
	f, e := newEcho()
	for i := range 3 {
		e.add(wire.Event{Kind: wire.KindLog, PID: e.relay, Text: "\x1b[2J統計", Name: "app:relay:12", Args: []wire.Value{
			wire.Record("日本語の長い名前です", 1e300*float64(i), "\x07", -1e-300, strings.Repeat("long", 40), float64(i))}})
	}
	var frames []frame
	for _, size := range [][2]int{{110, 32}, {80, 24}, {40, 12}, {24, 7}} {
		m := show(t, f, Options{}, size[0], size[1])
		play(m, "esc 3 down left left")
		frames = append(frames, snap(fmt.Sprint(size), m))
	}
	golden(t, "stats-hostile", frames...)
}
