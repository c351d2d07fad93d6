package node

import (
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// TestBranchFacts: what a branch shares and what is its own read as one log,
// also when branches leave branches, and when there is no room for all of it.
func TestBranchFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := trace.NewLog(rapid.IntRange(20, 60).Draw(t, "room"))
		var facts Facts = log
		var all []wire.Event
		add := func() {
			for range rapid.IntRange(0, 40).Draw(t, "facts") {
				e := wire.Event{Seq: uint64(len(all) + 1), Ref: rapid.Uint64Range(0, 9).Draw(t, "ref")}
				log.Append(e)
				all = append(all, e)
			}
		}
		add()
		for range rapid.IntRange(0, 4).Draw(t, "branches") {
			from := rapid.Uint64Range(facts.First()-1, facts.Last()).Draw(t, "from")
			log = trace.NewLogAfter(from, rapid.IntRange(1, 60).Draw(t, "room"))
			facts = branchFacts{facts, from, log}
			all = all[:from]
			add()
		}
		first, last := facts.First(), facts.Last()
		if last != uint64(len(all)) || first > last+1 || first == 0 {
			t.Fatalf("it has facts %d to %d, there were %d", first, last, len(all))
		}
		seq := rapid.Uint64Range(0, last+1).Draw(t, "seq")
		limit := rapid.IntRange(0, 70).Draw(t, "limit")
		want := all[min(max(seq, first-1), last):]
		want = want[:min(limit, len(want))]
		got := facts.Since(nil, seq, limit)
		if len(got) != len(want) {
			t.Fatalf("Since(%d, %d) gave %d facts, want %d", seq, limit, len(got), len(want))
		}
		for i := range got {
			if got[i].Seq != want[i].Seq || got[i].Ref != want[i].Ref {
				t.Fatalf("Since(%d, %d) gave %+v, want %+v", seq, limit, got[i], want[i])
			}
		}
		if e, ok := facts.At(seq); ok != (seq >= first && seq <= last) || ok && (e.Seq != seq || e.Ref != all[seq-1].Ref) {
			t.Fatalf("fact %d is %+v, %v", seq, e, ok)
		}
	})
}
