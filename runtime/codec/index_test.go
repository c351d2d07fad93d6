package codec

import (
	"fmt"
	"testing"

	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"
)

// TestIndex: what was added is found, all but always.
func TestIndex(t *testing.T) {
	var x index
	for round := range 3 { // the third after being made anew
		x.reset()
		hashes := make([]uint32, 3*crowded)
		for n := range hashes {
			hashes[n] = uint32(mix(uint64(n<<2 + round)))
			x.add(hashes[n], n)
		}
		missing := 0
		for n, hash := range hashes {
			found := false
			for _, s := range x.near(hash) {
				found = found || s.hash == hash && s.number == uint32(n)+1
			}
			if !found {
				missing++
			}
		}
		if missing > len(hashes)/1000 {
			t.Errorf("%d of %d are not found", missing, len(hashes))
		}
	}
}

// TestHashed: each byte of a text matters, and so does how long it is.
func TestHashed(t *testing.T) {
	seen := map[uint32]string{}
	text := make([]byte, 40)
	for length := range len(text) {
		for at := -1; at < length; at++ {
			varied := append([]byte(nil), text[:length]...)
			if at >= 0 {
				varied[at] = 1
			}
			hash := hashed(varied)
			if hash != hashed(string(varied)) {
				t.Errorf("%q hashes otherwise as a string", varied)
			}
			if other, taken := seen[hash]; taken {
				t.Errorf("%q hashes as %q does", varied, other)
			}
			seen[hash] = string(varied)
		}
	}
}

// TestAlike: PIDs whose hashes are all the same are told apart, and so are lists
// and texts around them.
func TestAlike(t *testing.T) {
	var facts []wire.Event
	for i := range 200 {
		p := wire.PID{Host: fmt.Sprintf("host:%03d", i%100), N: 5}
		facts = append(facts, wire.Event{Seq: uint64(i + 1), PID: p, Reds: uint64(i), Args: []wire.Value{p.String(), wire.Record("at", float64(i%3))}})
		if hashedPID(p) != hashedPID(facts[0].PID) {
			t.Fatalf("%s has a hash of its own", p)
		}
	}
	got, err := new(Decoder).Facts(nil, new(Encoder).Facts(nil, facts))
	if err != nil || !wiretest.SameFacts(got, facts) {
		t.Errorf("%v: it is not the same: %q", err, lines(got))
	}
}
