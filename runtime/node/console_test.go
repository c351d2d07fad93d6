package node_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// logged runs a program and returns its log lines without what is the same in
// all of them.
func logged(t *testing.T, body string) string {
	t.Helper()
	term := newTerminal("")
	term.Logs = true
	term.run(t, boot(t, program("local logger = require('logger')\n"+body)))
	return strings.ReplaceAll(term.err.String(), `"pid": "{app:terminal|0x00001}", "location": "app:cli:3"`, "…")
}

func TestConsole(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"no fields", `logger:info("up")`, "INFO\tup\t{…}\n"},
		{"levels", `logger:debug("a") logger:info("b") logger:warn("c") logger:error("d")`,
			"DEBUG\ta\t{…}\nINFO\tb\t{…}\nWARN\tc\t{…}\nERROR\td\t{…}\n"},
		{"named", `logger:named("a"):named("b"):info("up")`, "INFO\ta.b\tup\t{…}\n"},
		{"a name that terminals would obey", `logger:named("\27[2J\t"):info("up")`, "INFO\t\\027[2J\\t\tup\t{…}\n"},
		{"values", `logger:info("m", {n = 1}) logger:info("m", {s = "x"}) logger:info("m", {b = true})`,
			"INFO\tm\t{…, \"n\": 1}\nINFO\tm\t{…, \"s\": \"x\"}\nINFO\tm\t{…, \"b\": true}\n"},
		{"numbers", `logger:info("m", {n = {1.5, 1e20, -0.25, 1/0, 0/0}})`,
			`INFO	m	{…, "n": [1.5,1e+20,-0.25,"+Inf","NaN"]}` + "\n"},
		{"tables are compact", `logger:info("m", {t = {a = {1, {b = "x"}}}, })`, `INFO	m	{…, "t": {"a":[1,{"b":"x"}]}}` + "\n"},
		{"an empty table", `logger:info("m", {t = {}})`, `INFO	m	{…, "t": {}}` + "\n"},
		{"keys that are no texts", `logger:info("m", {t = {1, x = 2, [true] = 3}})`, `INFO	m	{…, "t": {"x":2}}` + "\n"},
		{"errors", `logger:error("m", {error = errors.new("broken")})`, `ERROR	m	{…, "error": "broken"}` + "\n"},
		{"a name twice", `logger:info("m", {pid = 1})`, `INFO	m	{…, "pid": 1}` + "\n"},
		{"a table in itself", `local t = {}; t.t = t; logger:info("m", {t = t})`, `INFO	m	{…, "t": {"t":"…"}}` + "\n"},
		{"terminals obey nothing", `logger:info("a\27[2J\nb\9c\127", {["\27k"] = "\"\\\n\r\9\0\194\155\255日"})`,
			`INFO	a\027[2J\nb\tc\127	{…, "\u001bk": "\"\\\n\r\t\u0000\u009b�日"}` + "\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := strings.ReplaceAll(logged(t, test.body), "2026-01-01 00:00:00\t", "")
			if got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// Records in the other formats are between what the app prints.
func TestConsoleFormats(t *testing.T) {
	const body = `local logger = require("logger")
	io.write("prin") io.write("ted")
	logger:debug("hidden")
	logger:info("up")
	require("time").sleep("1m2250ms")
	logger:warn("\27\"日\255", {n = 1, t = {a = {1, 2}}, name = "x"})
	logger:named("a"):named("b"):error("no", {error = "why"})`
	tests := []struct {
		name   string
		format node.LogFormat
		colors bool
		want   string
	}{
		{"short", node.LogShort, false, "printed\n" +
			"  0.00s\tINFO \tup\t{…:5\"}\n" +
			" 62.25s\tWARN \t\\027\"日\\255\t{…:7\", \"n\": 1, \"t\": {\"a\":[1,2]}, \"name\": \"x\"}\n" +
			" 62.25s\tERROR\ta.b         \tno\t{…:8\", \"error\": \"why\"}\n"},
		{"short, with colours", node.LogShort, true, "printed\n" +
			"  0.00s\t\x1b[34mINFO \x1b[0m\tup\t{…:5\"}\n" +
			" 62.25s\t\x1b[33mWARN \x1b[0m\t\\027\"日\\255\t{…:7\", \"n\": 1, \"t\": {\"a\":[1,2]}, \"name\": \"x\"}\n" +
			" 62.25s\t\x1b[31mERROR\x1b[0m\t\x1b[36ma.b         \x1b[0m\tno\t{…:8\", \"error\": \"why\"}\n"},
		{"JSON", node.LogJSON, true, "printed\n" +
			`{"level":"info","ts":"2026-01-01T09:00:00.000+0900","msg":"up",…:5"}` + "\n" +
			`{"level":"warn","ts":"2026-01-01T09:01:02.250+0900","msg":"\u001b\"日�",…:7","n":1,"t":{"a":[1,2]},"name":"x"}` + "\n" +
			`{"level":"error","ts":"2026-01-01T09:01:02.250+0900","logger":"a.b","msg":"no",…:8","error":"why"}` + "\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			term := newTerminal("")
			term.Logs, term.Level, term.Format, term.Colors = true, wire.LevelInfo, test.format, test.colors
			term.Zone = time.FixedZone("JST", 9*60*60)
			term.run(t, boot(t, program(body)))
			const who = `"pid":"{app:terminal|0x00001}","location":"app:cli`
			got := strings.NewReplacer(who, "…", strings.NewReplacer(":\"", ": \"", ",", ", ").Replace(who), "…").Replace(term.out.String())
			if got != test.want || term.err.String() != "" {
				t.Errorf("got\n%q\nwant\n%q\nstandard error %q", got, test.want, term.err.String())
			}
			for _, line := range strings.Split(strings.TrimSpace(term.out.String()), "\n")[1:] {
				if test.format == node.LogJSON && !json.Valid([]byte(line)) {
					t.Errorf("no JSON: %s", line)
				}
			}
		})
	}
}

