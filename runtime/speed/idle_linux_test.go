package speed

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"echotui/runtime/ptytest"
)

func init() {
	figures = append(figures, figure{"the screen of the echo app, while nobody touches it", "core-%", 0.5, 0, unsized(BenchmarkIdle)})
}

// BenchmarkIdle is what the program takes of a core while nobody touches the
// screen and the app waits for a line. The goal is half a percent. A second tells
// little: see it with -benchtime 60x.
func BenchmarkIdle(b *testing.B) {
	term := ptytest.Start(b, 110, 32, exec.Command(build(b)))
	term.Sees("waits for a line")
	seconds := b.N
	if *table {
		seconds = max(seconds, 60)
	}
	b.ResetTimer()
	began, before := time.Now(), ran(b, term.PID())
	time.Sleep(time.Duration(seconds) * time.Second)
	b.ReportMetric(100*(ran(b, term.PID())-before).Seconds()/time.Since(began).Seconds(), "core-%")
}

// ran is how long the threads of a process have been running so far.
func ran(tb testing.TB, pid int) (sum time.Duration) {
	tb.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil || len(threads) == 0 {
		tb.Fatalf("the process %d has no threads: %v", pid, err)
	}
	for _, file := range threads {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has just ended, and has done little
		}
		var thread time.Duration
		if _, err := fmt.Sscan(string(text), &thread); err != nil {
			tb.Fatal(err)
		}
		sum += thread
	}
	return sum
}
