package tui

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The facts that match are where they would be in a list of numbers.
func TestMatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var set matches
		var twin []uint64
		seq, first := uint64(0), uint64(0)
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0:
				first = max(first, rapid.Uint64Range(0, seq+2).Draw(t, "forget"))
				set.forget(first)
				twin = slices.DeleteFunc(twin, func(n uint64) bool { return n < first })
			case 1:
				seq += rapid.Uint64Range(1, 20_000).Draw(t, "far")
				set.add(seq)
				twin = append(twin, seq)
			default:
				for range rapid.IntRange(1, 200).Draw(t, "near") {
					seq++
					set.add(seq)
					twin = append(twin, seq)
				}
			}
			seq = max(seq, first) // nothing is added that was forgotten before
			if set.count() != len(twin) {
				t.Fatalf("%d matches, not %d", set.count(), len(twin))
			}
			if len(twin) > 0 {
				i := rapid.IntRange(0, len(twin)-1).Draw(t, "place")
				if set.at(i) != twin[i] {
					t.Fatalf("in place %d is %d, not %d", i, set.at(i), twin[i])
				}
			}
			of := rapid.Uint64Range(0, seq+5000).Draw(t, "of")
			i, found := set.place(of)
			if want, wanted := slices.BinarySearch(twin, of); i != want || found != wanted {
				t.Fatalf("%d is in place %d (%v), not %d (%v)", of, i, found, want, wanted)
			}
		}
	})
}
