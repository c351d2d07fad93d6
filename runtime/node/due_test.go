package node

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// foresight compares what a World says that coroutines are about to take with
// what they take.
type foresight struct {
	world  *trace.World
	right  int // messages of which it was said
	silent int // those that ended a wait, and it was not
	wrong  []string
}

func (f *foresight) see(e *wire.Event) {
	if f.world == nil {
		f.world = trace.NewWorld()
	}
	c := f.waiting(e)
	switch {
	case c == nil:
	case c.Due == 0 && e.Kind == wire.KindReceive:
		f.silent++
	case c.Due == 0:
	case e.Kind == wire.KindReceive && e.Ref == c.Due:
		f.right++
	case e.Kind == wire.KindReceive, e.Kind == wire.KindTake, e.Kind == wire.KindWake:
		f.wrong = append(f.wrong, e.Line())
	}
	f.world.Apply(e)
}

// waiting is the coroutine of a fact, if it waited for messages until then.
func (f *foresight) waiting(e *wire.Event) *trace.Coroutine {
	p := f.world.Process(e.PID)
	if p == nil || p.Ended {
		return nil
	}
	for _, c := range p.Coroutines {
		if c.Co == e.Co && c.Waiting && (c.On == "select" || c.On == "receive") {
			return c
		}
	}
	return nil
}

// TestWorldsKnowWhatIsTakenNext: in no story does a coroutine take anything but
// the message that the world says, and of most that end a wait it does say so.
func TestWorldsKnowWhatIsTakenNext(t *testing.T) {
	f := &foresight{}
	eachStory(t, func(t *testing.T, _ string, archive *txtar.Archive) {
		s := newStory(archive)
		f.world, f.wrong = nil, nil
		p := &player{node: s.node(t), see: f.see}
		for _, command := range s.commands() {
			p.do(command)
		}
		for _, line := range f.wrong {
			t.Error("something else was to be taken before", line)
		}
	})
	if f.right < 20 || f.silent*4 > f.right {
		t.Errorf("it was known of %d messages, of %d it was not", f.right, f.silent)
	}
}

// TestWorldsGuessWellInChaos: a program that listens to topics and does not say
// so can mislead, but rarely does, whatever happens.
func TestWorldsGuessWellInChaos(t *testing.T) {
	a, f, wrong := chaosApp(t), &foresight{}, 0
	for seed := range int64(30) {
		dice := rand.New(rand.NewPCG(uint64(seed), 1))
		n, err := New(a, Config{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		if err := n.Exec(cliExec, nil); err != nil {
			t.Fatal(err)
		}
		f.world = nil
		for range 200 {
			line := chaosActions[dice.IntN(len(chaosActions))] + " " + chaosTargets[dice.IntN(len(chaosTargets))]
			_ = n.Apply(wire.Command{Kind: wire.CommandInput, Text: line + "\n"})
			n.Run(1 + dice.IntN(40))
			_ = n.Apply(wire.Command{Kind: wire.CommandAdvance, At: n.Now().Add(time.Duration(dice.IntN(30)) * time.Millisecond)})
			for _, e := range n.Take(everything) {
				f.see(&e)
			}
		}
		wrong += len(f.wrong)
		f.wrong = nil
		n.Close()
	}
	if f.right < 500 || wrong*100 > f.right {
		t.Errorf("it was right %d times, wrong %d, and silent %d", f.right, wrong, f.silent)
	}
}
