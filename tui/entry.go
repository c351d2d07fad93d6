package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// entry is something to be done that a list offers: the help page, which lists
// all of them, or the palette, which lists those that fit what is typed.
type entry struct {
	keys string // "" if no key does it
	name string // one or two words
	help string // a sentence
	line string // what is to be typed after the colon for it; "" if nothing is
	ends bool   // it leaves the program: only its whole name will do
	// where says where it belongs to if not to where the keys go now, "" if it
	// does; why says why it cannot be done now, "" if it can. Nil: it always can.
	where, why func(*Model) string
	run        func(*Model) tea.Cmd
}

// away is where an entry belongs to, if that is not where the keys go now.
func (e *entry) away(m *Model) string {
	if e.where == nil {
		return ""
	}
	return e.where(m)
}

// cannot is why it cannot be done now; "" if it can.
func (e *entry) cannot(m *Model) string {
	if away := e.away(m); away != "" || e.why == nil {
		return away
	}
	return e.why(m)
}

// entry is an action as lists offer it.
func (a *action) entry() entry {
	return entry{
		keys: strings.Join(a.keys, " "), name: a.name, help: a.help, ends: a.name == quitName,
		where: a.elsewhere, why: a.cannot,
		run: func(m *Model) tea.Cmd { return m.perform(a) },
	}
}

// perform does an action as its key does. Whoever asks for one of another pane
// while the prompt has the keys is taken back to the pane before it.
func (m *Model) perform(a *action) tea.Cmd {
	if a.fromPrompt(m) {
		m.leavePrompt()
		if why := or(a.elsewhere(m), a.cannot(m)); why != "" {
			m.focus, m.notice = panePrompt, why
			return nil
		}
	}
	return m.carryOut(a)
}

// fromPrompt reports whether an action is done by leaving the prompt first.
func (a *action) fromPrompt(m *Model) bool {
	return m.beneath() == inPrompt && a.in&inPrompt == 0
}

// elsewhere is why an action does not belong to where the keys go now: it names
// where it does.
func (a *action) elsewhere(m *Model) string {
	if a.in&m.beneath() != 0 || a.fromPrompt(m) && a.in&browsing == browsing {
		return ""
	}
	return "this is for " + a.in.String()
}

// modeNames are what people call the modes, in sentences.
var modeNames = []struct {
	mode mode
	name string
}{
	{browsing, "all panes but the prompt"},
	{inPrompt, "the prompt"},
	{inFinished, "the terminal"},
	{inProcesses, "the processes"},
	{inStats, "the stats"},
	{inLog, "the log"},
	{inSequence, "the sequence"},
	{inMailboxes, "the mailboxes"},
	{inSource, "the source"},
	{inProcess, "the process tab"},
	{inWarnings, "the warnings"},
	{inBranches, "the branches"},
	{inFilter, "the line of the filter"},
	{inCommand, "the line after a colon"},
	{letters, "choosing a mark"},
	{inMark, "choosing the letter of a mark"},
	{inRecall, "choosing a mark to go to"},
	{inSure, "going on from the past"},
	{inBreaks, "the list of breakpoints"},
	{inBreakLine, "the line of a breakpoint"},
	{inPayload, "a tree of values"},
	{inPayloadFind, "the text to look for in it"},
	{inHelp, "the help page"},
	{inNothing, "a screen that is too small"},
}

// String names the modes of a set: "the log and the sequence".
func (in mode) String() string {
	var names []string
	for _, n := range modeNames {
		if in&n.mode == n.mode {
			names = append(names, n.name)
			in &^= n.mode
		}
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return strings.Join(names, "")
}
