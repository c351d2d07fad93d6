//go:build unix

package speed

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"echotui/runtime/ptytest"
)

func init() {
	figures = append(figures,
		figure{"key to frame while the node runs flat out, 99 of 100", "ms", 33, 0, unsized(BenchmarkKey)},
		figure{"start to first frame", "ms", 60, 0, unsized(BenchmarkFirstFrame)})
}

// build makes the program.
func build(tb testing.TB) (file string) {
	tb.Helper()
	file = filepath.Join(tb.TempDir(), "echotui")
	if said, err := exec.Command("go", "build", "-o", file, "echotui").CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, said)
	}
	return file
}

// BenchmarkFirstFrame is the time from the start of the program to its first
// frame, in the median. The goal is 60 ms.
func BenchmarkFirstFrame(b *testing.B) {
	program := build(b)
	var took []float64
	b.ResetTimer()
	for range max(b.N, 5) {
		cmd := exec.Command(program)
		start := time.Now()
		ptytest.Start(b, 110, 32, cmd).Sees("processes")
		took = append(took, milliseconds(time.Since(start)))
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "ms")
}

// BenchmarkKey gives keys to the screen while its node sends messages as fast as
// it can: the time until a pane has got the thick corner that says that the keys
// are its own, which 99 of 100 keys do not exceed. The goal is 33 ms. Few keys tell little:
// see it with -benchtime 400x.
func BenchmarkKey(b *testing.B) {
	dir := b.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	write("_index.yaml", hosts+entry("main")+entry("pong"))
	write("main.lua", strings.Replace(pingpong["main"], "tonumber(rounds)", "1e15", 1))
	write("pong.lua", pingpong["pong"])
	term := ptytest.Start(b, 110, 32, exec.Command(build(b), "-C", dir, "-x", "load:main"))
	term.Sees("pong 0x")
	times := b.N
	if *table {
		times = max(times, 400)
	}
	b.ResetTimer()
	b.ReportMetric(keys(term, times), "ms")
}

// keys gives so many keys to a screen, each once it is seen what came of the one
// before, and returns how many milliseconds 99 of 100 take at most.
func keys(term *ptytest.Terminal, times int) float64 {
	corners := []string{"┏2", "┣3", "┣4", "┏1"} // the panes that tab leads to, from the first one
	var took []float64
	for i := range times {
		start := time.Now()
		term.Type("\t")
		term.Sees(corners[i%4])
		took = append(took, milliseconds(time.Since(start)))
	}
	slices.Sort(took)
	return took[(len(took)*99-1)/100]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
