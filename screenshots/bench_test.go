package screenshots

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/cli"
	"echotui/runtime/node"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
	"echotui/tui"
)

// echoRun is what a run of the echo app tells: somebody types line after line.
func echoRun(b *testing.B, lines int) (n *node.Node, facts []wire.Event) {
	b.Helper()
	n = boot(b)
	for range lines {
		n.Settle(1000)
		facts = append(facts, n.Take(1<<30)...)
		if err := n.Apply(wire.Command{Kind: wire.CommandInput, Text: "hello\n"}); err != nil {
			b.Fatal(err)
		}
	}
	return n, facts
}

// longTrace writes a trace of ten million facts: those of the echo app, again
// and again.
func longTrace(b *testing.B) (name string) {
	b.Helper()
	n, facts := echoRun(b, 2000)
	defer n.Close()
	name = filepath.Join(b.TempDir(), "long.trace")
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	a := n.App()
	h := tracefile.Header{App: a.Name, Hash: a.Hash, Clock: "virtual"}
	for _, f := range a.Files {
		h.Files = append(h.Files, tracefile.Pair{Name: f.Path, Value: string(f.Data)})
	}
	w, err := tracefile.NewWriter(file, h)
	if err != nil {
		b.Fatal(err)
	}
	for seq := uint64(0); seq < 10_000_000; seq += uint64(len(facts)) {
		if err := w.Append(facts, nil, wire.Place{}); err != nil {
			b.Fatal(err)
		}
		for i := range facts {
			facts[i].Seq += uint64(len(facts))
			if facts[i].Cause != 0 {
				facts[i].Cause += uint64(len(facts))
			}
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return name
}

// BenchmarkOpenTrace opens a trace of ten million facts and shows the first
// frame. The goals are 1 s and 300 MB.
func BenchmarkOpenTrace(b *testing.B) {
	name := longTrace(b)
	runtime.GC()
	for b.Loop() {
		past, err := cli.OpenPast(name)
		if err != nil {
			b.Fatal(err)
		}
		loop, err := past.Loop()
		if err != nil {
			b.Fatal(err)
		}
		go loop.Run()
		m := tui.New(loop, tui.Options{})
		m.Init()
		m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
		if frame := m.View(); frame.Content == "" {
			b.Fatal("the frame is empty")
		}
		loop.Close()
		past.Close()
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	b.ReportMetric(float64(mem.Sys)/1e6, "MB-of-the-system")
}
