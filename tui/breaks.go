package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/filter"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// breakPage lists the breakpoints over the panes, and has a line to type the
// expression of one. The session knows them while it runs; a keeper remembers
// them from one run to the next.
type breakPage struct {
	points []wire.Breakpoint // in the order in which they were made
	last   int               // the highest ID so far
	dirty  bool              // they have changed since they were kept
	keeper keeper
	alien  []string // lines of the kept text that nobody understands

	list    draw.List
	line    exprLine
	unfit   string // why the line of source that is typed can get none; "" if it can
	editing int    // ID of the breakpoint in the line; 0: it will be a new one
	direct  bool   // the line was opened for one breakpoint: the page closes after it
	rect    draw.Rect
}

// mostBreaks is how many breakpoints there can be: far more than anybody sets
// by hand, and few enough that the node does not get slow.
const mostBreaks = 100

// begin sets the breakpoints that were kept; what is wrong with them is told.
func (p *breakPage) begin(s Session, to Keeper, words *filter.Vocabulary) (notice string) {
	p.line = newExprLine(words)
	p.line.other = func(text string) bool { _, _, is := sourceLine(text); return is }
	p.keeper = newKeeper(to, "breakpoints are")
	d, ok := s.(Driver)
	if to == nil || !ok {
		return ""
	}
	text, err := to.Load()
	if err == nil {
		p.points, p.alien, err = parseBreaks(text)
	}
	for i := range p.points {
		p.last++
		p.points[i].ID = p.last
	}
	if len(p.points) > 0 {
		d.SetBreakpoints(slices.Clone(p.points))
	}
	if err != nil {
		return "breakpoints: " + err.Error()
	}
	return ""
}

// settle asks how often they were met, and makes room for the list.
func (p *breakPage) settle(m *Model) {
	if m.over != inBreaks && m.over != inBreakLine {
		return
	}
	if d, ok := m.session.(Driver); ok {
		for _, b := range d.Breakpoints() {
			if mine := p.of(b.ID); mine != nil {
				mine.Hits = b.Hits
			}
		}
	}
	p.unfit = ""
	if b := p.typed(); m.over == inBreakLine && b.Line != 0 {
		p.unfit = m.lineIsWrong(b.Entry, b.Line)
	}
	rows := max(3, len(p.points))
	width, height := min(84, m.width), min(m.height-2, rows+4)
	p.rect = draw.Rect{X: (m.width - width) / 2, Y: (m.height - height) / 2, W: width, H: height}
	p.list.SetHeight(height - 4)
	p.list.SetLen(len(p.points))
}

// of is a breakpoint by its ID; nil if there is none.
func (p *breakPage) of(id int) *wire.Breakpoint {
	for i := range p.points {
		if p.points[i].ID == id {
			return &p.points[i]
		}
	}
	return nil
}

// selected is the breakpoint in the selected row; nil if there is none.
func (p *breakPage) selected() *wire.Breakpoint {
	if i := p.list.Cursor(); i < len(p.points) {
		return &p.points[i]
	}
	return nil
}

// add makes a breakpoint of its own, which is then selected.
func (p *breakPage) add(b wire.Breakpoint) {
	p.last++
	b.ID = p.last
	p.points = append(p.points, b)
	p.list.SetLen(len(p.points))
	p.list.End()
}

// remove takes a breakpoint out.
func (p *breakPage) remove(id int) {
	p.points = slices.DeleteFunc(p.points, func(b wire.Breakpoint) bool { return b.ID == id })
}

// at is the breakpoint at a line of source; nil if there is none.
func (p *breakPage) at(entry string, line int) *wire.Breakpoint {
	for i := range p.points {
		if b := &p.points[i]; b.Line != 0 && b.Entry == entry && b.Line == line {
			return b
		}
	}
	return nil
}

// changed tells the session of the breakpoints as they are now.
func (m *Model) changed() {
	if d, ok := m.session.(Driver); ok {
		d.SetBreakpoints(slices.Clone(m.breaks.points))
	}
	m.breaks.dirty = true
}

