// Package tui is the screen: it shows a Session, what happens in a node, in
// panes, and turns keys into commands.
//
//	Session  where facts come from and commands go; all that is known of a node
//	Model    the state of the screen, the only tea.Model
//	pane     one of four rectangles: prompt, processes, stats, log; plain structs
//	tab      what a pane shows of several things: log, sequence, mailboxes, source, process, branches
//	payload  what a row carries: values, shown over the panes as a draw.Tree
//	cursor   the moment that all panes show: right after a fact; live is its end
//	fold     what the facts up to one amount to: a World and the app's terminal
//	head     the fold of all facts taken so far
//	Driver   a session that can be told how to run; Past one whose past can be
//	         entered again. A session that is neither is only looked at.
//	desk     what somebody has made of the layout: lines dragged, a pane zoomed
//	hint     the first steps, shown until somebody has done them
//	Keeper   what remembers a text from one run of the program to the next
//	mode     who gets the keys: the prompt, a list, the filter, the help page
//	chain    what led to the fact that is followed, and all that came of it
//	action   something a key does, a row of the one table; see actions.go
//	entry    something to be done that a list offers: an action, a command, a place
//	palette  the entries that fit what is typed after a colon
//	Recording  what is recorded by hand: a film, and what somebody did
//	Scheduler  how the screen waits: a recorder lets time pass by itself
//	guard    what a panic of the screen comes to: an orderly end, and the run kept
//	questions  what the terminal is asked when the program begins; nothing waits long for it
//	frame    a look at the session: at most one in 33 ms, none if nothing changed
//
//	key ─▶ mode ─▶ action ─▶ Model or Session
//	Session.Changed ─▶ frame ─▶ head, filter ─▶ settle ─▶ View
//	                            cursor ─▶ fold ─┘
//
// Invariants:
//   - Nothing here knows what app it watches, nor what a node is made of.
//   - What is shown is a fold over the facts up to the one under the cursor, the
//     same in all panes. A frame takes facts once, wherever the cursor is.
//   - What a moment looks like does not depend on the way there: what somebody
//     has selected, opened or scrolled is kept, and what is shown follows from it
//     and from the moment.
//   - Update changes the Model and asks the session; View only reads the Model.
//     What panes show is made between the two, by settle.
//   - What is no part of any fact, the inside of a process, is asked for by the
//     tab that shows it, and for the moment under the cursor.
//   - Only visible rows are made. No copy of the log is kept: the visible facts
//     are asked for again.
//   - All text reaches the terminal through the cells of a draw.Canvas.
//   - What a person has asked for is written at once, what happens by itself less
//     often; see the package pulse.
//   - A key belongs to one mode at a time, so no action asks whether somebody is
//     typing.
//   - While time stands still and no key is pressed, nothing is done at all.
package tui
