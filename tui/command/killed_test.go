package command

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"echotui/runtime/cli"
)

// TestKilled: a program that is killed leaves a trace that can be opened, and
// made again as far as it goes.
func TestKilled(t *testing.T) {
	cmd := echotui(t, "run", "-C", ".", "--trace", "run.trace")
	if err := os.WriteFile(filepath.Join(cmd.Dir, "_index.yaml"), []byte(`
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - name: cli
    kind: process.lua
    modules: [io, time]
    source: return { main = function() while true do io.print("tick") time.sleep("10ms") end end }
`), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(cmd.Dir, "run.trace")
	written := func() bool {
		past, err := cli.OpenPast(name)
		if err != nil {
			return false // the first bytes are on their way
		}
		defer past.Close()
		return past.Last() > 100
	}
	ticks := bufio.NewScanner(out)
	for ticks.Scan() && !written() {
		continue
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	var said, warnings bytes.Buffer
	if status, err := cli.Replay(name, "", &said, &warnings); status != 0 || err != nil {
		t.Errorf("status %d, %v: %s", status, err, said.String())
	}
	if !strings.Contains(warnings.String(), "it was never ended") {
		t.Errorf("it says %q", warnings.String())
	}
}
