package tui

import (
	"fmt"
	"slices"
	"strings"

	"echotui/tui/draw"
)

const (
	// narrowStatus is the width below which hints are worth more than the time.
	narrowStatus = 60
	// narrowStop is the width below which what happens next is worth more than
	// the number of the breakpoint that stops before it.
	narrowStop = 100
	// shortLag is the columns for how far behind it is, on a screen without a header.
	shortLag = 12
	// keptHints is the columns that a long reason of a stop leaves for hints, if
	// that is not more than two fifths of the line.
	keptHints = 32
	// mostHints is how many hints are read at a glance.
	mostHints = 6
)

// drawStatus draws the bottom line: the line that is being typed there, or what
// the keys do, or why the last one did nothing. On a screen without a header it
// begins with where in time this is. It returns where the cursor is, if it is
// to be seen there.
func (m *Model) drawStatus(c *draw.Canvas, r draw.Rect) (cursor spot, shown bool) {
	defer c.Tint(r, draw.Style{}.On(draw.Bar))
	w := &rowWriter{canvas: c, rect: m.drawMouse(c, r), used: 1}
	if m.over == inCommand && !m.help.open {
		return m.drawCommand(w), true
	}
	asks := m.asks(r.W)
	if m.layout.header.Empty() {
		m.drawPlace(w, asks != "")
	}
	switch {
	case m.status.Err != "":
		w.word(m.status.Err, draw.In(draw.Bad))
	case m.notice != "":
		w.word(m.notice, draw.In(draw.Warn))
	default:
		if asks != "" {
			room := w.rect.W - w.used - min(keptHints, r.W*2/5)
			w.used += c.TextEllipsis(r.X+w.used, r.Y, room, asks, draw.In(draw.Text)) + 2
		}
		m.hints(w)
	}
	return spot{}, false
}

// drawMouse tells at the right end that the terminal has the mouse, and returns
// what is left of the line.
func (m *Model) drawMouse(c *draw.Canvas, r draw.Rect) draw.Rect {
	if !m.mouseOff {
		return r
	}
	text := "mouse off: " + m.keyOf("mouse")
	if m.mode()&browsing == 0 {
		text = "mouse off: " + m.keyOf("mouse-anywhere")
	}
	rest, _ := r.SplitX(-c.Measure(text, r.W) - 2)
	c.TextEllipsis(rest.Right()+1, r.Y, r.Right()-rest.Right()-2, text, draw.In(draw.Warn))
	return rest
}

// drawPlace writes in short where in time this is: by a sign alone where little
// room is left for something more urgent.
func (m *Model) drawPlace(w *rowWriter, urgent bool) {
	if urgent && w.rect.W < narrowStatus {
		sign, _, style := m.state(w.canvas.Glyphs())
		w.word(sign, style)
		return
	}
	m.drawState(w)
	w.used++
	w.word(m.place(), draw.In(draw.Text))
	m.drawWarnings(w)
	w.used++
	if w.rect.W >= narrowStatus {
		w.word(m.lag(shortLag), draw.In(draw.Warn))
		w.used++
		w.word(m.now().String(), draw.In(draw.Time))
		w.used++
	}
}

// drawCommand writes the line that is typed after a colon.
func (m *Model) drawCommand(w *rowWriter) (cursor spot) {
	w.word(":", draw.In(draw.Key))
	before, after := m.command.editor.split()
	room := w.rect.W - w.used - 1
	for w.canvas.Measure(before, room) >= room && before != "" { // keep the cursor in sight
		before = before[len(firstCluster(before)):]
	}
	from := w.used
	w.put(before, draw.In(draw.Text))
	cursor = spot{x: w.rect.X + w.used, y: w.rect.Y}
	drawSuggestion(w.canvas, &m.command.editor, cursor.x, cursor.y, w.used-from)
	w.put(after, draw.In(draw.Text))
	if before+after == "" {
		w.put("#12  1m3.5s  +10  -10  or a command", draw.In(draw.Faint))
	}
	if len(m.palette.fits) == 0 && strings.TrimSpace(m.palette.typed) != "" {
		w.put("  nothing is called so", draw.In(draw.Faint))
	}
	if room := w.rect.W - w.used - 3; room > 0 && m.command.completing() {
		m.command.offer.draw(&lineWriter{w.canvas, w.rect.X + w.used + 2, w.rect.Y, room})
	}
	return cursor
}

// asks is what the screen waits for, or tells, when no key has led to it; in
// short where the line is.
func (m *Model) asks(width int) string {
	stop := m.status.Stop
	switch {
	case m.over == inMark:
		return "mark this moment: a letter or digit"
	case m.over == inRecall:
		return "go to a mark: " + m.marks.names()
	case m.over == inSure:
		return m.asksToGoOn(width)
	case m.followed.on():
		return m.followed.text()
	case stop != nil && m.status.Paused && !m.past() && width < narrowStop:
		return strings.TrimPrefix(stop.Text, fmt.Sprintf("breakpoint %d, ", stop.Breakpoint))
	case stop != nil && m.status.Paused && !m.past():
		return stop.Text
	}
	return ""
}

// hints names keys that do something now, as many as fit.
func (m *Model) hints(w *rowWriter) {
	for _, a := range m.bestHints(w.rect.W - w.used) {
		w.word(a.keys[0], draw.In(draw.Key))
		w.word(a.name, draw.In(draw.Faint))
		w.used++
	}
}

// bestHints are the actions that the bottom line names in so many columns, the
// most useful first. Help is where all the others are found: it has its place
// before them, but for the first.
func (m *Model) bestHints(room int) []*action {
	list := m.hinted()
	help := slices.IndexFunc(list, func(a *action) bool { return a.name == "help" })
	if help >= 0 && room >= hintWidth(list[help])+hintWidth(list[0]) {
		room -= hintWidth(list[help])
	} else {
		help = -1
	}
	var shown []*action
	for i, a := range list {
		switch {
		case i == help:
		case room < hintWidth(a), len(shown) == mostHints-1 && help > i, len(shown) == mostHints:
			continue
		default:
			room -= hintWidth(a)
		}
		shown = append(shown, a)
	}
	return shown
}

// hinted are all actions that could be named, the most useful first. Of two
// that do the same, the one that comes first in the table shows.
func (m *Model) hinted() []*action {
	in := m.mode()
	var list []*action
	for i := range m.actions {
		a := &m.actions[i]
		same := func(b *action) bool { return b.name == a.name }
		if a.hint > 0 && a.in&in != 0 && len(a.keys) > 0 && m.find(in, a.keys[0]) == a && a.cannot(m) == "" && !slices.ContainsFunc(list, same) {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b *action) int { return a.hint - b.hint })
	return list
}

// hintWidth is the columns of a hint with the blanks around it.
func hintWidth(a *action) int { return len(a.keys[0]) + len(a.name) + 3 }
