//go:build unix

package faults

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/literal"
	"echotui/runtime/ptytest"
	"echotui/runtime/wire"
)

// wicked are texts that would do something to a terminal, if it got them as they
// are.
var wicked = []string{
	"\x1b]0;owned\a", "\x1b]2;owned\x1b\\", // the title
	"\x1b]52;c;b3duZWQ=\a", "\x1b]52;c;?\a", // the clipboard
	"\x1b[?1049h", "\x1b[?1049l", "\x1b[?25l", // the screen and the cursor
	"\x1b[c", "\x1b[>c", "\x1b[6n", "\x1b[?2026$p", "\x1bP$qm\x1b\\", "\x1b]11;?\a", "\x05", // queries
	"\x1b[?1003h\x1b[?1006h", "\x1b[?2004l", "\x1b[201~rm", "\x1b[>1u", // the mouse, pastes, keys
	"\u009b?1049h", "\u009d0;owned\u009c", "\x9b?1049h", "\x9d52;c;b3duZWQ=\x9c", "\x90$qm\x9c", // C1, in UTF-8 and not
	"a\a\b\b\rb", "\x0e\x0f\v\f\x7f\x00", "\x1b[2J\x1b[H", "\x1bc", "\x1b[!p", "\x1b#8", "\x1b[3;5r", "\x1b(0", // old ones
	"\x1b]8;;http://owned\al\x1b]8;;\a", "\x1b[8;1;1t", "\x1b[5i", "\x1b]1337;File=:AAAA\a", "\x1b_Gf=24;AAAA\x1b\\", "\x1b]9;owned\a", // new ones
	"\u200b\u200d\u2060\ufeffx", "\u202eevil\u202c\u2066\u2069", "\u2028\u2029", "e" + strings.Repeat("\u0301", 300), "\xff\xc3(",
}

// tame are as many texts that do nothing.
func tame() []string {
	list := make([]string, len(wicked))
	for i := range list {
		list[i] = fmt.Sprintf("tame%d", i)
	}
	return list
}

// luaText is a text as Lua reads it: each byte as a number.
func luaText(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(text) {
		fmt.Fprintf(&b, "\\%03d", c)
	}
	return b.String() + `"`
}

// spreader is an app that puts texts wherever a program can put some.
const spreader = `
local function all(f) for i, w in ipairs(W) do f(w, i) end end
return function()
	local worker = process.spawn_monitored("app:worker", "app:processes", W)
	all(function(w)
		process.registry.register(w)
		process.send(worker, w, { [w] = w, list = { w } })
		logger:info(w, { [w] = w, number = 1 })
		print(w)
		events.send(w, w, w, { [w] = w })
		process.send(w .. "?", w, w)
		process.spawn("app:fails", "app:processes", w)
		process.with_context{ [w] = w }:with_name(w .. "!"):spawn("app:fails", "app:processes", w)
		funcs.call("app:work", w)
		pg.open("app:scope"):join{ w }
	end)
	time.sleep("10ms")
	if not PRINTS then return 0 end
	all(function(w) io.print(w) io.eprint(w) end)
	io.print("\nready")
	while true do
		local line = io.readline()
		if not line then return nil, W[1] .. "!" end
		process.send(worker, line, line)
		all(function(w) io.write(w) end)
		io.print("\nanswered " .. #line)
	end
end`

// spread is a folder with the app.
func spread(t *testing.T, texts []string, prints bool) string {
	t.Helper()
	var list []string
	for _, text := range texts {
		list = append(list, luaText(text))
	}
	dir := folder(t, fmt.Sprintf("local W, PRINTS = { %s }, %t\n%s", strings.Join(list, ", "), prints, spreader))
	write(t, filepath.Join(dir, "_index.yaml"), `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}
  - {name: scope, kind: pg.scope, lifecycle: {auto_start: true}}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time, logger, events, funcs, pg]}
  - {name: worker, kind: process.lua, source: "return function(texts) process.registry.register(texts[1] .. 'w') process.events():receive() end"}
  - {name: fails, kind: process.lua, source: "return function(w) error(errors.new{ message = w, kind = w, details = { [w] = w } }) end"}
  - {name: work, kind: function.lua, method: main, source: "return { main = function(w) error(w) end }"}
`)
	return dir
}

// walk is keys that lead through every pane and tab, the trees of values, what
// is followed, broken at and looked for. Between them the help page comes and
// goes: then what was there before has been drawn.
var walk = []string{
	"\t2", "jj", "j", "p", "y", "2v", "jjjjjjj", "y", "/ow\r", "n", "v", "2jv", "y", "v", // processes, their values
	"3", "\r", "j", "j", "y", // stats
	"4", "t", "t", "j", "\r", "v", "t", "t", "t", "t", "t", "T", // tabs
	"4gg", "/topic:tame|kind:send\r", "j", "f", "\r", "\x7f", "f", "y", "v", "y", "v", "b", "\r", "B", "B", "/\x15\r", "D", "j", "y", "!", "y", "!", "G",
	" ", "n", "N", "N", "}", "Z", "Z", // time
	":branches\r", "4s", "*",
}

// pastes are texts with the marks of a paste around, as a terminal sends them.
func pastes(texts []string) []string {
	var list []string
	for _, text := range texts {
		if !strings.Contains(text, "\x1b[201~") {
			list = append(list, "\x1b[200~"+text+"\x1b[201~")
		}
	}
	return list
}

const (
	f1   = "\x1bOP"
	help = "help ━━━"
)

