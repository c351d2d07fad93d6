package tui

import tea "charm.land/bubbletea/v2"

// mode is who gets the keys. Each key belongs to the actions of the mode that
// is on; what no action of it wants goes to the line being typed, if the mode
// has one. So no action ever asks whether somebody is typing.
type mode uint32

const (
	inPrompt      mode = 1 << iota // a line is being typed for the app
	inFinished                     // the prompt pane, when nobody reads what is typed
	inProcesses                    //
	inStats                        //
	inLog                          //
	inSequence                     // the log as a picture
	inMailboxes                    //
	inSource                       // the source of a process, with its variables
	inProcess                      // all that is known of a process
	inWarnings                     //
	inBranches                     //
	inFilter                       // the text of the log filter is being typed
	inCommand                      // a place or a command is being typed
	inMark                         // the letter of a new mark is awaited
	inRecall                       // the letter of a mark to go to is awaited
	inSure                         // it is asked whether to go on from a past moment
	inBreaks                       // the list of breakpoints
	inBreakLine                    // the expression of a breakpoint is being typed
	inPayload                      // the values that a row carries, as a tree
	inPayloadFind                  // a text to look for among them is being typed
	inHelp                         // the help page; what is typed finds rows of it
	inNothing                      // the screen is too small to show anything
)

const (
	onFacts  = inLog | inSequence
	onLists  = inProcesses | inStats | onFacts | inMailboxes | inSource | inProcess | inWarnings | inBranches
	tabs     = onFacts | inMailboxes | inSource | inProcess | inWarnings | inBranches
	browsing = onLists | inFinished
	typing   = inPrompt | inFilter | inCommand | inBreakLine | inPayloadFind | inHelp
	letters  = inMark | inRecall
	anywhere = browsing | typing | letters | inSure | inBreaks | inPayload | inHelp | inNothing
)

// action is something a key does. The table of actions feeds dispatch, the
// hints in the bottom line, the help page, the palette and the README.
type action struct {
	id   string   // what settings call it: words joined by "-", never to be changed
	keys []string // as tea.Key.String names them
	name string   // for the bottom line, one or two words
	help string   // a sentence
	in   mode     // where the keys mean this
	hint int      // place in the bottom line, from 1, if there is room; 0: not there
	// why says why it cannot be done now, "" if it can. Of several actions
	// with one key, the first that can be done is run.
	why func(*Model) string
	run func(*Model) tea.Cmd
}

// group is actions that belong together, under one heading of the help page.
type group struct {
	title   string
	actions []action
}

// groups is the table.
func groups() []group {
	return []group{
		{"Typing for the app", promptActions()},
		{"Time", timeActions()},
		{"Moments", momentActions()},
		{"Looking inside", insideActions()},
		{"Cause and effect", followActions()},
		{"Warnings", warningActions()},
		{"Breakpoints", breakActions()},
		{"Doing something to the run", actActions()},
		{"Finding what can be done", commandActions()},
		{"Filtering the log", filterActions()},
		{"Typing expressions", exprActions()},
		{"Numbers", statsActions()},
		{"The sequence", append(sequenceActions(), foldActions()...)},
		{"Mailboxes", mailboxActions()},
		{"One process", processActions()},
		{"Values", payloadActions()},
		{"Copying", copyActions()},
		{"Rows and panes", paneActions()},
		{"Layout", layoutActions()},
		{"Recording", recordActions()},
		{"Moving", moveActions()},
		{"The terminal", terminalActions()},
		{"Help and leaving", helpActions()},
	}
}

// quitAnywhere is the ID of an action that is always there.
const quitAnywhere = "quit-anywhere"

// quitName is what the actions are called that leave the program, and the
// command that does.
const quitName = "quit"

// flat is a table without its headings.
func flat(table []group) []action {
	var all []action
	for _, g := range table {
		all = append(all, g.actions...)
	}
	return all
}

func promptActions() []action {
	return []action{
		{id: "send-line", keys: []string{"enter", "ctrl+j"}, name: "send", help: "Send the line to the app.",
			in: inPrompt, hint: 1, run: do((*Model).sendLine)},
		{id: "end-input", keys: []string{"ctrl+d"}, name: "end input", help: "Tell the app that no more input follows, when the line is empty.",
			in: inPrompt, hint: 2, why: lineNotEmpty, run: do((*Model).endInput)},
		{id: "older-line", keys: []string{"up", "ctrl+p"}, name: "older line", help: "Take the line sent before.",
			in: inPrompt, why: noOlderLine, run: do(func(m *Model) { m.prompt.history.older(&m.prompt.editor) })},
		{id: "newer-line", keys: []string{"down", "ctrl+n"}, name: "newer line", help: "Take the line sent after.",
			in: inPrompt, why: noNewerLine, run: do(func(m *Model) { m.prompt.history.newer(&m.prompt.editor) })},
		{id: "scroll-prompt-back", keys: []string{"pgup"}, name: "scroll back", help: "Show what the app wrote before.",
			in: inPrompt, run: do(func(m *Model) { m.prompt.page(-1) })},
		{id: "scroll-prompt-on", keys: []string{"pgdown"}, name: "scroll on", help: "Show what the app wrote after that.",
			in: inPrompt, run: do(func(m *Model) { m.prompt.page(1) })},
		{id: "leave-prompt", keys: []string{"esc"}, name: "leave", help: "Leave the prompt for the pane before; what is typed stays.",
			in: inPrompt, hint: 3, why: zoomedPrompt, run: do((*Model).leavePrompt)},
	}
}

