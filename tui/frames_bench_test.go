package tui

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/pulse"
)

// city is an app of 100,000 processes that live, after 10 million facts.
type city struct {
	*echo
	f    *fake
	pids []wire.PID
	next int
}

func newCity(processCount int, facts uint64) *city {
	f, e := newEcho()
	f.log = trace.NewLog(1 << 24)
	e.seq = 0
	boot, _ := newEcho()
	for _, fact := range boot.Since(nil, 0, 100) {
		fact.Seq = 0
		e.add(fact)
	}
	c := &city{echo: e, f: f}
	for range processCount {
		p := e.spawn(e.relay, processes, "app:worker", wire.SpawnMonitored, "")
		e.start(p)
		e.wait(p, 0, "select", "inbox, events", 0, 10)
		c.pids = append(c.pids, p)
	}
	for f.log.Last() < facts {
		c.live(1)
	}
	return c
}

// live lets about six facts happen, n times: one tells another something, which
// takes it, logs a number, and waits; now and then a message is left waiting.
func (c *city) live(n int) {
	for range n {
		c.next = (c.next*21 + 17) % len(c.pids) // comes to all of 100,000 before it comes again
		from, to := c.pids[c.next], c.pids[(c.next+7919)%len(c.pids)]
		c.pass(50 * time.Microsecond)
		ref, sent := c.send(from, to, "hello", 1.0)
		if c.next%64 != 0 {
			c.take(to, from, "hello", ref, sent)
		}
		c.add(wire.Event{Kind: wire.KindLog, PID: to, Text: "stats", Name: "app:worker:3", Args: []wire.Value{wire.Record("n", float64(c.next))}})
		c.wait(to, 0, "select", "inbox, events", 0, 20)
		c.wait(from, 0, "sleep", "", time.Second, 30)
	}
}

// BenchmarkFrames is what a frame costs at 200x60, Update and View, with 100,000
// processes alive after 10 million facts: while facts come in, and on keys, in
// each pane and tab, in the present and in the past. The goal is 8 ms, of 99
// frames in 100. It is measured with the memory that the program sets aside: see
// tui/command.
func BenchmarkFrames(b *testing.B) {
	untouched := make([]byte, 64<<20)
	defer runtime.KeepAlive(untouched)
	c := newCity(100_000, 10_000_000)
	m := c.open()
	play(m, "esc 2")
	for _, where := range []struct{ name, before, keys string }{
		{"processes", "esc 2 end pgup pgup", "up down pgup pgdown enter enter"},
		{"stats", "3 end", "up left left down"},
		{"log", "4", "2 4 3 4"},
		{"sequence", "t", "2 4 z z 3 4"},
		{"mailboxes", "t end pgup", "up down pgup pgdown D home"},
		{"source", "t", "2 4"},
	} {
		play(m, where.before)
		b.Run(where.name+"/facts", func(b *testing.B) { c.frames(b, m, 200, "") })
		b.Run(where.name+"/keys", func(b *testing.B) { c.frames(b, m, 0, where.keys) })
		b.Run(where.name+"/from the present", func(b *testing.B) { c.frames(b, m, 0, "N }") })
		m.jumpTo(m.head.seq() / 2)
		for m.Update(clockMsg{}); m.way.on; {
			m.Update(walkMsg{})
		}
		b.Run(where.name+"/step back", func(b *testing.B) { c.frames(b, m, 0, "N") })
		b.Run(where.name+"/step forward", func(b *testing.B) { c.frames(b, m, 0, "n") })
		b.Run(where.name+"/follow", func(b *testing.B) { c.frames(b, m, 0, "f enter backspace f backspace n") })
		play(m, "}")
	}
	b.Run("flood", func(b *testing.B) { c.frames(b, m, factsPerFrame/4, "") })
	play(m, "esc 2")
	b.Run("jump", func(b *testing.B) { c.jumps(b, m) }) // a second each: the others are told by then
}

// open is the screen of the city that has read all facts.
func (c *city) open() *Model {
	m := New(c.f, Options{live: true})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	for m.behind || m.head.seq() < c.f.log.Last() {
		m.Update(frameMsg{})
	}
	refresh(m)
	return m
}

// frames measures frames in which keys are pressed, or before which much has
// happened: some five facts each time. They come as the program makes them, one
// in 16 ms, and those that take what the one before left over soon after it. Late
// is how long after its time a frame begins, for the collector may be at work.
func (c *city) frames(b *testing.B, m *Model, happens int, keys string) {
	var took, late durations
	words := strings.Fields(keys)
	due := time.Now()
	for i := 0; b.Loop(); i++ {
		var msg tea.Msg = changedMsg{}
		if c.live(happens); happens == 0 {
			msg = keyNamed(words[i%len(words)])
		}
		if due = due.Add(time.Second / time.Duration(pulse.FPS)); due.Before(time.Now()) {
			due = time.Now()
		}
		time.Sleep(time.Until(due))
		late = append(late, time.Since(due))
		took = append(took, frameTime(m, msg))
		for m.behind {
			time.Sleep(slicePeriod)
			took = append(took, frameTime(m, frameMsg{}))
		}
	}
	took.report(b)
	b.ReportMetric(late.part(99), "p99-late-ms")
}

// jumps measures the frames on the way to another moment of the past, anywhere,
// and how long the way takes in all.
func (c *city) jumps(b *testing.B, m *Model) {
	var took, whole durations
	seq := uint64(1)
	for b.Loop() {
		seq = seq*6364136223846793005 + 1442695040888963407
		b.StopTimer()
		press(m, ":")
		write(m, fmt.Sprint("#", 1+(seq>>33)%m.head.seq()))
		b.StartTimer()
		begun := time.Now()
		took = append(took, frameTime(m, keyNamed("enter")))
		for m.way.on {
			took = append(took, frameTime(m, walkMsg{}))
		}
		whole = append(whole, time.Since(begun))
		if !m.past() {
			b.Fatal("it is the present: ", m.notice)
		}
	}
	play(m, "}")
	took.report(b)
	b.ReportMetric(whole.part(50), "p50-whole-ms")
}

// frameTime is how long a frame takes in which a message comes.
func frameTime(m *Model, msg tea.Msg) time.Duration {
	begin := time.Now()
	m.Update(msg)
	m.View()
	return time.Since(begin)
}

// durations are those of some frames.
type durations []time.Duration

func (d durations) report(b *testing.B) {
	b.ReportMetric(d.part(99), "p99-ms")
	b.ReportMetric(d.part(50), "p50-ms")
}

// part is how many milliseconds so many in a hundred take at most.
func (d durations) part(percent int) float64 {
	slices.Sort(d)
	return float64(d[len(d)*percent/100].Microseconds()) / 1000
}