// stroll walks through the screen of an app that spreads texts, and returns what
// was written to the terminal.
func stroll(t *testing.T, texts []string) []byte {
	term := start(t, spread(t, texts, true), "-C", ".")
	term.Sees("ready")
	show := func(keys string) {
		t.Helper()
		term.Type(keys + f1)
		term.Sees(help)
		term.Type(f1)
		term.Until("the help page has gone", func() bool { return !strings.Contains(term.Screen(), help) })
		if testing.Verbose() {
			t.Logf("%q\n%s", keys, term.Screen())
		}
	}
	for _, paste := range pastes(texts) {
		term.Type(paste)
	}
	show("\r")
	for _, keys := range walk {
		show(keys)
	}
	show("4/" + strings.Join(pastes(texts), ""))
	term.Type(ctrlC)
	if state := term.Ended(); !state.Success() && state.ExitCode() != 1 {
		t.Error(state)
	}
	term.Restored()
	return term.Wrote()
}

// motions are what a renderer chooses among by what is on the screen already:
// they move the cursor, erase and colour, and wrap no line after the last cell.
var motions = []string{
	"CSI A", "CSI B", "CSI C", "CSI D", "CSI G", "CSI H", "CSI I", "CSI J", "CSI K", "CSI L", "CSI M", "CSI P", "CSI S", "CSI T", "CSI X", "CSI Z",
	"CSI @", "CSI `", "CSI b", "CSI d", "CSI m", "CSI r", "CSI ?7l", "CSI ?7h", "ESC M", "control 08", "control 09", "control 0a", "control 0d", "text",
}

// only fails the test if what was written is of other kinds than allowed.
func only(t *testing.T, what string, wrote []byte, allowed ...string) {
	t.Helper()
	for kind, n := range ptytest.Kinds(wrote) {
		if !slices.Contains(allowed, kind) {
			t.Errorf("%s: the terminal was told %s, %d times", what, kind, n)
		}
	}
}

// Whatever texts an app has, and whatever is pasted, the screen tells the
// terminal nothing that it would not tell it otherwise. What is copied are texts
// of ours, in which a wicked one is spelled out.
func TestWickedOnTheScreen(t *testing.T) {
	as := stroll(t, tame())
	wrote := stroll(t, wicked)
	only(t, "the screen", wrote, append(slices.Collect(maps.Keys(ptytest.Kinds(as))), motions...)...)
	copied := ptytest.Told(wrote, 52)
	if want := ptytest.Told(as, 52); len(copied) != len(want) || len(want) == 0 {
		t.Errorf("copied was %q, and with tame texts %q", copied, want)
	}
	for _, text := range copied {
		only(t, "what is copied", []byte(text), "text", "too many marks on a letter")
	}
	if !slices.ContainsFunc(copied, isWicked) {
		t.Errorf("the argument with all texts was not copied as it is: %q", copied)
	}
	for _, osc := range []int{0, 1, 2} {
		for _, title := range ptytest.Told(wrote, osc) {
			only(t, "the title", []byte(title), "text")
		}
	}
}

// isWicked reports whether a text is a list of all the wicked ones, as Lua writes
// it.
func isWicked(text string) bool {
	values, err := literal.Parse(text)
	if err != nil || len(values) != 1 {
		return false
	}
	table, _ := values[0].(*wire.Table)
	return table != nil && slices.EqualFunc(table.Items, wicked, func(v wire.Value, want string) bool { return v == want })
}

// The same where nothing is drawn: what is told of a run is lines of text. What
// an app prints, and the error it ends with, go to the terminal of "run" as they
// are; this one does neither there.
func TestWickedInLines(t *testing.T) {
	dir := spread(t, wicked, true)
	term := start(t, dir, "-C", ".", "--plain", "--trace", "run.trace")
	for _, paste := range pastes(wicked) {
		// The rest is obeyed by the terminal itself, or shown as it is.
		if paste == strings.Map(printable, paste) {
			term.Type(paste)
		}
	}
	term.Type("\n\x04")
	term.Ended()
	listed, _, _ := strings.Cut(string(term.Wrote()), "shutting down")
	lines(t, "--plain", listed)
	if !strings.Contains(listed, `\027]0;owned\007`) {
		t.Errorf("the texts are not told of:\n%s", listed)
	}
	term = start(t, dir, "run.trace", "--plain")
	term.Ended()
	lines(t, "a trace with --plain", string(term.Wrote()))
	for _, format := range []string{"mermaid", "plantuml", "perfetto", "otlp", "shiviz", "jsonl", "csv"} {
		args := []string{"export", "run.trace", "--format", format}
		if format == "mermaid" {
			args = append(args, "--filter", "kind:send") // it draws no more than so much
		}
		term := start(t, dir, args...)
		if state := term.Ended(); !state.Success() || term.Written() < 1000 {
			t.Errorf("%s: %v\n%.500q", format, state, term.Wrote())
		}
		lines(t, format, string(term.Wrote()))
	}
	term = start(t, spread(t, wicked, false), "run", "-C", ".", "--very-verbose")
	term.Ended()
	lines(t, "run", string(term.Wrote()))
}

// printable drops what is not ASCII text, ESC or BEL.
func printable(r rune) rune {
	if r == 0x1b || r == '\a' || r >= ' ' && r < 0x7f {
		return r
	}
	return -1
}

// lines fails the test unless the terminal got lines of text.
func lines(t *testing.T, what, wrote string) {
	t.Helper()
	only(t, what, []byte(wrote), "text", "too many marks on a letter", "control 0d", "control 0a", "control 09", "CSI m")
}
