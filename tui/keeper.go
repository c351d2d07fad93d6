package tui

import (
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Keeper remembers a text from one run of the program to the next.
type Keeper interface {
	Load() (text string, err error) // "" if there is none yet
	Save(text string) error
}

// keeper sees to it that the text given last is the one that is kept, in
// whatever order commands come to be run. One without a Keeper keeps nothing.
type keeper struct {
	to   Keeper
	what string // for people: "breakpoints are"
	text *keptText
}

// keptText is a text on its way to a Keeper. The screen's goroutine writes it,
// commands take it from there.
type keptText struct {
	mu    sync.Mutex
	text  string
	given bool // there is a text that was not saved yet
	told  bool // that it could not be saved; once is enough
}

func newKeeper(to Keeper, what string) keeper {
	return keeper{to: to, what: what, text: &keptText{}}
}

// keptMsg says that a text is kept, or why not.
type keptMsg struct {
	what string
	err  error
}

// keep is what keeps a text, outside of the screen's goroutine.
func (k *keeper) keep(text string) tea.Cmd {
	if k.to == nil {
		return nil
	}
	k.text.mu.Lock()
	k.text.text, k.text.given = text, true
	k.text.mu.Unlock()
	to, what, kept := k.to, k.what, k.text
	return func() tea.Msg { return keptMsg{what, kept.save(to)} }
}

// finish keeps what was given and may not be kept yet: nobody runs commands any
// more when the program ends.
func (k *keeper) finish() error {
	if k.to == nil {
		return nil
	}
	return k.text.save(k.to)
}

// save tells of the first of several errors.
func (t *keptText) save(to Keeper) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.given {
		return nil
	}
	t.given = false
	err := to.Save(t.text)
	if err != nil && t.told {
		return nil
	}
	t.told = err != nil
	return err
}

// kept tells if something could not be kept.
func (m *Model) kept(msg keptMsg) {
	if msg.err != nil {
		m.notice = msg.what + " not kept: " + msg.err.Error()
	}
}