// keepBreaks has the breakpoints kept, if they have changed.
func (m *Model) keepBreaks() tea.Cmd {
	p := &m.breaks
	if !p.dirty {
		return nil
	}
	p.dirty = false
	return p.keeper.keep(formatBreaks(p.points, p.alien))
}

// typeBreak opens the line with an expression, for a new breakpoint (0) or
// instead of one there is.
func (m *Model) typeBreak(id int, expr string, direct bool) {
	p := &m.breaks
	p.editing, p.direct = id, direct
	p.line.set(expr)
	m.over = inBreakLine
}

// suggestBreak opens the line with an expression that what is typed replaces.
func (m *Model) suggestBreak(expr string) {
	m.typeBreak(0, "", true)
	m.breaks.line.suggest(expr)
}

// setBreak makes the breakpoint of the line.
func (m *Model) setBreak() {
	p := &m.breaks
	typed := p.typed()
	p.line.history.take(&p.line.editor)
	if b := p.of(p.editing); b != nil {
		b.Expr, b.Entry, b.Line, b.Hits = typed.Expr, typed.Entry, typed.Line, 0
	} else {
		p.add(typed)
		m.notice = "breakpoint " + strconv.Itoa(p.last) + " stops before " + breakText(&typed)
	}
	m.leaveBreakLine()
	m.changed()
}

// typed is the breakpoint that the line is for: of a line of source, or of an
// expression.
func (p *breakPage) typed() wire.Breakpoint {
	if entry, line, ok := sourceLine(p.line.editor.text()); ok {
		return wire.Breakpoint{Entry: entry, Line: line}
	}
	return wire.Breakpoint{Expr: p.line.parsed.String()}
}

// leaveBreakLine goes back to where the line was opened.
func (m *Model) leaveBreakLine() {
	m.over = inBreaks
	if m.breaks.direct {
		m.over = 0
	}
}

// breakAtLine sets a breakpoint at a line of source, or takes it away.
func (m *Model) breakAtLine(entry string, line int) {
	if b := m.breaks.at(entry, line); b != nil {
		m.notice = fmt.Sprintf("breakpoint %d is gone", b.ID)
		m.breaks.remove(b.ID)
	} else {
		m.breaks.add(wire.Breakpoint{Entry: entry, Line: line})
		m.notice = fmt.Sprintf("breakpoint %d stops before line %d of %s", m.breaks.last, line, entry)
	}
	m.changed()
}

// commandBreak is :break, which lists breakpoints or makes one: of an
// expression, or of entry:line.
func (m *Model) commandBreak(args string) error {
	if why := noBreaks(m); why != "" {
		return fmt.Errorf("%s", why)
	}
	if args == "" {
		m.over = inBreaks
		return nil
	}
	if why := tooManyBreaks(m); why != "" {
		return fmt.Errorf("%s", why)
	}
	if entry, line, ok := sourceLine(args); ok {
		if err := m.noLine(entry, line); err != nil {
			return err
		}
		m.breakAtLine(entry, line)
		return nil
	}
	expr, err := filter.Parse(args)
	switch {
	case err != nil:
		return err
	case expr.Everything():
		return fmt.Errorf("this would stop before everything")
	}
	m.typeBreak(0, expr.String(), true)
	m.setBreak()
	return nil
}

// noLine is why nothing can ever stop at a line of source. A breakpoint that is
// there can be taken away in any case.
func (m *Model) noLine(entry string, line int) error {
	past, ok := m.session.(Past)
	if !ok || m.breaks.at(entry, line) != nil {
		return nil
	}
	text, found := past.Source(entry)
	if !found {
		return fmt.Errorf("there is no source of %s", entry)
	}
	if lines := len(luaLines(strings.TrimSuffix(text, "\n"))); line > lines {
		return fmt.Errorf("%s has %s", entry, count(lines, "line"))
	}
	return nil
}

// sourceLine reads app:relay:21.
func sourceLine(text string) (entry string, line int, ok bool) {
	i := strings.LastIndexByte(text, ':')
	if i < 0 || !strings.Contains(text[:i], ":") || strings.ContainsAny(text, " \t\"()") {
		return "", 0, false
	}
	line, err := strconv.Atoi(text[i+1:])
	return text[:i], line, err == nil && line > 0
}
