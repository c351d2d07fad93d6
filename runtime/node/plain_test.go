package node_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// terminal stands in for the streams of a program.
type terminal struct {
	node.Plain
	out, err lockedText
}

func newTerminal(input string) *terminal {
	t := &terminal{}
	t.Plain = node.Plain{In: strings.NewReader(input), Out: &t.out, Err: &t.err, Zone: time.UTC}
	return t
}

type lockedText struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lockedText) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lockedText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// boot boots an app and starts its terminal process, if it has one.
func boot(t *testing.T, files fs.FS, args ...string) *node.Node {
	t.Helper()
	a, err := app.Load(files, "test")
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.DefaultExec("")
	if errors.Is(err, app.ErrNoExec) {
		return n
	}
	if err := errors.Join(err, n.Exec(x, args)); err != nil {
		t.Fatal(err)
	}
	return n
}

// entries of the small apps below; each test gives the code it is about.
const (
	hostEntries = `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}
`
	cliEntry = `
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time, logger]}
`
	serviceEntries = `
  - {name: code, kind: process.lua, source: file://service.lua, modules: [logger, time]}
  - {name: service, kind: process.service, process: app:code, host: app:processes, lifecycle: {auto_start: true}}
`
)

// program is an app of one terminal process with this main function.
func program(body string) fs.FS {
	return fstest.MapFS{
		"_index.yaml": {Data: []byte(hostEntries + cliEntry)},
		"cli.lua":     {Data: []byte("return function(...)\n" + body + "\nend")},
	}
}

// run lets an app happen with virtual time and returns its exit status.
func (term *terminal) run(t *testing.T, n *node.Node) int {
	t.Helper()
	status, err := term.Run(n, node.VirtualClock)
	if err != nil {
		t.Fatal(err)
	}
	return status
}

func TestPlainEcho(t *testing.T) {
	defer goleak.VerifyNone(t)
	const greeting = "\x1b[36mEcho Client\x1b[0m\n\x1b[2mType messages to echo. Ctrl+C to exit.\n\x1b[0m\n"
	const prompt = "\x1b[33m> \x1b[0m"
	const goodbye = prompt + "\nGoodbye!\n"
	answer := func(text, worker string) string {
		return prompt + "\x1b[32m  " + text + "\x1b[0m\n\x1b[2m  from worker: {app:processes|" + worker + "}\x1b[0m\n"
	}
	tests := []struct{ name, typed, want string }{
		{"one line", "hello world\n", answer("HELLO WORLD", "0x00004")},
		{"several lines", "a\nb\nc\n", answer("A", "0x00004") + answer("B", "0x00005") + answer("C", "0x00006")},
		{"no input", "", ""},
		{"an empty line ends it", "a\n\nb\n", answer("A", "0x00004")},
		{"no newline at the end", "a\nb", answer("A", "0x00004") + answer("B", "0x00005")},
		{"lines of Windows", "a\r\nb\r\n", answer("A", "0x00004") + answer("B", "0x00005")},
		{"Japanese", "日本語 ok\n", answer("日本語 OK", "0x00004")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			term := newTerminal(test.typed)
			if status := term.run(t, boot(t, scripts.Echo())); status != 0 {
				t.Errorf("status %d", status)
			}
			if got, want := term.out.String(), greeting+test.want+goodbye; got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if got := term.err.String(); got != "" {
				t.Errorf("standard error: %q", got)
			}
		})
	}
}

func TestPlainExit(t *testing.T) {
	tests := []struct {
		name, body string
		status     int
		out, err   string
	}{
		{"nothing", `return`, 0, "", ""},
		{"a number", `return 7`, 7, "", ""},
		{"true", `return true`, 0, "", ""},
		{"false", `return false`, 1, "", ""},
		{"a text", `io.write("a"); return "b"`, 0, "ab\n", ""},
		{"an error", `error("broken")`, 1, "", "app:cli:2: broken\n"},
		{"an error returned", `return nil, "broken"`, 1, "", "broken\n"},
		{"arguments", `io.print(...); io.eprint(#io.args())`, 0, "one\ttwo\n", "2\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			term := newTerminal("")
			if status := term.run(t, boot(t, program(test.body), "one", "two")); status != test.status {
				t.Errorf("status %d, want %d", status, test.status)
			}
			if got := term.out.String(); got != test.out {
				t.Errorf("out %q, want %q", got, test.out)
			}
			if got := term.err.String(); got != test.err {
				t.Errorf("err %q, want %q", got, test.err)
			}
		})
	}
}

