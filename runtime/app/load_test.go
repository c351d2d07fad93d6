package app

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"echotui/runtime/wire"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the cases in testdata expect")

// A case file holds cases; each begins with a line "=== what it shows". What
// loading is expected to say stands first, then the files of the app. Two of
// the files are none: -o and --set hold overrides and settings as somebody would
// type them, one a line.
type testCase struct {
	name string
	*txtar.Archive
}

func readCases(t testing.TB, name string) []testCase {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	for _, part := range strings.Split("\n"+string(data), "\n=== ")[1:] {
		title, rest, _ := strings.Cut(part, "\n")
		cases = append(cases, testCase{title, txtar.Parse([]byte(rest))})
	}
	return cases
}

func caseFiles(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no case files", err)
	}
	return names
}

// load does what a command line does: settings first, then the app.
func (c testCase) load() string {
	config, err := ReadConfig(c.fs(), ConfigFile, ConfigFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return report(nil, err)
	}
	said := err == nil
	for _, text := range c.lines("--set") {
		said = true
		if err := config.Set(text); err != nil {
			return report(nil, err)
		}
	}
	for _, text := range c.lines("-o") {
		o, err := ParseOverride(text)
		if err != nil {
			return report(nil, err)
		}
		config.Overrides = append(config.Overrides, o)
	}
	var b strings.Builder
	for _, w := range config.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", w)
	}
	if said {
		fmt.Fprintf(&b, "config: JSON logs %t, shutdown timeout %s", config.JSONLogs, config.ShutdownTimeout)
		if config.Level != nil {
			fmt.Fprintf(&b, ", level %s", *config.Level)
		}
		if config.NoLogs {
			b.WriteString(", no logs")
		}
		b.WriteByte('\n')
	}
	return b.String() + report(Load(c.fs(), "test", config.Overrides...))
}

func (c testCase) lines(name string) []string {
	for _, f := range c.Files {
		if f.Name == name {
			return strings.Split(strings.TrimSuffix(string(f.Data), "\n"), "\n")
		}
	}
	return nil
}

func (c testCase) fs() fs.FS {
	files := fstest.MapFS{}
	for _, f := range c.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// report is what a person sees of a load.
func report(a *App, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error: %s\n", err)
		return b.String()
	}
	for _, w := range a.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", w)
	}
	for _, e := range a.Entries {
		fmt.Fprintf(&b, "%s:%d %s %s %s", e.File, e.Line, e.ID, e.Kind, wire.Text(e.Data, 0))
		if len(e.Meta.Fields) > 0 {
			fmt.Fprintf(&b, " meta %s", wire.Text(e.Meta, 0))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestLoad(t *testing.T) {
	for _, name := range caseFiles(t) {
		cases := readCases(t, name)
		for i, c := range cases {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txt")+"/"+c.name, func(t *testing.T) {
				got := c.load()
				if *update {
					cases[i].Comment = []byte(got)
				} else if got != string(c.Comment) {
					t.Errorf("got\n%swant\n%s", got, c.Comment)
				}
			})
		}
		if *update {
			writeCases(t, name, cases)
		}
	}
}

func writeCases(t *testing.T, name string, cases []testCase) {
	t.Helper()
	var b bytes.Buffer
	for _, c := range cases {
		fmt.Fprintf(&b, "=== %s\n%s", c.name, txtar.Format(c.Archive))
	}
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}
