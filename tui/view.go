package tui

import (
	"slices"
	"strings"

	"echotui/tui/draw"
)

// logTab is one of the things that the log's pane shows.
type logTab struct {
	title string
	mode  mode
}

// tabs are those of the log's pane: warnings once there is one, branches once
// there are several.
func (m *Model) tabs() []logTab {
	list := []logTab{{"log", inLog}, {"sequence", inSequence}, {"mailboxes", inMailboxes}, {"source", inSource}, {"process", inProcess}}
	if m.warned() {
		list = append(list, logTab{m.warningsTitle(), inWarnings})
	}
	if m.branches.several() || m.tab == inBranches {
		list = append(list, logTab{"branches", inBranches})
	}
	return list
}

// tabIndex is the place of the tab that is shown.
func (m *Model) tabIndex() int {
	return max(0, slices.IndexFunc(m.tabs(), func(t logTab) bool { return t.mode == m.tab }))
}

// draw draws the screen and returns where the cursor of the terminal is, if it
// is to be seen.
func (m *Model) draw(c *draw.Canvas) (cursor spot, shown bool) {
	if m.questions.ground == groundAsked {
		return spot{}, false
	}
	switch m.layout.shape {
	case shapeNone:
		drawTooSmall(c)
		return spot{}, false
	case shapeSingle:
		m.drawPaneTabs(c)
		cursor, shown = m.drawPane(c, m.focus)
	default:
		for p := range panes {
			c.Box(m.layout.outer[p], m.borders(p))
		}
		for p := range panes {
			if m.layout.outer[p].Empty() {
				continue // another one is zoomed
			}
			at, here := m.drawPane(c, p)
			if here {
				cursor, shown = at, true
			}
			m.drawScrollbar(c, p)
		}
	}
	m.drawHeader(c, m.layout.header)
	m.drawHint(c, m.layout.hint)
	if at, here := m.drawStatus(c, m.layout.status); here {
		cursor, shown = at, true
	}
	if at, here := m.drawBreaks(c); here {
		cursor, shown = at, true
	}
	m.drawPalette(c)
	if at, here := m.drawPayload(c); here {
		cursor, shown = at, true
	}
	if m.help.open {
		cursor, shown = m.help.draw(c)
	}
	return cursor, shown
}

// drawTooSmall says what the screen needs.
func drawTooSmall(c *draw.Canvas) {
	text := "needs 24x7, q quits"
	if c.Width() > 40 {
		text = "This needs at least 24x7 cells. q quits."
	}
	c.TextEllipsis(0, 0, c.Width(), text, draw.In(draw.Warn))
}

// borders is what stands in the lines around a pane.
func (m *Model) borders(p pane) draw.Borders {
	b := draw.Borders{Focused: p == m.focus && !m.help.open}
	switch p {
	case panePrompt:
		b.Key, b.Tabs, b.JoinBelow = "1", []string{m.prompt.title()}, true
	case paneProcesses:
		b.Key, b.Tabs, b.JoinBelow = "2", []string{"processes"}, true
		b.Note = m.tree.note()
	case paneStats:
		b.Key, b.Tabs, b.JoinAbove = "3", []string{"stats"}, true
	case paneLog:
		focused := b.Focused
		b = m.logBorders()
		b.Focused = focused
	}
	if m.layout.zoomed {
		b.JoinAbove, b.JoinBelow = false, false
		b.Note = strings.TrimSuffix("zoomed, "+b.Note, ", ")
	}
	return b
}

func (m *Model) logBorders() draw.Borders {
	b := draw.Borders{Key: "4", JoinAbove: true, Note: m.log.note()}
	for _, tab := range m.tabs() {
		b.Tabs = append(b.Tabs, tab.title)
	}
	b.Active = m.tabIndex()
	switch m.tab {
	case inMailboxes:
		b.Note = m.mailboxes.note()
	case inSource:
		b.Note = m.source.note()
	case inProcess:
		b.Note = m.process.note()
	case inWarnings:
		b.Note = m.warnings.note()
	case inBranches:
		b.Note = m.branches.note()
	}
	return b
}