// What an app does not read is left to whoever comes next.
func TestPlainReadsOnlyWhatIsAskedFor(t *testing.T) {
	term := newTerminal("")
	in := strings.NewReader("for somebody else\n")
	term.In = in
	term.run(t, boot(t, program(`require("time").sleep("1h"); io.print("done")`)))
	if got := term.out.String(); got != "done\n" || in.Len() != len("for somebody else\n") {
		t.Errorf("wrote %q and left %d bytes", got, in.Len())
	}
}

// pieces yields one piece for each read.
type pieces []string

func (p *pieces) Read(into []byte) (int, error) {
	if len(*p) == 0 {
		return 0, io.EOF
	}
	n := copy(into, (*p)[0])
	if (*p)[0] = (*p)[0][n:]; (*p)[0] == "" {
		*p = (*p)[1:]
	}
	return n, nil
}

func TestPlainPieces(t *testing.T) {
	const readAll = `
	while true do
		local text, err = io.read(4)
		if not text then return tostring(err) end
		io.write("[" .. text .. "]")
	end`
	const readLines = `
	while true do
		local line, err = io.readline()
		if not line then return tostring(err) end
		io.write("[" .. #line .. "]")
	end`
	long := strings.Repeat("x", 600<<10)
	const kept = "[524287]"
	tests := []struct {
		name, body string
		input      pieces
		out, err   string
	}{
		{"bytes as soon as there are any", readAll, pieces{"ab", "cdefgh", "i\nj"}, "[ab][cdef][gh][i\n][j]EOF\n", ""},
		{"a line in pieces", readLines, pieces{"ab", "cd\ne", "f"}, "[4][2]EOF\n", ""},
		{"a line beyond all bounds", readLines, pieces{long, "\nnext\n"}, kept + "[4]EOF\n",
			"a line of input was longer than 524288 bytes: the 90113 beyond were dropped\n"},
		{"without an end", readLines, pieces{long}, kept + "EOF\n",
			"a line of input was longer than 524288 bytes: the 90113 beyond were dropped\n"},
		{"as bytes it is whole", `local n = 0
			while true do local text = io.read(65536); if not text then return n .. "" end; n = n + #text end`,
			pieces{long}, "614400\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			term := newTerminal("")
			term.In = &test.input
			term.run(t, boot(t, program(test.body)))
			if got := term.out.String(); got != test.out {
				t.Errorf("out %q, want %q", got, test.out)
			}
			if got := term.err.String(); got != test.err {
				t.Errorf("err %q, want %q", got, test.err)
			}
		})
	}
}

type brokenInput struct{}

func (brokenInput) Read([]byte) (int, error) { return 0, errors.New("read keyboard: on fire") }

func TestPlainBrokenInput(t *testing.T) {
	term := newTerminal("")
	term.In = brokenInput{}
	term.run(t, boot(t, program(`local _, err = io.readline(); io.print(err)`)))
	if got, want := term.err.String(), "Error: read keyboard: on fire: taken for the end of the input\n"; got != want {
		t.Errorf("err %q, want %q", got, want)
	}
	if got := term.out.String(); got != "EOF\n" {
		t.Errorf("out %q", got)
	}
}

// brokenOutput takes one write and then fails.
type brokenOutput struct {
	err    error
	writes int
}

func (b *brokenOutput) Write(p []byte) (int, error) {
	if b.writes++; b.writes > 1 {
		return 0, b.err
	}
	return len(p), nil
}

