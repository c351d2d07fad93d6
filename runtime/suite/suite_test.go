package suite

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"echotui/runtime/app"
	"echotui/runtime/node"
)

const index = `
namespace: t
entries:
  - {name: hosts, kind: process.host, lifecycle: {auto_start: true}}
  - {name: server, kind: process.lua, source: file://server.lua}
  - {name: servers, kind: process.service, process: server, host: hosts, lifecycle: {auto_start: true}}
  - {name: passes, kind: function.lua, method: main, source: 'return { main = function() return true end }', meta: {type: test}}
  - {name: sleeps, kind: process.lua, modules: [time], source: 'return { main = function() time.sleep("30s") end }', meta: {type: test}}
  - {name: asks, kind: process.lua, modules: [time], source: file://asks.lua, meta: {type: test}}
  - {name: says_no, kind: function.lua, method: main, source: 'return { main = function() return false end }', meta: {type: test}}
  - {name: gives_up, kind: function.lua, method: main, source: 'return { main = function() return nil, "no luck" end }', meta: {type: test}}
  - {name: raises, kind: process.lua, source: file://raises.lua, meta: {type: test}}
  - {name: claims, kind: function.lua, method: main, source: file://claims.lua, meta: {type: test}}
  - {name: waits, kind: process.lua, source: 'return { main = function() process.inbox():receive() end }', meta: {type: test}}
  - {name: loops, kind: process.lua, source: 'return { main = function() while true do end end }', meta: {type: test}}
  - {name: later, kind: process.lua, source: 'return { main = function() error("never run") end }', meta: {type: test, skip: not yet}}
  - {name: no_main, kind: process.lua, source: 'return {}', meta: {type: test}}
`

const server = `return { main = function()
    process.registry.register("server")
    local inbox = process.inbox()
    while true do
        local msg = inbox:receive()
        process.send(msg:from(), "answer", msg:payload():data() * 2)
    end
end }`

const asks = `return { main = function()
    time.sleep("10ms")
    process.send("server", "question", 21)
    local answer = process.listen("answer"):receive()
    assert(answer == 42, "got " .. tostring(answer))
end }`

const raises = `local function check(x)
    assert(x > 1, "x is too small")
end
return { main = function()
    error("something broke")
end }`

const claims = `local function check(x)
    assert(x > 1, "x is too small")
end
return { main = function()
    check(1)
end }`

// Each test of the app above is named after what it does.
var expected = []struct {
	id, status, err string
	seconds         float64
}{
	{"t:passes", "pass", "", 0},
	{"t:sleeps", "pass", "", 30},
	{"t:asks", "pass", "", 0.01},
	{"t:says_no", "fail", "it returned false", 0},
	{"t:gives_up", "fail", "no luck", 0},
	{"t:raises", "fail", "raises.lua:5: something broke", 0},
	{"t:claims", "fail", "claims.lua:2: x is too small", 0},
	{"t:waits", "fail", "it waits for something that never comes: nothing can happen any more", 0},
	{"t:loops", "fail", "it did not end within 50000 turns", -1},
	{"t:later", "skip", "not yet", 0},
	{"t:no_main", "fail", `failed to start process on host: node:tests: method "main" not found in module`, 0},
}

func load(t *testing.T) *app.App {
	t.Helper()
	a, err := app.Load(fstest.MapFS{
		"_index.yaml": {Data: []byte(index)},
		"server.lua":  {Data: []byte(server)},
		"asks.lua":    {Data: []byte(asks)},
		"raises.lua":  {Data: []byte(raises)},
		"claims.lua":  {Data: []byte(claims)},
	}, "t")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestRun(t *testing.T) {
	a := load(t)
	tests := List(a, nil)
	if len(tests) != len(expected) {
		t.Fatalf("the app has %d tests, want %d: %v", len(tests), len(expected), tests)
	}
	for i, want := range expected {
		got := Run(a, tests[i], node.Config{Seed: 1}, nil)
		if got.ID != want.id || string(got.Status) != want.status || got.Error != want.err {
			t.Errorf("test %d is %s %s %q, want %s %s %q", i, got.ID, got.Status, got.Error, want.id, want.status, want.err)
		}
		if want.seconds >= 0 && got.Elapsed.Seconds() != want.seconds {
			t.Errorf("%s took %s, want %gs", got.ID, got.Elapsed, want.seconds)
		}
	}
}

func TestListByPattern(t *testing.T) {
	tests := List(load(t), regexp.MustCompile(`:(as|sl)`))
	if len(tests) != 2 || tests[0].ID != "t:sleeps" || tests[1].ID != "t:asks" {
		t.Errorf("the pattern finds %v", tests)
	}
}

func TestReport(t *testing.T) {
	results := []Result{
		{ID: "t:a", Seed: 1, Status: Pass, Elapsed: 300e6},
		{ID: "t:b", Seed: 2, Status: Fail, Elapsed: 1e6, Error: "b.lua:1: no"},
		{ID: "t:c", Seed: 1, Status: Skip, Error: "not yet"},
	}
	for _, format := range []struct {
		json bool
		want string
	}{
		{false, "ok   t:a  0.30s\nFAIL t:b (seed 2)  0.00s\n     b.lua:1: no\n     to see it: show t:b\nskip t:c  not yet\n1 passed, 1 failed, 1 skipped\n"},
		{true, `{"id":"t:a","seed":1,"status":"pass","elapsed_ms":300,"error":""}
{"id":"t:b","seed":2,"status":"fail","elapsed_ms":1,"error":"b.lua:1: no"}
{"id":"t:c","seed":1,"status":"skip","elapsed_ms":0,"error":"not yet"}
`},
	} {
		var text strings.Builder
		report := NewReport(&text, format.json, func(r Result) string { return "show " + r.ID })
		for _, r := range results {
			if err := report.Add(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := report.End(); err != nil {
			t.Fatal(err)
		}
		if text.String() != format.want {
			t.Errorf("the report is\n%s\nwant\n%s", text.String(), format.want)
		}
	}
}
