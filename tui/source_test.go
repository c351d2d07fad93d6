package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// workerSource is what workers of the fake are made of.
const workerSource = `-- A worker answers once.
local time = require("time")

local function shout(text)
	return string.upper(text .. "!") -- it is "loud"
end

return { main = function(client, data)
	time.sleep("100ms")
	process.send(client, "echo_response", { data = shout(data), long = [[
two
lines]] })
	return 0
end }
`

// workerInside is what a process of the fake looks like inside, always.
func workerInside(seq uint64, pid wire.PID) *wire.Inspection {
	self := wire.Record("name", "itself\x1b[2J")
	self.Fields = append(self.Fields, wire.Field{Key: "again", Value: self}, wire.Field{Key: 7.5, Value: true})
	return &wire.Inspection{PID: pid, Seq: seq, Tasks: []wire.TaskState{
		{Co: 0, Name: "main", Frames: []wire.Frame{
			{Function: "upper"},
			{Entry: "app:worker", Line: 5, Function: "shout",
				Locals: []wire.Variable{{Name: "text", Value: "もしもし 🎉", Type: "string"}}},
			{Entry: "app:worker", Line: 10, Function: "main chunk",
				Locals: []wire.Variable{
					{Name: "client", Value: "{app:terminal|0x00003}", Type: "string"},
					{Name: "data", Value: self, Type: "table"},
					{Name: "nothing", Type: "nil"},
					{Name: "list", Value: &wire.Table{Items: []wire.Value{1.0, "two", &wire.Error{Message: "three", Kind: wire.Timeout}}}, Type: "table"},
				},
				Upvalues: []wire.Variable{{Name: "shout", Type: "function", Text: "function app:worker:4"}}},
		}},
		{Co: 1, Name: "later"},
	}}
}

// looking is a screen that looks into a worker which still runs, while the node
// stands still.
func looking(t *testing.T, f *fake, w, h int) *Model {
	t.Helper()
	f.status.Paused = true
	m := show(t, f, Options{}, w, h)
	play(m, "tab 4 s")
	return m
}

// The source is shown at the line of the selected call, with its variables.
func TestSource(t *testing.T) {
	for _, size := range sizes[:4] {
		t.Run(fmt.Sprint(size[0]), func(t *testing.T) {
			m := looking(t, busyFake(), size[0], size[1])
			frames := []frame{snap("where it stands", m)}
			play(m, "down down enter down down enter down down enter")
			frames = append(frames, snap("variables", m))
			golden(t, fmt.Sprintf("source-%dx%d", size[0], size[1]), frames...)
		})
	}
}

// Who is looked into: what is selected in the tree or, if nothing is, who did
// what is under the cursor.
func TestSourceOf(t *testing.T) {
	f := busyFake()
	var asked []string
	f.inside = func(seq uint64, pid wire.PID) (*wire.Inspection, float64, error) {
		asked = append(asked, fmt.Sprint(seq, " ", pid.Short()))
		return workerInside(seq, pid), 1, nil
	}
	last := func(want string) {
		t.Helper()
		if got := asked[len(asked)-1]; got != want {
			t.Errorf("asked for %q, want %q", got, want)
		}
	}
	m := looking(t, f, 110, 32)
	last("75 0x00006")
	play(m, "2 home down s")
	last("75 0x00003")
	play(m, "N N")
	last("73 0x00003")
	asked = []string{"none"}
	play(m, "4 4 4 N")
	last("none")
}

// Stepping by lines stays with the process, whoever does something meanwhile.
func TestStepLineStays(t *testing.T) {
	f, e := busy()
	f.status.Paused = true
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab 4 4 4 4 o")
	called("step line {app:processes|0x00006} 0 2")(t, m, f, nil)
	e.print(e.cli, "somebody else")
	refresh(m)
	press(m, "o")
	called("step line {app:processes|0x00006} 0 2", "step line {app:processes|0x00006} 0 2")(t, m, f, nil)
	f.set(func(s *Status) { s.Paused = false })
	refresh(m)
	want(t, m, "LIVE", "shout app:worker:5")
	press(m, "down")
	want(t, m, "Time is going on.")
}

// What was known before a step goes when that takes long: it is not true any more.
func TestStepLineTakesLong(t *testing.T) {
	m := looking(t, busyFake(), 80, 24)
	f := m.session.(*fake)
	press(m, "o")
	f.set(func(s *Status) { s.Paused = false })
	refresh(m)
	want(t, m, "app:worker:5")
	m.Update(lateMsg{})
	want(t, m, "Time is going on.", "Pause it (space), or go back (N), to look")
	wantNot(t, m, "app:worker:5")
}

