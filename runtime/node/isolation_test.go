package node

import (
	"strings"
	"testing"
)

// census lists everything that a program can reach from its globals, with the
// names of what it is: two censuses are equal when nobody has changed anything.
const census = `
local function census()
    local lines, seen, waiting = {}, {}, {}
    local function visit(path, v)
        local kind = type(v)
        lines[#lines + 1] = path .. " " .. kind .. " " .. (kind == "number" and tostring(v) or "")
        local meta = getmetatable(v)
        if meta ~= nil then lines[#lines + 1] = path .. " metatable " .. tostring(meta) end
        if kind ~= "table" or seen[v] then return end
        seen[v] = true
        local names = {}
        for k in pairs(v) do names[#names + 1] = tostring(k) end
        table.sort(names)
        for _, name in ipairs(names) do waiting[#waiting + 1] = { path .. "." .. name, v[name] } end
    end
    for _, name in ipairs{ %s } do visit(name, _G[name]) end
    while #waiting > 0 do
        local next = table.remove(waiting, 1)
        visit(next[1], next[2])
    end
    for _, sample in ipairs{ "text", 0, true, print, coroutine.create(print), channel.new(), errors.new("x"), time.now() } do
        local meta = getmetatable(sample)
        lines[#lines + 1] = type(sample) .. " " .. tostring(meta)
    end
    lines[#lines + 1] = ("abc"):upper() .. ("%%d"):format(5) .. #"abc" .. tostring(pcall(function() return (5).x end))
    lines[#lines + 1] = tostring(pcall(function() return print.x end)) .. tostring(pcall(function() return 5 .. {} end))
    return table.concat(lines, "\n")
end
`

// vandal tries to change everything that it can reach.
const vandal = `
local function vandalise()
    local seen, waiting, tried = {}, {}, 0
    local function reach(v)
        if v ~= nil and not seen[v] then
            seen[v] = true
            waiting[#waiting + 1] = v
        end
    end
    local function try(f, ...) tried = tried + 1; pcall(f, ...) end
    local function hacked() return "hacked" end
    for _, name in ipairs{ %s } do reach(_G[name]) end
    for _, sample in ipairs{ "text", 0, true, print, coroutine.create(print), channel.new(), errors.new("x"), time.now(), process } do
        reach(sample)
    end
    while #waiting > 0 do
        local v = table.remove(waiting)
        reach(getmetatable(v) or nil)
        local names = { "upper", "__index", "__newindex", "__call", "__tostring", "x", 1 }
        if type(v) == "table" then
            pcall(function() for k, inner in pairs(v) do names[#names + 1] = k; reach(k); reach(inner) end end)
            local k, inner = nil, nil
            pcall(function() repeat k, inner = next(v, k); reach(k); reach(inner) until k == nil end)
        end
        for _, name in ipairs(names) do
            pcall(function() reach(v[name]) end)
            pcall(function() reach(rawget(v, name)) end)
        end
        -- Own globals are one's own; everything else must stay.
        if v ~= _G then
            for _, name in ipairs(names) do
                try(function() v[name] = hacked end)
                try(rawset, v, name, hacked)
                try(function() v[name] = nil end)
            end
            try(table.insert, v, hacked)
            try(table.insert, v, 1, hacked)
            try(table.remove, v)
            try(table.remove, v, 1)
            try(table.sort, v, function() return true end)
            for _, meta in ipairs{ { __index = hacked, __newindex = hacked, __call = hacked, __tostring = hacked }, {} } do
                try(setmetatable, v, meta)
            end
            try(setmetatable, v, nil)
        end
    end
    return tried
end
`

// reachable are the globals of a program that declares time, io and logger.
var reachable = []string{
	"_G", "_VERSION", "assert", "channel", "coroutine", "error", "errors", "getmetatable", "io", "ipairs", "logger",
	"math", "next", "os", "package", "pairs", "payload", "pcall", "print", "process", "rawequal", "rawget", "rawset", "require", "select",
	"setmetatable", "string", "table", "time", "tonumber", "tostring", "type", "unpack", "xpcall",
}

// absent are globals of standard Lua that would break the walls.
var absent = []string{
	"arg", "collectgarbage", "debug", "dofile", "events", "funcs", "getfenv", "load", "loadfile", "loadstring",
	"module", "newproxy", "rawlen", "setfenv", "_printregs", "_GOPHER_LUA_VERSION",
}

