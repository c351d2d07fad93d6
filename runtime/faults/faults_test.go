//go:build unix

package faults

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"echotui/runtime/cli"
	"echotui/runtime/leaks"
	"echotui/runtime/ptytest"
)

var (
	kills  = flag.Int("kills", 3, "how often the program is killed")
	deluge = flag.Duration("flood", 2*time.Second, "how long the flood lasts")
	memory = flag.String("log-memory", "1MB", "memory for the log in the flood")
)

// program is the real one.
var program string

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run builds the program, as anybody would, and runs the tests.
func run(m *testing.M) int {
	flag.Parse()
	dir, err := os.MkdirTemp("", "faults")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "echotui")
	if said, err := exec.Command("go", "build", "-o", program, "echotui").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, said)
		return 1
	}
	before := leaks.Files()
	status := m.Run()
	if err := goleak.Find(); status == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if left := leaks.Left(before); status == 0 && left != "" {
		fmt.Fprintln(os.Stderr, left)
		return 1
	}
	return status
}

// look looks at all Go files. That keeps results from being taken from a cache
// when the program has changed: nothing here imports it. What is done before
// there is a test does not count.
var look = sync.OnceValue(func() error {
	return filepath.WalkDir("../..", func(name string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		_, err = os.Stat(name)
		return err
	})
})

// start starts the program in a folder, on a terminal of 110x32.
func start(t *testing.T, dir string, args ...string) *ptytest.Terminal {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	return ptytest.Start(t, 110, 32, cmd)
}

// folder is one with an app whose terminal process is the source of a function.
func folder(t *testing.T, source string) string {
	t.Helper()
	if err := look(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "wippy.lock"), "directories: {src: .}")
	write(t, filepath.Join(dir, "cli.lua"), source)
	write(t, filepath.Join(dir, "_index.yaml"), `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time]}
`)
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// opened opens a trace until the test ends.
func opened(t *testing.T, name string) *cli.Past {
	t.Helper()
	past, err := cli.OpenPast(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(past.Close)
	return past
}

// whole fails the test unless a trace was ended, and can be made again.
func whole(t *testing.T, name string) {
	t.Helper()
	if ends := opened(t, name).Ends(); ends != "" {
		t.Error(ends)
	}
	made(t, name)
}
