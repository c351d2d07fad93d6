package cli

import (
	"os"
	"path/filepath"
	"testing"

	"echotui/runtime/node"
)

// What is watched on the screen can be put on a stage again, or it is said why
// not.
func TestOnStage(t *testing.T) {
	t.Chdir(t.TempDir())
	absolute := filepath.Join(t.TempDir(), "app")
	for name, test := range map[string]struct {
		options   Options
		name, why string
	}{
		"the echo app":           {Options{}, "echo", ""},
		"a folder":               {Options{Dir: "demo"}, "./demo", ""},
		"one called as an app":   {Options{Dir: "chat"}, "./chat", ""},
		"one above":              {Options{Dir: "../demo"}, "../demo", ""},
		"one somewhere":          {Options{Dir: absolute}, filepath.ToSlash(absolute), ""},
		"another process":        {Options{Exec: "app:other"}, "", "tapes have nothing like --exec"},
		"a changed entry":        {Options{Override: []string{"a:b:c=d"}}, "", "tapes have nothing like --override"},
		"time that jumps":        {Options{Clock: node.VirtualClock}, "", "tapes have nothing like --clock"},
		"a test in its place":    {Options{Test: "app:test"}, "", "tapes have nothing like --test"},
		"settings from the side": {Options{Config: "x.yaml"}, "", "tapes have nothing like --config"},
	} {
		if got, why := test.options.OnStage(); got != test.name || why != test.why {
			t.Errorf("%s: %q, %q", name, got, why)
		}
	}
	if err := os.WriteFile("wippy.lock", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if got, why := (Options{}).OnStage(); got != "." || why != "" {
		t.Errorf("the current folder: %q, %q", got, why)
	}
}

// A stage knows nothing of the machine: the environment is what it is given, and
// an app that comes along is meant whatever is in the current folder.
func TestStage(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("wippy.lock", []byte("broken"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "chat"} {
		s, err := Stage(name, ".", nil, 1, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := name
		if want == "" {
			want = "echo"
		}
		if got := s.App().Name; got != want {
			t.Errorf("%q is on the stage, not %q", got, want)
		}
		s.Close()
	}
	if s, err := Stage(".", ".", nil, 1, nil, nil); err == nil {
		s.Close()
		t.Error("a broken folder is an app")
	}
}