// An answer may take its time: what was known stays, and how far it is shows
// once that has lasted.
func TestSourceTakesTime(t *testing.T) {
	f := busyFake()
	m := looking(t, f, 110, 32)
	done := 0.25
	f.inside = func(seq uint64, pid wire.PID) (*wire.Inspection, float64, error) {
		if done < 1 {
			return nil, done, nil
		}
		return workerInside(seq, pid), 1, nil
	}
	play(m, "N")
	want(t, m, "shout app:worker:5")
	wantNot(t, m, "again: 25%")
	m.Update(lateMsg{})
	want(t, m, "making fact #74 again: 25%")
	done = 1
	refresh(m)
	want(t, m, "shout app:worker:5")
	wantNot(t, m, "again: ")
	m.Update(lateMsg{})
	wantNot(t, m, "again: ")
}

// Why there is nothing to see.
func TestSourceIsNotThere(t *testing.T) {
	f := busyFake()
	m := looking(t, f, 110, 32)
	f.inside = func(uint64, wire.PID) (*wire.Inspection, float64, error) {
		return nil, 0, errors.New("the run differs at fact 7\x1b[2J")
	}
	refresh(m)
	want(t, m, "the run differs at fact 7")
	play(m, "{")
	want(t, m, "worker 0x00006 does not exist at this moment.")
	f.status.Paused = false
	play(m, "}")
	want(t, m, "Pause it (space), or go back (N), to look inside.")
	elsewhere := New(struct{ Session }{f}, Options{})
	elsewhere.Init()
	elsewhere.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	play(elsewhere, "tab 4 s")
	want(t, elsewhere, "Nobody can look into what runs elsewhere.")
	press(elsewhere, "s")
	want(t, elsewhere, "nobody can tell this how to run")
}

// On a fact that sends, r goes to where its sender takes what came of it, or
// lets the node run until it does.
func TestReply(t *testing.T) {
	f, e := busy()
	f.status.Paused = true
	m := at(t, f, 23)
	press(m, "4 r")
	want(t, m, "fact 34/75", "▶ 34 1.800s cli            takes echo_response")
	press(m, "r")
	want(t, m, "select a fact that sends something")
	_, sent := e.send(e.cli, e.relay, "echo", "never answered")
	e.print(e.cli, "more")
	refresh(m)
	play(m, fmt.Sprintf(": '#%d enter r", sent))
	called(fmt.Sprintf("run until %d  %d", wire.GoalReply, sent))(t, m, f, nil)
	want(t, m, "PAUSED")
}

// Pieces of Lua are of a kind each.
func TestLuaLines(t *testing.T) {
	kinds := map[luaKind]string{}
	for _, line := range luaLines(workerSource) {
		for _, part := range line {
			kinds[part.kind] += strings.TrimSpace(part.text) + "|"
		}
	}
	for kind, want := range map[luaKind]string{
		luaComment: `-- A worker answers once.|-- it is "loud"|`,
		luaString:  `"time"|"!"|"100ms"|"echo_response"|[[|two|lines]]|`,
		luaNumber:  "0|",
		luaKeyword: "local|local|function|return|end|return|function|return|end|",
	} {
		if kinds[kind] != want {
			t.Errorf("kind %d is %q, want %q", kind, kinds[kind], want)
		}
	}
}

// Source that has no room is moved to the left as far as all of it is blank.
func TestSourceShift(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  int
	}{
		{"    local x = 1\n\n        return x", 40, 0},
		{"    local x = 1\n\n        return x", 12, 4},
		{"local x = 1\n    return x", 5, 0},
		{"\n\n", 5, 0},
	} {
		if got := sourceShift(luaLines(test.text), test.width); got != test.want {
			t.Errorf("%q in %d columns: %d", test.text, test.width, got)
		}
	}
}

// What is unfolded in the last row of the variables is brought into sight.
func TestVariablesComeIntoSight(t *testing.T) {
	m := show(t, paused(), Options{}, 80, 24)
	press(m, "tab 4 s")
	unfolded := 0
	for range 20 {
		list := &m.source.list
		row, found := m.source.current()
		if found && row.foldable && !row.open && list.Cursor() == list.Top()+list.Height()-1 {
			press(m, "right")
			if _, to := list.Visible(); m.source.below(list.Cursor()) > 0 {
				unfolded++
				if to <= list.Cursor()+1 {
					t.Errorf("nothing is seen below %s", m.source.rows[list.Cursor()].name)
				}
			}
		}
		press(m, "down")
	}
	if unfolded == 0 {
		t.Error("nothing was unfolded")
	}
}