// drawPane draws what is inside the lines of a pane.
func (m *Model) drawPane(c *draw.Canvas, p pane) (cursor spot, shown bool) {
	r, focused := m.layout.inner[p], p == m.focus && !m.help.open
	if r.Empty() {
		return spot{}, false
	}
	switch {
	case p == panePrompt:
		return m.prompt.draw(c, r, m.world, focused)
	case p == paneProcesses:
		m.tree.draw(c, r, focused)
		m.drawFollowed(c, p)
	case p == paneStats:
		m.stats.draw(c, r, len(m.world.Stats), focused)
	case m.tab == inMailboxes:
		m.mailboxes.draw(c, r, m.world, m.now(), focused)
		m.drawFollowed(c, p)
	case m.tab == inSource:
		m.source.draw(c, r, &m.breaks, focused)
	case m.tab == inProcess:
		m.process.draw(c, r, m.world, m.now(), focused)
	case m.tab == inWarnings:
		m.warnings.draw(c, r, m.world, focused)
	case m.tab == inBranches:
		m.branches.draw(c, r, focused)
	case m.tab == inSequence:
		m.sequence.draw(c, m.logRect(), &m.log, m.marks, focused)
		m.drawFollowed(c, p)
		return m.drawFilter(c)
	default:
		m.log.draw(c, m.logRect(), m.marks, focused)
		m.drawFollowed(c, p)
		return m.drawFilter(c)
	}
	return spot{}, false
}

// drawScrollbar draws the bar of a pane over its right line.
func (m *Model) drawScrollbar(c *draw.Canvas, p pane) {
	list := m.scrollerOf(p).rows()
	if list == nil {
		return
	}
	r := m.layout.inner[p]
	switch {
	case p == paneProcesses:
		_, r = r.SplitY(1)
	case p == paneLog && m.tab == inSource:
		_, r = m.source.split(r)
	case p == paneLog && m.tab == inSequence:
		r = m.factsRect()
	case p == paneLog && m.tab == inWarnings:
		r, _ = m.warnings.split(r)
	}
	drawThumb(c, draw.Rect{X: r.Right(), Y: r.Y, W: 1, H: r.H}, list)
}

// drawThumb draws the thumb of a scrollbar of which the line of the pane is the
// track.
func drawThumb(c *draw.Canvas, r draw.Rect, list *draw.List) {
	position, size := list.Thumb(r.H)
	c.Fill(draw.Rect{X: r.X, Y: r.Y + position, W: 1, H: size}, c.Glyphs().Thumb, draw.In(draw.Border))
}

// drawPaneTabs draws the line that names the panes when they are shown one at
// a time.
func (m *Model) drawPaneTabs(c *draw.Canvas) {
	for p, r := range m.paneTabs(c) {
		if r.Empty() {
			continue
		}
		key, title := string(rune('1'+p)), m.paneTitle(pane(p))
		style := draw.In(draw.Faint)
		if pane(p) == m.focus {
			style = draw.In(draw.Accent).Underline()
		}
		c.Text(r.X, r.Y, r.W, key, draw.In(draw.Key))
		c.TextEllipsis(r.X+2, r.Y, r.W-2, title, style)
	}
}

// paneTabs is where the names of the panes stand; empty for the first ones where
// there would be no room for that of the pane that is seen.
func (m *Model) paneTabs(c *draw.Canvas) [panes]draw.Rect {
	for first := range panes {
		var tabs [panes]draw.Rect
		x := 0
		for p := first; p < panes; p++ {
			w := 2 + c.Measure(m.paneTitle(p), 12)
			tabs[p] = draw.Rect{X: x, Y: m.layout.tabs.Y, W: w, H: 1}
			x += w + 1
		}
		if first == m.focus || tabs[m.focus].Right() <= m.layout.tabs.W {
			return tabs
		}
	}
	return [panes]draw.Rect{}
}

func (m *Model) paneTitle(p pane) string {
	switch p {
	case panePrompt:
		return m.prompt.title()
	case paneProcesses:
		return "processes"
	case paneStats:
		return "stats"
	}
	return m.tabs()[m.tabIndex()].title
}
