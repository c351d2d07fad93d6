package tui

import (
	"math/bits"
	"sort"
)

// matches is the numbers of the facts that a filter lets through, in order: a
// bit for each fact, so that ten million take a megabyte, and counts by which
// the one in any place is found in a few steps.
type matches struct {
	pages []matchPage // those with something in them
	added int         // in all
	gone  int         // how many of them, the first, were forgotten
}

// matchPage is the matches among pageFacts facts.
type matchPage struct {
	number uint64 // of the page: it begins at this many pageFacts
	before int    // matches in the pages before, forgotten ones included
	bits   [pageFacts / 64]uint64
}

const pageFacts = 4096

// add appends a fact later than those there are.
func (s *matches) add(seq uint64) {
	number := seq / pageFacts
	if n := len(s.pages); n == 0 || s.pages[n-1].number != number {
		s.pages = append(s.pages, matchPage{number: number, before: s.added})
	}
	page := &s.pages[len(s.pages)-1]
	page.bits[seq%pageFacts/64] |= 1 << (seq % 64)
	s.added++
}

// count is how many there are.
func (s *matches) count() int { return s.added - s.gone }

// at is the fact in place i, from 0; there must be one.
func (s *matches) at(i int) uint64 {
	i += s.gone
	n := sort.Search(len(s.pages), func(n int) bool { return s.pages[n].before > i }) - 1
	page := &s.pages[n]
	i -= page.before
	for w, word := range page.bits {
		if here := bits.OnesCount64(word); i >= here {
			i -= here
			continue
		}
		for ; i > 0; i-- {
			word &= word - 1
		}
		return page.number*pageFacts + uint64(w*64+bits.TrailingZeros64(word))
	}
	panic("tui: a page has fewer matches than it counts")
}

// place is the place of fact seq, or of the next one, and whether it is seq
// itself.
func (s *matches) place(seq uint64) (i int, found bool) {
	number := seq / pageFacts
	n := sort.Search(len(s.pages), func(n int) bool { return s.pages[n].number >= number })
	if n == len(s.pages) {
		return s.count(), false
	}
	page := &s.pages[n]
	if page.number != number {
		return max(0, page.before-s.gone), false
	}
	i = page.before - s.gone
	word := seq % pageFacts / 64
	for _, before := range page.bits[:word] {
		i += bits.OnesCount64(before)
	}
	i += bits.OnesCount64(page.bits[word] & (1<<(seq%64) - 1))
	return max(0, i), i >= 0 && page.bits[word]>>(seq%64)&1 != 0
}

// forget drops those before fact first.
func (s *matches) forget(first uint64) {
	i, _ := s.place(first)
	s.gone += i
	n := sort.Search(len(s.pages), func(n int) bool { return s.pages[n].number >= first/pageFacts })
	s.pages = s.pages[n:]
}
