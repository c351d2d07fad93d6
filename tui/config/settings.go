package config

import (
	"fmt"
	"slices"
	"strings"
)

// Settings are what a file says. The zero Word is something of which it says
// nothing.
type Settings struct {
	Theme, Glyphs Word
	Mouse, Hint   bool
	// Layout is where the lines between panes are, as parts from 0 to 1 of the
	// screen: the one in the middle, that of the left and that of the right side.
	// 0 is one of which nothing is said.
	Layout [3]float64
	Keys   []Binding // in the order of the file; no action is there twice
}

// Default is what an empty file says.
func Default() Settings { return Settings{Mouse: true, Hint: true} }

// Binding is an action and the keys that it is to have, instead of those that
// it has by itself; none means that no key does it.
type Binding struct {
	Action Word
	Keys   []Word
}

// Word is something a file says, and where.
type Word struct {
	Text         string
	Line, Column int // from 1
}

// Wrong is the mistake of having written the word. The text says what is wrong
// with it, and what to do.
func (w Word) Wrong(format string, args ...any) *Mistake {
	return &Mistake{Line: w.Line, Column: w.Column, Text: fmt.Sprintf(format, args...)}
}

// Mistake is something wrong in a file.
type Mistake struct {
	File         string
	Line, Column int // from 1
	Text         string
}

// Error is the mistake in one line: "config.yaml:3:9: what is wrong". Text of the
// file in it may hold anything.
func (m *Mistake) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Text)
}

// Mistakes are all that is wrong in a file, in the order of their places.
type Mistakes []*Mistake

// Error is all of them, a line each.
func (list Mistakes) Error() string {
	lines := make([]string, len(list))
	for i, m := range list {
		lines[i] = m.Error()
	}
	return strings.Join(lines, "\n")
}

// with is these and others, of each place the first: a word that could not be
// read is wrong once.
func (list Mistakes) with(others Mistakes) Mistakes {
	for _, m := range others {
		told := func(n *Mistake) bool { return n.Line == m.Line && n.Column == m.Column }
		if !slices.ContainsFunc(list, told) {
			list = append(list, m)
		}
	}
	return list
}

// in puts them in order and says which file they are in.
func (list Mistakes) in(file string) Mistakes {
	for _, m := range list {
		m.File = file
	}
	slices.SortStableFunc(list, func(a, b *Mistake) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return list
}
