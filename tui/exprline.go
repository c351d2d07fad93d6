package tui

import (
	"errors"
	"strings"

	"echotui/runtime/filter"
)

// exprLine is a line in which an expression of the filter language is typed:
// it knows what is wrong with it and how it may go on, and keeps those typed
// before.
type exprLine struct {
	editor  editor
	history history
	words   *filter.Vocabulary
	offer   offer
	other   func(text string) bool // whether a text is something else that may be typed there; nil: nothing is

	wrong  *filter.Error  // what is wrong with what is typed
	parsed *filter.Filter // what was typed last without a mistake
}

func newExprLine(words *filter.Vocabulary) exprLine {
	l := exprLine{editor: newEditor(), words: words}
	l.check()
	return l
}

// set puts an expression into the line.
func (l *exprLine) set(text string) {
	l.editor.set(text)
	l.edited()
}

// suggest puts an expression into the line that what is typed replaces.
func (l *exprLine) suggest(text string) {
	l.editor.suggest("", text)
	l.edited()
}

// empty takes away what stands before the cursor.
func (l *exprLine) empty() {
	_, after := l.editor.split()
	l.editor.put("", after)
	l.edited()
}

// edited looks at what is in the editor now.
func (l *exprLine) edited() {
	l.offer = l.offers()
	l.check()
}

func (l *exprLine) check() {
	l.wrong = nil
	if l.other != nil && l.other(l.editor.text()) {
		return
	}
	parsed, err := filter.Parse(l.editor.text())
	if !errors.As(err, &l.wrong) {
		l.parsed = parsed
	}
}

// recall takes a line that was kept, and the ones after it again.
func (l *exprLine) recall(which func(*history, *editor)) {
	which(&l.history, &l.editor)
	l.edited()
}

// offer is how the word at the cursor may go on.
type offer struct {
	before, after string // the line around that word
	list          []filter.Candidate
	taken         int // from 1: the candidate that is in the line now; 0: none
}

func (l *exprLine) offers() offer {
	before, after := l.editor.split()
	from, list := filter.Complete(before, len(before), l.words.Values)
	if strings.TrimSpace(before) == "" && l.editor.text() != "" {
		list = nil // in front of everything there is nothing to go on with
	}
	return offer{before: before[:from], after: after, list: list}
}

// complete puts the next candidate into the line, or the one before. After the
// only one, the line goes on from there.
func (l *exprLine) complete(step int) {
	o, n := &l.offer, len(l.offer.list)
	if o.taken += step; o.taken < 1 {
		o.taken = n
	} else if o.taken > n {
		o.taken = 1
	}
	l.editor.put(o.before+o.list[o.taken-1].Text, o.after)
	l.check()
	if n == 1 {
		l.offer = l.offers()
	}
}
