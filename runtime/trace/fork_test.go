package trace

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/wire"
)

// TestFork: logs that part hold what each was given, wherever they part.
func TestFork(t *testing.T) {
	type pair struct {
		log  *Log
		twin []wire.Event
	}
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(1, 3000).Draw(t, "limit")
		first := NewLog(limit)
		first.size, first.fresh = min(first.size, rapid.IntRange(1, 64).Draw(t, "size")), rapid.IntRange(1, 4).Draw(t, "fresh")
		pairs := []*pair{{log: first}}
		for range rapid.IntRange(1, 20).Draw(t, "length") {
			p := rapid.SampledFrom(pairs).Draw(t, "log")
			if last := p.log.Last(); last > p.log.First() && rapid.Bool().Draw(t, "fork") {
				seq := rapid.Uint64Range(p.log.First(), last).Draw(t, "seq")
				pairs = append(pairs, &pair{p.log.Fork(seq), slices.Clone(p.twin[:seq])})
				continue
			}
			for range rapid.IntRange(0, 300).Draw(t, "facts") {
				e := wire.Event{Seq: p.log.Last() + 1, At: wire.Time(rapid.IntRange(0, 9).Draw(t, "at"))}
				p.log.Append(e)
				p.twin = append(p.twin, e)
			}
		}
		for i, p := range pairs {
			got, want := p.log.Since(nil, 0, len(p.twin)), p.twin[p.log.Forgotten():]
			if !slices.EqualFunc(got, want, func(a, b wire.Event) bool { return a.Seq == b.Seq && a.At == b.At }) {
				t.Fatalf("log %d holds %d facts from %d on, want %d", i, len(got), p.log.First(), len(want))
			}
			if len(p.twin) > 0 && p.log.Last() != uint64(len(p.twin)) {
				t.Fatalf("log %d ends with fact %d, want %d", i, p.log.Last(), len(p.twin))
			}
		}
	})
}
