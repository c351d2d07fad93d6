package speed

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"echotui/runtime/node"
	"echotui/runtime/wire"
)

var growth = flag.Bool("growth", false, "measure at several sizes, and print the table of how figures grow")

var rows = flag.String("rows", "", "of a table, only rows with this in their name")

// growing is a row of the table of growth: a figure at several sizes.
type growing struct {
	name  string
	unit  string // of the metric that the benchmark reports
	sizes []int
	times int // that the load does what it does
	load  func(b *testing.B, size, times int)
}

var (
	processes = []int{100, 1000, 10_000, 100_000}
	facts     = []int{10_000, 100_000, 1_000_000, 10_000_000}
)

// growings are figures that should stay as they are, however much there is. Where
// there are pseudo-terminals, there are more. A cell is some seconds of work, so
// that the collector runs in it as often as it does in the long run: beside
// 100,000 processes that is once in 100,000 echoes, about.
var growings = []growing{
	{"echo, one at a time, beside N that wait", "times/core-s", processes, 200_000, among(echo, 1)},
	{"the same, 64 under way", "times/core-s", processes, 200_000, among(echo, 64)},
	{"to and fro, beside N that wait", "times/core-s", processes, 1_000_000, among(pingpong)},
	{"spawn and end, beside N that wait", "times/core-s", processes, 750_000, among(spawning)},
	{"a waiting process, of N", "B/process", processes, 1, once(park)},
	{"a second of N tickers, for each 10,000", "core-%/10000", processes, 5, tick},
	{"facts kept, against thrown away, of N", "ratio", facts, 1, once(capture)},
	{"a fact in the log, of N", "B/fact", facts, 1, once(keep)},
}

func once(load func(*testing.B, int)) func(b *testing.B, size, times int) {
	return func(b *testing.B, size, _ int) { load(b, size) }
}

// crowded is a load beside processes that wait for nothing; how many is the first
// argument. It begins with the first line that comes, and waits for a second one
// when it is done.
func crowded(load map[string]string) map[string]string {
	crowd := maps.Clone(load)
	crowd["waits"] = parked["waits"]
	crowd["main"] = `local run, io = (function() ` + load["main"] + ` end)().main, require("io")
return { main = function(others, ...)
    for i = 1, tonumber(others) do
        process.spawn("load:waits", "load:hosts")
    end
    io.readline()
    run(...)
    io.readline()
    return 0
end }`
	return crowd
}

// worked is how long the processors have worked for this program, where the system
// tells; that is the same on a busy machine, within limits, and what the collector
// takes is in it.
var worked = func() time.Duration { return time.Since(began) }

var began = time.Now()

// among runs a load, crowded. Neither how the crowd comes to be is measured, nor
// how it ends.
func among(load map[string]string, args ...any) func(b *testing.B, others, times int) {
	return func(b *testing.B, others, times int) {
		s := node.NewStage(boot(b, crowded(load), append([]any{others, times}, args...)...), node.VirtualClock)
		defer s.Close()
		rest(s)
		s.Do(wire.Command{Kind: wire.CommandInput, Text: "\n"})
		before := worked()
		rest(s)
		b.ReportMetric(float64(times)/(worked()-before).Seconds(), "times/core-s")
		if s.Status().Stopped {
			b.Fatalf("the load ended with status %d", s.Exit())
		}
	}
}

// TestGrowth runs each load once and small. With -growth it measures in earnest,
// which takes some minutes, and prints each value as soon as it is known. The last
// column is how many times worse the figure is at the largest size than at the
// smallest.
func TestGrowth(t *testing.T) {
	benchtime := flag.Lookup("test.benchtime").Value
	before := benchtime.String()
	defer func() { _ = benchtime.Set(before) }()
	if err := benchtime.Set("1x"); err != nil {
		t.Fatal(err)
	}
	out := io.Writer(os.Stdout)
	if !*growth {
		out = io.Discard
	}
	var header []int
	for _, g := range growings {
		switch {
		case !strings.Contains(g.name, *rows):
			continue
		case !*growth:
			g.sizes, g.times = g.sizes[:1], 1
		}
		if !slices.Equal(header, g.sizes) {
			header = g.sizes
			fmt.Fprintf(out, "%62s", "N")
			for _, size := range header {
				fmt.Fprintf(out, "  %10d", size)
			}
			fmt.Fprintf(out, "  %-13s%6s\n", "", "worse")
		}
		g.measure(t, out)
	}
}

// measure prints a row, value by value: the next one may take a minute.
func (g *growing) measure(t *testing.T, out io.Writer) {
	fmt.Fprintf(out, "%62s", g.name)
	var values []float64
	for _, size := range g.sizes {
		value, measured := testing.Benchmark(func(b *testing.B) { g.load(b, size, g.times) }).Extra[g.unit]
		if !measured || value <= 0 {
			t.Errorf("%s, of %d: nothing was measured", g.name, size)
		}
		values = append(values, value)
		fmt.Fprintf(out, "  %10.4g", value)
	}
	fmt.Fprintf(out, "  %-13s%6.2f\n", g.unit, g.worse(values))
}

// worse is how many times worse the last value is than the first one.
func (g *growing) worse(values []float64) float64 {
	first, last := values[0], values[len(values)-1]
	if strings.HasSuffix(g.unit, "-s") {
		return first / last
	}
	return last / first
}
