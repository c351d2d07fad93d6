package tui

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// fit is an entry that fits what somebody has typed.
type fit struct {
	entry
	marks []int // which bytes of its name were typed
	tier  int   // how it fits, from fitsWords to fitsExact
	score int   // how well, among those that fit in the same way
	off   bool  // it cannot be done now
}

// How an entry fits, from little to well.
const (
	fitsWords = iota // its sentence contains the words
	fitsFuzzy        // its name contains the letters, in their order
	fitsBest         // its name begins like that
	fitsExact        // that is its name or its key
)

// fitting lists what fits a text, the best first, and whether that is just what
// the text says: a place or a command wins over all that is only similar to it.
func (m *Model) fitting(text string) (list []fit, exact bool) {
	if text == "" {
		for _, e := range m.offers() {
			list = append(list, fit{entry: e})
		}
		return list, false
	}
	said, exact := m.said(text)
	if exact {
		list = append(list, fit{entry: said})
	}
	if _, looks, _ := parsePlace(text); looks || exact && strings.Contains(text, " ") {
		return list, exact
	}
	for _, f := range rank(m, text, m.offers()) {
		same := strings.TrimSpace(f.line) == text || f.ends && said.ends // said already
		if !exact || !same {
			list = append(list, f)
		}
	}
	return list, exact
}

// said is what a line says, if it is a place or begins with a command.
func (m *Model) said(text string) (e entry, found bool) {
	if where, looks, err := parsePlace(text); looks && err == nil {
		return m.lineEntry(text, where.help()), true
	}
	word, args := cutWord(text)
	for _, c := range commands() {
		if c.word == word {
			e := m.lineEntry(text, c.help)
			e.ends = c.word == quitName
			e.name = strings.TrimSpace(word + " " + or(args, c.args))
			return e, true
		}
	}
	return entry{}, false
}

// rank lists those entries that fit a text, the best first. What cannot be done
// now comes after what can and fits in the same way.
func rank(m *Model, text string, entries []entry) []fit {
	names := make([]string, len(entries))
	for i := range entries {
		names[i] = entries[i].name
	}
	fits := map[int]fit{}
	for _, found := range fuzzy.Find(text, names) {
		fits[found.Index] = fit{tier: fitsFuzzy, score: found.Score, marks: found.MatchedIndexes}
	}
	var list []fit
	for i, e := range entries {
		f, found := fits[i]
		switch {
		case slices.Contains(strings.Fields(e.keys), text), strings.EqualFold(e.name, text):
			f.tier = fitsExact
		case hasPrefix(e.name, text):
			f.tier = fitsBest
		case !found && contains(e.name+" "+e.help, text):
			f.tier = fitsWords
		case !found:
			continue
		}
		f.entry, f.off = e, e.cannot(m) != ""
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(a, b fit) int {
		return cmp.Or(b.tier-a.tier, before(a.off, b.off), b.score-a.score)
	})
	return list
}

// before puts what is not so before what is.
func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// hasPrefix reports whether a text begins with another one, in upper or lower
// case.
func hasPrefix(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}
