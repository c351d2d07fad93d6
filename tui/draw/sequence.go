package draw

import "strconv"

// Lanes are the columns of a sequence: a picture in which each life is a line
// down a lane and time goes down, a moment a row. Those in sight have the
// numbers from 0; lower and higher ones lie out of sight to the left and right.
type Lanes struct {
	Rect
	Names         []LaneName // of those in sight, from left to right
	Before, After int        // how many are out of sight
}

// LaneName is what stands above a lane.
type LaneName struct {
	Word
	Count int    // how many lives the lane is for; 0: one, which needs no telling
	Note  string // after the name, its end where there is no room for all; ASCII
}

// Nowhere is the number of no lane at all.
const Nowhere = -1 << 31

// Word is text in one style.
type Word struct {
	Text  string
	Style Style
}

// Life is what there is of a lane in a row.
type Life uint8

// What may be in a lane.
const (
	Empty   Life = iota
	Alive        // somebody lives there
	Awaited      // somebody lives there, and something waits for him
)

// Moment is a row of a sequence: something that happens in one lane, or an
// arrow from one lane to another.
type Moment struct {
	Lives []Life // of the lanes in sight
	From  int    // lane; Nowhere: what happens stands at the left
	To    int    // lane of the arrow's head; From or Nowhere: no arrow
	Mark  string // one cell, in From; of an arrow that fails, its head
	Style Style  // of arrow and mark
	Faint bool   // a thinner arrow: nobody has sent it
	Birth bool   // the arrow begins the life in To
	Words []Word
	// Moving is how much of the way what the arrow carries has gone, from 0 to
	// 1: it is seen there. 0: it is not.
	Moving float64
	Whole  bool // what is too long for its lane goes on over others, on the side with more room
}

const (
	leastLane = 10 // columns of a lane
	mostLane  = 32
)

// LanesIn is how many lanes have room side by side; at least 1.
func LanesIn(width int) int { return max(1, width/leastLane) }

// width is the columns of a lane, its line included.
func (l *Lanes) width() int {
	return max(1, min(mostLane, l.W/max(1, len(l.Names))))
}

// line is the column of a lane's line: just outside, if that is out of sight.
func (l *Lanes) line(lane int) int {
	switch {
	case lane < 0:
		return l.X - 1
	case lane >= len(l.Names):
		return l.Right()
	}
	return l.X + lane*l.width()
}

// seen reports whether a lane is in sight.
func (l *Lanes) seen(lane int) bool { return lane >= 0 && lane < len(l.Names) }

// LaneNames draws the names of lanes into the first row of l and, in front of
// them and at the end, how many lanes are out of sight.
func (c *Canvas) LaneNames(l *Lanes) {
	end := l.Right()
	if l.After > 0 {
		note := strconv.Itoa(l.After) + c.look.Glyphs.ArrowRight
		c.TextRight(l.X, l.Y, l.W, note, In(Faint))
		end -= c.Measure(note, l.W) + 1
	}
	if l.Before > 0 {
		c.TextRight(0, l.Y, l.X-1, c.look.Glyphs.ArrowLeft+strconv.Itoa(l.Before), In(Faint))
	}
	for i, name := range l.Names {
		x, room := l.line(i), l.width()-1
		if i == len(l.Names)-1 {
			room = end - x
		}
		count := ""
		if name.Count > 0 {
			count = c.look.Glyphs.Times + strconv.Itoa(name.Count)
			room -= len(count) + 1
		}
		used := c.TextEllipsis(x, l.Y, room, name.Text, name.Style)
		if count != "" {
			used += 1 + c.Text(x+used+1, l.Y, len(count), count, name.Style)
			room += len(count) + 1
		}
		c.TextTail(x+used+1, l.Y, room-used-1, name.Note, In(Faint))
	}
}

// TextTail is TextEllipsis, but it is the end of s that stays: numbers differ
// there. Two digits are worth more than an ellipsis. S must be ASCII.
func (c *Canvas) TextTail(x, y, width int, s string, st Style) {
	ellipsis := c.Measure(c.look.Glyphs.Ellipsis, width)
	switch {
	case len(s) <= width:
		c.Text(x, y, width, s, st)
	case width >= ellipsis+2:
		c.Text(x, y, width, c.look.Glyphs.Ellipsis, st)
		c.Text(x+ellipsis, y, width-ellipsis, s[len(s)-width+ellipsis:], st)
	case width >= 2:
		c.Text(x, y, width, s[len(s)-width:], st)
	}
}

