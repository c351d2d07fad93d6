//go:build unix

package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Folders are read through symbolic links, which Windows lets few people make.
func TestLoadDir(t *testing.T) {
	base := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(base, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	link := func(target, name string) {
		t.Helper()
		if err := os.Symlink(filepath.FromSlash(target), filepath.Join(base, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	write("my-app/wippy.lock", "directories: {src: ./src}\nreplacements: [{from: org/lib, to: ../lib}]\n")
	write("my-app/src/_index.yaml", "namespace: app\nentries: [{name: a, kind: process.lua, source: 'file://a.lua', imports: {l: 'lib:l'}}]")
	write("my-app/src/a.lua", "return 1")
	write("lib/_index.yaml", "namespace: lib\nentries: [{name: l, kind: library.lua, source: 'file://l.lua'}]")
	write("lib/l.lua", "return 2")
	write("shared/_index.yaml", "namespace: shared\nname: s\nkind: registry.entry")
	write("empty/readme.md", "")
	link("../../shared", "my-app/src/linked")
	link("..", "shared/up") // leads from my-app/src/linked back to everything, and to itself
	link("my-app", "alias")

	a, err := LoadDir(filepath.Join(base, "my-app"))
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(ids(a.Entries), " ")
	if a.Name != "my-app" || a.Entry("lib:l").File != "../lib/_index.yaml" || a.Entry("lib:l").Position(1) != "../lib/l.lua:1" ||
		a.Entry("shared:s") == nil || !strings.HasPrefix(got, "app:a ") {
		t.Errorf("%s: %s", a.Name, got)
	}
	if b, err := LoadDir(filepath.Join(base, "alias")); err != nil || b.Name != "alias" || b.Hash != a.Hash {
		t.Errorf("through a link: %v %v", b, err)
	}
	for dir, want := range map[string]string{
		"missing":          "DIR: no such folder",
		"my-app/src/a.lua": "DIR: not a folder",
		"empty":            "DIR: no entry files (*.yaml with a namespace) found",
	} {
		dir := filepath.Join(base, filepath.FromSlash(dir))
		_, err := LoadDir(dir)
		if got := strings.ReplaceAll(errText(err), dir, "DIR"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