func withNames(source string) string {
	return strings.Replace(source, "%s", `"`+strings.Join(reachable, `", "`)+`"`, 1)
}

// outputs runs an app of one process and returns what it printed.
func outputs(t *testing.T, files ...string) string {
	t.Helper()
	n := luaApp(t, files...)
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	n.Settle(settleTurns)
	var out strings.Builder
	for _, e := range n.Take(everything) {
		if e.Kind.String() == "output" {
			out.WriteString(e.Text)
		}
	}
	if status, stopped := n.Stopped(); !stopped || status != 0 {
		t.Fatalf("it ended with status %d (stopped: %v):\n%s", status, stopped, out.String())
	}
	return out.String()
}

// TestWalls: whatever one process does to what it can reach, others find
// everything as it was, and so does the next one of the same entry.
func TestWalls(t *testing.T) {
	out := outputs(t,
		"cli.lua", withNames(strings.ReplaceAll(census, "%%", "%"))+withNames(vandal)+`
		local function ask(entry)
		    process.spawn_monitored(entry, "app:processes")
		    local r = process.events():receive().result
		    return r.value or tostring(r.error)
		end
		return { main = function()
		    local before, other = census(), ask("app:witness")
		    io.print(#before > 3000, #other > 3000)
		    io.print(ask("app:vandal") > 10000)
		    io.print(census() == before, ask("app:witness") == other)
		    io.print(vandalise() > 10000)
		    local now = census()
		    io.print(now == before, ask("app:witness") == other)
		    if now ~= before then io.print(before .. "\n---\n" .. now) end
		    io.print(("abc"):upper(), string.upper("abc"), tostring(5), #"abc", math.floor(1.5))
		end }`,
		"witness.lua", withNames(strings.ReplaceAll(census, "%%", "%"))+`return { main = census }`,
		"vandal.lua", withNames(vandal)+`return { main = vandalise }`,
	)
	want := "true\ttrue\n" + "true\ntrue\ttrue\ntrue\ntrue\ttrue\nABC\tABC\t5\t3\t1\n"
	if out != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

// TestAbsent: what would break the walls is not there, and neither are modules
// that were not asked for.
func TestAbsent(t *testing.T) {
	out := outputs(t, "cli.lua", `return { main = function()
		for _, name in ipairs{ "`+strings.Join(absent, `", "`)+`" } do
		    if _G[name] ~= nil or rawget(_G, name) ~= nil then io.print(name, "is there") end
		    if pcall(require, name) then io.print(name, "can be required") end
		end
		io.print(pcall(string.dump, print))
		io.print(select(2, pcall(require, "debug")))
		for _, name in ipairs{ "execute", "exit", "remove", "rename", "tmpname", "getenv", "setlocale" } do
		    if os and os[name] then io.print("os." .. name, "is there") end
		end
	end }`)
	want := "false\tapp:cli:6: GopherLua does not support the string.dump\napp:cli:7: module 'debug' not found\n"
	if out != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}

// TestOwnGlobals: each process has its own, and nobody sees another's.
func TestOwnGlobals(t *testing.T) {
	out := outputs(t, "cli.lua", `
		mine = "cli"
		print = function() return "shadowed" end
		_G.string = { upper = function() return "shadowed" end }
		return { main = function()
		    for _, entry in ipairs{ "app:other", "app:other" } do
		        process.spawn_monitored(entry, "app:processes")
		        io.print(process.events():receive().result.value)
		    end
		    io.print(mine, print(), string.upper("x"), ("x"):upper(), rawequal(_G, _G._G))
		    local inside
		    coroutine.spawn(function() inside = _G; mine = "changed" end)
		    io.print(inside == _G, coroutine.wrap(function() return _G end)() == _G, mine)
		    string = nil
		    io.print(string.upper("x"))
		end }`,
		"other.lua", `
		local before = tostring(mine)
		mine = "other"
		return { main = function() return before .. " " .. mine .. " " .. string.upper("x") .. " " .. tostring(print) end }`,
	)
	want := "nil other X function: 0x00000001\nnil other X function: 0x00000001\n" +
		"cli\tshadowed\tshadowed\tX\ttrue\ntrue\ttrue\tchanged\nX\n"
	if out != want {
		t.Errorf("got\n%swant\n%s", out, want)
	}
}
