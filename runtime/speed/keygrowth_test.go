//go:build unix

package speed

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"echotui/runtime/ptytest"
)

func init() {
	growings = append(growings, growing{"key to frame beside N that wait, the node flat out, 99 of 100", "ms", processes, 400, keyAmong})
}

// keyAmong is BenchmarkKey, crowded.
func keyAmong(b *testing.B, others, times int) {
	dir := b.TempDir()
	files := map[string]string{"_index.yaml": hosts + entry("main") + entry("pong") + entry("waits")}
	for name, text := range crowded(pingpong) {
		files[name+".lua"] = text
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	term := ptytest.Start(b, 110, 32, exec.Command(build(b), "-C", dir, "-x", "load:main", "--", strconv.Itoa(others), "1e15"))
	term.Type("\r")
	term.Sees("ball")
	b.ResetTimer()
	b.ReportMetric(keys(term, times), "ms")
}
