package watch_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/watch"
	"echotui/runtime/wire"
)

// TestFaultyApps runs each app of testdata/apps in virtual time. The comments at
// the beginning of its index say what is to be found:
//
//	# warns: kind | entry | entry:line | fact to look at
//
// and nothing else is.
func TestFaultyApps(t *testing.T) {
	folders, err := filepath.Glob("testdata/apps/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no apps: %v", err)
	}
	found := map[watch.Kind]bool{}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			facts := run(t, folder)
			w := watch.New()
			for i := range facts {
				w.Apply(&facts[i])
			}
			var got []string
			for _, x := range w.Warnings {
				found[x.Kind] = true
				fact := facts[x.Seq-1]
				if fact.At != x.At {
					t.Errorf("%v is not of the time of its fact, %v", x, fact.At)
				}
				got = append(got, fmt.Sprintf("%s | %s | %s | %s", x.Kind, x.Entry, x.Where, fact.Kind))
				t.Log(x.Kind, x.Where, x.Text)
			}
			if want := expected(t, folder); !slices.Equal(got, want) {
				t.Errorf("it warns of\n%s\nand should of\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
	for k := watch.DeadLetter; k <= watch.NeverYields; k++ {
		if !found[k] && !t.Failed() {
			t.Errorf("no app has the fault: %s", k)
		}
	}
}

// expected reads what the comments of an app say.
func expected(t *testing.T, folder string) []string {
	text, err := os.ReadFile(filepath.Join(folder, "_index.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(text)) {
		if warns, found := strings.CutPrefix(line, "# warns: "); found {
			list = append(list, strings.TrimSpace(warns))
		}
	}
	return list
}

// run lets an app run to its end, or until nothing more happens, and returns
// its facts.
func run(t *testing.T, folder string) []wire.Event {
	files := os.DirFS(folder)
	a, err := app.Load(files, filepath.Base(folder))
	if err != nil || len(a.Warnings) > 0 {
		t.Fatal(err, a.Warnings)
	}
	n, err := node.New(a, node.Config{Seed: 1, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	x, err := a.ResolveExec(filepath.Base(folder), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Exec(x, nil); err != nil {
		t.Fatal(err)
	}
	n.Settle(1_000_000)
	return slices.Clone(n.Take(1 << 30))
}
