package app

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"echotui/runtime/wire"
)

// files makes a folder of names and contents given in turn.
func folder(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func mustLoad(t *testing.T, fsys fs.FS) *App {
	t.Helper()
	a, err := Load(fsys, "test")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var defaultRestart = Restart{InitialDelay: time.Second, MaxDelay: 90 * time.Second, BackoffFactor: 2, Jitter: 0.1}

var defaultLifecycle = Lifecycle{
	Startup:         "required",
	StartTimeout:    10 * time.Second,
	StopTimeout:     10 * time.Second,
	StableThreshold: 5 * time.Second,
	Restart:         defaultRestart,
}

func TestDefinitions(t *testing.T) {
	set := Lifecycle{
		AutoStart:       true,
		Startup:         "optional",
		StartTimeout:    time.Minute,
		StopTimeout:     0,
		StableThreshold: 1500 * time.Millisecond,
		Requires:        []string{"app:h", "app:t"},
		Restart:         Restart{InitialDelay: 100 * time.Millisecond, MaxDelay: 2 * time.Second, BackoffFactor: 1.5, Jitter: 0, MaxAttempts: 3},
	}
	flow := defaultLifecycle
	flow.Requires = []string{"app:t", "app:h"}
	const lib = "\n  - {name: lib, kind: library.lua, source: 'return {}', method: ignored}"
	for _, test := range []struct {
		name, yaml string
		want       any
	}{
		{"terminal.host", "- {name: x, kind: terminal.host}", &TerminalHost{Lifecycle: defaultLifecycle}},
		{"terminal.host with fields", "- {name: x, kind: terminal.host, hide_logs: true}",
			&TerminalHost{HideLogs: true, Lifecycle: defaultLifecycle}},
		{"process.host", "- {name: x, kind: process.host}",
			&ProcessHost{QueueSize: 1024, LocalQueueSize: 256, Lifecycle: defaultLifecycle}},
		{"process.host with fields", "- {name: x, kind: process.host, host: {workers: 4, queue_size: 5, local_queue_size: 6, max_processes: 7}}",
			&ProcessHost{Workers: 4, QueueSize: 5, LocalQueueSize: 6, MaxProcesses: 7, Lifecycle: defaultLifecycle}},
		{"process.host without a limit", "- {name: x, kind: process.host, host: {max_processes: -1}}",
			&ProcessHost{QueueSize: 1024, LocalQueueSize: 256, Lifecycle: defaultLifecycle}},
		{"process.lua", "- {name: x, kind: process.lua, source: return 1}",
			&Process{Code: Code{Source: "return 1", SourceLine: 3, Method: "main"}}},
		{"process.lua with fields", `
  - name: x
    kind: process.lua
    source: file://lua/x.lua
    method: start
    modules: [time, io]
    imports: {util: lib, same: "app.b:lib"}
    meta: {command: {name: go, short: Goes}}
  - {name: lib, kind: library.lua, source: return 1}
`, &Process{
			Code: Code{
				Source: "return {}\r\n", SourceFile: "lua/x.lua", SourceLine: 1, Method: "start", Modules: []string{"time", "io"},
				Imports: []Import{{"util", "app:lib"}, {"same", "app.b:lib"}},
			},
			Command: &Command{"go", "Goes"},
		}},
		{"function.lua", "- {name: x, kind: function.lua, source: return 1, method: f}",
			&Function{Code: Code{Source: "return 1", SourceLine: 3, Method: "f"}, Pool: Pool{Type: "lazy"}}},
		{"function.lua with a pool", "- {name: x, kind: function.lua, source: return 1, method: f, pool: {size: 2, workers: 3}}",
			&Function{Code: Code{Source: "return 1", SourceLine: 3, Method: "f"}, Pool: Pool{Type: "static", Size: 2, Workers: 3, Buffer: 192}}},
		{"function.lua with an elastic pool", "- {name: x, kind: function.lua, source: return 1, method: f, pool: {max_size: 9, buffer: 1}}",
			&Function{Code: Code{Source: "return 1", SourceLine: 3, Method: "f"}, Pool: Pool{Type: "adaptive", MaxSize: 9, Buffer: 1}}},
		{"library.lua", "- {name: x, kind: library.lua, source: return 1}",
			&Library{Code{Source: "return 1", SourceLine: 3}}},
		{"process.service", `
  - name: x
    kind: process.service
    process: p
    host: app:h
    input: [1, two, ~, {three: [4]}]
    lifecycle:
      auto_start: true
      startup: optional
      start_timeout: 1m
      stop_timeout: 0
      stable_threshold: 1500000000
      requires: [h]
      depends_on: ["app:t", h]
      restart: {initial_delay: 100ms, max_delay: 2s, backoff_factor: 1.5, jitter: 0, max_attempts: 3}
  - {name: p, kind: process.lua, source: return 1}
  - {name: h, kind: process.host}
  - {name: t, kind: terminal.host}
`, &Service{Process: "app:p", Host: "app:h", Lifecycle: set, Input: []wire.Value{
			1.0, "two", nil, &wire.Table{Fields: []wire.Field{{Key: "three", Value: &wire.Table{Items: []wire.Value{4.0}}}}},
		}}},
		{"process.lua in flow form", "- {name: x, kind: process.lua, source: file://lua/x.lua, modules: [time], imports: {util: app.b:lib}}",
			&Process{Code: Code{
				Source: "return {}\r\n", SourceFile: "lua/x.lua", SourceLine: 1, Method: "main", Modules: []string{"time"},
				Imports: []Import{{"util", "app.b:lib"}},
			}}},
		{"process.service in flow form", `
  - {name: x, kind: process.service, process: app:p, host: app:h, lifecycle: {requires: [app:t, h]}}
  - {name: p, kind: process.lua, source: return 1}
  - {name: h, kind: process.host}
  - {name: t, kind: terminal.host}
`, &Service{Process: "app:p", Host: "app:h", Lifecycle: flow}},
		{"registry.entry", "- {name: x, kind: registry.entry}", nil},
		{"pg.scope", "- {name: x, kind: pg.scope, max_groups: 2, retry_max_delay: 3s}", &Scope{
			ProtocolTimeout: 5 * time.Second, BroadcastTimeout: 5 * time.Second, AntiEntropyInterval: 30 * time.Second,
			CircuitBreakerFailures: 3, CircuitBreakerResetTime: 10 * time.Second, MaxRetries: 3,
			RetryBaseDelay: 100 * time.Millisecond, RetryMaxDelay: 3 * time.Second, ActionQueueSize: 256, ActionQueueMaxSize: 1024,
			MonitorBuffer: 64, MaxGroups: 2, Lifecycle: defaultLifecycle,
		}},
		{"env.variable", "- {name: x, kind: env.variable, storage: s, default: 080}\n  - {name: s, kind: env.storage.os}",
			&Variable{Variable: "x", Storage: "app:s", Default: "080"}},
		{"env.variable with fields", "- {name: x, kind: env.variable, storage: 'app:s', variable: X, default: 'y', read_only: true}\n  - {name: s, kind: env.storage.memory}",
			&Variable{Variable: "X", Storage: "app:s", Default: "y", ReadOnly: true}},
		{"env.storage.memory", "- {name: x, kind: env.storage.memory}", &Storage{FileMode: 0o600, FolderMode: 0o700}},
		{"env.storage.file", "- {name: x, kind: env.storage.file, file_path: .env, auto_create: true, file_mode: 0644, dir_mode: 0o755}",
			&Storage{File: ".env", AutoCreate: true, FileMode: 0o644, FolderMode: 0o755}},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := mustLoad(t, folder(
				"_index.yaml", "namespace: app\nentries:\n  "+strings.TrimPrefix(test.yaml, "\n  "),
				"b.yaml", "namespace: app.b\nentries:"+lib,
				"lua/x.lua", "\ufeffreturn {}\r\n",
			))
			if got := a.Entry("app:x").Def; !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %#v\nwant %#v", got, test.want)
			}
		})
	}
}

