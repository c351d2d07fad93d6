package scripts_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"echotui/runtime/node"
	"echotui/runtime/wire"
	"echotui/scripts"
)

// TestReplay: a run of each app can be made again from its commands, whatever
// its seed, whichever way time passes.
func TestReplay(t *testing.T) {
	seeds := int64(100)
	if testing.Short() {
		seeds = 5
	}
	for _, example := range scripts.All() {
		t.Run(example.Name, func(t *testing.T) {
			t.Parallel()
			_, transcript := readTranscript(t, example.Name)
			for seed := int64(1); seed <= seeds; seed++ {
				s := open(t, example.Name, seed)
				if seed%2 == 0 {
					s.rest = realtime(rand.New(rand.NewPCG(uint64(seed), 0)))
				}
				follow(s, transcript)
				checkEnd(t, s)
				checkReplay(t, s)
				s.node.Close()
			}
		})
	}
}

// realtime rests as a node does that follows a wall clock: time passes by
// itself, a bit more or less each time.
func realtime(dice *rand.Rand) func(*session) {
	return func(s *session) {
		for _, stopped := s.node.Stopped(); !stopped && !s.node.Reading(); _, stopped = s.node.Stopped() {
			passed := time.Duration(dice.ExpFloat64() * float64(5*time.Millisecond))
			if err := s.node.Apply(wire.Command{Kind: wire.CommandAdvance, At: s.node.Now().Add(passed)}); err != nil {
				s.t.Fatal(err)
			}
			s.node.Run(1 + dice.IntN(32))
			s.take()
		}
	}
}

// checkReplay makes a run again and expects the same facts.
func checkReplay(t *testing.T, s *session) {
	t.Helper()
	r, err := node.NewReplay(s.node.App(), s.node.Origin(), s.node.Journal())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if done, err := r.Run(uint64(len(s.facts)), restTurns); err != nil || !done {
		t.Fatalf("done %v: %v", done, err)
	}
	again := r.Node().Take(everything)
	if !slices.EqualFunc(s.facts, again, func(a, b wire.Event) bool { return a.Line() == b.Line() }) {
		t.Errorf("it is another run:\n%s", difference(s.log(), (&session{facts: again}).log()))
	}
}
