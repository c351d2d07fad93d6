package codec

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"echotui/runtime/wire"
	"echotui/runtime/wire/wiretest"
)

// story is a little of everything that facts can be.
func story() []wire.Event {
	cli, relay := wire.PID{Host: "app:terminal", N: 3}, wire.PID{Host: "app:processes", N: 2}
	ring := wire.Record("data", "日本語", "sender", cli.String())
	ring.Items = []wire.Value{ring, math.NaN(), math.Copysign(0, -1), 1e300, -7.0, true, false, nil, "\xff"}
	ring.Meta = &wire.Table{Fields: []wire.Field{{Key: 1.5, Value: ring}}}
	failure := &wire.Error{Message: "no", Kind: wire.NotFound, Retryable: wire.RetryYes, Details: ring, Stack: "app:cli:3"}
	facts := []wire.Event{
		{Kind: wire.KindSpawn, Peer: relay, Name: "app:relay"},
		{Kind: wire.KindStart, PID: relay, Cause: 1, Name: "app:relay"},
		{Kind: wire.KindSend, PID: cli, Peer: relay, Cause: 1, Ref: 4, Name: "echo", Args: []wire.Value{ring}, Reds: 300},
		{Kind: wire.KindReceive, PID: relay, Peer: cli, Cause: 3, Ref: 4, Name: "echo", Reds: 20, At: 1e9},
		{Kind: wire.KindWait, PID: relay, Cause: 4, Co: 2, Name: "sleep", N: -5, Text: "100ms", Reds: 22, At: 1e9},
		{Kind: wire.KindExit, PID: relay, Cause: 5, Args: []wire.Value{failure, ring, failure}, At: 2e9},
	}
	for i := range facts {
		facts[i].Seq = uint64(i + 1)
	}
	return facts
}

// stored is a block with its sections as they are before they are compressed:
// a fuzzer gets further with those.
func stored(t testing.TB, block []byte) []byte {
	s := source{rest: block}
	var d Decoder
	var out []byte
	for range 2 {
		out = appendUint(out, s.uint()) // of the head
	}
	for len(s.rest) > 0 {
		raw := d.section(&s)
		out = append(appendUint(appendUint(out, uint64(len(raw))), 0), raw...)
	}
	if s.err != nil {
		t.Fatal(s.err)
	}
	return out
}

// FuzzFacts: bytes that nobody made are refused with an error that says what
// is wrong, or are facts, which then come out again as they are.
func FuzzFacts(f *testing.F) {
	block := new(Encoder).Facts(nil, story())
	f.Add(block)
	f.Add(stored(f, block))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, block []byte) {
		var d Decoder
		facts, err := d.Facts(nil, block)
		_, causes, causesErr := d.Causes(nil, block)
		if err != nil {
			if !errors.Is(err, ErrDamaged) || len(facts) > 0 {
				t.Errorf("%d facts, and %v", len(facts), err)
			}
			return
		}
		if causesErr != nil || len(causes) != len(facts) {
			t.Fatalf("%d facts have %d causes: %v", len(facts), len(causes), causesErr)
		}
		again, err := d.Facts(nil, new(Encoder).Facts(nil, facts))
		if err != nil || !wiretest.SameFacts(again, facts) {
			t.Fatalf("%v: %q is read as %q", err, lines(facts), lines(again))
		}
	})
}

func FuzzCommands(f *testing.F) {
	f.Add(new(Encoder).Commands(nil, []wire.Applied{
		{Command: wire.Command{Kind: wire.CommandRun, Name: "app:cli", Host: "app:terminal", Args: []wire.Value{"a", "b"}}},
		{Command: wire.Command{Kind: wire.CommandInput, Text: "日本語\n", EOF: true}, Place: wire.Place{Turns: 3, Seq: 20, Reds: 1000, Points: 7, Held: wire.HeldPoint}},
		{Command: wire.Command{Kind: wire.CommandAdvance, At: 5e9}, Place: wire.Place{Turns: 5, Seq: 22, Reds: 1200}},
	}))
	f.Fuzz(func(t *testing.T, block []byte) {
		var d Decoder
		commands, err := d.Commands(nil, block)
		if err != nil {
			if !errors.Is(err, ErrDamaged) || len(commands) > 0 {
				t.Errorf("%d commands, and %v", len(commands), err)
			}
			return
		}
		again, err := d.Commands(nil, new(Encoder).Commands(nil, commands))
		if err != nil || !wiretest.SameCommands(again, commands) {
			t.Fatalf("%v: %+v is read as %+v", err, commands, again)
		}
	})
}

// TestDamage changes every byte of a block in a few ways and cuts it at every
// place: nothing panics, and what is refused says why.
func TestDamage(t *testing.T) {
	facts := story()
	block := new(Encoder).Facts(nil, facts)
	var d Decoder
	refused := map[string]bool{}
	try := func(bytes []byte) {
		if got, err := d.Facts(nil, bytes); err != nil {
			refused[err.Error()] = true
		} else if len(got) == 0 {
			t.Errorf("%x holds nothing and nothing is wrong", bytes)
		}
	}
	for _, block := range [][]byte{block, stored(t, block)} {
		for i := range block {
			if _, err := d.Facts(nil, block[:i]); err == nil {
				t.Errorf("%d bytes of %d were enough", i, len(block))
			}
			for _, flip := range []byte{0x01, 0x02, 0x10, 0x80, 0xff} {
				bytes := slices.Clone(block)
				bytes[i] ^= flip
				try(bytes)
			}
		}
	}
	if len(refused) < 20 {
		t.Errorf("only %d things were found wrong: %v", len(refused), refused)
	}
	if got, err := d.Facts(nil, block); err != nil || !wiretest.SameFacts(got, facts) {
		t.Error("after all that, a sound block is not read as what it is:", err)
	}
}

// TestClaims: a few bytes that say that there are many get no memory for them.
func TestClaims(t *testing.T) {
	huge := appendUint(appendUint(nil, 1), 1) // one fact, from number 1
	huge = append(appendUint(appendUint(huge, 1<<40), 5), "hello"...)
	for want, block := range map[string][]byte{
		"damaged: facts claim to be much longer than they can be": huge,
		"damaged: facts are too many or none":                     appendUint(appendUint(nil, 1), math.MaxUint64),
		"damaged: facts end too early":                            appendUint(nil, 1),
	} {
		allocated := testing.AllocsPerRun(1, func() {
			if _, err := new(Decoder).Facts(nil, block); err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
		})
		if allocated > 100 {
			t.Errorf("%s: %v allocations", want, allocated)
		}
	}
	if got := fmt.Sprint(new(Decoder).Facts(nil, nil)); got != "[] damaged: facts end too early" {
		t.Error(got)
	}
}
