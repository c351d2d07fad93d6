package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is kept for an app is there the next time, and no other app sees it.
func TestKeep(t *testing.T) {
	for _, name := range []string{"XDG_CONFIG_HOME", "HOME", "AppData", "home"} { // of all systems
		t.Setenv(name, t.TempDir())
	}
	t.Chdir(t.TempDir())
	keep := func(dir string) *Kept {
		t.Helper()
		k, err := Options{Dir: dir}.Keep("things")
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	one, two := t.TempDir(), filepath.Join(t.TempDir(), "app")
	for _, dir := range []string{"", one, two} {
		k := keep(dir)
		if text, err := k.Load(); text != "" || err != nil {
			t.Errorf("%q: at first %q is kept: %v", dir, text, err)
		}
		for _, text := range []string{"first of " + dir, "second of " + dir, ""} {
			if err := k.Save(text); err != nil {
				t.Fatal(err)
			}
			if got, err := keep(dir).Load(); got != text || err != nil {
				t.Errorf("%q: %q is kept: %v", dir, got, err)
			}
		}
		if entries, _ := os.ReadDir(filepath.Dir(k.path)); len(entries) > 3 {
			t.Errorf("%q: something else is left: %v", dir, entries)
		}
	}
	all, err := KeepForAll("things")
	if err != nil {
		t.Fatal(err)
	}
	if err := all.Save("for all"); err != nil {
		t.Fatal(err)
	}
	if text, err := keep("").Load(); text != "" || err != nil {
		t.Errorf("what is for all apps is for the echo app, too: %q (%v)", text, err)
	}
	if text, err := all.Load(); text != "for all" || err != nil {
		t.Errorf("for all apps %q is kept: %v", text, err)
	}
	k := keep(one)
	if err := k.Save(strings.Repeat("x", mostKept+1)); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Load(); err == nil || !strings.Contains(err.Error(), k.path) {
		t.Errorf("what is too large is read: %v", err)
	}
}
