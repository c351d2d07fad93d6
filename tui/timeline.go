package tui

import "echotui/tui/draw"

// timeline is a bar of all facts with a knob at the cursor. It can be clicked
// and dragged.
type timeline struct {
	rect        draw.Rect
	first, last uint64 // the facts at its ends
	taken       uint64 // the last fact that was taken so far
	at          uint64
	marks       []timelineMark
	held        bool // the knob is being dragged
}

type timelineMark struct {
	letter rune
	seq    uint64
}

// settle lays the bar out, after facts, size or cursor changed.
func (t *timeline) settle(m *Model) {
	left := headerWidth(m.layout.header.W)
	_, t.rect = m.layout.header.SplitX(left)
	t.rect, _ = t.rect.SplitX(-speedWidth)
	t.first, t.last = m.log.first, m.newest()
	t.taken, t.at = m.head.seq(), m.at()
	t.marks = t.marks[:0]
	for _, letter := range m.marks.letters() {
		t.marks = append(t.marks, timelineMark{letter, m.marks[letter]})
	}
}

// column is where in the bar a fact lies, from 0.
func (t *timeline) column(seq uint64) int {
	if t.last <= t.first {
		return t.rect.W - 1
	}
	seq = max(t.first, min(seq, t.last))
	return int(float64(seq-t.first)*float64(t.rect.W-1)/float64(t.last-t.first) + 0.5)
}

// fact is the fact in a column.
func (t *timeline) fact(column int) uint64 {
	if column >= t.rect.W-1 || t.last <= t.first {
		return t.last
	}
	return t.first + uint64(float64(t.last-t.first)*float64(max(0, column))/float64(t.rect.W-1)+0.5)
}

// draw draws the bar: thick up to the cursor, thin up to what is taken.
func (t *timeline) draw(c *draw.Canvas) {
	if t.rect.W < 2 || t.last == 0 {
		return
	}
	bar, knob := t.rect, t.column(t.at)
	bar.W = t.column(t.taken) + 1
	c.Fill(bar, c.Glyphs().Rule, draw.In(draw.Border))
	bar.W = knob
	c.Fill(bar, c.Glyphs().RuleDone, draw.In(draw.Accent))
	for _, m := range t.marks {
		c.Text(t.rect.X+t.column(m.seq), t.rect.Y, 1, string(m.letter), draw.In(draw.Key))
	}
	c.Text(t.rect.X+knob, t.rect.Y, 1, c.Glyphs().Knob, draw.In(draw.Accent))
}

// grab moves the cursor to where the timeline is clicked.
func (m *Model) grab(x int) {
	m.marks[lastJump] = m.at()
	m.timeline.held = true
	m.scrub(x)
}

func (m *Model) scrub(x int) { m.moveTo(m.timeline.fact(x - m.timeline.rect.X)) }
