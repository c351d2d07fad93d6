package tui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// TestFoldsOfThePast: at a random moment of a long talk, reached by a jump or by
// steps, the terminal shows what it shows after a fold from the start.
func TestFoldsOfThePast(t *testing.T) {
	f, e := newEcho()
	for i := range 300 {
		worker, sleep := e.line(fmt.Sprint("line ", i))
		e.reply(worker, sleep, strings.Repeat("LINE ", i%40))
		e.add(wire.Event{Kind: wire.KindOutput, PID: e.cli, N: wire.Stderr, Text: "an error \x1b[4m日本"[:i%18]})
	}
	e.exit(e.cli, wire.OutcomeFailed, "app:cli:3: no more\nlines")
	log := f.log.Since(nil, 0, int(e.seq))
	h := trace.NewHistory(f, newFold(), 1<<20)
	for h.Follow(100) {
	}
	random := rand.New(rand.NewPCG(1, 2))
	fresh := newFold()
	for range 15 {
		seq := random.Uint64N(e.seq + 1)
		for step := range min(seq+1, 12) {
			past, at := h.At(seq - step)
			if step%5 > 0 {
				continue
			}
			if fresh.seq() > at {
				fresh = newFold()
			}
			for fresh.seq() < at {
				fresh.Apply(&log[fresh.seq()])
			}
			if got, want := terminalOf(past), terminalOf(fresh); got != want || at != seq-step {
				t.Fatalf("fact %d, asked for %d:\n%s\nshould be\n%s", at, seq-step, got, want)
			}
		}
	}
}

// terminalOf is all of a fold that is not its world.
func terminalOf(f *fold) string {
	tty := &f.tty
	tty.screen.Resize(60, 10)
	c := draw.NewCanvas(60, tty.screen.Lines())
	tty.screen.Draw(c, 0)
	return fmt.Sprintf("fact %d, %s %q ended %v %q failed %v, subjects %d\n%s",
		f.world.Seq, tty.pid, tty.name, tty.ended, tty.result, tty.failed, f.subjects, c.String())
}