// Moment draws a row of a sequence at y.
func (c *Canvas) Moment(l *Lanes, y int, m Moment) {
	c = c.Sub(Rect{l.X, y, l.W, 1})
	at := *l
	at.X, at.Y = 0, 0
	for i, life := range m.Lives {
		c.Text(at.line(i), 0, 1, c.look.Glyphs.life(life), In(Border))
	}
	switch {
	case m.From == Nowhere:
		c.words(0, l.W, m.Words)
	case m.To == m.From || m.To == Nowhere:
		c.happening(&at, &m)
	default:
		c.arrow(&at, &m)
	}
}

func (g *Glyphs) life(l Life) string {
	return [...]string{"", g.Line.Down, g.Pending}[l]
}

// happening draws what happens in one lane: a mark and, beside it, words.
func (c *Canvas) happening(l *Lanes, m *Moment) {
	if !l.seen(m.From) {
		return
	}
	x := l.line(m.From)
	end := l.W
	if m.From < len(l.Names)-1 && !m.Whole {
		end = l.line(m.From+1) - 1
	}
	c.Text(x, 0, 1, m.Mark, m.Style)
	if need := c.measureWords(m.Words, l.W); m.Whole && need > end-x-2 && x-1 > end-x-2 {
		c.words(max(0, x-1-need), x-1, m.Words)
		return
	}
	c.words(x+2, end, m.Words)
}

// measureWords is the columns that words need, or limit if that is less.
func (c *Canvas) measureWords(words []Word, limit int) int {
	used := -1
	for _, word := range words {
		if word.Text != "" && used < limit {
			used += 1 + c.Measure(word.Text, limit-used)
		}
	}
	return min(used, limit)
}

// arrow draws an arrow over all lanes between, and words on it.
func (c *Canvas) arrow(l *Lanes, m *Moment) {
	if !l.seen(m.From) && !l.seen(m.To) && (m.From < 0) == (m.To < 0) {
		return
	}
	glyphs := c.look.Glyphs
	from, to := l.line(m.From), l.line(m.To)
	tail, corner, head := glyphs.Line.JoinLeft, glyphs.Line.TopRight, glyphs.ArrowRight
	left, right, point := from+1, to, to-1
	if to < from {
		tail, corner, head = glyphs.Line.JoinRight, glyphs.Line.TopLeft, glyphs.ArrowLeft
		left, right, point = to+1, from, to+1
	}
	if right <= left { // it comes from, or leaves, over the edge right beside
		if m.Mark = head; !l.seen(m.From) {
			m.From = m.To
		}
		c.happening(l, m)
		return
	}
	if m.Mark != "" {
		head = m.Mark
	}
	if m.Birth {
		head, point = corner, to
	}
	c.shaft(l, m, left, right)
	c.Text(from, 0, 1, tail, m.Style)
	c.Text(point, 0, 1, head, m.Style)
	start, end := left+1, right-1
	switch point {
	case left:
		start++
	case right - 1:
		end--
	}
	c.words(start, end, m.Words)
	if x := from + int(m.Moving*float64(to-from)); x != from && x != to {
		c.Text(x, 0, 1, glyphs.Knob, In(Accent))
	}
}

// TintLane lays st over the line of a lane at y.
func (c *Canvas) TintLane(l *Lanes, y, lane int, st Style) {
	if l.seen(lane) {
		c.Tint(Rect{l.line(lane), y, 1, 1}, st)
	}
}

// shaft draws the line of an arrow from left to right, exclusive. It crosses
// the lines of lives.
func (c *Canvas) shaft(l *Lanes, m *Moment, left, right int) {
	glyph := c.look.Glyphs.ArrowLine
	if m.Faint {
		glyph = c.look.Glyphs.ArrowFaint
	}
	c.Fill(Rect{left, 0, right - left, 1}, glyph, m.Style)
	for i, life := range m.Lives {
		if x := l.line(i); life != Empty && x > left && x < right-1 {
			c.Text(x, 0, 1, c.look.Glyphs.Line.Crossed, m.Style)
		}
	}
}

// words writes words with blanks between them from x on, before end. Whole words
// that are left out are told by an ellipsis, if there is room for one.
func (c *Canvas) words(x, end int, words []Word) {
	start := x
	for _, word := range words {
		if word.Text == "" {
			continue
		}
		if x >= end {
			if ellipsis := c.look.Glyphs.Ellipsis; x > start && c.Measure(ellipsis, 9) <= end-x+1 {
				c.Text(x-1, 0, end-x+1, ellipsis, word.Style)
			}
			return
		}
		x += c.TextEllipsis(x, 0, end-x, word.Text, word.Style) + 1
		if x < end {
			c.Text(x-1, 0, 1, " ", Style{})
		}
	}
}
