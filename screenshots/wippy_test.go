package screenshots

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"echotui/runtime/app"
)

// The README's table of what of Wippy is in and what is out names all that the
// code knows, and quotes what unsupported.txtar shows the program to say.
func TestReadmeWippy(t *testing.T) {
	lists := map[string]struct{ in, out []string }{
		"kinds of entries":              {app.Kinds(), families()},
		"modules to list":               {app.Modules, app.ForeignModules},
		"modules that are always there": {app.Builtin, nil},
	}
	said := shownToSay(t)
	rows := wippyRows(t)
	for _, cells := range rows {
		for _, quote := range code(cells[3]) {
			if !strings.Contains(said, quote) {
				t.Errorf("nothing shows that the program says %q", quote)
			}
		}
		list, listed := lists[cells[0]]
		delete(lists, cells[0])
		if in := code(cells[1]); listed && !slices.Equal(in, list.in) {
			t.Errorf("%s: in the README: %q, in the code: %q", cells[0], in, list.in)
		}
		if out := code(cells[2]); list.out != nil && !slices.Equal(out, list.out) {
			t.Errorf("%s that are out: in the README: %q, in the code: %q", cells[0], out, list.out)
		}
	}
	if len(lists) > 0 || len(rows) < 10 {
		t.Errorf("%d rows, none for %v", len(rows), lists)
	}
}

// families are the kinds that only Wippy has, as the README writes them.
func families() []string {
	list := make([]string, len(app.ForeignKinds))
	for i, family := range app.ForeignKinds {
		list[i] = family + "*"
	}
	return list
}

// shownToSay is all that the script of what is unsupported compares with what
// the program says.
func shownToSay(t *testing.T) string {
	t.Helper()
	archive, err := txtar.ParseFile("../runtime/cli/testdata/script/unsupported.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, file := range archive.Files {
		if strings.HasSuffix(file.Name, ".want") {
			said.Write(file.Data)
		}
	}
	return said.String()
}

// wippyRows are the cells of the README's table, without its head.
func wippyRows(t *testing.T) [][]string {
	t.Helper()
	_, section, _ := strings.Cut(readme(t), "\n## What of Wippy")
	_, table, _ := strings.Cut(section, "|---|---|---|---|\n")
	var rows [][]string
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "| ") {
			break
		}
		cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "| "), " |\n"), "|")
		if len(cells) != 4 {
			t.Fatalf("%d cells in %s", len(cells), line)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

// code returns what stands between backquotes.
func code(text string) (spans []string) {
	for _, span := range regexp.MustCompile("`([^`]*)`").FindAllStringSubmatch(text, -1) {
		spans = append(spans, span[1])
	}
	return spans
}
