package watch_test

import (
	"testing"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/watch"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// echoes is the facts of the echo app while it answers so many lines.
func echoes(b *testing.B, lines int) []wire.Event {
	files, err := scripts.Open("echo")
	if err != nil {
		b.Fatal(err)
	}
	a, err := app.Load(files, "echo")
	if err != nil {
		b.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 1, Files: files})
	if err != nil {
		b.Fatal(err)
	}
	defer n.Close()
	x, err := a.ResolveExec("echo", "")
	if err != nil {
		b.Fatal(err)
	}
	if err := n.Exec(x, nil); err != nil {
		b.Fatal(err)
	}
	n.Settle(1000)
	for range lines {
		if err := n.Apply(wire.Command{Kind: wire.CommandInput, Text: "hello\n"}); err != nil {
			b.Fatal(err)
		}
		n.Settle(1000)
	}
	return n.Take(1 << 30)
}

// BenchmarkApply folds the facts of the echo app. The goal is 50 ns a fact.
func BenchmarkApply(b *testing.B) {
	facts := echoes(b, 2000)
	b.ReportAllocs()
	for b.Loop() {
		w := watch.New()
		for i := range facts {
			w.Apply(&facts[i])
		}
		if w.Count() != 0 {
			b.Fatalf("it warns of %v", w.Warnings)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(facts)), "ns/event")
}

// BenchmarkClone copies a watch of 10,000 processes.
func BenchmarkClone(b *testing.B) {
	w := watch.New()
	for i := range uint64(10_000) {
		w.Apply(&wire.Event{Seq: i + 1, Kind: wire.KindSpawn, Peer: wire.PID{Host: "app:p", N: i + 1}, Name: "app:worker"})
	}
	b.ReportAllocs()
	for b.Loop() {
		w.Clone()
	}
	b.ReportMetric(float64(w.Weight(nil))/10_000, "weight/process")
}