func TestPlainBrokenOutput(t *testing.T) {
	defer goleak.VerifyNone(t)
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"nobody reads", &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}, ""},
		{"no room", errors.New("no space left"), "writing to standard output: no space left"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			term := newTerminal("")
			out := &brokenOutput{err: test.err}
			term.Out = out
			status, err := term.Run(boot(t, program(`while true do io.print("y") end`)), node.RealClock)
			text := ""
			if err != nil {
				text = err.Error()
			}
			if status != 1 || text != test.want {
				t.Errorf("status %d, error %q, want 1, %q", status, text, test.want)
			}
			if out.writes != 2 || term.err.String() != "" {
				t.Errorf("%d writes, standard error %q", out.writes, term.err.String())
			}
		})
	}
}

func signals(list ...os.Signal) <-chan os.Signal {
	c := make(chan os.Signal, len(list))
	for _, s := range list {
		c <- s
	}
	return c
}

const shuttingDown = "shutting down (press Ctrl+C again to force exit)\n"

func TestPlainFirstSignal(t *testing.T) {
	defer goleak.VerifyNone(t)
	term := newTerminal("")
	term.Signals = signals(os.Interrupt)
	status := term.run(t, boot(t, program(`
		local event = process.events():receive()
		io.print(event.kind)
		return 3`)))
	if got := term.out.String(); status != 3 || got != "pid.cancel\n" {
		t.Errorf("status %d, out %q", status, got)
	}
	if got := term.err.String(); got != shuttingDown {
		t.Errorf("err %q", got)
	}
}

// The second signal waits for nothing, not even for an output that is stuck.
func TestPlainSecondSignal(t *testing.T) {
	defer goleak.VerifyNone(t)
	stuck, out := io.Pipe()
	defer func() { _ = stuck.Close() }()
	term := newTerminal("")
	term.Out = out
	term.Signals = signals(syscall.SIGTERM, os.Interrupt)
	// It sleeps, so that the loop has little to finish after the end of Run.
	status, err := term.Run(boot(t, program(`while true do io.print("y") require("time").sleep("1ms") end`)), node.RealClock)
	if status != 1 || err != nil {
		t.Errorf("status %d, error %v", status, err)
	}
	if got := term.err.String(); got != shuttingDown {
		t.Errorf("err %q", got)
	}
}

// A signal that comes while everybody ends already waits for nothing either.
func TestPlainSignalWhileEnding(t *testing.T) {
	defer goleak.VerifyNone(t)
	files := fstest.MapFS{
		"_index.yaml": {Data: []byte(hostEntries + cliEntry + serviceEntries)},
		"service.lua": {Data: []byte(`return function()
			local event = process.events():receive()
			require("logger"):info("asked")
			while true do process.events():receive() end
		end`)},
		"cli.lua": {Data: []byte(`return function() require("time").sleep("10ms"); return 0 end`)},
	}
	a, err := app.Load(files, "test")
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{ShutdownTimeout: time.Hour})
	if err = errors.Join(err, n.Exec(app.Exec{Entry: "app:cli", Host: "app:terminal"}, nil)); err != nil {
		t.Fatal(err)
	}
	term := newTerminal("")
	said := &signalWhen{text: "asked", signal: make(chan os.Signal, 1)}
	term.Err, term.Signals, term.Logs, term.Level = said, said.signal, true, wire.LevelInfo
	status, err := term.Run(n, node.RealClock)
	if status != 1 || err != nil || strings.Contains(said.String(), "shutting down") {
		t.Errorf("status %d, error %v, standard error:\n%s", status, err, said.String())
	}
}

// Silence is kept also when somebody asks for the end.
func TestPlainSilent(t *testing.T) {
	defer goleak.VerifyNone(t)
	term := newTerminal("")
	term.Silent, term.Signals = true, signals(os.Interrupt)
	status := term.run(t, boot(t, program(`process.events():receive(); io.eprint("said by the app")`)))
	if got := term.err.String(); status != 0 || got != "said by the app\n" {
		t.Errorf("status %d, standard error %q", status, got)
	}
}

// signalWhen writes a signal once a text has been written.
type signalWhen struct {
	lockedText
	text   string
	signal chan os.Signal
}