func TestEveryKindLoads(t *testing.T) {
	for _, k := range Kinds() {
		a := mustLoad(t, folder("a.yaml", `
namespace: app
entries:
  - {name: p, kind: process.lua, source: return 1}
  - {name: h, kind: process.host}
  - {name: s, kind: env.storage.os}
  - name: x
    kind: `+k+`
    `+map[bool]string{true: "host: app:h", false: "host: {}"}[k == kindService]+`
    process: p
    source: return 1
    method: main
    storage: s
    file_path: .env
`))
		if e := a.Entry("app:x"); e.Kind != k || len(a.Of(k)) == 0 || (e.Def == nil) != (k == kindEntry) {
			t.Errorf("%s loaded as %+v", k, e)
		}
	}
}

func TestLineEndsAndMarks(t *testing.T) {
	unix := "namespace: app\nentries:\n  - name: a\n    kind: registry.entry\n    text: |\n      one\n      two\n    after: 1\n  - name: b\n    kind: registry.entry\n"
	want := report(mustLoad(t, folder("a.yaml", unix)), nil)
	for name, text := range map[string]string{
		"CRLF":          strings.ReplaceAll(unix, "\n", "\r\n"),
		"BOM":           "\ufeff" + unix,
		"BOM and CRLF":  "\ufeff" + strings.ReplaceAll(unix, "\n", "\r\n"),
		"no last break": strings.TrimSuffix(unix, "\n"),
	} {
		if got := report(mustLoad(t, folder("a.yaml", text)), nil); got != want {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
}

// TestMarksInsideOfTexts holds that a byte order mark costs no character, also
// where the library's buffer begins with it.
func TestMarksInsideOfTexts(t *testing.T) {
	for pad := range 600 {
		text := "namespace: app\nname: a\nkind: registry.entry\nx: " + strings.Repeat(".", pad) + "\ufeff.\nlonger: y\nlast: z\n"
		data := mustLoad(t, folder("a.yaml", text)).Entry("app:a").Data
		if got := wire.Text(data, 0); !strings.HasSuffix(got, `\239\187\191.", longer="y", last="z"}`) {
			t.Fatalf("behind %d characters: %s", pad, got)
		}
	}
}

// TestLines checks the line of an entry behind everything that spans lines.
func TestLines(t *testing.T) {
	for _, span := range []string{
		"x: plain\n      goes on\n\n      and on\n",
		"x: 'single\n      goes on\n\n      and on'\n",
		"x: \"double\n      goes \\\n      on\n\n      and on\"\n",
		"x: |\n      a\n\n\n      b\n\n\n",
		"x: >-\n      a\n\n\n      b\n\n\n",
		"x: |+2\n        a\n\n\n        b\n\n\n",
		"x: # c\n      # d\n\n      - y # e\n      # f\n",
		"x: {a: 1,\n\n     b: [2,\n  3] # c\n    }\n",
		"x: &a\n      y: 1\n    z: *a\n",
		"x: !!map # c\n      &a\n\n      y: 1\n    <<: *a\n",
		"x: [&a b, !!str c, &d\n      e]\n    z: *d\n",
		"x: \u2028a\u0085b\n",
		"x: !!binary |\n      aGVs\n      bG8=\n",
		"x: \"日本\n      語\"\n",
		"? x\n    : y\n",
		"x:\n      # only a comment\n    y: 1\n",
		"x: |\n      a\n# first column\n",
	} {
		text := "# head\nnamespace: app\n\nentries:\n  - name: a\n    kind: registry.entry\n    " + span + "  - name: b\n    kind: registry.entry\n"
		before, _, _ := strings.Cut(text, "- name: b")
		want := strings.Count(before, "\n") + 1
		for _, lineBreak := range []string{"\n", "\r\n", "\r"} {
			a := mustLoad(t, folder("a.yaml", strings.ReplaceAll(text, "\n", lineBreak)))
			if got := a.Entry("app:b").Line; got != want {
				t.Errorf("line breaks %q, behind %q: line %d, want %d", lineBreak, span, got, want)
			}
		}
	}
}

func TestPosition(t *testing.T) {
	a := mustLoad(t, folder("src/_index.yaml", `namespace: app
entries:
  - name: file
    kind: process.lua
    source: file://x.lua
  - name: inline
    kind: function.lua
    method: f
    source: |
      local x = 1
      return x
  - name: none
    kind: registry.entry
  - name: anchored
    kind: library.lua
    source: &text !!str # of all

      |
      local x = 1
      return x
  - name: quoted
    kind: library.lua
    source: !!str
      "return 1"
  - {name: 日本, kind: library.lua, source: &one return 1}
  - {name: alias, kind: library.lua, source: *text}
`, "src/x.lua", "return 1"))
	for id, want := range map[string]string{
		"app:file": "src/x.lua:2", "app:inline": "src/_index.yaml:11", "app:none": "src/_index.yaml:13",
		"app:anchored": "src/_index.yaml:20", "app:quoted": "src/_index.yaml:25", "app:日本": "src/_index.yaml:26", "app:alias": "src/_index.yaml:20",
	} {
		if got := a.Entry(id).Position(2); got != want {
			t.Errorf("line 2 of %s is at %s, want %s", id, got, want)
		}
	}
}

func TestHash(t *testing.T) {
	base := folder("src/a.yaml", "namespace: app\nentries: [{name: a, kind: process.lua, source: 'file://a.lua'}]", "src/a.lua", "return 1")
	with := func(pairs ...string) fstest.MapFS {
		more := folder(pairs...)
		for name, file := range base {
			if more[name] == nil {
				more[name] = file
			}
		}
		return more
	}
	want := mustLoad(t, base).Hash
	if len(want) != 64 {
		t.Errorf("hash %q", want)
	}
	for _, same := range []fstest.MapFS{with("readme.md", "x"), with("src/other.yaml", "x: 1"), with("src/b.lua", "return 2")} {
		if got := mustLoad(t, same).Hash; got != want {
			t.Errorf("the hash depends on a file that is not the app's: %v", same)
		}
	}
	for _, other := range []fstest.MapFS{
		with("src/a.lua", "return 2"),
		with("src/a.yaml", string(base["src/a.yaml"].Data)+" #"),
		with("src/b.yaml", "namespace: app\nentries: []"),
		with("wippy.lock", "directories: {src: src}"),
	} {
		if got := mustLoad(t, other).Hash; got == want {
			t.Errorf("the hash does not depend on %v", other)
		}
	}
}

func TestHashOfOverrides(t *testing.T) {
	fsys := folder("a.yaml", "namespace: app\nentries: [{name: a, kind: registry.entry, v: 1, w: 2}]")
	seen := map[string]string{}
	for _, list := range []string{"", "app:a:v=1", "app:a:v=2", "app:a:v='2'", "app:a:w=1", "app:a:v=1 app:a:v=2", "app:a:v=2 app:a:v=1"} {
		var overrides []Override
		for _, text := range strings.Fields(list) {
			o, err := ParseOverride(text)
			if err != nil {
				t.Fatal(err)
			}
			overrides = append(overrides, o)
		}
		a, err := Load(fsys, "test", overrides...)
		if err != nil {
			t.Fatal(err)
		}
		if other, taken := seen[a.Hash]; taken {
			t.Errorf("%q and %q have the same hash", list, other)
		}
		seen[a.Hash] = list
	}
}

func errText(err error) string {
	if err == nil {
		return "none"
	}
	return err.Error()
}

func TestNoEntries(t *testing.T) {
	if _, err := Load(folder(), "x"); !errors.Is(err, ErrNoEntries) {
		t.Error(err)
	}
}
