package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// breakActions make, list and change breakpoints.
func breakActions() []action {
	with := func(f func(*Model, *wire.Breakpoint)) func(*Model) tea.Cmd {
		return do(func(m *Model) {
			f(m, m.breaks.selected())
			m.changed()
		})
	}
	return []action{
		{id: "break-at-row", keys: []string{"b"}, name: "break", help: "Make a breakpoint that fits the row: the app stops before such a thing happens.",
			in: browsing &^ inSource, why: both(noBreaks, tooManyBreaks), run: do(func(m *Model) { m.suggestBreak(m.suggestion()) })},
		{id: "break-at-line", keys: []string{"b"}, name: "break", help: "In the source: stop before this line begins, or no longer.",
			in: inSource, hint: 4, why: both(noBreaks, noSourceLine), run: do(func(m *Model) { m.breakAtLine(m.source.frame.Entry, m.source.frame.Line) })},
		{id: "breakpoints", keys: []string{"B"}, name: "breakpoints", help: "List the breakpoints.",
			in: browsing, why: noBreaks, run: do(func(m *Model) { m.over = inBreaks })},
		{id: "edit-breakpoint", keys: []string{"enter"}, name: "edit", help: "In the list of breakpoints: change the expression, or the line of source.",
			in: inBreaks, hint: 1, why: noBreak, run: do(func(m *Model) { b := m.breaks.selected(); m.typeBreak(b.ID, breakSource(b), false) })},
		{id: "add-breakpoint", keys: []string{"a"}, name: "add", help: "Make another breakpoint, of an expression or a line such as app:relay:21.",
			in: inBreaks, hint: 2, why: tooManyBreaks, run: do(func(m *Model) { m.typeBreak(0, "", false) })},
		{id: "switch-breakpoint", keys: []string{"space"}, name: "on or off", help: "Switch the breakpoint off, or on again.",
			in: inBreaks, hint: 3, why: noBreak, run: with(func(_ *Model, b *wire.Breakpoint) { b.Disabled = !b.Disabled })},
		{id: "delete-breakpoint", keys: []string{"d", "delete"}, name: "delete", help: "Delete the breakpoint.",
			in: inBreaks, hint: 4, why: noBreak, run: with(func(m *Model, b *wire.Breakpoint) { m.breaks.remove(b.ID) })},
		{id: "break-later", keys: []string{"+", "="}, name: "later", help: "Stop only after it was met once more.",
			in: inBreaks, hint: 5, why: noBreak, run: with(func(_ *Model, b *wire.Breakpoint) { b.After++ })},
		{id: "break-sooner", keys: []string{"-"}, name: "sooner", help: "Stop after it was met one time less.",
			in: inBreaks, why: both(noBreak, atOnce), run: with(func(_ *Model, b *wire.Breakpoint) { b.After-- })},
		{id: "close-breakpoints", keys: []string{"esc", "q", "B"}, name: "close", help: "Close the list of breakpoints.",
			in: inBreaks, hint: 6, run: do((*Model).leaveOver)},
		{id: "set-breakpoint", keys: []string{"enter"}, name: "set", help: "Set the breakpoint that was typed.",
			in: inBreakLine, hint: 1, why: breakIsWrong, run: do((*Model).setBreak)},
		{id: "no-breakpoint", keys: []string{"esc"}, name: "no breakpoint", help: "Set no breakpoint.",
			in: inBreakLine, hint: 3, why: changesBreak, run: do((*Model).leaveBreakLine)},
		{id: "no-breakpoint-change", keys: []string{"esc"}, name: "no change", help: "Leave the breakpoint as it is.",
			in: inBreakLine, hint: 3, why: makesBreak, run: do((*Model).leaveBreakLine)},
	}
}

// Why actions cannot be done.

func noBreaks(m *Model) string {
	if _, ok := m.session.(Driver); !ok {
		return "nobody can tell this where to stop"
	}
	return ""
}

func tooManyBreaks(m *Model) string {
	if len(m.breaks.points) >= mostBreaks {
		return "there are as many breakpoints as there can be; B lists them"
	}
	return ""
}

func noBreak(m *Model) string {
	if m.breaks.selected() == nil {
		return "there is no breakpoint; a adds one"
	}
	return ""
}

func makesBreak(m *Model) string {
	if m.breaks.editing == 0 {
		return "this will be a new breakpoint"
	}
	return ""
}

func changesBreak(m *Model) string {
	if m.breaks.editing != 0 {
		return "this changes a breakpoint"
	}
	return ""
}

func atOnce(m *Model) string {
	if b := m.breaks.selected(); b != nil && b.After == 0 {
		return "it stops the first time already"
	}
	return ""
}

func noSourceLine(m *Model) string {
	if !m.source.shows() || m.source.frame.Line == 0 {
		return "there is no line to stop at"
	}
	return tooManyBreaks(m)
}

// lineIsWrong is why a line of source can get no breakpoint from the list.
func (m *Model) lineIsWrong(entry string, line int) string {
	if b := m.breaks.at(entry, line); b != nil && b.ID != m.breaks.editing {
		return fmt.Sprintf("breakpoint %d is there already", b.ID)
	}
	if err := m.noLine(entry, line); err != nil {
		return err.Error()
	}
	return ""
}

func breakIsWrong(m *Model) string {
	l := &m.breaks.line
	if b := m.breaks.typed(); b.Line != 0 {
		return m.lineIsWrong(b.Entry, b.Line)
	}
	switch {
	case l.wrong != nil:
		return l.wrong.Text
	case l.parsed.Everything():
		return "this would stop before everything"
	}
	return ""
}
