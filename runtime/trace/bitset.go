package trace

import "math/bits"

// bitset is a set of numbers, cheap where they lie close together.
type bitset struct {
	pages map[uint64]*bitPage // by number / pageBits
}

const pageBits = 4096

// mostPages bounds what numbers that a foreign file makes up can cost: 32 MB.
const mostPages = 1 << 16

type bitPage [pageBits / 64]uint64

// set puts a number in, if there is room.
func (b *bitset) set(n uint64) {
	p := b.pages[n/pageBits]
	if p == nil {
		if len(b.pages) == mostPages {
			return
		}
		if b.pages == nil {
			b.pages = map[uint64]*bitPage{}
		}
		p = new(bitPage)
		b.pages[n/pageBits] = p
	}
	p[n%pageBits/64] |= 1 << (n % 64)
}

func (b *bitset) has(n uint64) bool {
	p := b.pages[n/pageBits]
	return p != nil && p[n%pageBits/64]>>(n%64)&1 != 0
}

// next is the first number after n up to last; 0 if there is none.
func (b *bitset) next(n, last uint64) uint64 {
	for n++; n <= last; n = (n/64 + 1) * 64 {
		p := b.pages[n/pageBits]
		if p == nil {
			n = n/pageBits*pageBits + pageBits - 64
			continue
		}
		if word := p[n%pageBits/64] >> (n % 64); word != 0 {
			found := n + uint64(bits.TrailingZeros64(word))
			if found > last {
				return 0
			}
			return found
		}
	}
	return 0
}

// previous is the last number before n; 0 if there is none.
func (b *bitset) previous(n uint64) uint64 {
	for n > 1 {
		n--
		p := b.pages[n/pageBits]
		if p == nil {
			n = n / pageBits * pageBits
			continue
		}
		if word := p[n%pageBits/64] << (63 - n%64); word != 0 {
			return n - uint64(bits.LeadingZeros64(word))
		}
		n = n / 64 * 64
	}
	return 0
}
