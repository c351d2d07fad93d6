package codec

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"echotui/runtime/wire"
)

// TestCache: a cache gives the facts of the block that was asked for, reads no
// block that was among the last, and lets go of what it is told to.
func TestCache(t *testing.T) {
	blocks := map[uint64][]byte{}
	for first := uint64(1); first <= 100; first += 5 {
		var facts []wire.Event
		for seq := first; seq < first+5; seq++ {
			facts = append(facts, wire.Event{Seq: seq, Text: "text"})
		}
		blocks[first] = new(Encoder).Facts(nil, facts)
	}
	rapid.Check(t, func(t *rapid.T) {
		var c Cache
		var recent []uint64 // the last ones, newest first
		for range rapid.IntRange(1, 100).Draw(t, "times") {
			first := 1 + 5*rapid.Uint64Range(0, 19).Draw(t, "block")
			if rapid.IntRange(0, 9).Draw(t, "drop") == 0 {
				c.Drop(first)
				recent = without(recent, first)
				continue
			}
			read := false
			facts, err := c.Get(first, func() ([]byte, error) { read = true; return blocks[first], nil })
			if err != nil || len(facts) != 5 || facts[0].Seq != first {
				t.Fatalf("block %d: %v, %v", first, facts, err)
			}
			rest := without(recent, first)
			if known := len(rest) < len(recent); known == read {
				t.Fatalf("block %d was read: %v, but the last ones were %v", first, read, recent)
			}
			recent = append([]uint64{first}, rest...)[:min(len(rest)+1, cachedBlocks)]
		}
	})
}

func without(list []uint64, n uint64) (rest []uint64) {
	for _, m := range list {
		if m != n {
			rest = append(rest, m)
		}
	}
	return rest
}

func TestCacheErrors(t *testing.T) {
	var c Cache
	failure := errors.New("no such block")
	if _, err := c.Get(1, func() ([]byte, error) { return nil, failure }); !errors.Is(err, failure) {
		t.Error(err)
	}
	if _, err := c.Get(1, func() ([]byte, error) { return []byte("x"), nil }); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	good := new(Encoder).Facts(nil, []wire.Event{{Seq: 1}})
	if facts, err := c.Get(1, func() ([]byte, error) { return good, nil }); err != nil || len(facts) != 1 {
		t.Error(facts, err)
	}
}
