package node

import (
	"slices"
	"strings"
	"testing"
)

// endless are the stories in which something computes without end. There time
// passes by turns, and a step takes none or many of them.
var endless = []string{"error-objects", "preemption", "terminate"}

// stepping reports whether a story can be told one fact at a time.
func stepping(name string, s story) bool {
	return !slices.Contains(endless, name) && !slices.ContainsFunc(s.commands(), func(command string) bool {
		return strings.HasPrefix(command, "run ") || strings.HasPrefix(command, "step ") || strings.HasPrefix(command, "break ")
	})
}

// TestStepsAreRuns plays every story with the machine held at every fact: what
// happens, and its order, must not depend on it.
func TestStepsAreRuns(t *testing.T) {
	eachStoryThat(t, stepping, func(t *testing.T, s story) {
		n := s.node(t)
		p := &player{node: n, rest: func() {
			for n.system.Ready() {
				n.system.Run(stepTurns, 1)
				n.collect()
			}
		}}
		if now := s.play(p); now != s.session {
			t.Error(difference(s.session, now))
		}
	})
}

// TestStep: where an app needs no input, Step tells the very facts of a run
// with the virtual clock, one by one, to the last.
func TestStep(t *testing.T) {
	alone := func(name string, s story) bool {
		return slices.Equal(s.commands(), []string{"exec", "settle"}) && stepping(name, s)
	}
	eachStoryThat(t, alone, func(t *testing.T, s story) {
		want := play(t, s.node(t), "exec", "settle")
		p := &player{node: s.node(t)}
		p.do("exec")
		for p.node.Step() {
			if got := p.told(1); len(got) != 1 {
				t.Fatalf("a step told %d facts", len(got))
			}
		}
		if !slices.Equal(p.log, want) {
			t.Error(difference(strings.Join(want, "\n"), strings.Join(p.log, "\n")))
		}
	})
}
