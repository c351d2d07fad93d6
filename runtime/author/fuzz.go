package author

import (
	"encoding/binary"
	"flag"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// mostDraws is more than any program here takes.
const mostDraws = 1 << 14

// Fuzz lets Go's fuzzer look for what breaks a property. It makes the first
// choices, one with each byte; all that come then are made from a number. So
// whatever it thinks of is a whole program, no matter how few bytes it has, and
// it can try both what is near to a program and one of another kind.
func Fuzz(f *testing.F, property func(*rapid.T)) {
	if shorten := flag.Lookup("test.fuzzminimizetime"); shorten.Value.String() == shorten.DefValue {
		// To shorten each program that does something new would take most of
		// the time: trying one takes milliseconds.
		if err := shorten.Value.Set("0s"); err != nil {
			f.Fatal(err)
		}
	}
	play := rapid.MakeFuzz(property)
	for seed := range uint64(20) {
		f.Add([]byte{}, seed)
	}
	f.Fuzz(func(t *testing.T, choices []byte, seed uint64) { play(t, draws(choices, seed)) })
}

// draws is what rapid reads, eight bytes for each draw, of which it takes some
// bits: a choice is in each of the eight.
func draws(choices []byte, seed uint64) []byte {
	stream := make([]byte, 0, 8*mostDraws)
	for _, choice := range choices[:min(len(choices), mostDraws)] {
		stream = binary.LittleEndian.AppendUint64(stream, uint64(choice)*0x0101010101010101)
	}
	for dice := rand.NewPCG(seed, 1); len(stream) < cap(stream); {
		stream = binary.LittleEndian.AppendUint64(stream, dice.Uint64())
	}
	return stream
}
