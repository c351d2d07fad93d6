package node

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// restless does everything that could differ from run to run: it walks tables,
// names objects, draws numbers, asks for the time, and lets many processes race.
const restless = `
local function keys(t)
    local list = {}
    for k in pairs(t) do list[#list + 1] = tostring(k) end
    return table.concat(list, " ")
end
return { main = function()
    local mixed = { z = 1, y = 2, [1] = "a", [3] = "c", [2.5] = "f", [true] = "t", [print] = "p" }
    for i = 1, 50 do mixed["key" .. math.random(1000)] = i end
    for i = 1, 25 do mixed["key" .. i] = nil end
    mixed.again = 1
    io.print(keys(mixed))
    io.print(keys(string), keys(time), keys(process), keys(_G))
    for k, v in pairs(math) do io.print(k, v) end
    io.print(next(mixed), next(string))
    io.print({}, print, function() end, coroutine.create(print), io.print, channel.new(), time.now())
    io.print(string.format("%s %s %s", {}, print, time.now()), tostring(mixed), {} == {})
    io.print(math.random(), math.random(10), math.random(-5, 5), math.randomseed(os and 1 or 2))
    io.print(time.now(), time.now():unix_nano(), tostring(time.now():utc()))
    io.print(pcall(error, {}), pcall(error), select(2, pcall(nil)))
    for i = 1, 20 do process.spawn_monitored("app:racer", "app:processes", process.pid(), i) end
    local inbox, events, left = process.inbox(), process.events(), 20
    while left > 0 do
        local r = channel.select{ inbox:case_receive(), events:case_receive() }
        if r.channel == events then
            left = left - 1
            io.print(r.value.from, r.value.result.error or r.value.result.value)
        else
            io.print(keys(r.value:payload():data()))
        end
    end
    return math.random(0, 1) == 1
end }`

const racer = `
return { main = function(boss, i)
    local n = 0
    for _ = 1, 100 * i do n = n + 1 end
    time.sleep(math.random(1, 3) .. "ms")
    process.send(boss, "done", { [tostring({})] = i, [math.random()] = 1, x = {}, y = print, [i] = i })
    if math.random() < 0.5 then error({}) end
    return { tostring(print) }
end }`

// TestSameRun: an app, a seed and what was typed make one log, however often
// and on however many processors it is made.
func TestSameRun(t *testing.T) {
	run := func() []string {
		n := luaApp(t, "cli.lua", restless, "racer.lua", racer)
		defer n.Close()
		return play(t, n, "exec", "settle")
	}
	first := run()
	if len(first) < 200 || !strings.Contains(first[len(first)-1], "stopped") {
		t.Fatalf("the app did not do what it is for:\n%s", strings.Join(first, "\n"))
	}
	const runs = 34 // with each number of processors
	for _, processors := range []int{1, 2, 8} {
		t.Run(fmt.Sprint(processors), func(t *testing.T) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
			for i := range runs {
				if i%10 == 0 {
					runtime.GC() // names of objects that are gone must not come back
				}
				if again := run(); !slices.Equal(first, again) {
					t.Fatalf("run %d differs:\n%s", i, difference(strings.Join(first, "\n"), strings.Join(again, "\n")))
				}
			}
		})
	}
}

// TestSeedMatters: what is random is.
func TestSeedMatters(t *testing.T) {
	s := newStory(&txtar.Archive{Files: []txtar.File{
		{Name: "cli.lua", Data: []byte(restless)}, {Name: "racer.lua", Data: []byte(racer)},
	}})
	log := func(seed int64) string {
		n := s.seeded(t, seed)
		return strings.Join(play(t, n, "exec", "settle"), "\n")
	}
	if log(1) == strings.Replace(log(2), "n=2", "n=1", 1) {
		t.Error("seeds 1 and 2 make the same run")
	}
}

// TestStoriesRepeat plays every transcript again, on many processors.
func TestStoriesRepeat(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(8))
	eachStory(t, func(t *testing.T, _ string, archive *txtar.Archive) {
		s := newStory(archive)
		if now := s.play(&player{node: s.node(t)}); now != s.session {
			t.Error(difference(s.session, now))
		}
	})
}
