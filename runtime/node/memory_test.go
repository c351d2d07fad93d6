package node

import (
	"strings"
	"testing"
	"testing/fstest"

	"echotui/runtime/actor"
	"echotui/runtime/app"
	"echotui/runtime/wire"
)

const bombIndex = `
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, time]}
`

// bombs hold more and more, each in another way, until they are ended.
var bombs = map[string]string{
	"lists":    `local t = {} while true do t[#t + 1] = {} end`,
	"keys":     `local t, i = {}, 0 while true do i = i + 1 t["k" .. i] = { i } end`,
	"texts":    `local t = {} while true do t[#t + 1] = string.rep("x", 1000 + #t) end`,
	"closures": `local f = print while true do local g = f f = function() return g end end`,
	"waiting":  `local t = {} while true do for _ = 1, 100 do t[#t + 1] = { 1, 2, 3 } end require("time").sleep("1ms") end`,
}

// bombed is the log of a process that is ended for what it holds. Looked says
// that it looks at each of its instructions meanwhile.
func bombed(t *testing.T, source string, looked bool) string {
	t.Helper()
	a, err := app.Load(fstest.MapFS{
		"_index.yaml": {Data: []byte(bombIndex)},
		"cli.lua":     {Data: []byte("return function()\n" + source + "\nend\n")},
	}, "test")
	if err != nil {
		t.Fatal(err)
	}
	n, err := New(a, Config{Seed: 1, Limits: wire.Limits{Memory: 4 << 20}})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	if looked {
		n.machine.SetLines(map[string][]int{"app:cli": {2}}, func(*actor.Task, string, int) bool { return false })
	}
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	n.Settle(1_000_000)
	var lines strings.Builder
	facts := n.Take(everything)
	for i := range facts {
		lines.WriteString(facts[i].Line() + "\n")
	}
	return lines.String()
}

// A process that holds too much is ended at the same instruction in every run,
// also when somebody looks at its lines.
func TestMemoryIsTheSame(t *testing.T) {
	for name, source := range bombs {
		t.Run(name, func(t *testing.T) {
			first := bombed(t, source, false)
			if !strings.Contains(first, " limit {app:terminal|0x00001} memory ") {
				t.Fatalf("nothing ended it:\n%.500s", first)
			}
			for _, looked := range []bool{false, true} {
				if again := bombed(t, source, looked); again != first {
					t.Errorf("looked at: %v\n%.2000s", looked, difference(first, again))
				}
			}
		})
	}
}
