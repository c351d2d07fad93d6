package tui

import (
	"strings"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
)

// commandWords lists what may stand in the nth word after a command.
var commandWords = map[string]func(m *Model, nth int) []string{
	"send":      inTurn(whoWords, topicWords),
	"cancel":    inTurn(whoWords),
	"terminate": inTurn(whoWords),
	"fail":      inTurn(words("spawn", "send"), whoWords),
	"service":   inTurn(words("stop", "restart"), serviceWords),
	"reload":    inTurn(entryWords),
}

// inTurn is one list for each word.
func inTurn(lists ...func(*Model) []string) func(*Model, int) []string {
	return func(m *Model, nth int) []string {
		if nth >= len(lists) {
			return nil
		}
		return lists[nth](m)
	}
}

func words(list ...string) func(*Model) []string { return func(*Model) []string { return list } }

func whoWords(m *Model) []string   { return m.words.Values("to") }
func topicWords(m *Model) []string { return m.words.Values("topic") }
func entryWords(m *Model) []string { return m.words.Values("entry") }

func serviceWords(m *Model) []string { return m.words.Values("service") }

// commandOffer is how the word before the cursor may go on.
func (m *Model) commandOffer() offer {
	before, after := m.command.editor.split()
	at := strings.LastIndexByte(before, ' ') + 1
	o := offer{before: before[:at], after: after}
	for _, word := range m.wordsAfter(strings.Fields(before[:at])) {
		if begins(word, before[at:]) && !strings.ContainsAny(word, " \t") && trace.Clean(word, 100) == word {
			o.list = append(o.list, filter.Candidate{Text: word})
		}
	}
	return o
}

// begins reports whether a word begins as what was typed, with its namespace or
// without.
func begins(word, typed string) bool {
	_, name, _ := strings.Cut(word, ":")
	return strings.HasPrefix(word, typed) || typed != "" && strings.HasPrefix(name, typed)
}

// wordsAfter lists what may follow the words of a command.
func (m *Model) wordsAfter(typed []string) []string {
	if len(typed) > 0 {
		if list := commandWords[typed[0]]; list != nil {
			return list(m, len(typed)-1)
		}
		return nil
	}
	var list []string
	for _, c := range commands() {
		list = append(list, c.word)
	}
	return list
}

// completeCommand puts the next word that fits into the line, or the one before.
func (m *Model) completeCommand(step int) {
	o := &m.command.offer
	if line := m.palette.completes(); line != "" {
		m.command.editor.set(line)
		return
	}
	if !m.command.completing() {
		*o = m.commandOffer()
	}
	n := len(o.list)
	if o.taken += step; o.taken < 1 {
		o.taken = n
	} else if o.taken > n {
		o.taken = 1
	}
	word := o.list[o.taken-1].Text
	if n > 1 {
		m.command.editor.put(o.before+word, o.after)
		return
	}
	m.command.editor.put(o.before+word+" ", strings.TrimPrefix(o.after, " "))
}

// completing reports whether the word at the cursor is one that was offered, so
// that the next one can take its place.
func (l *commandLine) completing() bool {
	o := &l.offer
	return o.taken > 0 && l.editor.text() == o.before+o.list[o.taken-1].Text+o.after
}

func noCompletion(m *Model) string {
	if m.palette.completes() == "" && !m.command.completing() && len(m.commandOffer().list) == 0 {
		return "there is nothing to complete it with"
	}
	return ""
}
