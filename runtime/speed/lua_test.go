package speed

import (
	"fmt"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/wire"
)

// computing is what Lua computes alone: nothing waits and nothing is sent.
var computing = []struct{ name, text string }{
	{"fib", `local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
return function() return fib(22) end`},
	{"string", `return function()
    local length = 0
    for n = 1, 40 do
        local parts = {}
        for i = 1, 100 do parts[#parts + 1] = string.format("%d:%s", i, string.rep("x", i % 7)):upper() end
        length = length + #table.concat(parts, ",")
    end
    return length
end`},
	{"table", `return function()
    local sum, t = 0, {}
    for i = 1, 20000 do t[i] = i * 2 end
    for k = 1, 20 do t["k" .. k] = k end
    for _, v in ipairs(t) do sum = sum + v end
    return sum
end`},
	{"closure", `return function()
    local function counter() local n = 0 return function() n = n + 1 return n end end
    local sum = 0
    for i = 1, 2000 do local c = counter() c() c() sum = sum + c() end
    return sum
end`},
}

// BenchmarkLua computes the same on the machine, where every instruction is
// counted, and in the plain interpreter, in turn. "ratio" is how much longer the
// machine takes; the goal is 1.2 at most.
func BenchmarkLua(b *testing.B) {
	for i, c := range computing {
		b.Run(c.name, func(b *testing.B) { compute(b, i) })
	}
}

func compute(b *testing.B, which int) {
	text := computing[which].text
	L := lua.NewState()
	defer L.Close()
	if err := L.DoString(text); err != nil {
		b.Fatal(err)
	}
	plain := L.Get(-1)
	n := boot(b, map[string]string{"main": fmt.Sprintf(`local io = require("io")
local compute = (function() %s end)()
return { main = function() while true do compute() io.print("") end end }`, text)})
	defer n.Close()
	round := func() { // to the next line that the load prints
		for printed := false; !printed; {
			n.Run(1)
			for _, e := range n.Take(everything) {
				printed = printed || e.Kind == wire.KindOutput
			}
		}
	}
	round()
	var took [2]time.Duration
	b.ResetTimer()
	for range b.N {
		start := time.Now()
		L.Push(plain)
		L.Call(0, 0)
		middle := time.Now()
		round()
		took[0], took[1] = took[0]+middle.Sub(start), took[1]+time.Since(middle)
	}
	b.ReportMetric(float64(took[1])/float64(took[0]), "ratio")
}
