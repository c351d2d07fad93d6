package vm_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// The files of testdata/lua state what they expect. Each returns a table of
// tests; a test is the main function of a terminal process on a node of its
// own, in virtual time. It fails when the process does.

// prelude is put in front of the first line of a file, so that lines keep their
// numbers. What it defines names the line of its caller.
var prelude = strings.Join(strings.Fields(`
local function assert(v, message) if not v then error(message or "assertion failed", 2) end return v end
local function show(v) return type(v) == "string" and string.format("%q", v) or tostring(v) end
local function same(a, b)
	if a == b or a ~= a and b ~= b then return true end
	if type(a) ~= "table" or type(b) ~= "table" then return false end
	for k, v in pairs(a) do if not same(v, b[k]) then return false end end
	for k in pairs(b) do if a[k] == nil then return false end end
	return true
end
local function equal(got, want)
	if not same(got, want) then error("got " .. show(got) .. ", want " .. show(want), 2) end
end
local function raises(want, f, ...)
	local ok, err = pcall(f, ...)
	if ok then error("nothing was raised: " .. show(err), 2) end
	if not string.find(tostring(err), want, 1, true) then error("raised " .. show(err), 2) end
end
local function fails(want, value, err)
	if value ~= nil then error("got " .. show(value), 2) end
	if not string.find(err:message(), want, 1, true) then error("failed with " .. show(err:message()), 2) end
	if err:kind() ~= errors.INVALID then error("kind " .. show(err:kind()), 2) end
end
local test = {}
`), " ") + " "

const luaIndex = `
namespace: lua
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}
  - {name: child, kind: process.lua, source: file://child.lua, modules: [json, uuid]}
  - {name: endless, kind: process.lua, source: file://endless.lua}
  - {name: %s, kind: process.lua, source: file://test.lua, method: %s, modules: [json, uuid, time, io, logger]}
`

// luaChild echoes what it is sent, until it is sent nothing.
const luaChild = `
return { main = function(parent)
    local inbox = process.inbox()
    while true do
        local message = inbox:receive()
        if not message:payload() then return end
        process.send(parent, "echo", message:payload():data())
    end
end }`

// luaEndless looks for what is not there in a way that takes for ever.
const luaEndless = `
return { main = function()
    while true do pcall(string.find, ("a"):rep(60), ("a*"):rep(30) .. "b") end
end }`

var luaTests = regexp.MustCompile(`(?m)^function test\.(\w+)\(`)

func TestLua(t *testing.T) {
	files, err := filepath.Glob("testdata/lua/*.lua")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".lua")
		for _, found := range luaTests.FindAllStringSubmatch(string(text), -1) {
			t.Run(name+"/"+found[1], func(t *testing.T) {
				n := luaNode(t, name, found[1], prelude+string(text))
				if failure := run(n, name); failure != "" {
					t.Error(strings.ReplaceAll(failure, "lua:"+name+":", file+":"))
				}
			})
		}
	}
}

// luaNode is a node that has one file, and one of its tests to run.
func luaNode(t testing.TB, name, method, text string) *node.Node {
	t.Helper()
	a, err := app.Load(fstest.MapFS{
		"_index.yaml": {Data: fmt.Appendf(nil, luaIndex, name, method)},
		"test.lua":    {Data: []byte(text)},
		"child.lua":   {Data: []byte(luaChild)},
		"endless.lua": {Data: []byte(luaEndless)},
	}, name)
	if err != nil {
		t.Fatal(err)
	}
	n, err := node.New(a, node.Config{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	return n
}

// luaTurns is how many turns a test may take.
const luaTurns = 100_000

// run runs the process to its end and returns what went wrong.
func run(n *node.Node, name string) string {
	_, failure := written(n, name)
	return failure
}

// written runs the process to its end and returns what it wrote, and what went
// wrong.
func written(n *node.Node, name string) (output, failure string) {
	if err := n.Exec(app.Exec{Entry: "lua:" + name, Host: "lua:terminal"}, nil); err != nil {
		return "", err.Error()
	}
	n.Settle(luaTurns)
	var main wire.PID
	for _, e := range n.Take(1 << 30) {
		switch {
		case e.Kind == wire.KindSpawn && e.Name == "lua:"+name:
			main = e.Peer
		case e.Kind == wire.KindSpawnFailed:
			return output, e.Text
		case e.Kind == wire.KindOutput:
			output += e.Text
		case e.Kind == wire.KindExit && e.PID == main:
			return output, e.Text
		}
	}
	return output, "it never ends"
}
