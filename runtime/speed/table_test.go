package speed

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"text/tabwriter"
)

var table = flag.Bool("table", false, "measure, and print the table of all figures")

// figure is a row of the table.
type figure struct {
	name   string
	unit   string  // of the metric that the benchmark reports
	target float64 // to be reached or, of what is better if it is less, not to be exceeded
	size   int     // of the load
	load   func(b *testing.B, size int)
}

// figures are what the project promises, with all facts kept unless the name
// says otherwise. Where there are pseudo-terminals, there are more.
var figures = []figure{
	{"echo through relay and monitored worker, one at a time", "echoes/s", 100_000, 1, echoes},
	{"the same, 64 under way", "echoes/s", 120_000, 64, echoes},
	{"ping-pong", "messages/s", 1_000_000, 0, unsized(BenchmarkPingPong)},
	{"spawn and end", "processes/s", 250_000, 0, unsized(BenchmarkSpawn)},
	{"facts kept, against thrown away", "ratio", 1.15, 0, unsized(BenchmarkCapture)},
	{"a parked process, of 100,000", "B/process", 8 << 10, 100_000, park},
	{"10,000 tickers of 0.5 to 3 s", "core-%", 10, 10_000, tickers},
	{"Lua, instructions counted, against plain: fib", "ratio", 1.2, 0, compute},
	{"the same: strings", "ratio", 1.2, 1, compute},
	{"the same: tables", "ratio", 1.2, 2, compute},
	{"the same: closures", "ratio", 1.2, 3, compute},
	{"a fact in the log, of a million", "B/fact", 64, 1_000_000, keep},
}

func unsized(load func(*testing.B)) func(*testing.B, int) {
	return func(b *testing.B, _ int) { load(b) }
}

// met reports whether a value keeps the promise.
func (f *figure) met(value float64) bool {
	if strings.HasSuffix(f.unit, "/s") {
		return value >= f.target
	}
	return value <= f.target
}

// TestTable runs each load once and small, so that it is known that it measures
// something. With -table it measures in earnest and prints.
func TestTable(t *testing.T) {
	if !*table {
		benchtime := flag.Lookup("test.benchtime").Value
		before := benchtime.String()
		defer func() { _ = benchtime.Set(before) }()
		if err := benchtime.Set("1x"); err != nil {
			t.Fatal(err)
		}
	}
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer out.Flush()
	for _, f := range figures {
		if !strings.Contains(f.name, *rows) {
			continue
		}
		size := f.size
		if !*table && size > 100 {
			size /= 100
		}
		value, measured := testing.Benchmark(func(b *testing.B) { f.load(b, size) }).Extra[f.unit]
		switch {
		case !measured || value <= 0:
			t.Errorf("%s: nothing was measured", f.name)
		case *table:
			verdict := map[bool]string{true: "met", false: "MISSED"}[f.met(value)]
			fmt.Fprintf(out, "%s\t%.5g\t%s\ttarget %.6g\t%s\t\n", f.name, value, f.unit, f.target, verdict)
		}
	}
	if *table && *rows == "" {
		beam(t, out)
	}
}

// TestFigures: more is better of what is counted a second, less of the rest.
func TestFigures(t *testing.T) {
	for _, c := range []struct {
		unit  string
		value float64
		met   bool
	}{{"echoes/s", 99, false}, {"echoes/s", 100, true}, {"ms", 100, true}, {"ms", 101, false}} {
		if f := (&figure{unit: c.unit, target: 100}); f.met(c.value) != c.met {
			t.Errorf("%g %s with a target of 100: %v", c.value, c.unit, !c.met)
		}
	}
	units := map[string]string{}
	for _, f := range figures {
		if was := units[f.name]; was != "" || f.target <= 0 {
			t.Errorf("%q is there twice, or has no target", cmp.Or(was, f.name))
		}
		units[f.name] = f.name
	}
}
