package tui

import (
	"testing"
	"time"

	"echotui/runtime/wire"
)

// BenchmarkFolds is what a frame costs at 200x60 where each row of a sequence
// stands for a thousand facts that say the same: jumps to anywhere in a million
// of them, and some pages from there. The goal is 8 ms, of 99 frames in 100. A
// page takes several frames; how long in all, is told too.
func BenchmarkFolds(b *testing.B) {
	c := newCity(2, 100)
	for c.f.log.Last() < 1_000_000 {
		c.pass(time.Millisecond)
		c.add(wire.Event{Kind: wire.KindLog, PID: c.pids[0], Text: "tick", Name: "app:worker:3", Args: []wire.Value{wire.Record("n", 1.0)}})
		c.wait(c.pids[0], 0, "sleep", "", time.Second, 30)
	}
	m := c.open()
	play(m, "esc 4 t")
	var took, pages durations
	seq := uint64(1)
	for b.Loop() {
		seq = seq*6364136223846793005 + 1442695040888963407
		m.jumpTo(1 + (seq>>33)%m.head.seq())
		took = append(took, frameTime(m, clockMsg{}))
		for range 25 {
			begun := time.Now()
			took = append(took, frameTime(m, keyNamed("pgup")))
			for m.lacks() {
				took = append(took, frameTime(m, lookMsg{}))
			}
			pages = append(pages, time.Since(begun))
		}
	}
	took.report(b)
	b.ReportMetric(pages.part(99), "p99-page-ms")
	b.ReportMetric(pages.part(50), "p50-page-ms")
}
