package app

import (
	"errors"
	"strings"
	"testing"
)

// oneOf is an app whose entries are given as "name kind [command or module]".
func oneOf(t *testing.T, entries ...string) *App {
	t.Helper()
	text := "namespace: app\nentries:\n"
	for _, e := range entries {
		name, kind, _ := strings.Cut(e, " ")
		kind, extra, _ := strings.Cut(kind, " ")
		text += "  - {name: " + name + ", kind: " + kind + ", source: return 1"
		switch {
		case extra == "io":
			text += ", modules: [io]"
		case extra != "":
			text += ", meta: {command: {name: " + extra + ", short: does it}}"
		}
		text += "}\n"
	}
	return mustLoad(t, folder("a.yaml", text))
}

func TestResolveExec(t *testing.T) {
	full := []string{"terminal terminal.host", "other terminal.host", "workers process.host", "cli process.lua go", "worker process.lua", "twin process.lua two", "twin2 process.lua two", "a/b process.lua"}
	one := []string{"terminal terminal.host", "cli process.lua go", "entry registry.entry"}
	none := []string{"cli process.lua go"}
	for _, test := range []struct {
		entries    []string
		spec, host string
		want       string // "entry on host", or the error
	}{
		{one, "app:cli", "", "app:cli on app:terminal"},
		{one, "app:terminal/app:cli", "", "app:cli on app:terminal"},
		{one, "app:terminal/app:cli", "app:terminal", "app:cli on app:terminal"},
		{one, "go", "", "app:cli on app:terminal"},
		{one, "go", "app:terminal", "app:cli on app:terminal"},
		{full, "app:cli", "app:other", "app:cli on app:other"},
		{full, "app:other/app:worker", "", "app:worker on app:other"},
		{full, "app:a/b", "app:other", "app:a/b on app:other"},
		{full, "app:terminal/app:a/b", "", "app:a/b on app:terminal"},

		{one, "stop", "", `invalid exec spec: missing separator ':', expected format: namespace:entry, not "stop"`},
		{full, "two", "app:other", `command "two" is defined more than once (app:twin, app:twin2), use -x to specify`},
		{one, "", "", `invalid exec spec: missing separator ':', expected format: namespace:entry, not ""`},
		{one, "terminal/cli", "", `invalid exec spec: missing separator ':', expected format: namespace:entry, not "terminal"`},
		{one, "app:terminal/cli", "", `invalid exec spec: missing separator ':', expected format: namespace:entry, not "cli"`},
		{one, "/app:cli", "", `invalid exec spec: missing separator ':', expected format: namespace:entry, not ""`},
		{one, "app:", "", `invalid exec spec: missing separator ':', expected format: namespace:entry, not "app:"`},
		{one, "app:nope", "", "failed to start process on host: app:terminal: factory not found: there is no entry app:nope; there is app:cli"},
		{one, "app:entry", "", "failed to start process on host: app:terminal: factory not found: app:entry is of kind registry.entry, not process.lua"},
		{none, "app:cli", "", "no terminal.host found in registry"},
		{none, "app:cli", "app:terminal", "host app:terminal not found in supervisor: there is no such entry; there is none"},
		{full, "app:cli", "", "multiple terminal hosts found (app:terminal, app:other), use --host to specify"},
		{full, "app:workers/app:cli", "", "host app:workers is of kind process.host, not terminal.host"},
		{full, "app:cli", "terminal", "host terminal not found in supervisor: there is no such entry; there is app:terminal, app:other"},
		{full, "app:terminal/app:cli", "app:other", "two hosts to run on: app:terminal in app:terminal/app:cli, and --host app:other"},
		{one, "app:\x1b[2J\n", "", `failed to start process on host: app:terminal: factory not found: there is no entry app:\027[2J\n; there is app:cli`},
	} {
		x, err := oneOf(t, test.entries...).ResolveExec(test.spec, test.host)
		if got := execText(x, err); got != test.want {
			t.Errorf("%q on %q\n got %s\nwant %s", test.spec, test.host, got, test.want)
		}
	}
}

// A word on the command line is the name of a command, unless it looks like what
// -x takes.
func TestResolveCommand(t *testing.T) {
	entries := []string{"terminal terminal.host", "cli process.lua go"}
	for word, want := range map[string]string{
		"go":                   "app:cli on app:terminal",
		"app:cli":              "app:cli on app:terminal",
		"app:terminal/app:cli": "app:cli on app:terminal",
		"app:":                 `invalid exec spec: missing separator ':', expected format: namespace:entry, not "app:"`,
		"stop":                 `command "stop" not found. Use 'echotui run list' to see available commands`,
		"\x1b[2J":              `command "\x1b[2J" not found. Use 'echotui run list' to see available commands`,
		"":                     `command "" not found. Use 'echotui run list' to see available commands`,
	} {
		x, err := oneOf(t, entries...).ResolveCommand(word, "")
		if got := execText(x, err); got != want {
			t.Errorf("%q\n got %s\nwant %s", word, got, want)
		}
	}
}

func execText(x Exec, err error) string {
	if err != nil {
		return err.Error()
	}
	return x.Entry + " on " + x.Host
}

func TestDefaultExec(t *testing.T) {
	for _, test := range []struct {
		entries []string
		host    string
		want    string
	}{
		{[]string{"t terminal.host", "cli process.lua go", "worker process.lua"}, "", "app:cli on app:t"},
		{[]string{"t terminal.host", "cli process.lua io", "worker process.lua"}, "", "app:cli on app:t"},
		{[]string{"t terminal.host", "cli process.lua go", "helper process.lua io"}, "", "app:cli on app:t"},
		{[]string{"t terminal.host", "u terminal.host", "cli process.lua go"}, "app:u", "app:u"},
		{[]string{"t terminal.host", "b process.lua two", "a process.lua one"}, "", "more than one process has a command (app:a, app:b), use -x to specify"},
		{[]string{"t terminal.host", "b process.lua io", "a process.lua io"}, "", "more than one process lists module io (app:b, app:a), use -x to specify"},
		{[]string{"cli process.lua io"}, "", "no terminal.host found in registry"},
		{[]string{"t terminal.host", "worker process.lua"}, "", ErrNoExec.Error()},
	} {
		x, err := oneOf(t, test.entries...).DefaultExec(test.host)
		if got := execText(x, err); !strings.HasSuffix(got, test.want) {
			t.Errorf("%v\n got %s\nwant %s", test.entries, got, test.want)
		}
		if (test.want == ErrNoExec.Error()) != errors.Is(err, ErrNoExec) {
			t.Errorf("%v: %v", test.entries, err)
		}
	}
}

func TestLongListsAreCut(t *testing.T) {
	entries := []string{"t terminal.host"}
	for _, r := range "abcdefghijklmnop" {
		entries = append(entries, string(r)+" process.lua io")
	}
	_, err := oneOf(t, entries...).DefaultExec("")
	want := "more than one process lists module io (app:a, app:b, app:c, app:d, app:e, app:f, app:g, app:h, app:i, app:j, app:k, app:l, … and 4 more), use -x to specify"
	if errText(err) != want {
		t.Errorf("got %s", errText(err))
	}
}

func TestCommands(t *testing.T) {
	a := oneOf(t, "x process.lua zeta", "y process.lua", "z process.lua alpha", "w library.lua beta")
	if got := strings.Join(ids(a.Commands()), " "); got != "app:z app:x" {
		t.Error(got)
	}
	if c := a.Entry("app:x").Def.(*Process).Command; *c != (Command{"zeta", "does it"}) {
		t.Error(c)
	}
}
