package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// crowd is an app with n processes below one, and a message for each.
func crowd(n int) *fake {
	f, e := newEcho()
	for range n {
		p := e.spawn(e.relay, processes, "app:worker", wire.SpawnMonitored, "")
		e.start(p)
		e.send(e.cli, e.relay, "echo", "x")
	}
	return f
}

func crowdModel(b *testing.B, n int) *Model {
	b.Helper()
	m := New(crowd(n), Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	refresh(m)
	return m
}

// BenchmarkTick is a tick of the clock: Update and View with nothing new.
func BenchmarkTick(b *testing.B) {
	for _, n := range []int{10, 100_000} {
		b.Run(number(float64(n)), func(b *testing.B) {
			m := crowdModel(b, n)
			for b.Loop() {
				m.Update(clockMsg{})
				m.View()
			}
		})
	}
}

// BenchmarkFrame is a frame with a few facts, the cursor in the middle of the
// tree.
func BenchmarkFrame(b *testing.B) {
	m := crowdModel(b, 100_000)
	f := m.session.(*fake)
	press(m, "tab end pgup pgup")
	e := &echo{script: f.script}
	pid := wire.PID{Host: processes, N: 50_000}
	for b.Loop() {
		e.pass(time.Millisecond)
		for range 10 {
			e.print(pid, "")
		}
		m.Update(changedMsg{})
		m.View()
	}
}

// BenchmarkSequence draws the log as a picture, with the lanes of a crowd as one
// and side by side. The goal is 8 ms at 200x60 with 100,000 processes.
func BenchmarkSequence(b *testing.B) {
	for _, keys := range []string{"folded", "unfolded z"} {
		name, keys, _ := strings.Cut(keys, " ")
		b.Run(name, func(b *testing.B) {
			m := crowdModel(b, 100_000)
			m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
			press(m, "tab 4 t", keys)
			for b.Loop() {
				m.Update(clockMsg{})
				m.View()
			}
		})
	}
}

// BenchmarkMailboxes draws another tab.
func BenchmarkMailboxes(b *testing.B) {
	m := crowdModel(b, 100_000)
	press(m, "tab 4 t t end")
	for b.Loop() {
		m.Update(clockMsg{})
		m.View()
	}
}

// BenchmarkFilter looks at facts.
func BenchmarkFilter(b *testing.B) {
	m := crowdModel(b, 10_000)
	press(m, "tab /")
	write(m, "nothing has this")
	facts := 0
	for b.Loop() {
		f := &m.log.filter
		f.again()
		f.start(1, nil)
		f.scan(m.session, m.world.Seq, scanPerFrame)
		facts += scanPerFrame
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(facts), "ns/fact")
}

// long is a log of about n facts of the echo app.
func long(n int) *fake {
	f, e := newEcho()
	for f.log.Last() < uint64(n) {
		e.pass(time.Second)
		worker, sleep := e.line("hello")
		e.reply(worker, sleep, "HELLO")
	}
	return f
}

// BenchmarkFirstFrame opens a long log: the first frame is there before the
// facts are read. It takes no longer when there are more; the issue allows 1 s.
func BenchmarkFirstFrame(b *testing.B) {
	f := long(1_000_000)
	for b.Loop() {
		m := New(f, Options{})
		m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
		m.Init()
		m.View()
	}
}

// BenchmarkStepBack goes back by one fact, up to the frame: 16 ms at most.
func BenchmarkStepBack(b *testing.B) {
	m := openLong(b)
	for b.Loop() {
		if m.at() < 1000 {
			m.moveTo(m.head.seq() - 1)
		}
		m.Update(keyNamed("N"))
		m.View()
	}
}

// BenchmarkScrub jumps all over the log, up to the frame: 50 ms at most.
func BenchmarkScrub(b *testing.B) {
	m := openLong(b)
	seq := uint64(1)
	for b.Loop() {
		seq = (seq*6364136223846793005 + 1442695040888963407) >> 1
		m.moveTo(1 + seq%m.head.seq())
		m.Update(clockMsg{})
		m.View()
	}
}

// openLong is the screen of a long log that has been read.
func openLong(b *testing.B) *Model {
	b.Helper()
	m := New(long(1_000_000), Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	refresh(m)
	press(m, "tab")
	return m
}

// BenchmarkFold is what a fact of the echo app costs that is not looked at, and
// BenchmarkFoldClone a copy of what there is to be seen of a moment.
func BenchmarkFold(b *testing.B) {
	log := talk()
	for b.Loop() {
		f := newFold()
		for i := range log {
			f.Apply(&log[i])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(log)), "ns/fact")
}

func BenchmarkFoldClone(b *testing.B) {
	log, f := talk(), newFold()
	for i := range log {
		f.Apply(&log[i])
	}
	b.ReportAllocs()
	for b.Loop() {
		f.Clone()
	}
	b.ReportMetric(float64(f.Weight(nil)), "weight")
}

// talk is the facts of the echo app when many lines are typed.
func talk() []wire.Event { return long(20_000).Since(nil, 0, 20_000) }
