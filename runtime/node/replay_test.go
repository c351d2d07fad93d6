package node

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"echotui/runtime/app"
	"echotui/runtime/wire"
)

// driver uses a node in any way there is and keeps what it tells.
type driver struct {
	node  *Node
	facts []wire.Event
	pick  func(n int) int // any number from 0 to n-1
}

// ways are what a driver does to a node, the likely ones more than once.
var ways = []func(*driver){
	(*driver).typeLine, (*driver).typeLine, (*driver).typeLine, (*driver).step, (*driver).step, (*driver).steps,
	(*driver).run, (*driver).run, (*driver).runToInstruction, (*driver).runToInstruction, (*driver).advance, (*driver).advance,
	(*driver).runToBreak, (*driver).runToBreak, (*driver).runToLine,
	(*driver).advance, (*driver).paste, (*driver).pass, (*driver).byHand, (*driver).byHand, (*driver).byHand,
}

func (d *driver) act() {
	ways[d.pick(len(ways))](d)
	d.facts = append(d.facts, d.node.Take(everything)...)
}

func (d *driver) do(c wire.Command) { _ = d.node.Apply(c) } // it may be refused

func (d *driver) typeLine() {
	line := chaosActions[d.pick(len(chaosActions))] + " " + chaosTargets[d.pick(len(chaosTargets))]
	d.do(wire.Command{Kind: wire.CommandInput, Text: line + "\n"})
}

func (d *driver) paste() {
	d.do(wire.Command{Kind: wire.CommandInput, Text: []string{"re", "ad x\nab", "\n", "日本\r\n"}[d.pick(4)]})
}

// byHand acts upon the run as a person might; it may be refused.
func (d *driver) byHand() { d.do(anyAct(d.pick, d.node.system.Processes(), d.facts)) }

func (d *driver) step() { d.node.Step() }
func (d *driver) run()  { d.node.Run(1 + d.pick(40)) }
func (d *driver) pass() { d.node.Pass(batchTurns) }

// steps holds the node after some facts, wherever that is.
func (d *driver) steps() {
	d.node.system.Run(1+d.pick(20), uint64(1+d.pick(20)))
	d.node.collect()
}

// runToInstruction holds the node between two instructions, as it is when it
// goes from line to line.
func (d *driver) runToInstruction() {
	s := d.node.system
	to := s.Place()
	to.Held = wire.HeldInstruction
	to.Turns += uint64(d.pick(3))
	to.Reds += uint64(d.pick(300))
	s.RunTo(to, 3, forever64)
	d.node.collect()
}

// runToBreak holds the node before something happens, or right after.
func (d *driver) runToBreak() {
	s := d.node.system
	after := d.pick(20)
	s.SetBreak(func(*wire.Event) bool { after--; return after < 0 })
	s.Run(1+d.pick(20), forever64)
	s.SetBreak(nil)
	d.node.collect()
}

// runToLine lets a process go on by a line.
func (d *driver) runToLine() {
	pids := d.node.system.Processes()
	if len(pids) == 0 {
		return
	}
	d.node.StepLine(pids[d.pick(len(pids))], 0, wire.LineStep(1+d.pick(3)))
	d.node.Run(1 + d.pick(20))
	d.node.GoOn()
}

const forever64 = ^uint64(0)

func (d *driver) advance() {
	by := []time.Duration{0, 1, 70 * time.Microsecond, time.Millisecond, 30 * time.Millisecond, time.Second}[d.pick(6)]
	d.do(wire.Command{Kind: wire.CommandAdvance, At: d.node.Now().Add(by)})
}

// signal asks the app to end; the second one ends it.
func (d *driver) signal() {
	d.do(wire.Command{Kind: wire.CommandSignal, Name: "interrupt"})
	d.facts = append(d.facts, d.node.Take(everything)...)
}

// lines are facts, and what an error shows of them.
func lines(facts []wire.Event) []string {
	list := make([]string, len(facts))
	for i := range facts {
		list[i] = facts[i].Line()
	}
	return list
}

// failer is a test of any sort.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// checkReplay makes the run of a node again, a few turns at a time, and expects
// the same facts, the same commands and the same place at the end.
func checkReplay(t tester, n *Node, facts []wire.Event) {
	t.Helper()
	journal := n.Journal()
	r, err := NewReplay(n.app, n.origin, journal)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var again []wire.Event
	for done := false; !done; {
		if done, err = r.Run(forever64, 100); err != nil {
			t.Fatal(err)
		}
		again = append(again, r.Node().Take(everything)...)
	}
	if was, is := lines(facts), lines(again); !slices.Equal(was, is) {
		t.Fatal(difference(strings.Join(was, "\n"), strings.Join(is, "\n")))
	}
	if was, is := n.system.Place(), r.Node().system.Place(); was != is {
		t.Fatalf("the run ends at %+v, again at %+v", was, is)
	}
	was, is := passing(journal), passing(r.Node().Journal())
	if fmt.Sprint(was) != fmt.Sprint(is) || len(slices.Collect(journal.All())) != journal.Len() {
		t.Fatalf("the commands were\n%v\nand are\n%v", was, is)
	}
}

