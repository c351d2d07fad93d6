package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
)

// helpPage tells what the keys do, what can be typed after a colon, and what a
// filter can say. It is made from the tables of all three. What is typed there
// leaves the rows that contain it.
type helpPage struct {
	open   bool
	editor editor
	list   draw.List // of the lines of rows
	rect   draw.Rect // with its lines
	rows   []helpRow
	offers []entry
	typed  string // what the rows contain, once they do
	keys   int    // columns of the keys
}

// helpRow is a line of the page: a heading, or a line about something there is
// to do.
type helpRow struct {
	title      string
	keys, text string
	off        bool // it cannot be done now
	offer      int  // from 1: which of the offers it tells of; 0: none
}

// helpLeast is how many rows the page has at least, to say that nothing is found.
const helpLeast = 3

// openHelp shows the page, all of it.
func (m *Model) openHelp() {
	m.help.open, m.help.typed = true, ""
	m.help.editor = newEditor()
	m.help.list.Home()
}

// settle makes the page, if it is open.
func (h *helpPage) settle(m *Model) {
	if !h.open {
		return
	}
	width, height := min(84, m.width), m.height-1
	h.keys = 16
	if width < narrowStatus {
		h.keys = 9
	}
	h.rect.W = width
	h.rows, h.offers = h.rows[:0], h.offers[:0]
	for _, s := range m.sections() {
		h.section(m, s)
	}
	height = max(3, min(height, max(helpLeast, len(h.rows))+3))
	h.rect = draw.Rect{X: (m.width - width) / 2, Y: (m.height - 1 - height) / 2, W: width, H: height}
	h.list.SetHeight(height - 3)
	h.list.SetLen(len(h.rows))
	if text := h.editor.text(); text != h.typed {
		h.typed = text
		h.list.Select(h.best(strings.TrimSpace(text)))
	}
	h.rest(1)
}

// section appends what a section says, as far as it has to do with what is typed.
func (h *helpPage) section(m *Model, s section) {
	titled := false
	for _, e := range s.entries {
		if !contains(s.title+" "+e.keys+" "+e.name+" "+e.help, h.editor.text()) {
			continue
		}
		if !titled {
			h.heading(s.title)
			titled = true
		}
		h.offer(m, e)
	}
}

func (h *helpPage) heading(title string) {
	if len(h.rows) > 0 {
		h.rows = append(h.rows, helpRow{})
	}
	h.rows = append(h.rows, helpRow{title: title})
}

// offer appends what there is to do and, if that cannot be done now although it
// belongs here, why not.
func (h *helpPage) offer(m *Model, e entry) {
	h.offers = append(h.offers, e)
	keys, text, off := or(e.keys, e.name), e.help, e.away(m) != ""
	if why := e.cannot(m); why != "" && !off {
		text, off = text+" Not now: "+why+".", true
	}
	for _, line := range strings.Split(ansi.Wordwrap(text, max(10, h.rect.W-h.keys-6), ""), "\n") {
		h.rows = append(h.rows, helpRow{keys: keys, text: line, off: off, offer: len(h.offers)})
		keys = ""
	}
}

// contains reports whether a text contains all words of another, in upper or
// lower case.
func contains(text, words string) bool {
	text = strings.ToLower(text)
	for _, word := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// best is the row to select once something was typed: that of the very key, or of
// what is called so, or else the first.
func (h *helpPage) best(typed string) int {
	found := 0
	for i := range h.rows {
		switch row := &h.rows[i]; {
		case typed == "" || row.keys == "":
		case slices.Contains(strings.Fields(row.keys), typed):
			return i
		case found == 0 && hasPrefix(h.offers[row.offer-1].name, typed):
			found = i
		}
	}
	return found
}

// selected is what the selected row tells of; nil if that is a heading.
func (h *helpPage) selected() *entry {
	if i := h.list.Cursor(); i < len(h.rows) && h.rows[i].offer > 0 {
		return &h.offers[h.rows[i].offer-1]
	}
	return nil
}

// rest selects something there is to do, if a heading or a blank line is
// selected, and brings all its lines into sight: in a direction, or in the other
// one where the page ends.
func (h *helpPage) rest(step int) {
	for _, by := range []int{step, -step} {
		at := h.list.Cursor()
		for at >= 0 && at < len(h.rows) && h.rows[at].offer == 0 {
			at += by
		}
		if at >= 0 && at < len(h.rows) {
			h.choose(h.rows[at].offer)
			return
		}
	}
}

// choose selects the first line about one of the offers, with its other lines
// and the heading right above in sight.
func (h *helpPage) choose(offer int) {
	first, last := h.linesOf(offer)
	above := first
	for above > 0 && h.rows[above-1].offer == 0 {
		above--
	}
	h.list.Select(last)
	h.list.Select(above)
	h.list.Select(first)
}

// linesOf is the first and the last of the lines about one of the offers; there
// must be one.
func (h *helpPage) linesOf(offer int) (first, last int) {
	about := func(row helpRow) bool { return row.offer == offer }
	first = slices.IndexFunc(h.rows, about)
	for last = first; last+1 < len(h.rows) && about(h.rows[last+1]); {
		last++
	}
	return first, last
}

// helpScroll moves from one thing there is to do to the next.
type helpScroll struct {
	listScroll
	help *helpPage
}

func (s helpScroll) move(rows int) {
	if h := s.help; len(h.offers) > 0 {
		h.choose(max(1, min(h.rows[h.list.Cursor()].offer+rows, len(h.offers))))
	}
}