func (s *signalWhen) Write(p []byte) (int, error) {
	if strings.Contains(string(p), s.text) {
		s.signal <- os.Interrupt
	}
	return s.lockedText.Write(p)
}

func TestPlainServicesOnly(t *testing.T) {
	defer goleak.VerifyNone(t)
	files := fstest.MapFS{
		"_index.yaml": {Data: []byte(hostEntries + serviceEntries)},
		"service.lua": {Data: []byte(`return function()
			local logger = require("logger")
			logger:debug("not shown")
			logger:info("up")
			local event = process.events():receive()
			logger:warn("down", {reason = event.reason})
		end`)},
	}
	term := newTerminal("")
	err := &signalWhen{text: "up", signal: make(chan os.Signal, 1)}
	term.Err, term.Signals, term.Logs, term.Level = err, err.signal, true, wire.LevelInfo
	if status := term.run(t, boot(t, files)); status != 0 {
		t.Errorf("status %d", status)
	}
	const want = `2026-01-01 00:00:00	INFO	up	{"pid": "{app:processes|0x00002}", "location": "app:code:4"}
2026-01-01 00:00:00	INFO	shutting down (press Ctrl+C again to force exit)
2026-01-01 00:00:00	WARN	down	{"pid": "{app:processes|0x00002}", "location": "app:code:6", "reason": "service stopping"}
`
	if got := err.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// Somebody who computes without end does not keep others from reading. The
// real clock only: a virtual one stands still for whoever waits for a line.
func TestPlainReadsBesideABusyProcess(t *testing.T) {
	defer goleak.VerifyNone(t)
	files := fstest.MapFS{
		"_index.yaml": {Data: []byte(hostEntries + cliEntry + serviceEntries)},
		"service.lua": {Data: []byte(`return function() while true do end end`)},
		"cli.lua":     {Data: []byte(`return function() return io.readline() end`)},
	}
	term := newTerminal("here\n")
	status, err := term.Run(boot(t, files), node.RealClock)
	if got := term.out.String(); status != 0 || err != nil || got != "here\n" {
		t.Errorf("status %d, error %v, out %q", status, err, got)
	}
}

// panics is an output that is a bug of ours.
type panics struct{}

func (panics) Write([]byte) (int, error) { panic("no such thing") }

func TestPlainTellsOfBugs(t *testing.T) {
	defer goleak.VerifyNone(t)
	term := newTerminal("")
	term.Out = panics{}
	status, err := term.Run(boot(t, program(`io.print("x")`)), node.VirtualClock)
	if status != 1 || err == nil || !strings.HasPrefix(err.Error(), "internal error: no such thing\n") {
		t.Errorf("status %d, error %v", status, err)
	}
}

// A run of a test ends with the test, whatever else goes on, and tells by its
// status how.
func TestPlainTest(t *testing.T) {
	for code, want := range map[string]int{
		`return true`: 0, ``: 0, `return false`: 1, `error("broken")`: 1, `process.inbox():receive()`: 1,
	} {
		t.Run(code, func(t *testing.T) {
			a, err := app.Load(fstest.MapFS{"_index.yaml": {Data: []byte(`
namespace: app
entries:
  - {name: hosts, kind: process.host, lifecycle: {auto_start: true}}
  - {name: beside, kind: process.lua, modules: [time], source: 'return function() for i = 1, 10 do time.sleep("1h") end end'}
  - {name: service, kind: process.service, process: beside, host: hosts, lifecycle: {auto_start: true}}
  - {name: try, kind: process.lua, source: 'return function() ` + code + ` end', meta: {type: test}}
`)}}, "test")
			if err != nil {
				t.Fatal(err)
			}
			n, err := node.New(a, node.Config{Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			p := newTerminal("")
			if p.Test, err = n.Test("app:try"); err != nil {
				t.Fatal(err)
			}
			if status, err := p.Run(n, node.VirtualClock); status != want || err != nil {
				t.Errorf("status %d, error %v, want %d", status, err, want)
			}
		})
	}
}
