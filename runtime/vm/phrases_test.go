package vm

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"echotui/runtime/author"
)

// style is what a program may use together. The library as it is confuses
// variables that functions share when jumps, or errors that are caught, end
// blocks: what it gets wrong is told in repair.go and at protected, and is for
// the twin to judge.
type style string

const (
	sharing  style = "sharing"  // variables that functions share are assigned
	catching style = "catching" // errors are caught, and variables keep their values
	jumping  style = "jumping"  // break and goto; functions share nothing
)

// authorPrelude is what programs call. A program ends, for whatever is repeated
// ticks; and its texts and lists stay short. It is one line, so that the first of
// the program is its first.
var authorPrelude = strings.Join(strings.Fields(`
N, T, B, L, M = 7, "text", true, {5, 4}, {k = 1}
local state = { ticks = 0, left = 60 }
local notes = {}
local calls = 0
local function deep() calls = calls + 1 return calls > 100 end
local function tick()
	state.ticks = state.ticks + 1
	if state.ticks > 500 then error("enough", 0) end
end
local function cut(s) if #s > 80 then return string.sub(s, 1, 80) end return s end
local function small(v) if type(v) == "string" then return cut(v) end return v end
local function whole(s)
	if s:gsub("[\194-\223][\128-\191]", ""):gsub("[\225-\233][\128-\191][\128-\191]", ""):find("[\128-\255]") then return "broken" end
	return s
end
local function plain(v)
	if type(v) ~= "string" then return v end
	local s = string.lower(whole(v))
	if s:find("^%s*[+-]?0[%dbo_]") or s:find("%d_") or s:find("^%s*[+-]?inf") or s:find("^%s*[+-]?nan") or s:find("e%+?%d%d%d") or s:find("0x%x%x%x%x") then return "strange" end
	return v
end
local function number(s) s = s:sub(1, 3) if s:find("%d[eE]%d") then return nil end return tonumber(s) end
local function short(l) while #l > 20 do table.remove(l) end return l end
local function first(v) return v end
local function show(v, depth)
	if type(v) == "string" then return "<" .. cut(v) .. ">" end
	if type(v) == "function" or type(v) == "thread" then return type(v) end
	if type(v) ~= "table" then return tostring(v) end
	if depth == 0 then return "table" end
	local parts = {}
	for k, x in pairs(v) do parts[#parts + 1] = show(k, 0) .. "=" .. show(x, (depth or 2) - 1) end
	return "{" .. table.concat(parts, " ") .. "}"
end
local function note(...)
	tick()
	local parts = {}
	for i = 1, select("#", ...) do parts[i] = show((select(i, ...))) end
	if #notes < 200 then notes[#notes + 1] = table.concat(parts, " ") end
end
`), " ") + " "

// authorEnding tells what a program did.
const authorEnding = `
return { main = function()
	local ok, problem = pcall(body)
	return table.concat(notes, "\n") .. "\n" .. show(ok) .. " " .. show(problem)
end }`

// write draws a program.
func write(t *rapid.T) string {
	s := rapid.SampledFrom([]style{catching, sharing, jumping}).Draw(t, "style")
	language := sequential
	language.Alone = s == jumping
	return "local function body()\n" + author.Write(t, &language, 4, s.has) + "end\n"
}

func (s style) has(need string) bool {
	if need == "assign" {
		return s != catching
	}
	return slices.Contains(strings.Split(need, "/"), string(s))
}

// sequential is what a program has to say that computes: numbers, texts, true or
// false, lists of numbers, maps, functions of a number, and any of the first
// three or nil.
var sequential = author.Language{Leaves: leaves, Expressions: expressions, Spare: spare, Simple: simple, Compound: compound}

// leaves are expressions without others in them, the plainest first.
var leaves = map[string][]string{
	"n": {"1", "0", "$N", "$N", "$N", "$9", "-$9", "0.5", "2^53", "1e15", "1e300", "-0.25", "255", "0x10", "1e-7", "123456.789", "2^31", "-2^31"},
	"t": {`"a"`, "$T", "$T", "$T", `""`, `"Hello, World"`, `"10"`, `" 0x1F "`, `"12.5"`, `"a,b,,c"`, `"x=1, y=2"`, `"\0\27\n\"\\"`, `"日本é"`, `[[long]]`},
	"b": {"true", "false", "$B", "$B"},
	"l": {"{}", "$L", "$L", "{1, 2, 3}", "{3, 1, 2}"},
	"m": {"{}", "$M", "$M", "{x = 1}"},
	"f": {"$F"},
	"a": {"nil", "$N", "$T", "$B", "true", `"z"`},
}

// spare stands for a variable where none is there: a global, see authorPrelude.
var spare = map[string]string{"n": "N", "t": "T", "b": "B", "l": "L", "m": "M", "f": "math.abs"}

