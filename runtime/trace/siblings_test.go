package trace

import (
	"testing"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// TestCrowdsAddUp: whatever joins, grows, gets mail and leaves, the blocks of a
// long list are what their members amount to, also in a clone.
func TestCrowdsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := NewWorld()
		tell := func(e wire.Event) {
			e.Seq = w.Seq + 1
			w.Apply(&e)
		}
		top := wire.PID{Host: "h", N: 1}
		tell(wire.Event{Kind: wire.KindSpawn, Peer: top, Name: "app:top"})
		n := uint64(1)
		live := []wire.PID{}
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			maker := rapid.SampledFrom([]wire.PID{top, {}}).Draw(t, "maker")
			for range rapid.IntRange(0, 900).Draw(t, "made") {
				n++
				pid := wire.PID{Host: "h", N: n}
				tell(wire.Event{Kind: wire.KindSpawn, PID: maker, Peer: pid, Name: "app:x"})
				live = append(live, pid)
			}
			for range rapid.IntRange(0, 300).Draw(t, "ended") {
				if len(live) == 0 {
					break
				}
				i := int(n*7919) % len(live)
				tell(wire.Event{Kind: wire.KindExit, PID: live[i]})
				live = append(live[:i], live[i+1:]...)
				n++
			}
			for i := 0; i < len(live); i += rapid.IntRange(1, 90).Draw(t, "next") {
				n++
				switch n % 3 {
				case 0:
					tell(wire.Event{Kind: wire.KindSend, Peer: live[i], Ref: n})
				case 1:
					tell(wire.Event{Kind: wire.KindCoroutine, PID: live[i], Co: uint32(n)})
				case 2:
					n++
					tell(wire.Event{Kind: wire.KindSpawn, PID: live[i], Peer: wire.PID{Host: "h", N: n}, Name: "app:y"})
				}
			}
		}
		if rapid.Bool().Draw(t, "the top ends") {
			tell(wire.Event{Kind: wire.KindExit, PID: top})
		}
		for _, w := range []*World{w, w.Clone()} {
			addsUp(t, w.Roots(w.Hosts[0]), w.Hosts[0].Extent)
			for _, p := range w.processes.All() {
				own := Extent{len(p.Coroutines), p.Mailbox.Rows()}
				addsUp(t, w.Children(p), Extent{p.Rows - own.Rows, p.Mail - own.Mail})
			}
		}
	})
}

func addsUp(t *rapid.T, s Siblings, want Extent) {
	t.Helper()
	var all, block Extent
	blocks := map[int]Extent{} // what is said of those before a place
	for end, sum := range s.Blocks {
		blocks[end] = sum
	}
	for i, p := range s.From(0) {
		if got := s.Index(p); got != i || s.At(i) != p || !s.Has(p) {
			t.Fatalf("%s is at place %d, not at %d", p.PID, got, i)
		}
		if got := s.Before(i); got != all && i%17 == 0 {
			t.Fatalf("those before %d amount to %+v, and are said to amount to %+v", i, all, got)
		}
		all.add(p.Extent)
		block.add(p.Extent)
		if sum, ends := blocks[i+1]; ends {
			if sum != block {
				t.Fatalf("the block before %d amounts to %+v, and is said to be %+v", i+1, block, sum)
			}
			block = Extent{}
		}
	}
	if all != want || block != (Extent{}) {
		t.Fatalf("siblings amount to %+v, those above them count %+v", all, want)
	}
}
