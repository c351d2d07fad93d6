package speed

import (
	"os"
	"runtime"
	"testing"
)

// TestMain measures with the memory that the program sets aside, so that its
// collector runs as often as the program's: see tui/command.
func TestMain(m *testing.M) {
	untouched := make([]byte, 64<<20)
	status := m.Run()
	runtime.KeepAlive(untouched)
	os.Exit(status)
}
