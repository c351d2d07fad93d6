package app

import (
	"os"
	"path/filepath"
	"testing"

	"echotui/runtime/wire"
)

// TestAgain: an app that is made again of its files is the same, also when some
// of them lie elsewhere and entries were overridden.
func TestAgain(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "home")
	for name, text := range map[string]string{
		"home/wippy.lock":          "directories: {src: code, modules: .wippy}\nreplacements: [{from: a/b, to: ../lib}, {from: c/d, to: empty}]\n",
		"home/code/_index.yaml":    "namespace: app\nentries:\n  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io], imports: {l: lib:l}}\n  - {name: any, kind: registry.entry, a: {b: 1}}\n",
		"home/code/cli.lua":        "return {main = function() end}",
		"home/code/unused.txt":     "no part of it",
		"home/empty/note.txt":      "no part of it",
		"lib/_index.yaml":          "namespace: lib\nentries: [{name: l, kind: library.lua, source: file://deep/l.lua}]\n",
		"lib/deep/l.lua":           "return {}",
		"home/.wippy/x/entry.yaml": "namespace: no\nentries: []\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var overrides []Override
	for _, text := range []string{
		"app:any:a.b=-1.5e3", "app:any:meta.text=a: \"日本\"\t\\<b>", "app:any:meta.no=", "app:any:meta.yes=true", `app:any:meta.number="12"`,
		"app:any:meta.list=[1, a, null, [], {x: y, z: [~]}]", "app:any:meta.comment={a: {}, 'b c': 0x1F}", "app:cli:modules=[io, time]",
	} {
		o, err := ParseOverride(text)
		if err != nil {
			t.Fatal(err)
		}
		overrides = append(overrides, o)
	}
	a, err := LoadDir(home, overrides...)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Again(a.Name, a.Files, a.Overrides)
	if err != nil {
		t.Fatal(err)
	}
	if again.Hash != a.Hash || again.Name != a.Name || len(again.Entries) != len(a.Entries) {
		t.Errorf("it is another: %s with %d entries, not %s with %d", again.Hash, len(again.Entries), a.Hash, len(a.Entries))
	}
	for i, e := range a.Entries {
		for what, pair := range map[string][2]*wire.Table{"data": {e.Data, again.Entries[i].Data}, "meta": {e.Meta, again.Entries[i].Meta}} {
			if want, got := wire.Text(pair[0], 0), wire.Text(pair[1], 0); got != want {
				t.Errorf("%s: %s is %s, want %s", e.ID, what, got, want)
			}
		}
	}
	if _, err := Again(a.Name, a.Files[1:], nil); err == nil {
		t.Error("it is complete without one of its files")
	}
	if _, err := Again(a.Name, a.Files, []string{"no override"}); err == nil {
		t.Error("what is no override is taken")
	}
}
