package scripts_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/cli"
	"echotui/scripts"
	"echotui/tui/record"
)

// TestDemos: the tape of each app shows what is committed beside it.
func TestDemos(t *testing.T) {
	studio := record.Studio{Warn: func(line string) { t.Error(line) }, Open: func(a record.App) (record.Stage, string, error) {
		s, err := cli.Stage(a.Name, a.Dir, a.Args, a.Seed, a.Env, func(line string) { t.Error(line) })
		if err != nil {
			return nil, "", err
		}
		return s, a.Name, nil
	}}
	var report strings.Builder
	outcome, err := studio.Check(".", *update, &report)
	if err != nil {
		t.Fatal(err)
	}
	if outcome != record.Same {
		t.Errorf("go test ./scripts -run TestDemos -update writes what they show now, after a look at this:\n%s", report.String())
	}
	tapes, err := filepath.Glob("*/demo.tape")
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range scripts.All() {
		if !slices.Contains(tapes, filepath.Join(example.Name, "demo.tape")) {
			t.Errorf("%s has no demo", example.Name)
		}
	}
}
