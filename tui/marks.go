package tui

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// marks are moments that somebody gave a letter to.
type marks map[rune]uint64

// lastJump is the mark of the moment from which the cursor jumped last.
const lastJump = '\''

// of is the mark of a fact, if it has one.
func (s marks) of(seq uint64) (letter rune, found bool) {
	for _, letter := range s.letters() {
		if s[letter] == seq {
			return letter, true
		}
	}
	return 0, false
}

// letters are those in use, in order.
func (s marks) letters() []rune {
	var list []rune
	for letter := range s {
		if letter != lastJump {
			list = append(list, letter)
		}
	}
	slices.Sort(list)
	return list
}

// names tells which marks there are.
func (s marks) names() string {
	var list []string
	for _, letter := range s.letters() {
		list = append(list, string(letter))
	}
	if len(list) == 0 {
		return "there is none, m sets one"
	}
	return strings.Join(list, " ")
}

// turnMarks leaves the marks of one branch for those of another: the number of a
// fact means the same in both up to where they part.
func (m *Model) turnMarks(before int, parting uint64) {
	m.marksOf[before] = m.marks
	next := m.marksOf[m.branch]
	if next == nil {
		next = marks{}
	}
	for letter, seq := range m.marks {
		if seq <= parting {
			next[letter] = seq
		}
	}
	m.marks = next
}

// isMark reports whether a key can name a mark.
func isMark(text string) (rune, bool) {
	r := []rune(text)
	if len(r) != 1 || !unicode.IsLetter(r[0]) && !unicode.IsDigit(r[0]) {
		return 0, false
	}
	return r[0], true
}

// mark gives the moment under the cursor a letter.
func (m *Model) mark(key string) {
	m.over = 0
	letter, ok := isMark(key)
	if !ok {
		m.notice = "marks are letters and digits"
		return
	}
	m.marks[letter] = m.at()
	m.notice = fmt.Sprintf("fact #%d is marked %c", m.at(), letter)
}

// recall goes to the moment of a mark.
func (m *Model) recall(key string) {
	m.over = 0
	letter, ok := isMark(key)
	if key == string(lastJump) {
		letter, ok = lastJump, true
	}
	seq, found := m.marks[letter]
	switch {
	case !ok:
		m.notice = "marks are letters and digits"
	case !found && letter == lastJump:
		m.notice = "there was no jump yet"
	case !found:
		m.notice = "there is no mark " + string(letter) + "; marks: " + m.marks.names()
	default:
		m.jumpTo(seq)
	}
}
