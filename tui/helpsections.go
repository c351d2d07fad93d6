package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/filter"
)

// section is a part of the help page.
type section struct {
	title   string
	entries []entry
	here    bool // some of it is for where the keys go now
}

// sections are all parts of the help page, those first that are for where the
// keys go now.
func (m *Model) sections() []section {
	var here, others []section
	for _, s := range m.keySections() {
		if s.here {
			here = append(here, s)
		} else {
			others = append(others, s)
		}
	}
	return append(append(here, others...), afterColon(), language())
}

// keySections are the groups of the action table, with the keys that hold now.
func (m *Model) keySections() []section {
	list := make([]section, len(m.groups))
	for n, g := range m.groups {
		list[n].title = g.title
		for i := range g.actions {
			a := &g.actions[i]
			list[n].entries = append(list[n].entries, a.entry())
			list[n].here = list[n].here || a.in&m.beneath() != 0
		}
	}
	return list
}

// afterColon tells what can be typed after a colon.
func afterColon() section {
	s := section{title: "After a colon"}
	for i := range placeHelp {
		s.entries = append(s.entries, placeHelp[i].entry())
	}
	for _, c := range commands() {
		s.entries = append(s.entries, c.entry())
	}
	return s
}

// language tells what a filter can say; what is chosen there can be typed into
// one.
func language() section {
	s := section{title: "What a filter can say"}
	for _, form := range filter.Syntax() {
		s.entries = append(s.entries, entry{keys: form.Form, help: form.Help + ".", run: do(func(m *Model) { m.typeField("") })})
	}
	for _, f := range filter.Fields() {
		s.entries = append(s.entries, entry{keys: f.Name, help: f.Help + ": " + f.Example,
			run: do(func(m *Model) { m.typeField(f.Name + ":") })})
	}
	return s
}

// typeField puts the beginning of a condition into the expression that is being
// typed, or into a filter.
func (m *Model) typeField(text string) {
	if m.beneath()&(inFilter|inBreakLine) == 0 {
		m.over = 0
		m.typeFilter()
	}
	if before, _ := m.exprLine().editor.split(); text != "" && before != "" && !strings.HasSuffix(before, " ") {
		text = " " + text
	}
	m.typesExpr(func(l *exprLine) { l.editor.insert(text); l.edited() })
}

// runHelp does what the selected row of the help page says, and closes the page
// unless that cannot be done.
func (m *Model) runHelp() tea.Cmd {
	e := m.help.selected()
	if why := e.cannot(m); why != "" {
		m.notice = why
		return nil
	}
	m.help.open = false
	return e.run(m)
}

func noHelpRow(m *Model) string {
	if m.help.selected() == nil {
		return "there is no row"
	}
	return ""
}

func helpWhole(m *Model) string {
	if m.help.editor.text() == "" {
		return "all rows are shown"
	}
	return ""
}

func helpFiltered(m *Model) string {
	if m.help.editor.text() != "" {
		return "esc shows all rows first"
	}
	return ""
}
