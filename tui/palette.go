package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
)

// palette lists above the line after the colon what fits what is typed there:
// places, marks, tabs, commands and actions. The best stands at the bottom, next
// to the line, and is what enter does; the arrows choose another one. A place or
// a command that is typed as it should be is always the best.
type palette struct {
	typed  string // what the list fits
	fits   []fit  // the best first
	exact  bool   // the first is just what is typed
	picked bool   // somebody has chosen with the arrows

	list draw.List
	off  []string // why the visible ones cannot be done
	rect draw.Rect
}

// paletteRows is how many rows of the palette are seen at most: it is read at a
// glance, and most of the panes stay in sight.
const paletteRows = 8

// find lists what fits a text.
func (p *palette) find(m *Model, typed string) {
	p.typed, p.picked = typed, false
	p.fits, p.exact = m.fitting(strings.TrimSpace(typed))
	p.list.SetLen(len(p.fits))
	p.list.Home()
}

// settle makes the list, while a command is typed.
func (p *palette) settle(m *Model) {
	if m.over != inCommand {
		return
	}
	m.aside(func() {
		if text := m.command.editor.text(); text != p.typed {
			p.find(m, text)
		}
		rows := max(0, min(paletteRows, len(p.fits), m.height-3))
		p.rect = draw.Rect{Y: m.height - 3 - rows, W: min(m.width, 100), H: rows + 2}
		p.list.SetHeight(rows)
		p.off = p.off[:0]
		for from, to := p.list.Visible(); from < to; from++ {
			p.off = append(p.off, p.fits[from].cannot(m))
		}
	})
}

// aside calls f as if the line after the colon were closed: whether something
// can be done depends on the pane that has the keys then.
func (m *Model) aside(f func()) {
	over := m.over
	m.over = 0
	f()
	m.over = over
}

// chosen is what enter does instead of what is typed; nil if it does that.
func (p *palette) chosen() *fit {
	if len(p.fits) == 0 || !p.picked && (p.exact || p.typed == "") {
		return nil
	}
	return &p.fits[p.list.Cursor()]
}

// marked reports whether a row is shown to be what enter does.
func (p *palette) marked(i int) bool {
	return i == p.list.Cursor() && (p.picked || p.typed != "")
}

// completes is the line that tab puts there for the row that was chosen; "" if
// there is none.
func (p *palette) completes() string {
	if p.picked && len(p.fits) > 0 {
		return p.fits[p.list.Cursor()].line
	}
	return ""
}

// runCommand does what the line says, or the row that was chosen or fits best,
// and closes the line. If that would leave the program its name is put into the
// line first.
func (m *Model) runCommand() tea.Cmd {
	m.over = 0
	if chosen := m.palette.chosen(); chosen != nil {
		if chosen.ends && !m.palette.picked { // somebody might have meant something else
			m.propose(chosen.name)
			return nil
		}
		m.command.editor.set("")
		return m.do(&chosen.entry)
	}
	return m.runLine(m.command.history.take(&m.command.editor))
}

// do does what an entry says, or tells why not.
func (m *Model) do(e *entry) tea.Cmd {
	if why := e.cannot(m); why != "" {
		m.notice = why
		return nil
	}
	return e.run(m)
}

// offers is all that can be done, the recent lines first.
func (m *Model) offers() []entry {
	var list []entry
	for _, line := range slices.Backward(m.command.history.lines) {
		recent := func(e entry) bool { return e.line == line }
		if len(list) < 3 && !slices.ContainsFunc(list, recent) {
			list = append(list, m.lineEntry(line, "Typed before."))
		}
	}
	for i := range placeHelp {
		list = append(list, placeHelp[i].entry())
	}
	list = append(list, m.markEntries()...)
	list = append(list, m.tabEntries()...)
	list = append(list, m.actionEntries()...)
	for _, c := range commands() {
		named := func(e entry) bool { return e.name == c.word }
		if !slices.ContainsFunc(list, named) {
			list = append(list, c.entry())
		}
	}
	return list
}

// lineEntry is a line as it was or might be typed.
func (m *Model) lineEntry(line, help string) entry {
	return entry{name: line, help: help, line: line, run: func(m *Model) tea.Cmd {
		m.command.editor.set(line)
		return m.runLine(m.command.history.take(&m.command.editor))
	}}
}

// markEntries are the marked moments.
func (m *Model) markEntries() []entry {
	var list []entry
	for _, letter := range m.marks.letters() {
		name := string(letter)
		list = append(list, entry{keys: "' " + name, name: "mark " + name,
			help: fmt.Sprintf("Go to fact #%d, which is marked %s.", m.marks[letter], name),
			run:  do(func(m *Model) { m.recall(name) })})
	}
	return list
}

// tabEntries are the tabs of the log's pane.
func (m *Model) tabEntries() []entry {
	var list []entry
	for _, tab := range m.tabs() {
		list = append(list, entry{name: tab.title, help: "Show " + tab.mode.String() + ".",
			run: do(func(m *Model) { m.focus, m.tab = paneLog, tab.mode })})
	}
	return list
}

// actionEntries are the actions of the panes. Of several that have a name, the
// one that can be done stands for all.
func (m *Model) actionEntries() []entry {
	var list []entry
	for i := range m.actions {
		a := &m.actions[i]
		if a.in&browsing == 0 {
			continue
		}
		e := a.entry()
		same := slices.IndexFunc(list, func(b entry) bool { return b.name == e.name })
		switch {
		case same < 0:
			list = append(list, e)
		case list[same].cannot(m) != "" && e.cannot(m) == "":
			list[same] = e
		}
	}
	return list
}
