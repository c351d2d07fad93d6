package app

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestBounds holds files made to be too much: each is refused in one line,
// long before it could use up memory.
func TestBounds(t *testing.T) {
	const head = "namespace: app\nentries:\n  - name: a\n    kind: registry.entry\n"
	huge := strings.Repeat("# a comment that goes on and on\n", maxFileBytes/32)
	for _, test := range []struct{ name, text, want string }{
		{"file", head + huge, "a.yaml:1: cannot be read: larger than 4 MB"},
		{"flow lists", head + "    x: " + strings.Repeat("[", maxSigns), "a.yaml:1: too much structure for one file: split it"},
		{"flow nesting", head + "    x: " + strings.Repeat("[", 5000), "a.yaml:5: values are nested more than 100 deep"},
		{"table nesting", head + "    x: " + strings.Repeat("{a: ", 5000), "a.yaml:5: values are nested more than 100 deep"},
		{"dashes", head + "    x:\n      " + strings.Repeat("- ", 20_000) + "a", "a.yaml:6: values are nested more than 100 deep"},
		{"some dashes", head + "    x:\n      " + strings.Repeat("- ", 200) + "a", "a.yaml:6: values are nested more than 100 deep"},
		{"indentation", head + staircase(1200), "a.yaml:104: values are nested more than 100 deep"},
		{"some indentation", head + staircase(150), "a.yaml:104: values are nested more than 100 deep"},
		{"keys", head + keys(60_000), "a.yaml:50000: too much structure for one file: split it here"},
		{"tag directives", strings.Repeat("%TAG !a! b\n", 101) + "---\n" + head, "a.yaml:1: too much structure for one file: split it"},
		{"tags", head + "    x: " + strings.Repeat("!a ", 60_000) + "b", ""},
		{"merges", head + merges(400, 400), "a.yaml:7: more than 100000 values here once aliases are written out"},
		{"no UTF-8", head + "    x: \xff\n", "a.yaml:5: YAML: this is not UTF-8 text"},
		{"UTF-16", "\xff\xfen\x00a\x00m\x00e\x00", "a.yaml:1: YAML: this is not UTF-8 text"},
		{"long ID", "namespace: " + strings.Repeat("x", 300) + "\nentries: []", "a.yaml:1: namespace: is too long"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(folder("a.yaml", test.text), "x")
			if test.want == "" {
				if err != nil && !errors.As(err, new(*Error)) {
					t.Error(err)
				}
			} else if errText(err) != test.want {
				t.Errorf("got  %s\nwant %s", errText(err), test.want)
			}
		})
	}
}

// staircase is a table in a table in a table, from line 5 on.
func staircase(steps int) string {
	var b strings.Builder
	for i := range steps {
		fmt.Fprintf(&b, "%*sk:\n", 4+i, "")
	}
	return b.String()
}

// keys are those of one table, one a line.
func keys(count int) string {
	var b strings.Builder
	for i := range count {
		fmt.Fprintf(&b, "    k%d:\n", i)
	}
	return b.String()
}

// merges is a table of keys, and tables that each merge it.
func merges(keys, times int) string {
	var b strings.Builder
	b.WriteString("    base: &base {")
	for i := range keys {
		fmt.Fprintf(&b, "k%d: 1,", i)
	}
	b.WriteString("}\n    all:\n")
	for range times {
		b.WriteString("      - <<: *base\n")
	}
	return b.String()
}

func TestSourceTooLarge(t *testing.T) {
	_, err := Load(folder(
		"src/_index.yaml", "namespace: app\nname: a\nkind: process.lua\nsource: file://a.lua",
		"src/a.lua", strings.Repeat("-", maxFileBytes+1),
	), "x")
	if want := "src/_index.yaml:4: entry app:a: failed to read file a.lua: larger than 4 MB (src/a.lua)"; errText(err) != want {
		t.Errorf("got %s", errText(err))
	}
}

func TestForeignFilesMayBeLarge(t *testing.T) {
	a := mustLoad(t, folder(
		"a.yaml", "namespace: app\nentries: []",
		"api.yaml", strings.Repeat("path: [a, b]\n", 200_000),
		"data.json", strings.Repeat("[", 100),
		"huge.json", strings.Repeat(" ", maxFileBytes+1),
	))
	if want := "huge.json:1: larger than 4 MB; the file is passed over"; strings.Join(a.Warnings, "\n") != want {
		t.Errorf("warnings %q", a.Warnings)
	}
}

func TestTooManyFiles(t *testing.T) {
	many := folder()
	for i := range maxFolderItems + 1 {
		many[fmt.Sprint(i)] = &fstest.MapFile{}
	}
	_, err := Load(many, "x")
	if want := "x: more than 10000 files and folders in it, too many to look through for entry files: is it an app? A wippy.lock in it can name the folder that they are in"; errText(err) != want {
		t.Errorf("got %s", errText(err))
	}
}

func TestTooMuchInFiles(t *testing.T) {
	much := folder()
	one := &fstest.MapFile{Data: []byte(strings.Repeat(" ", maxFileBytes))}
	for i := range maxFolderBytes/maxFileBytes + 1 {
		much[fmt.Sprintf("%d.json", i)] = one
	}
	_, err := Load(much, "x")
	if want := "x: more than 64 MB of YAML and JSON in it, too much to look through for entry files: is it an app? A wippy.lock in it can name the folder that they are in"; errText(err) != want {
		t.Errorf("got %s", errText(err))
	}
}

func TestFoldersTooDeep(t *testing.T) {
	_, err := Load(folder(strings.Repeat("d/", maxFolderDepth)+"a.yaml", ""), "x")
	if want := strings.Repeat("d/", maxFolderDepth-1) + "d: folders are nested more than 64 deep"; errText(err) != want {
		t.Errorf("got %s", errText(err))
	}
}
