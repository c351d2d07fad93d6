package actor

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestPeers: a set is what a list of the processes in the order in which they
// came last is.
func TestPeers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &System{}
		all := make([]*Process, 4)
		for i := range all {
			all[i] = &Process{system: s}
		}
		var set peers
		var list []*Process
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			p := rapid.SampledFrom(all).Draw(t, "process")
			list = slices.DeleteFunc(list, func(other *Process) bool { return other == p })
			if rapid.Bool().Draw(t, "put") {
				list = append(list, p)
				set.put(p)
			} else {
				set.remove(p)
			}
			if got := slices.Collect(set.oldestFirst); !slices.Equal(got, list) {
				t.Fatalf("%d processes, or in another order, where there are %d", len(got), len(list))
			}
			for _, p := range all {
				if set.has(p) != slices.Contains(list, p) {
					t.Fatal("a process is in the set and is not, or the other way round")
				}
			}
		}
	})
}
