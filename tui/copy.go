package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// copyLimit is how many bytes are copied at most. Terminals take what is copied
// in base64, and some cut that after 100,000 characters.
const copyLimit = 74_994

// clip is what can be copied of a row.
type clip struct {
	what string // what it is, for people; "" if there is nothing
	text func() string
}

// copyActions hand things to other programs.
func copyActions() []action {
	return []action{
		{id: "copy", keys: []string{"y"}, name: "copy", help: "Copy what the row is about: a fact as its sentence, a value as Lua writes it, a PID, a warning, a number.",
			in: onLists | inBreaks, why: nothingToCopy, run: (*Model).copy},
		{id: "copy-value", keys: []string{"y"}, name: "copy value", help: "In a tree of values: copy the value of the row, as Lua writes it.",
			in: inPayload, hint: 4, why: nothingToCopy, run: (*Model).copy},
	}
}

// copy gives what is selected to the terminal, for its clipboard.
func (m *Model) copy() tea.Cmd {
	c := m.clip()
	text := c.text()
	if len(text) > copyLimit {
		m.notice = fmt.Sprintf("%s is too long: terminals take %d bytes at once, so nothing was copied", c.what, copyLimit)
		return nil
	}
	m.notice = fmt.Sprintf("copied %s, %s", c.what, count(len(text), "byte"))
	return tea.SetClipboard(text)
}

func nothingToCopy(m *Model) string {
	if m.clip().what == "" {
		return "there is nothing to copy in this row"
	}
	return ""
}

// said is a clip of a text that is there already.
func said(what, text string) clip {
	if text == "" {
		return clip{}
	}
	return clip{what, func() string { return text }}
}

// literals is a clip of values as Lua writes them; of an error, all its parts.
func literals(what string, values []wire.Value) clip {
	if len(values) == 0 {
		return clip{}
	}
	return clip{what, func() string {
		var list []string
		size := 0
		for _, v := range values {
			if e, isError := v.(*wire.Error); isError {
				v = errorTable(e)
			}
			text := wire.Text(v, copyLimit)
			if size += len(text); size > 2*copyLimit {
				break
			}
			list = append(list, text)
		}
		return strings.Join(list, ", ")
	}}
}

// clip is what can be copied of the selected row. It costs little until its text
// is asked for.
func (m *Model) clip() clip {
	switch m.over {
	case inPayload:
		return m.payload.clip()
	case inBreaks:
		if b := m.breaks.selected(); b != nil {
			return said(fmt.Sprintf("breakpoint %d", b.ID), breakText(b))
		}
		return clip{}
	}
	switch in := m.beneath(); {
	case in == inProcesses:
		return m.clipOfTree()
	case in&onFacts != 0:
		return m.clipOfFact()
	case in == inMailboxes:
		return m.clipOfMessage()
	case in == inProcess:
		return m.clipOfProcess()
	case in == inSource:
		return m.clipOfSource()
	}
	return m.clipOfOther()
}

func (m *Model) clipOfOther() clip {
	switch m.beneath() {
	case inStats:
		if i := m.stats.list.Cursor(); i < len(m.stats.rows) {
			return said(m.stats.rows[i].title, m.stats.rows[i].value)
		}
	case inWarnings:
		if x := m.warnings.current(); x != nil {
			return said("the warning", fmt.Sprintf("%s: %s %s, %s, fact #%d", x.Kind, nameOf(m.world, x.PID), trace.Clean(x.Text, 1000), x.Where, x.Seq))
		}
	case inBranches:
		if i := m.branches.list.Cursor(); i < len(m.branches.branches) {
			b := m.branches.branches[i]
			return said(branchName(b.ID), branchWords(b))
		}
	}
	return clip{}
}

// branchWords is what a branch is, in words.
func branchWords(b wire.Branch) string {
	text := branchName(b.ID) + ", " + count(int(b.Last), "fact")
	if b.Parent == 0 {
		return text + " from the beginning"
	}
	return fmt.Sprintf("%s after #%d of branch %d", text, b.From, b.Parent)
}