// expressions are those with others in them.
var expressions = map[string][]string{
	"n": {
		"($n + $n)", "($n - $n)", "($n * $n)", "($n / $n)", "($n % $n)", "($n ^ $3)", "-$N", "#$T", "#$L", "$F($n)", "($b and $n or $n)",
		"math.floor($n)", "math.ceil($n)", "math.abs($n)", "math.max($n, $n, $n)", "math.min($n, $n)", "math.sqrt($n)", "math.fmod($n, $9)",
		"select('#', $a, $a, $a)", "first(select($2, $n, $n))", "(number($T) or $n)", "($L[$9] or $n)", "($L[#$L] or 0)",
		"(string.byte($t, $3) or 0)", "#tostring($n)", "($T:find($t, 1, true) or -1)", "$T:len()", "(plain(rawget($M, $t)) or 1) + 0",
		"('10' + $n)", "(plain($a) + $n)", "(plain($a) * $9)", "(next($L) or 0)", "math.pi", "first(math.modf($n))", "math.pow($n, $2)", "math.exp($2)", "math.ldexp($9, $9)",
		"#$t", "(#$l)", "table.maxn($L)", "math.log($9)",
	},
	"t": {
		"($t .. $t)", "($t .. $n)", "($n .. $t)", "tostring($a)", "tostring($n)", "whole($T):upper()", "whole($T):lower()", "$T:reverse()", "$T:rep($3)",
		"$T:sub($9, $9)", "$T:sub($3, -$3)", "$T:sub(-$3)", "string.sub($t, $9)", "string.format('%d|%5d|%-5d|%05d', $9, $9, $9, $9)", "string.format('%s %s', $a, $t)",
		"string.format('%5.2f|%.0f|%g', #$T / 7, $9, $9)", "string.format('%x %X %o', $9, 255, $9)", "string.format('%5s|%-5s|%.2s', type($a), type($n), type($l))",
		"string.format('%c', 64 + $9)", "string.char(64 + $9, 97)", "tostring(table.concat($l, ','))", "tostring(table.concat($L, $t, $2))",
		"type($a)", "type($l)", "first($T:gsub('%w', '<%0>'))", "first($T:gsub($t, '.'))", "first($T:gsub('%d+', function(s) return #s + $n end))",
		"first($T:gsub('%a', {a = 'b', l = 'L', o = false}))", "($T:match('%a+') or '-')", "($T:match('(%d)(%d)') or '')", "($T:match('^%s*(.-)%s*$'))",
		"(select($2, $t, $t))", "($b and $t or $t)", "($a .. $t)", "tostring($T:find('[lo]+'))", "show({$T:byte(1, 3)})", "show({$T:find('(l)(.)')})",
	},
	"b": {
		"($n == $n)", "($n ~= $n)", "($n < $n)", "($n <= $n)", "($n > $n)", "($n >= $n)", "($t < $t)", "($t == $t)", "($t >= $t)", "not $a",
		"($b and $b)", "($b or $b)", "($T:find('[ax]') ~= nil)", "($a == $a)", "($a < $n)", "rawequal($a, $a)", "($l == $l)", "($M == $M)", "($M < $M)",
		"not not $n", "($n == $t)",
	},
	"l": {"{$n, $n}", "{$n, $n, $n, $n}", "{$T:byte(1, $9)}", "{select($2, $n, $n, $n)}", "short($l)", "{unpack($l)}", "{math.max($n, $n), unpack($L, 1, #$L)}"},
	"m": {"{x = $N, y = $T}", "{[ cut($t) ] = $N, z = $B}", "{[$9] = $T, [ cut($t) ] = $N}"},
	"f": {"$F"},
	"a": {"$n", "$t", "$b", "$L[$n]", "$M[ $t ]", "$M.x", "rawget($M, 'y')", "$n", "$M[$n]"},
}

// simple are statements without blocks, the plainest first.
var simple = []string{
	"note($a)",
	"note($n, $t, $b)",
	"local $+n = $n",
	"local $+t = cut($t)",
	"local $+b = $b",
	"local $+l = $l",
	"local $+m = $m",
	"local $+n, $+n, $+t = $n, $n, $t",
	"[assign] $N = $n",
	"[assign] $N = $N + $n",
	"[assign] $T = cut($t)",
	"[assign] $B = $b",
	"[assign] $N, $T = $9, 'b'",
	"[assign] $T, $M.x, $N = 'c', $9, $9",
	"[assign] $N, $T = (function() return $9, 'd', 1 end)()",
	"note($l)",
	"note($m)",
	"$L[1 + #$L % $9] = $n",
	"$L[#$L + 1] = $n",
	"$M.x = small($a)",
	"$M[ cut($t) ] = small($a)",
	"$M[$9], $M.y = $M.y, $M[$9]",
	"table.insert($L, $n)",
	"table.insert($L, 1 + #$L % $3, $n)",
	"note(table.remove($L))",
	"note(table.remove($L, $3))",
	"table.sort($L)",
	"table.sort($L, function(x, y) tick() return x > y end)",
	"note(select($3, $a, $a, $a))",
	"note($T:find($t))",
	"note($T:gsub('(%w)(%w)', '%2%1'))",
	"note(pcall(string.rep, $t, $9))",
	"[catching] note(pcall(string.rep, $a, $9))",
	"note(math.modf($n))",
	"note(next($M))",
	"note(unpack($l))",
	"[catching] note(pcall(function() error($a) end))",
	"[catching] note(pcall($F, plain($a)))",
	"[catching] note(tonumber('10', 1 + $9))",
	"[catching] error($a)",
	"[catching] do local function fail(e) error(e, 2) end fail($t) end",
	"note(assert(1, $t))",
	"[yield] note(coroutine.yield($n, $t))",
	"[jumping loop] if $b then break end",
	"[sharing/catching] local $+f = function(x) return $n + x end",
	"local $+f = function(x) tick() return x * $9 end",
}

