package codec

import "math/bits"

// index finds the numbers of things that came before by their hashes. It holds
// no things: whoever looks compares those that it may be. A map of Go would do
// the same at twice the price, and could not be emptied for next to nothing.
//
// A thing is in one of a few slots or not found: then it gets another number, which
// a reader does not mind. So a program that makes things of equal hashes gains
// longer blocks, and no look takes longer for it.
type index struct {
	slots []slot // one more than mask, and as many as follow on the last
	mask  uint32
	used  int
}

// slot is a place in an index. It is free if number is 0; else that is the
// number of the thing, increased by 1.
type slot struct {
	hash   uint32
	number uint32
}

const (
	// probes is in how many slots, one after another, a thing may be.
	probes = 16
	// fewest is how many slots an index begins with.
	fewest = 256
	// crowded is how much a dictionary may hold before it is made anew instead of
	// emptied: emptying costs what it once held.
	crowded = 4096
)

func (x *index) reset() {
	x.used = 0
	if len(x.slots) == 0 || x.mask >= 4*crowded {
		x.make(fewest)
		return
	}
	clear(x.slots)
}

func (x *index) make(slots int) {
	x.slots, x.mask = make([]slot, slots+probes-1), uint32(slots-1)
}

// near are the slots in which a thing of a hash may be, up to the first that is
// free.
func (x *index) near(hash uint32) []slot {
	at := hash & x.mask
	return x.slots[at : at+probes]
}

// add notes the number of a thing that was not found.
func (x *index) add(hash uint32, number int) {
	if x.used++; 2*x.used > int(x.mask) {
		x.grow()
	}
	x.put(slot{hash, uint32(number) + 1})
}

// put takes the first free slot, or the first of all.
func (x *index) put(s slot) {
	near := x.near(s.hash)
	for i := range near {
		if near[i].number == 0 {
			near[i] = s
			return
		}
	}
	near[0] = s
}

func (x *index) grow() {
	old := x.slots
	x.make(2 * (int(x.mask) + 1))
	for _, s := range old {
		if s.number != 0 {
			x.put(s)
		}
	}
}

// hashed is the hash of a text or of bytes. It is the same everywhere.
func hashed[T string | []byte](b T) uint32 {
	h := uint64(len(b)) * spread
	for ; len(b) >= 8; b = b[8:] {
		h = mix(h ^ (uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56))
	}
	if len(b) >= 4 {
		h = mix(h ^ (uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24))
		b = b[4:]
	}
	var rest uint64
	for i := range len(b) {
		rest = rest<<8 | uint64(b[i])
	}
	h = mix(h ^ rest)
	return uint32(h ^ h>>32)
}

// spread is an odd number with ones everywhere.
const spread = 0x9e3779b97f4a7c15

// mix makes each bit depend on each.
func mix(v uint64) uint64 {
	high, low := bits.Mul64(v^spread, 0xd6e8feb86659fd93)
	return high ^ low
}
