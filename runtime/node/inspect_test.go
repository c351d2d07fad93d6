package node

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"echotui/runtime/wire"
)

// TestInspect runs Lua files that tell, behind "-->" on each line that prints,
// what is to be seen there: "locals | upvalues" of the innermost Lua function.
func TestInspect(t *testing.T) {
	files, err := filepath.Glob("testdata/inspect/*.lua")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			inspectFile(t, string(text))
		})
	}
}

func inspectFile(t *testing.T, text string) {
	n := luaApp(t, "cli.lua", text)
	lines := strings.Split(text, "\n")
	met := 0
	n.Break(func(e *wire.Event) bool { return e.Kind == wire.KindOutput })
	play(t, n, "exec", "settle")
	for ; n.Met() != nil; n.Settle(settleTurns) {
		f := luaFrame(t, n)
		_, want, told := strings.Cut(lines[f.Line-1], "--> ")
		if got := variablesLine(f.Locals) + " | " + variablesLine(f.Upvalues); told && strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("line %d: there is\n%s\nnot\n%s", f.Line, got, want)
		}
		met++
		n.GoOn()
	}
	if _, stopped := n.Stopped(); !stopped || met < strings.Count(text, "--> ") {
		t.Errorf("%d lines were reached (the end: %v)", met, stopped)
	}
}

// luaFrame is the innermost Lua function of the terminal process.
func luaFrame(t *testing.T, n *Node) wire.Frame {
	t.Helper()
	for _, f := range n.Inspect(terminalPID).Tasks[0].Frames {
		if f.Entry != "" {
			return f
		}
	}
	t.Fatal("no Lua function is running")
	return wire.Frame{}
}

func variablesLine(list []wire.Variable) string {
	var parts []string
	for _, v := range list {
		text := v.Text
		if text == "" {
			text = wire.Text(v.Value, 200)
		}
		parts = append(parts, v.Name+"="+text)
	}
	return strings.Join(parts, " ")
}

// TestInspectStacks looks at coroutines that stand in all sorts of ways.
func TestInspectStacks(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"in a call that waits": {
			`return function() time.sleep("1s") end`,
			"main: sleep < app:cli:1",
		},
		"in a function of a function": {
			"local function inner()\n time.sleep('1s')\nend\nlocal function main()\n inner()\nend\nreturn main",
			"main: sleep < app:cli:2 inner < app:cli:5 main",
		},
		"a tail call": {
			"local function inner()\n time.sleep('1s')\n return 1\nend\nlocal function main()\n return inner()\nend\nreturn main",
			"main: sleep < app:cli:2 inner",
		},
		"inside of pcall and a comparison": {
			"return function()\n pcall(table.sort, { 1, 2 }, function(a, b)\n  time.sleep('1s')\n  return a < b\n end)\nend",
			"main: sleep < app:cli:3 <  < pcall < app:cli:2",
		},
		"in a coroutine that it has resumed": {
			"return function()\n local co = coroutine.create(function()\n  time.sleep('1s')\n end)\n coroutine.resume(co)\nend",
			"main: sleep < app:cli:3 < resume < app:cli:5",
		},
		"coroutines side by side": {
			"local function ticks()\n time.sleep('1s')\nend\nreturn function()\n coroutine.spawn(ticks)\n process.inbox():receive()\nend",
			"main: receive < app:cli:6 ticks: sleep < app:cli:2 ticks",
		},
		"without end": {
			"return function()\n while true do end\nend",
			"main: app:cli:2",
		},
		"in a metamethod": {
			"local t = setmetatable({}, { __index = function(_, k)\n time.sleep(k)\nend })\nreturn function() return t['1s'] end",
			"main: sleep < app:cli:2 __index < app:cli:4",
		},
	} {
		t.Run(name, func(t *testing.T) {
			n := luaApp(t, "cli.lua", c.source)
			play(t, n, "exec")
			if got := stacks(n); got != "main:" {
				t.Errorf("before its first turn: %s", got)
			}
			n.Run(3)
			if got := stacks(n); got != c.want {
				t.Errorf("it stands at\n%s\nnot at\n%s", got, c.want)
			}
		})
	}
}

// TestInspectEnds: before its end a process stands nowhere any more, after it
// there is nothing to look into.
func TestInspectEnds(t *testing.T) {
	n := luaApp(t, "cli.lua", `return function() return 1 end`)
	n.Break(func(e *wire.Event) bool { return e.Kind == wire.KindExit })
	play(t, n, "exec", "settle")
	if got := stacks(n); n.Met() == nil || got != "main:" {
		t.Errorf("before its end: %s", got)
	}
	n.GoOn()
	n.Settle(settleTurns)
	if n.Inspect(terminalPID) != nil {
		t.Error("it can still be looked into")
	}
}

var terminalPID = wire.PID{Host: "app:terminal", N: 1}

// stacks tells each coroutine of the terminal process and its calls.
func stacks(n *Node) string {
	var tasks []string
	for _, task := range n.Inspect(terminalPID).Tasks {
		var frames []string
		for _, f := range task.Frames {
			place := f.Function
			if f.Entry != "" {
				place = strings.TrimSuffix(fmt.Sprintf("%s:%d %s", f.Entry, f.Line, f.Function), " ")
			}
			frames = append(frames, place)
		}
		tasks = append(tasks, strings.TrimSuffix(task.Name+": "+strings.Join(frames, " < "), " "))
	}
	return strings.Join(tasks, " ")
}
