package speed

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"echotui/runtime/node"
	"echotui/runtime/wire"
)

var growth = flag.Bool("growth", false, "measure at several sizes, and print the table of how figures grow")

// growing is a row of the table of growth: a figure at several sizes.
type growing struct {
	name  string
	unit  string // of the metric that the benchmark reports
	sizes []int
	times int // that the load does what it does
	load  func(b *testing.B, size int)
}

var (
	processes = []int{100, 1000, 10_000, 100_000}
	facts     = []int{10_000, 100_000, 1_000_000, 10_000_000}
)

// growings are figures that should stay as they are, however much there is. Where
// there are pseudo-terminals, there are more.
var growings = []growing{
	{"echo, one at a time, beside N that wait", "times/s", processes, 20_000, among(echo, 1)},
	{"the same, 64 under way", "times/s", processes, 20_000, among(echo, 64)},
	{"to and fro, beside N that wait", "times/s", processes, 100_000, among(pingpong)},
	{"spawn and end, beside N that wait", "times/s", processes, 50_000, among(spawning)},
	{"a waiting process, of N", "B/process", processes, 1, park},
	{"a second of N tickers, for each 10,000", "core-%/10000", processes, 5, tickers},
	{"facts kept, against thrown away, of N", "ratio", facts, 1, capture},
	{"a fact in the log, of N", "B/fact", facts, 1, keep},
}

// crowded is a load beside processes that wait for nothing; how many is the first
// argument. It begins with the first line that comes.
func crowded(load map[string]string) map[string]string {
	crowd := maps.Clone(load)
	crowd["waits"] = parked["waits"]
	crowd["main"] = `local run = (function() ` + load["main"] + ` end)().main
return { main = function(others, ...)
    for i = 1, tonumber(others) do
        process.spawn("load:waits", "load:hosts")
    end
    require("io").readline()
    return run(...)
end }`
	return crowd
}

// among runs a load, crowded.
func among(load map[string]string, args ...any) func(*testing.B, int) {
	return func(b *testing.B, others int) {
		n := boot(b, crowded(load), append([]any{others, b.N}, args...)...)
		for n.Run(1000) {
			continue // until all wait
		}
		s := node.NewStage(n, node.VirtualClock)
		defer s.Close()
		s.Advance(slice) // what has happened so far goes into the log
		s.Do(wire.Command{Kind: wire.CommandInput, Text: "\n"})
		toItsEnd(b, s)
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "times/s")
	}
}

// TestGrowth runs each load once and small. With -growth it measures in earnest,
// which takes some minutes, and prints. The last column is how many times worse
// the figure is at the largest size than at the smallest.
func TestGrowth(t *testing.T) {
	benchtime := flag.Lookup("test.benchtime").Value
	before := benchtime.String()
	defer func() { _ = benchtime.Set(before) }()
	var header []int
	for _, g := range growings {
		sizes, times := g.sizes, g.times
		if !*growth {
			sizes, times = sizes[:1], 1
		} else if !slices.Equal(header, sizes) {
			header = sizes
			printRow("N", header, "%d", "", "worse")
		}
		if err := benchtime.Set(strconv.Itoa(times) + "x"); err != nil {
			t.Fatal(err)
		}
		var values []float64
		for _, size := range sizes {
			value, measured := testing.Benchmark(func(b *testing.B) { g.load(b, size) }).Extra[g.unit]
			if !measured || value <= 0 {
				t.Errorf("%s, of %d: nothing was measured", g.name, size)
			}
			values = append(values, value)
		}
		if *growth {
			printRow(g.name, values, "%.4g", g.unit, fmt.Sprintf("%.2f", g.worse(values)))
		}
	}
}

// worse is how many times worse the last value is than the first one.
func (g *growing) worse(values []float64) float64 {
	first, last := values[0], values[len(values)-1]
	if strings.HasSuffix(g.unit, "/s") {
		return first / last
	}
	return last / first
}

// printRow prints a row at once: the next one may take a minute.
func printRow[N int | float64](name string, values []N, format, unit, last string) {
	fmt.Printf("%62s", name)
	for _, v := range values {
		fmt.Printf("  %10s", fmt.Sprintf(format, v))
	}
	fmt.Printf("  %-13s%6s\n", unit, last)
}
