package tui

import (
	"slices"
	"strconv"

	"echotui/tui/draw"
)

// narrowStatus is the width below which hints are worth more than the time.
const narrowStatus = 60

// drawStatus draws the bottom line: how time goes, which fact is shown, when
// that is, and what the keys do or why the last one did nothing.
func (m *Model) drawStatus(c *draw.Canvas, r draw.Rect) {
	sign, word, style := m.state(c.Glyphs())
	w := &rowWriter{canvas: c, rect: r, used: 1}
	w.word(sign, style)
	w.word(word, style)
	w.used++
	w.word("fact "+m.place(), draw.In(draw.Text))
	w.used++
	if r.W >= narrowStatus {
		w.word(m.now().String(), draw.In(draw.Time))
		w.used++
	}
	switch {
	case m.status.Err != "":
		w.word(m.status.Err, draw.In(draw.Bad))
	case m.notice != "":
		w.word(m.notice, draw.In(draw.Warn))
	default:
		m.hints(w)
	}
	c.Tint(r, draw.Style{}.On(draw.Bar))
}

// state is how time goes.
func (m *Model) state(glyphs *draw.Glyphs) (sign, word string, style draw.Style) {
	switch {
	case m.status.Err != "":
		return glyphs.Bad, "BROKEN", draw.In(draw.Bad)
	case m.status.Stopped:
		return endedSign(glyphs), "ENDED", draw.In(draw.Accent)
	case m.status.Paused:
		return glyphs.Paused, "PAUSED", draw.In(draw.Warn)
	}
	return glyphs.Running, "LIVE", draw.In(draw.Good).Bold()
}

func endedSign(glyphs *draw.Glyphs) string {
	if glyphs == &draw.ASCII {
		return "#"
	}
	return "■"
}

// place is the newest fact on the screen and, while the screen lags behind,
// the newest there is.
func (m *Model) place() string {
	text := strconv.FormatUint(m.world.Seq, 10)
	if m.world.Seq < m.status.Last {
		text += "/" + strconv.FormatUint(m.status.Last, 10)
	}
	return text
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
