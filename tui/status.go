package tui

import (
	"fmt"
	"slices"

	"echotui/tui/draw"
)

const (
	// narrowStatus is the width below which hints are worth more than the time.
	narrowStatus = 60
	// shortLag is the columns for how far behind it is, on a screen without a header.
	shortLag = 12
	// keptHints is the columns that a long reason of a stop leaves for hints.
	keptHints = 32
)

// drawStatus draws the bottom line: the line that is being typed there, or what
// the keys do, or why the last one did nothing. On a screen without a header it
// begins with where in time this is. It returns where the cursor is, if it is
// to be seen there.
func (m *Model) drawStatus(c *draw.Canvas, r draw.Rect) (cursor spot, shown bool) {
	w := &rowWriter{canvas: c, rect: r, used: 1}
	defer c.Tint(r, draw.Style{}.On(draw.Bar))
	if m.over == inCommand && !m.help.open {
		return m.drawCommand(w), true
	}
	if m.layout.header.Empty() {
		m.drawPlace(w)
	}
	switch {
	case m.status.Err != "":
		w.word(m.status.Err, draw.In(draw.Bad))
	case m.notice != "":
		w.word(m.notice, draw.In(draw.Warn))
	default:
		if asks := m.asks(); asks != "" {
			room := r.W - w.used
			if m.over == 0 && room > 2*keptHints {
				room -= keptHints
			}
			w.used += c.TextEllipsis(r.X+w.used, r.Y, room, asks, draw.In(draw.Text)) + 2
		}
		m.hints(w)
	}
	return spot{}, false
}

// drawPlace writes in short where in time this is.
func (m *Model) drawPlace(w *rowWriter) {
	m.drawState(w)
	w.used++
	w.word(m.place(), draw.In(draw.Text))
	m.drawWarnings(w)
	w.word(m.lag(shortLag), draw.In(draw.Warn))
	w.used++
	if w.rect.W >= narrowStatus {
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
	w.put(before, draw.In(draw.Text))
	cursor = spot{x: w.rect.X + w.used, y: w.rect.Y}
	w.put(after, draw.In(draw.Text))
	if before+after == "" {
		w.put("#12  1m3.5s  +10  -10  or a command", draw.In(draw.Faint))
	}
	if room := w.rect.W - w.used - 3; room > 0 && m.command.completing() {
		m.command.offer.draw(&lineWriter{w.canvas, w.rect.X + w.used + 2, w.rect.Y, room})
	}
	return cursor
}

// asks is what the screen waits for, or tells, when no key has led to it.
func (m *Model) asks() string {
	stop := m.status.Stop
	switch {
	case m.over == inMark:
		return "mark this moment: a letter or digit"
	case m.over == inRecall:
		return "go to a mark: " + m.marks.names()
	case m.over == inSure:
		return fmt.Sprintf("go on from fact #%d? What came after it stays as branch %d.", m.at(), max(1, m.branch))
	case stop != nil && m.status.Paused && !m.past():
		return stop.Text
	}
	return m.followed.text()
}

// hints names keys that do something now, as many as fit, the most useful
// first. Of two that do the same, the one that comes first in the table shows.
func (m *Model) hints(w *rowWriter) {
	in := m.mode()
	var list []*action
	for i := range m.actions {
		a := &m.actions[i]
		same := func(b *action) bool { return b.name == a.name }
		if a.hint > 0 && a.in&in != 0 && m.find(in, a.keys[0]) == a && a.cannot(m) == "" && !slices.ContainsFunc(list, same) {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b *action) int { return a.hint - b.hint })
	// Help is where all the others are found: it has its place before them.
	room := w.rect.W - w.used
	for _, a := range list {
		if a.name == "help" {
			room -= hintWidth(a)
		}
	}
	for _, a := range list {
		if a.name != "help" {
			if room < hintWidth(a) {
				continue
			}
			room -= hintWidth(a)
		}
		w.word(a.keys[0], draw.In(draw.Key))
		w.word(a.name, draw.In(draw.Faint))
		w.used++
	}
}

// hintWidth is the columns of a hint with the blanks around it.
func hintWidth(a *action) int { return len(a.keys[0]) + len(a.name) + 3 }
