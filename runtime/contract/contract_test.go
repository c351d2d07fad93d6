package contract

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"go.uber.org/goleak"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// statements is how many there are; they are numbered from 1.
const statements = 124

var realClock = flag.Bool("real", false, "run the statements with the real clock too")

func TestMain(m *testing.M) {
	flag.Parse()
	if *realClock { // they mostly sleep
		if err := flag.Set("test.parallel", "40"); err != nil {
			panic(err)
		}
	}
	status := m.Run()
	if err := goleak.Find(); status == 0 && err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	if built.dir != "" {
		_ = os.RemoveAll(built.dir) // a folder of the system for what is temporary
	}
	os.Exit(status)
}

// TestContract runs each statement with the virtual clock or, with -real, with
// the clock on the wall.
func TestContract(t *testing.T) {
	for _, s := range allStatements(t) {
		t.Run(s.name(), func(t *testing.T) {
			if !*realClock {
				s.check(t, node.VirtualClock)
				return
			}
			t.Parallel()
			s.check(t, node.RealClock)
		})
	}
}

// TestNumbers looks for statements that are missing or stand in two places.
func TestNumbers(t *testing.T) {
	where := map[int][]string{}
	for _, s := range allStatements(t) {
		where[s.number] = append(where[s.number], s.group)
		if s.number < 1 || s.number > statements {
			t.Errorf("%s: there is no statement %d", s.group, s.number)
		}
	}
	for n := 1; n <= statements; n++ {
		if len(where[n]) != 1 {
			t.Errorf("statement %d is in %v, want one place", n, where[n])
		}
	}
}

// TestTexts runs what the statements leave open: the entries texts_… of one
// archive.
func TestTexts(t *testing.T) {
	a := loadArchive(t, "testdata/texts.txtar")
	ran := 0
	for _, e := range a.Of("process.lua") {
		name, ok := strings.CutPrefix(e.ID, "app:texts_")
		if !ok {
			continue
		}
		ran++
		t.Run(name, func(t *testing.T) { newTrial(a, e).check(t, node.VirtualClock) })
	}
	if ran == 0 {
		t.Error("there are none")
	}
}

// statement is one promise and what shows that it is kept: trials of an app, or
// a script.
type statement struct {
	number int
	group  string // the archive it is from
	trials []trial
	script string // the file; "" for an app
}

func (s statement) name() string { return fmt.Sprintf("%03d", s.number) }

func (s statement) check(t *testing.T, clock node.Clock) {
	if s.script != "" {
		runScript(t, s.script, clock)
		return
	}
	for _, trial := range s.trials {
		trial.check(t, clock)
	}
}

// numbered is the name of an entry or a script that shows a statement.
var numbered = regexp.MustCompile(`^s(\d{3})_`)

func number(name string) (n int, ok bool) {
	found := numbered.FindStringSubmatch(name)
	if found == nil {
		return 0, false
	}
	n, err := strconv.Atoi(found[1])
	return n, err == nil
}

// allStatements finds them, in order.
func allStatements(t *testing.T) []statement {
	t.Helper()
	var all []statement
	for _, file := range glob(t, "testdata/*.txtar") {
		all = append(all, statementsOf(loadArchive(t, file), file)...)
	}
	for _, file := range glob(t, "testdata/script/*.txtar") {
		n, ok := number(filepath.Base(file))
		if !ok {
			t.Fatalf("%s: a script is called sNNN_name.txtar", file)
		}
		all = append(all, statement{number: n, group: file, script: file})
	}
	slices.SortStableFunc(all, func(a, b statement) int { return a.number - b.number })
	return all
}

// statementsOf collects the entries of an app by number.
func statementsOf(a *app.App, group string) []statement {
	var list []statement
	for _, e := range a.Of("process.lua") {
		_, name, _ := strings.Cut(e.ID, ":")
		n, ok := number(name)
		if !ok {
			continue
		}
		i := slices.IndexFunc(list, func(s statement) bool { return s.number == n })
		if i < 0 {
			i = len(list)
			list = append(list, statement{number: n, group: group})
		}
		list[i].trials = append(list[i].trials, newTrial(a, e))
	}
	return list
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no files: %v", pattern, err)
	}
	return files
}

// loadArchive loads an archive, with what they all share, as an app.
func loadArchive(t *testing.T, file string) *app.App {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"testdata/shared/shared.txtar", file} {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	a, err := app.Load(fs.FS(files), "contract")
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, warning := range a.Warnings {
		t.Errorf("%s: %s", file, warning)
	}
	return a
}

// text is a text in the meta of an entry.
func text(meta *wire.Table, key string) string {
	s, _ := meta.Get(key).(string)
	return s
}

// texts is a list of texts there; nil when there is none.
func texts(meta *wire.Table, key string) []string {
	list, ok := meta.Get(key).(*wire.Table)
	if !ok {
		return nil
	}
	items := make([]string, len(list.Items))
	for i, item := range list.Items {
		items[i], _ = item.(string)
	}
	return items
}
