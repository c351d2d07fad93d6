package node

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// TestStepLines steps through functions, line by line.
func TestStepLines(t *testing.T) {
	const source = `local function twice(n)
    local m = n * 2
    return m
end
local function last(n)
    return twice(n)
end
local co = coroutine.wrap(function()
    coroutine.yield(1)
    return 2
end)
local function main()
    local a = twice(1) + twice(2)
    for i = 1, 2 do
        a = a + i
    end
    last(a)
    table.sort({ 1, 2 }, function(x, y)
        return x < y
    end)
    co()
    time.sleep("1s")
    pcall(error, "bad")
    return a
end
return main`
	for name, c := range map[string]struct {
		steps string // i: into, v: over, o: out
		want  string // the lines at which it stands
	}{
		"into":                     {"iiiiiiiiiiiiiiiiiiiiiiii", "13 2 3 2 3 14 15 14 15 14 17 6 2 3 18 19 21 9 22 23 24 end"},
		"over":                     {"vvvvvvvvvv", "13 14 15 14 15 14 17 18 21 22"},
		"over a wait and an error": {"vvvvvvvvvvvvvvv", "13 14 15 14 15 14 17 18 21 22 23 24 end"},
		"out":                      {"iioio", "13 2 13 2 13"},
		"over the end of a call":   {"iivvvv", "13 2 3 14 15 14"},
		"out of a tail call":       {"vvvvvvviio", "13 14 15 14 15 14 17 6 2 18"},
	} {
		t.Run(name, func(t *testing.T) {
			n := luaApp(t, "cli.lua", source)
			play(t, n, "exec")
			var lines []string
			for _, step := range c.steps {
				how := map[rune]wire.LineStep{'i': wire.StepInto, 'v': wire.StepOver, 'o': wire.StepOut}[step]
				if !n.StepLine(terminalPID, 0, how) {
					lines = append(lines, "end")
					break
				}
				n.Settle(settleTurns)
				if n.Met() == nil {
					lines = append(lines, "end")
					break
				}
				lines = append(lines, fmt.Sprint(luaFrame(t, n).Line))
				n.GoOn()
			}
			if got := strings.Join(lines, " "); got != c.want {
				t.Errorf("it stands at %s\nnot at %s", got, c.want)
			}
		})
	}
}

// TestStepsByLinesChangeNothing plays every story while processes are stepped
// line by line: what happens must not depend on it, and the lines are the same
// every time.
func TestStepsByLinesChangeNothing(t *testing.T) {
	eachStoryThat(t, stepping, func(t *testing.T, s story) {
		var before []string
		for range 2 {
			n := s.node(t)
			var stops []string
			now := s.play(&player{node: n, rest: func() { stops = append(stops, stepAbout(n)...) }})
			if now != s.session {
				t.Error(difference(s.session, now))
			}
			if before != nil && !slices.Equal(before, stops) {
				t.Error(difference(strings.Join(before, "\n"), strings.Join(stops, "\n")))
			}
			before = stops
		}
		if len(before) == 0 {
			t.Error("it never stood at a line")
		}
	})
}

// stepAbout runs until no process is ready, and steps one or another of them
// meanwhile. It tells where it stood.
func stepAbout(n *Node) (stops []string) {
	for i := 0; n.system.Ready(); i++ {
		pids := n.system.Processes()
		if len(pids) > 0 {
			p := n.system.Process(pids[i%len(pids)])
			task := p.Tasks()[i%len(p.Tasks())]
			n.StepLine(p.PID, task.ID(), wire.LineStep(1+i%3))
		}
		n.Run(1 + i%7)
		if n.Met() != nil {
			stops = append(stops, fmt.Sprintf("%s at %+v", n.Met().Text, n.system.Place()))
			n.GoOn()
		}
	}
	return stops
}

// TestLineBreaks stands still before lines: before each time that they begin.
func TestLineBreaks(t *testing.T) {
	n := luaApp(t, "cli.lua", `local function f(n)
    -- nothing here
    return n
end
return function()
    for i = 1, 3 do f(i) end
    f(f(4))
    process.spawn("app:other", "app:processes")
end`, "other.lua", "return function()\n local x = 1\n return x\nend")
	var stops []string
	n.machine.SetLines(map[string][]int{"app:cli": {2, 7}, "app:other": {3}, "app:none": {1}}, func(t *actor.Task, entry string, line int) bool {
		stops = append(stops, fmt.Sprintf("%s:%d", entry, line))
		n.meet(wire.Stop{Text: "here"})
		return true
	})
	play(t, n, "exec")
	for holds := 0; ; holds++ {
		n.Settle(settleTurns)
		if n.Met() == nil {
			break
		}
		if holds != len(stops)-1 {
			t.Fatalf("held %d times at %v", holds+1, stops)
		}
		n.GoOn()
	}
	want := "app:cli:3 app:cli:3 app:cli:3 app:cli:7 app:cli:3 app:cli:3 app:other:3"
	if got := strings.Join(stops, " "); got != want {
		t.Errorf("it stood at %s\nnot at %s", got, want)
	}
}