func paneActions() []action {
	return []action{
		{id: "open-row", keys: []string{"enter"}, name: "open", help: "Show or hide what belongs to the row: details, payload, rows below. Open a branch.",
			in: inProcesses | onFacts | inMailboxes | inSource | inBranches, hint: 4, why: nothingSelected, run: do((*Model).toggle)},
		{id: "unfold-row", keys: []string{"right", "l"}, name: "unfold", help: "Show what belongs to the row.",
			in: inProcesses | onFacts | inMailboxes | inSource | inProcess, why: nothingSelected, run: do((*Model).unfold)},
		{id: "fold-row", keys: []string{"left", "h"}, name: "fold", help: "Hide what belongs to the row, or go to the row it belongs to.",
			in: inProcesses | onFacts | inMailboxes | inSource | inProcess, why: nothingSelected, run: do((*Model).fold)},
		{id: "back-to-log", keys: []string{"esc"}, name: "back to log", help: "In another tab of that pane: go back to the log, and to the pane from which the tab was asked for.",
			in: tabs &^ inLog, why: escEndsOther, run: do((*Model).leaveTab)},
		{id: "next-tab", keys: []string{"t"}, name: "tab", help: "Show the next tab of the pane: log, sequence, mailboxes, source, process, warnings, branches.",
			in: browsing, hint: 6, run: do(func(m *Model) { m.turnTab(1) })},
		{id: "previous-tab", keys: []string{"T"}, name: "previous tab", help: "Show the tab before.",
			in: browsing, run: do(func(m *Model) { m.turnTab(-1) })},
		{id: "next-pane", keys: []string{"tab"}, name: "pane", help: "Give the keys to the next pane.",
			in: browsing | inPrompt, hint: 8, run: do(func(m *Model) { m.turnPane(1) })},
		{id: "previous-pane", keys: []string{"shift+tab"}, name: "previous pane", help: "Give the keys to the pane before.",
			in: browsing | inPrompt, run: do(func(m *Model) { m.turnPane(-1) })},
		{id: "prompt-pane", keys: []string{"1"}, name: "prompt", help: "Give the keys to the app's terminal.",
			in: browsing, run: do(func(m *Model) { m.focusOn(panePrompt) })},
		{id: "processes-pane", keys: []string{"2"}, name: "processes", help: "Give the keys to the tree of processes.",
			in: browsing, run: do(func(m *Model) { m.focusOn(paneProcesses) })},
		{id: "stats-pane", keys: []string{"3"}, name: "stats", help: "Give the keys to the numbers.",
			in: browsing, run: do(func(m *Model) { m.focusOn(paneStats) })},
		{id: "log-pane", keys: []string{"4"}, name: "log", help: "Give the keys to the log and its neighbours.",
			in: browsing, run: do(func(m *Model) { m.focusOn(paneLog) })},
	}
}

func moveActions() []action {
	move := func(id string, keys []string, name, help string, in mode, f func(scroller)) action {
		return action{id: id, keys: keys, name: name, help: help, in: in, run: do(func(m *Model) { f(m.scroller()) })}
	}
	const lists = browsing | inBreaks | inPayload
	const typed = inCommand | inHelp // where letters are typed
	return []action{
		move("down", []string{"down", "j"}, "down", "Go down a row.", lists, func(s scroller) { s.move(1) }),
		move("up", []string{"up", "k"}, "up", "Go up a row.", lists, func(s scroller) { s.move(-1) }),
		move("row-down", []string{"down"}, "row down", "Go down a row, of what fits what is typed.", typed, func(s scroller) { s.move(1) }),
		move("row-up", []string{"up"}, "row up", "Go up a row.", typed, func(s scroller) { s.move(-1) }),
		move("page-down", []string{"pgdown"}, "page down", "Go down a page.", lists|inFilter|typed, func(s scroller) { s.page(1) }),
		move("page-up", []string{"pgup"}, "page up", "Go up a page.", lists|inFilter|typed, func(s scroller) { s.page(-1) }),
		move("first-row", []string{"home", "g"}, "first", "Go to the first row.", lists, func(s scroller) { s.home() }),
		move("first-help-row", []string{"home"}, "first row", "Go to the first row.", inHelp, func(s scroller) { s.home() }),
		move("last-help-row", []string{"end"}, "last row", "Go to the last row.", inHelp, func(s scroller) { s.end() }),
		move("last-row", []string{"end", "G"}, "last", "Go to the last row. The log then follows what happens.", lists, func(s scroller) { s.end() }),
	}
}