func TestConsoleDates(t *testing.T) {
	got := logged(t, `require("time").sleep("36h1m2900ms") logger:info("late")`)
	if want := "2026-01-02 12:01:02\tINFO\tlate\t{…}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// However much a record holds, its line stays short and its fields stay JSON.
func TestConsoleBounds(t *testing.T) {
	tests := map[string]string{
		"a long text":       `logger:info("m", {text = string.rep("x", 1e6), more = 1})`,
		"a long list":       `local t = {}; for i = 1, 1e5 do t[i] = i end; logger:info("m", {t = t})`,
		"many fields":       `local t = {}; for i = 1, 1e4 do t["f" .. i] = "x" end; logger:info("m", t)`,
		"tables that share": `local t = {}; for i = 1, 30 do t = {a = t, b = t} end; logger:info("m", {t = t})`,
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			line := logged(t, body)
			if len(line) > 20<<10 || !strings.Contains(line, "…") {
				t.Errorf("%d bytes: %.100s", len(line), line)
			}
			_, fields, _ := strings.Cut(line, "\tm\t{…,")
			if fields = "{" + strings.TrimSpace(fields); !json.Valid([]byte(fields)) {
				t.Errorf("no JSON: %.50s … %s", fields, fields[max(0, len(fields)-50):])
			}
		})
	}
}

// Every fact has one line, whatever else is told of it.
func TestConsoleFacts(t *testing.T) {
	term := newTerminal("")
	term.Logs, term.Facts = true, true
	term.run(t, boot(t, program(`
		require("logger"):info("up")
		process.send(process.pid(), "\27[2J", {n = 1})
		io.print("printed")`)))
	for _, want := range []string{
		"DEBUG\tnode ⑂ cli 0x00001 terminal\t{\"fact\": 4}\n",
		"DEBUG\tcli starts\t{\"fact\": 5}\n",
		"INFO\tup\t",
		"DEBUG\tcli ──\\027[2J──▶ cli {n=1}\t{\"fact\": 7}\n",
		"DEBUG\tcli writes \"printed\\n\"\t",
	} {
		if strings.Count(term.err.String(), want) != 1 {
			t.Errorf("not once %q in\n%s", want, term.err.String())
		}
	}
	lines := strings.Count(term.err.String(), "\n")
	if last := fmt.Sprintf("node stops with status 0\t{\"fact\": %d}\n", lines); !strings.HasSuffix(term.err.String(), last) {
		t.Errorf("%d lines, the last not %q:\n%s", lines, last, term.err.String())
	}
}

func TestConsoleTellsOfTheNode(t *testing.T) {
	term := newTerminal("")
	term.Logs = true
	term.run(t, boot(t, fstest.MapFS{
		"_index.yaml": {Data: []byte(hostEntries + cliEntry + serviceEntries)},
		"service.lua": {Data: []byte(`return function() error("broken") end`)},
		"cli.lua":     {Data: []byte(`return function() require("time").sleep("100ms") end`)},
	}))
	for _, want := range []string{
		"DEBUG\tservice app:service is running\t",
		"WARN\tservice app:service is failed\t",
		"DEBUG\tprocess failed\t{\"pid\": \"{app:processes|0x00002}\", \"error\": \"app:code:1: broken\"}\n",
	} {
		if !strings.Contains(term.err.String(), want) {
			t.Errorf("no %q in\n%s", want, term.err.String())
		}
	}
}

// A terminal host may keep log records off the terminal while it is in use.
func TestConsoleHiddenLogs(t *testing.T) {
	files := fstest.MapFS{
		"_index.yaml": {Data: []byte(strings.Replace(hostEntries, "terminal.host,", "terminal.host, hide_logs: true,", 1) +
			cliEntry + serviceEntries)},
		"service.lua": {Data: []byte(`return function() require("logger"):error("hidden") end`)},
		"cli.lua":     {Data: []byte(`return function() require("time").sleep("1s"); io.print("shown") end`)},
	}
	term := newTerminal("")
	term.Logs, term.Level = true, wire.LevelError
	term.run(t, boot(t, files))
	if out, err := term.out.String(), term.err.String(); out != "shown\n" || err != "" {
		t.Errorf("out %q, err %q", out, err)
	}
}