// compound are statements with blocks.
var compound = []string{
	"do$* end",
	"if $b then$* end",
	"if $b then$* elseif $a then$* else$* end",
	"for $($+n = 1, $3 do tick()$* end$)",
	"for $($+n = $9, -$3, -$3 do tick()$* end$)",
	"for $($+n = $n, $n, 0.5 do tick() if state.ticks > 400 then error('long', 0) end$* end$)",
	"for $($+n, $+n in ipairs($l) do tick()$* end$)",
	"for $($+t, $+a in pairs($M) do tick() note($T)$* end$)",
	"for $($+t in $T:gmatch('%w+') do tick()$* end$)",
	"for $($+t, $+t in $T:gmatch('(%w)=(%w)') do tick()$* end$)",
	"while state.left > 0 and $b do tick() state.left = state.left - 1 $($* $)end",
	"repeat tick() state.left = state.left - 1 $($* $)until state.left <= 0 or $b",
	"local function $+f($[$+n) if deep() then return 1 end$* return $n end$]",
	"local $+f = function($[$+n, ...) tick() local $+l = {...}$* return $n end$]",
	"[sharing/catching] local function $+f($[$+n) tick() if deep() or $N > 20 or $N < 0 then return 1 end$* return $n end$]",
	"[sharing] local $+n = $n local $+f = (function() local $+n = $n return function($[$+n)$* $N = $N + 1 return $N end$] end)()",
	"local $+m = setmetatable({[ cut($t) ] = small($a)}, {__index = function($[t, $+t) tick()$* return $a end$]})",
	"local $+m = setmetatable({}, {__newindex = function($[t, $+t, $+a) rawset(t, $T, $N)$* end$]})",
	"local $+m = setmetatable({x = $N}, {__eq = function(p, q) return p.x == q.x end, __lt = function(p, q) return p.x < q.x end, __index = {y = $N}})",
	"do local p = setmetatable({}, {__add = function(p, q) return $n end, __concat = function(p, q) return $t end, __unm = function() return $n end, __call = function($[p, $+n)$* return $n end$]}) note(p + $n, $n + p, p .. $t, $t .. p, -p, p($n)) end",
	"do local p = setmetatable({}, {__tostring = function($[)$* return cut($t) end$]}) note(tostring(p), #tostring(p)) end",
	"do local object = {n = $n} function object:add($[$+n) self.n = self.n + $N$* return self end$] note(object:add($n):add($n).n) end",
	"note((function($[$+n, $+t)$* return $n, $t, $a end$])($n, $t))",
	"note(select('#', (function($[...)$* return ... end$])($a, $a)))",
	"[catching] note(pcall(function($[)$* return $a end$]))",
	"[catching] note(pcall(function($[)$* error($a) end$]))",
	"[catching] note(xpcall(function($[)$* error($t) end$], function(e) return cut(tostring(e)) .. '!' end))",
	"[catching] note(pcall(function($[$+n)$* return $n end$], plain($t)))",
	"do local iterate = coroutine.wrap(function($[co)$* coroutine.yield($n)$* coroutine.yield($n) end$]) for $($+n in iterate do tick()$* end$) end",
	"do local co = coroutine.create(function($[co$+n)$* local a = coroutine.yield($n)$* return $t end$]) note(coroutine.resume(co, $n)) note(coroutine.status(co)) note(coroutine.resume(co, $n)) note(coroutine.resume(co)) note(coroutine.status(co)) end",
	"[catching] do local co = coroutine.create(function($[co)$* error($a) end$]) note(coroutine.resume(co)) note(coroutine.resume(co)) end",
	"note($T:gsub('%w', function($[$+t)$* return $t end$]))",
	"do local c = {unpack($L)} table.sort(c, function($[x, y) tick()$* return x < y end$]) note(c) end",
	"[jumping] do if $b then goto done end$* ::done:: end",
	"[jumping] do ::again:: tick() state.left = state.left - 1$* if state.left > 0 and $b then goto again end end",
	"[jumping] for $($+n = 1, $3 do tick() if $b then goto continue end do$* end ::continue:: end$)",
}
