package node

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"echotui/runtime/app"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// hostile is a program in testdata/hostile that means no good, and what is to
// come of it, which its comments say:
//
//	--: limits mailbox=100 turns=50   with these limits
//	--: ends failed stack overflow    it ends, this way, with an error that matches
//	--: stays                         it does not end
//	--: tells mailbox 100             a fact says that this limit of this value was reached
//	--: logs text                     it logs that it was held off: what it tried came to nothing
//
// Beside it runs a witness, whom it must neither change nor hold up.
type hostile struct {
	name, source string
	limits       wire.Limits
	outcome      string // "returned", "failed", "terminated" or "stays"
	message      *regexp.Regexp
	tells        []string
	logs         []string
}

const hostileIndex = `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time]}
  - {name: echo, kind: process.lua, source: file://echo.lua}
  - {name: idle, kind: process.lua, source: file://idle.lua}
  - {name: endless, kind: process.lua, source: "while true do end"}
  - {name: fat, kind: process.lua, source: "local t = {} while true do t[#t + 1] = {} end"}
  - {name: hostile, kind: process.lua, source: file://hostile.lua, modules: [io, time, logger, json, funcs, events, registry, env, system, ctx, uuid]}
`

// The witness talks to another process while the hostile program runs, and
// looks at what both of them share.
const hostileWitness = `
local function talk(echo, rounds)
    for i = 1, rounds do
        process.send(echo, "ping", process.pid(), i)
        local answer = process.inbox():receive():payload():data()
        if answer ~= i then io.print("got another answer", answer) end
    end
end
local function shared()
    local meta = getmetatable("")
    return table.concat({ ("abc"):upper(), string.rep("x", 3), #"abc", tostring(meta), tostring(pcall(function() return (5).x end)),
        table.concat({ 3, 2 }, ","), math.max(1, 2), type(print), tostring(rawget(_G, "owned")), ("%d"):format(7) }, " ")
end
return { main = function()
    local before = shared()
    local echo = process.spawn("app:echo", "app:processes")
    process.spawn("app:hostile", "app:processes", process.pid())
    talk(echo, 200)
    io.readline()
    talk(echo, 20)
    io.print("unharmed", shared() == before)
end }`

const hostileEcho = `
return { main = function()
    local inbox = process.inbox()
    while true do
        local m = inbox:receive()
        process.send(m:payload()[1]:data(), "pong", m:payload()[2]:data())
    end
end }`

// Bounds of a trial, in turns.
const (
	witnessTurns = 30_000 // in which the witness has to be done
	hostileTurns = 40_000 // that the hostile program may take after that
)

func readHostile(t *testing.T, name string) hostile {
	t.Helper()
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	h := hostile{name: filepath.Base(name), source: string(source)}
	for line := range strings.Lines(h.source) {
		text, found := strings.CutPrefix(strings.TrimSpace(line), "--: ")
		if !found {
			continue
		}
		word, rest, _ := strings.Cut(text, " ")
		switch word {
		case "limits":
			for _, setting := range strings.Fields(rest) {
				key, value, _ := strings.Cut(setting, "=")
				if *h.limits.Named(key), err = strconv.Atoi(value); err != nil {
					t.Fatal(err)
				}
			}
		case "ends":
			var message string
			h.outcome, message, _ = strings.Cut(rest, " ")
			h.message = regexp.MustCompile(message)
		case "stays":
			h.outcome = word
		case "tells":
			h.tells = append(h.tells, rest)
		case "logs":
			h.logs = append(h.logs, rest)
		default:
			t.Fatalf("%s: nobody knows what %q is", name, word)
		}
	}
	if h.outcome == "" {
		t.Fatalf("%s does not say what comes of it", name)
	}
	return h
}

// TestHostile runs each of the programs.
func TestHostile(t *testing.T) {
	names, err := filepath.Glob("testdata/hostile/*.lua")
	if err != nil || len(names) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, name := range names {
		h := readHostile(t, name)
		t.Run(strings.TrimSuffix(h.name, ".lua"), h.try)
	}
}

