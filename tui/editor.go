package tui

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// editorLimit is the longest line that can be typed, in characters: as much as
// a terminal in line mode takes.
const editorLimit = 4096

// editor is one line of text being typed. It is bubbles' text input without
// its drawing, taught that a character which people see may consist of several
// that Unicode counts: the cursor never stands inside one, and one key removes
// all of it.
//
// The end of the line may be a suggestion: text that is typed next takes its
// place, and any other key that edits the line makes it text like any other.
type editor struct {
	input     textinput.Model
	suggested int // characters at the end that are a suggestion
}

func newEditor() editor {
	input := textinput.New()
	input.SetVirtualCursor(false)
	input.CharLimit = editorLimit
	// Pasting is the terminal's business, and there is nothing to suggest.
	for _, binding := range []*key.Binding{
		&input.KeyMap.Paste, &input.KeyMap.AcceptSuggestion,
		&input.KeyMap.NextSuggestion, &input.KeyMap.PrevSuggestion,
	} {
		binding.SetEnabled(false)
	}
	input.Focus()
	return editor{input: input}
}

// suggest replaces the line: by text that stays, and a suggestion after it.
func (e *editor) suggest(text, suggestion string) {
	e.set(text + suggestion)
	e.suggested = utf8.RuneCountInString(e.text()) - utf8.RuneCountInString(text)
}

// suggestion is what of the line the next text would replace.
func (e *editor) suggestion() string {
	text := []rune(e.text())
	return string(text[len(text)-e.suggested:])
}

// decline takes the suggestion away, if there is one.
func (e *editor) decline() {
	if e.suggested == 0 {
		return
	}
	text := []rune(e.text())
	e.set(string(text[:len(text)-e.suggested]))
}

// key takes a key that no action wanted.
func (e *editor) key(msg tea.KeyPressMsg) {
	if msg.Text != "" {
		e.decline()
	}
	e.suggested = 0
	for range e.repeats(msg) {
		e.input, _ = e.input.Update(msg)
	}
}

// repeats is how often the text input must see a key for it to act on one
// character as people see them.
func (e *editor) repeats(msg tea.KeyPressMsg) int {
	before, after := e.split()
	keys := &e.input.KeyMap
	switch {
	case key.Matches(msg, keys.CharacterForward, keys.DeleteCharacterForward):
		first, _ := ansi.FirstGraphemeCluster(after, ansi.GraphemeWidth)
		return max(1, utf8.RuneCountInString(first))
	case key.Matches(msg, keys.CharacterBackward, keys.DeleteCharacterBackward):
		return max(1, utf8.RuneCountInString(lastCluster(before)))
	}
	return 1
}

// insert puts text in at the cursor, as if typed.
func (e *editor) insert(text string) {
	e.decline()
	e.input, _ = e.input.Update(tea.PasteMsg{Content: text})
}

// text is the line so far.
func (e *editor) text() string { return e.input.Value() }

// set replaces the line and puts the cursor at its end.
func (e *editor) set(text string) {
	e.suggested = 0
	e.input.SetValue(text)
	e.input.CursorEnd()
}

// put replaces the line, and says what of it stands before the cursor.
func (e *editor) put(before, after string) {
	e.suggested = 0
	e.input.SetValue(before + after)
	e.input.SetCursor(utf8.RuneCountInString(before))
}

// split is the line before and after the cursor.
func (e *editor) split() (before, after string) {
	text := []rune(e.input.Value())
	at := e.input.Position()
	return string(text[:at]), string(text[at:])
}

// full reports whether nothing more can be typed.
func (e *editor) full() bool {
	return utf8.RuneCountInString(e.input.Value()) >= editorLimit
}

// lastCluster is the last character of s as people see them.
func lastCluster(s string) string {
	last := ""
	for s != "" {
		last, _ = ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		s = s[len(last):]
	}
	return last
}

// cutLines splits pasted text into the lines that are complete and the rest.
// Terminals paste line ends as \r, \n or \r\n.
func cutLines(text string) (lines []string, rest string) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines = strings.Split(text, "\n")
	last := len(lines) - 1
	return lines[:last], lines[last]
}

// firstCluster is the first character of s as people see them.
func firstCluster(s string) string {
	first, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return first
}
