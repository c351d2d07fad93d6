package vm

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

const toldInAway = `20 nil 3 all true tail true 4 varargs 3 nil false true b true false true false true false true true ` +
	`pcall true true inside coroutine index method iterator call app:failing:91: now pid.exit`

// A run is the same whether fibers leave their stacks while they wait or not,
// wherever their turns end.
func TestAway(t *testing.T) {
	text, err := os.ReadFile("testdata/away.lua")
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(5) {
		stayed, away := runAway(t, string(text), seed, ownStacks)
		if away {
			t.Fatal("a fiber left its stack when there was no need")
		}
		left, away := runAway(t, string(text), seed, 0)
		if !away {
			t.Fatal("no fiber left its stack")
		}
		for i := range min(len(stayed), len(left)) {
			if stayed[i] != left[i] {
				t.Fatalf("seed %d: stayed\n%s\nleft\n%s", seed, stayed[i], left[i])
			}
		}
		if len(stayed) != len(left) {
			t.Fatalf("seed %d: %d events when they stayed, %d when they left", seed, len(stayed), len(left))
		}
		if exit := stayed[slices.IndexFunc(stayed, isExitOfMain)]; !strings.Contains(exit, toldInAway) {
			t.Fatalf("seed %d: it does not tell what it should: %s", seed, exit)
		}
	}
}

func isExitOfMain(e string) bool {
	return strings.Contains(e, "Kind:exit") && strings.Contains(e, "PID:{app:terminal|")
}

// runAway runs a program until it waits for nothing but its end, and tells its
// events, and whether any fiber was away at a moment.
func runAway(t *testing.T, text string, seed uint64, own int) (events []string, away bool) {
	var sources []Source
	for _, method := range []string{"main", "failing", "waiting"} {
		sources = append(sources, Source{
			ID: "app:" + method, Kind: ProcessCode, File: "away.lua", Line: 1, Text: text, Method: method, Modules: []string{"time"},
		})
	}
	m, err := New(Config{Sources: sources})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	m.own = own
	s := actor.New(actor.Config{
		App: "app", Seed: 1, Code: hasty{m, rand.New(rand.NewPCG(seed, 1))},
		Hosts: []actor.HostConfig{
			{ID: "app:terminal", Kind: actor.TerminalHost, AutoStart: true},
			{ID: "app:hosts", Kind: actor.ProcessHost, AutoStart: true},
		},
	})
	defer s.Close()
	if err := s.Apply(wire.Command{Kind: wire.CommandRun, Name: "app:main", Host: "app:terminal"}); err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		s.Run(1_000_000, ^uint64(0))
		for _, pid := range s.Processes() {
			for _, task := range s.Process(pid).Tasks() {
				away = away || task.Away()
			}
		}
		for _, e := range s.Take() {
			args := ""
			for _, arg := range e.Args {
				args += " " + wire.Text(arg, 0)
			}
			e.Args = nil
			events = append(events, fmt.Sprintf("%+v%s", e, args))
		}
		var due wire.Time
		if due, more = s.NextTimer(); more {
			if err := s.Apply(wire.Command{Kind: wire.CommandAdvance, At: due}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return events, away
}