func (h hostile) try(t *testing.T) {
	a, err := app.Load(fstest.MapFS{
		"_index.yaml": {Data: []byte(hostileIndex)}, "cli.lua": {Data: []byte(hostileWitness)}, "echo.lua": {Data: []byte(hostileEcho)},
		"idle.lua": {Data: []byte("return { main = function() process.events():receive() end }")}, "hostile.lua": {Data: []byte(h.source)},
	}, "hostile")
	if err != nil {
		t.Fatal(err)
	}
	n, err := New(a, Config{Seed: 1, Limits: h.limits})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	w := hostileWorld{t: t, World: trace.NewWorld(), told: &bytes.Buffer{}}
	w.screen = (&Plain{Out: &bytes.Buffer{}, Err: w.told, Logs: true, Facts: true}).screen(n)
	for turns := 0; !n.Reading(); turns += 100 {
		n.Run(100)
		if w.take(n); turns > witnessTurns {
			t.Fatal("the witness was held up")
		}
	}
	for turns := 0; turns < hostileTurns && !w.ended(); turns += 100 {
		if !n.Run(100) { // time stands still while somebody is to type
			w.apply(n, wire.Command{Kind: wire.CommandAdvance, At: n.Now().Add(100 * time.Millisecond)})
		}
		w.take(n)
	}
	w.apply(n, wire.Command{Kind: wire.CommandInput, Text: "go on\n"})
	for turns := 0; turns < hostileTurns && !strings.Contains(w.printed, "unharmed"); turns += 100 {
		n.Run(100)
		w.take(n)
	}
	h.check(t, &w)
}

// hostileWorld is what is known of a trial.
type hostileWorld struct {
	*trace.World
	t       *testing.T
	screen  *plainScreen
	told    *bytes.Buffer // on standard error
	exit    *wire.Event
	printed string // by the witness
	tells   []string
	logs    []string
}

func (w *hostileWorld) apply(n *Node, c wire.Command) {
	w.t.Helper()
	if err := n.Apply(c); err != nil {
		w.t.Fatal(err)
	}
}

func (w *hostileWorld) ended() bool { return w.exit != nil }

// take looks at what has happened. Whatever it is, no byte of it that a terminal
// would obey is in what is told of it.
func (w *hostileWorld) take(n *Node) {
	w.t.Helper()
	facts := n.Take(everything)
	for i := range facts {
		e := &facts[i]
		w.Apply(e)
		w.clean("its sentence", trace.Describe(w, e).Text())
		p := w.Process(e.PID)
		own := p != nil && p.Entry == "app:hostile"
		switch {
		case e.Kind == wire.KindExit && own && w.exit == nil:
			exit := *e // the facts are valid until the node goes on
			w.exit = &exit
		case e.Kind == wire.KindOutput && p.Entry == "app:cli":
			w.printed += e.Text
		case e.Kind == wire.KindLimit:
			w.tells = append(w.tells, fmt.Sprintf("%s %d", e.Name, e.N))
			if e.Text == "" {
				w.t.Errorf("nothing says what limit %s means", e.Name)
			}
		case e.Kind == wire.KindLog && own:
			w.logs = append(w.logs, e.Text)
		}
		w.screen.show(e)
	}
	w.screen.flush()
	w.clean("the log in a plain terminal", strings.NewReplacer("\n", "", "\t", "").Replace(w.told.String()))
	w.told.Reset()
}

func (w *hostileWorld) clean(what, text string) {
	w.t.Helper()
	for _, r := range text {
		if unicode.IsControl(r) || r == 0x202e || r == 0x2028 {
			w.t.Errorf("%s has %U in it: %.200q", what, r, text)
			return
		}
	}
}

func (h hostile) check(t *testing.T, w *hostileWorld) {
	if w.printed != "unharmed\ttrue\n" {
		t.Errorf("the witness says %q", w.printed)
	}
	outcome := "stays"
	if w.ended() {
		outcome = [...]string{wire.OutcomeReturned: "returned", wire.OutcomeFailed: "failed", wire.OutcomeTerminated: "terminated"}[w.exit.N]
		if !h.message.MatchString(w.exit.Text) {
			t.Errorf("it ended with %.200q, which is not %s", w.exit.Text, h.message)
		}
	}
	if outcome != h.outcome {
		t.Errorf("it %s", outcome)
		if w.ended() {
			t.Logf("with %.300q", w.exit.Text)
		}
	}
	for _, want := range h.tells {
		if !slices.Contains(w.tells, want) {
			t.Errorf("no fact tells of limit %s; told were %q", want, w.tells[:min(len(w.tells), 10)])
		}
	}
	if len(h.tells) == 0 && len(w.tells) > 0 {
		t.Errorf("limits were reached: %q", w.tells[:min(len(w.tells), 10)])
	}
	for _, want := range h.logs {
		if !slices.Contains(w.logs, want) {
			t.Errorf("it never logged %q, but %.2000q", want, w.logs)
		}
	}
}
