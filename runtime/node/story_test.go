package node

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"echotui/runtime/app"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// A story is an archive: the files of an app, and at the end a "session" of
// commands, each followed by the facts that it brought about, indented.
//
//	exec [entry [args]]  start a terminal process: app:cli if none is named
//	type [text]          type a line
//	paste "text"         type bytes, written as Go quotes them
//	eof                  the end of input
//	settle               run with the virtual clock until the app rests
//	advance 100ms        let time pass, run what the timers on the way wake
//	run 3                let processes take three turns
//	step 3               let three facts happen, one at a time
//	signal interrupt     press ctrl+c
//	break [kind [name]]  stand still before facts of this kind and name, or no more
//	continue             go on, and settle
//
// An app without an entry file of its own has the hosts app:terminal and
// app:processes, and for each x.lua an entry app:x with every module there is.
// One without any files is the echo app.

// settleTurns is how many turns an app may take to come to rest.
const settleTurns = 10_000

// story is what the archive says.
type story struct {
	files   fs.FS
	session string
}

func newStory(archive *txtar.Archive) story {
	files := fstest.MapFS{}
	s := story{files: files}
	for _, f := range archive.Files {
		if f.Name == "session" {
			s.session = string(f.Data)
			continue
		}
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	switch {
	case len(files) == 0:
		s.files = scripts.Echo()
	case files["_index.yaml"] == nil:
		files["_index.yaml"] = &fstest.MapFile{Data: []byte(plainIndex(files))}
	}
	return s
}

// plainIndex is the entry file of an app that has none.
func plainIndex(files fstest.MapFS) string {
	var index strings.Builder
	index.WriteString("namespace: app\nentries:\n" +
		"  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}\n" +
		"  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}\n")
	names, err := fs.Glob(files, "*.lua")
	if err != nil {
		panic(err) // the pattern is a good one
	}
	for _, name := range names {
		fmt.Fprintf(&index, "  - {name: %s, kind: process.lua, source: file://%s, modules: [io, time, logger]}\n",
			strings.TrimSuffix(path.Base(name), ".lua"), name)
	}
	return index.String()
}

// luaApp is an app of Lua files alone, given as name and text in turn.
func luaApp(t testing.TB, namesAndTexts ...string) *Node {
	t.Helper()
	archive := &txtar.Archive{}
	for i := 0; i+1 < len(namesAndTexts); i += 2 {
		archive.Files = append(archive.Files, txtar.File{Name: namesAndTexts[i], Data: []byte(namesAndTexts[i+1])})
	}
	return newStory(archive).node(t)
}

// node boots the story's app.
func (s story) node(t testing.TB) *Node { return s.seeded(t, 1) }

func (s story) seeded(t testing.TB, seed int64) *Node {
	t.Helper()
	a, err := app.Load(s.files, "story")
	if err != nil {
		t.Fatal(err)
	}
	n, err := New(a, Config{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	return n
}

// commands are the lines of the session that are no facts.
func (s story) commands() []string {
	var commands []string
	for line := range strings.Lines(s.session) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != ' ' {
			commands = append(commands, line)
		}
	}
	return commands
}

// player does commands to a node. Between commands it drives the node by rest,
// which runs until no process is ready any more, and then lets time pass.
type player struct {
	node *Node
	rest func()
	log  []string            // the lines of all facts so far
	see  func(e *wire.Event) // is told every fact, if not nil
}

// told takes the facts that have happened since it was last called.
func (p *player) told(limit int) (lines []string) {
	for _, e := range p.node.Take(limit) {
		lines = append(lines, e.Line())
		if p.see != nil {
			p.see(&e)
		}
	}
	p.log = append(p.log, lines...)
	return lines
}

// do does one command and returns what to write below it.
func (p *player) do(command string) []string {
	verb, rest, _ := strings.Cut(command, " ")
	lines := p.told(everything) // of the boot
	facts, err := p.command(verb, rest)
	lines = append(append(lines, facts...), p.told(everything)...)
	if err != nil {
		lines = append(lines, "! "+err.Error())
	}
	return lines
}

func (p *player) command(verb, rest string) ([]string, error) {
	n := p.node
	switch verb {
	case "exec":
		words := strings.Fields(rest)
		if len(words) == 0 {
			words = []string{"app:cli"}
		}
		return nil, n.Exec(app.Exec{Entry: words[0], Host: "app:terminal"}, words[1:])
	case "type":
		return nil, n.Apply(wire.Command{Kind: wire.CommandInput, Text: rest + "\n"})
	case "paste":
		text, err := strconv.Unquote(rest)
		if err != nil {
			return nil, err
		}
		return nil, n.Apply(wire.Command{Kind: wire.CommandInput, Text: text})
	case "eof":
		return nil, n.Apply(wire.Command{Kind: wire.CommandInput, EOF: true})
	case "signal":
		return nil, n.Apply(wire.Command{Kind: wire.CommandSignal, Name: rest})
	case "settle":
		return p.settle(), nil
	case "break":
		p.breakBefore(strings.Fields(rest))
		return nil, nil
	case "continue":
		n.GoOn()
		return p.settle(), nil
	case "advance":
		d, err := time.ParseDuration(rest)
		if err != nil {
			return nil, err
		}
		p.advance(d)
		return nil, nil
	}
	count, err := strconv.Atoi(rest)
	switch {
	case err != nil:
		return nil, err
	case verb == "run":
		n.Run(count)
	case verb == "step":
		return p.step(count), nil
	default:
		return nil, fmt.Errorf("unknown command %q", verb)
	}
	return nil, nil
}

// settle says in the end how the app rests.
func (p *player) settle() []string {
	n := p.node
	if p.rest == nil {
		rests := n.Settle(settleTurns)
		return append(p.told(everything), p.state(rests))
	}
	for p.rest(); n.idle(); p.rest() {
	}
	return append(p.told(everything), p.state(true))
}

func (p *player) state(rests bool) string {
	status, stopped := p.node.Stopped()
	switch {
	case p.node.Met() != nil:
		return "= stands still: " + strings.TrimPrefix(p.node.Met().Next.Line(), "0 0s ")
	case stopped:
		return fmt.Sprintf("= stopped with status %d", status)
	case !rests:
		return "= never rests"
	case p.node.Reading():
		return "= waits for input"
	}
	return "= waits for nothing"
}

// breakBefore arms a breakpoint; without words it takes it back.
func (p *player) breakBefore(words []string) {
	if len(words) == 0 {
		p.node.Break(nil)
		return
	}
	p.node.Break(func(e *wire.Event) bool {
		return e.Kind.String() == words[0] && (len(words) == 1 || e.Name == words[1])
	})
}

// advance lets each timer on the way run out at its own time.
func (p *player) advance(d time.Duration) {
	n := p.node
	target := n.Now().Add(d)
	for p.calm(); ; p.calm() {
		due, ok := n.system.NextTimer()
		if _, stopped := n.Stopped(); stopped {
			return
		}
		if !ok || due > target {
			break
		}
		n.advance(max(due, n.Now()))
	}
	n.advance(target)
	p.calm()
}

// calm is rest, for at most as many turns as settle would take.
func (p *player) calm() {
	if p.rest != nil {
		p.rest()
		return
	}
	p.node.Run(settleTurns)
}

func (p *player) step(count int) (lines []string) {
	for range count {
		if !p.node.Step() {
			return append(lines, "= there is no more")
		}
		lines = append(lines, p.told(1)...)
	}
	return lines
}

// play does the session's commands and returns it with the facts as they are.
func (s story) play(p *player) string {
	var session strings.Builder
	for _, command := range s.commands() {
		session.WriteString(command + "\n")
		for _, line := range p.do(command) {
			session.WriteString("  " + line + "\n")
		}
	}
	return session.String()
}

// cliExec is the terminal process of an app without an entry file.
var cliExec = app.Exec{Entry: "app:cli", Host: "app:terminal"}
