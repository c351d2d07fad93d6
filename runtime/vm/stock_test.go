package vm

import (
	"flag"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
	"pgregory.net/rapid"

	"echotui/runtime/actor"
	"echotui/runtime/author"
	"echotui/runtime/wire"
)

// Programs that compute do the same in gopher-lua as it is, where nothing is
// repaired, replaced, counted or interrupted, and here, where turns end after
// any number of instructions.
//
// The twin judges variables and jumps; this adds the library, metatables, errors
// and coroutines. Beside the styles, authors avoid where we mean to differ, those
// marked with a word by what the prelude calls by that word:
//
//	string.format  %q writes what Lua reads, widths count bytes, and inf is inf
//	upper, lower   keep bytes that are part of no letter: whole
//	"010" + 1      is eleven, and "inf" and "1_0" are no numbers: plain
//	find, gsub     see that a pattern ends with %
//	tonumber       reads 1e2: number; no fractions in a base, and refuses base 1
//	table.concat   of one number is a text
//	table.insert   of more than one value is a mistake
//	lists with gaps are not sorted, and what was set to nil at their end is passed over
//	error, assert  tell no place where a Go function called, nor for assert
//	too deep       calls and coroutines in each other have bounds of our own: deep
//
// A program takes as many instructions in short turns as in long ones.
//
// In the long form, a program is what Go's fuzzer or rapid makes of it:
//
//	go test ./runtime/vm -run AgainstStock -rapid.checks 50000 -timeout 1h
//	go test ./runtime/vm -run '^$' -fuzz AgainstStock -fuzztime 10m
func TestAgainstStock(t *testing.T) {
	if byDefault("rapid.checks") && byDefault("rapid.seed") {
		// The short form tries the same programs each time: in new ones there
		// may be a mistake of the library's that is not in the list yet.
		setSeed(t, "1")
		t.Cleanup(func() { setSeed(t, "0") })
	}
	rapid.Check(t, againstStock)
}

func byDefault(name string) bool {
	f := flag.Lookup(name)
	return f.Value.String() == f.DefValue
}

func setSeed(t *testing.T, seed string) {
	if err := flag.Set("rapid.seed", seed); err != nil {
		t.Fatal(err)
	}
}

func FuzzAgainstStock(f *testing.F) { author.Fuzz(f, againstStock) }

func againstStock(t *rapid.T) {
	body := write(t)
	want := meant(stock(t, body))
	m, err := New(Config{Sources: []Source{{ID: "app:x", Kind: ProcessCode, File: "x.lua", Line: 1, Text: whole(body), Method: "main"}}})
	if err != nil {
		t.Fatalf("%s\n%v", body, err)
	}
	defer m.Close()
	seed := rapid.Uint64().Draw(t, "turns")
	hasty, counted := asProcess(t, hasty{m, rand.New(rand.NewPCG(seed, 1))})
	if got := meant(hasty); got != want {
		t.Fatalf("%s\nhere  %s\nstock %s", body, got, want)
	}
	if calm, again := asProcess(t, m); calm != hasty || again != counted {
		t.Fatalf("%s\nin short turns, %d instructions: %s\nin long ones, %d: %s", body, counted, hasty, again, calm)
	}
}

// stock runs a program in gopher-lua as it is.
func stock(t *rapid.T, body string) string {
	L := lua.NewState()
	defer L.Close()
	chunk, err := L.Load(strings.NewReader(whole(body)), "app:x")
	if err != nil {
		t.Fatalf("%s\n%v", body, err)
	}
	L.Push(chunk)
	L.Call(0, 1)
	L.Push(L.GetField(L.Get(-1), "main"))
	if err := L.PCall(0, 1, nil); err != nil {
		return err.Error()
	}
	return L.Get(-1).String()
}

// hasty is a machine whose fibers give up their turns after a few instructions,
// in the middle of whatever they do.
type hasty struct {
	*Machine
	dice *rand.Rand
}

type hastyFiber struct {
	actor.Fiber
	dice *rand.Rand
}

func (h hasty) NewFiber(t *actor.Task) actor.Fiber { return hastyFiber{h.Machine.NewFiber(t), h.dice} }
func (h hasty) Weigh(*actor.Process) int           { return 0 }

func (f hastyFiber) Resume(budget int) actor.Pause {
	return f.Fiber.Resume(min(budget, 1+f.dice.IntN(1+f.dice.IntN(200))))
}

// asProcess runs a program, and tells what came of it and how many instructions
// it took.
func asProcess(t *rapid.T, code actor.Code) (text string, reductions uint64) {
	s := actor.New(actor.Config{
		App: "app", Seed: 1, Code: code,
		Hosts: []actor.HostConfig{{ID: "app:terminal", Kind: actor.TerminalHost, AutoStart: true}},
	})
	defer s.Close()
	if err := s.Apply(wire.Command{Kind: wire.CommandRun, Name: "app:x", Host: "app:terminal"}); err != nil {
		t.Fatal(err)
	}
	s.Run(1_000_000, ^uint64(0))
	for _, e := range s.Take() {
		switch {
		case e.Kind == wire.KindExit && e.Text != "":
			return e.Text, e.Reds
		case e.Kind == wire.KindExit && len(e.Args) == 1:
			text, _ = e.Args[0].(string)
			return text, e.Reds
		}
	}
	return "it never ends", 0
}

func whole(body string) string { return authorPrelude + body + authorEnding }

// said is what is said about the same mistake, here and there.
var said = []struct {
	either *regexp.Regexp
	meant  string
}{
	{regexp.MustCompile(`attempt to concatenate a \w+ value|cannot perform concat operation between \w+ and \w+`), "cannot be joined"},
	{regexp.MustCompile(`cannot perform unm operation between \w+ and \w+|__unm undefined`), "cannot be negated"},
	{regexp.MustCompile(`(cannot perform \w+ operation) between \w+ and \w+`), "$1"},
}

// meant makes messages that mean the same the same.
func meant(text string) string {
	for _, s := range said {
		text = s.either.ReplaceAllString(text, s.meant)
	}
	return text
}