// passing is the commands of a journal; those that let time pass while nobody
// used a reduction count as one. A replay lets time pass timer by timer, and what
// a timer makes may act while it is loaded, so that it is at another place then.
func passing(j *Journal) []wire.Applied {
	var list []wire.Applied
	for a := range j.All() {
		if last := len(list) - 1; last >= 0 && isAdvance(a) && isAdvance(list[last]) &&
			a.Place.Turns == list[last].Place.Turns && a.Place.Reds == list[last].Place.Reds {
			list[last].Command.At = a.Command.At
			continue
		}
		list = append(list, a)
	}
	return list
}

func chaosApp(t testing.TB) *app.App {
	t.Helper()
	a, err := app.Load(fstest.MapFS{
		"_index.yaml": {Data: []byte(chaosIndex)}, "cli.lua": {Data: []byte(chaosCLI)}, "actor.lua": {Data: []byte(chaosActor)},
		"work.lua": {Data: []byte(chaosWork)},
	}, "chaos")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func newDriver(t tester, a *app.App, seed int64, pick func(int) int) *driver {
	n, err := New(a, Config{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	return &driver{node: n, pick: pick}
}

// TestReplay: a run that was driven in any way can be made again, also up to
// any of its facts.
func TestReplay(t *testing.T) {
	a := chaosApp(t)
	rapid.Check(t, func(t *rapid.T) {
		d := newDriver(t, a, rapid.Int64().Draw(t, "seed"), func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "pick") })
		defer d.node.Close()
		for range rapid.IntRange(1, 150).Draw(t, "length") {
			d.act()
		}
		for range rapid.IntRange(0, 2).Draw(t, "signals") {
			d.signal()
			d.act()
		}
		checkReplay(t, d.node, d.facts)
		checkReplayTo(t, d, rapid.IntRange(1, len(d.facts)).Draw(t, "fact"))
	})
}

// checkReplayTo makes a run again up to a fact, and from there to its end.
func checkReplayTo(t tester, d *driver, fact int) {
	t.Helper()
	r, err := NewReplay(d.node.app, d.node.origin, d.node.Journal())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, seq := range []uint64{uint64(fact), forever64} {
		for done := false; !done; {
			if done, err = r.Run(seq, 10); err != nil {
				t.Fatal(err)
			}
		}
	}
	again := r.Node().Take(everything)
	if was, is := lines(d.facts), lines(again); !slices.Equal(was, is) {
		t.Fatalf("by way of fact %d: %s", fact, difference(strings.Join(was, "\n"), strings.Join(is, "\n")))
	}
}

// TestReplayLong: ten thousand actions of every sort are made again exactly.
func TestReplayLong(t *testing.T) {
	actions := 10_000
	if testing.Short() {
		actions = 1000
	}
	a := chaosApp(t)
	dice := rand.New(rand.NewPCG(4, 2))
	for seed := int64(1); actions > 0; seed++ {
		d := newDriver(t, a, seed, dice.IntN)
		for _, stopped := d.node.Stopped(); !stopped && actions > 0; actions-- {
			d.act()
			if actions%2500 < 2 {
				d.signal()
			}
			_, stopped = d.node.Stopped()
		}
		checkReplay(t, d.node, d.facts)
		d.node.Close()
	}
}

// TestReplayGoesOn: a run that was made again as far as it was then goes on when
// there is more of it.
func TestReplayGoesOn(t *testing.T) {
	a := chaosApp(t)
	rapid.Check(t, func(t *rapid.T) {
		d := newDriver(t, a, 1, func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "pick") })
		defer d.node.Close()
		r, err := NewReplay(a, d.node.origin, d.node.Journal())
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		for range rapid.IntRange(1, 8).Draw(t, "times") {
			for range rapid.IntRange(0, 20).Draw(t, "length") {
				d.act()
			}
			r.extend(d.node.Journal())
			seq := rapid.Uint64Range(1, d.node.system.Last()).Draw(t, "fact")
			if rapid.Bool().Draw(t, "whole") {
				seq = forever64
			}
			for done := false; !done; {
				if done, err = r.Run(seq, 100); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err = r.Run(forever64, 1_000_000); err != nil {
			t.Fatal(err)
		}
		d.facts = append(d.facts, d.node.Take(everything)...)
		if was, is := lines(d.facts), lines(r.Node().Take(everything)); !slices.Equal(was, is) {
			t.Fatal(difference(strings.Join(was, "\n"), strings.Join(is, "\n")))
		}
		if was, is := d.node.system.Place(), r.Node().system.Place(); was != is {
			t.Fatalf("the run ends at %+v, again at %+v", was, is)
		}
	})
}
