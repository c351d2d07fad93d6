package tui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/trace"
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

// BenchmarkMailboxes draws the other tab.
func BenchmarkMailboxes(b *testing.B) {
	m := crowdModel(b, 100_000)
	press(m, "tab 4 t end")
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
		f.world, f.scanned = trace.NewWorld(), 0
		f.scan(m.session, m.world.Seq)
		facts += scanPerFrame
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(facts), "ns/fact")
}
