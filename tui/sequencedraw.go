package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// moment is the picture of a fact.
func (p *sequencePane) moment(tallies []tally, row *logRow) draw.Moment {
	if row.fold != nil {
		return draw.Moment{Lives: p.lives(tallies, &wire.Event{}), From: draw.Nowhere, To: draw.Nowhere, Words: p.folded(row.fold)}
	}
	e, s := &row.fact, &row.sentence
	m := draw.Moment{Lives: p.lives(tallies, e), From: p.laneOf(concerned(e)), To: draw.Nowhere, Style: markStyle(s)}
	switch e.Kind {
	case wire.KindSend, wire.KindNotify, wire.KindLost, wire.KindSpawn:
		m.From, m.To = p.laneOf(e.PID), p.laneOf(e.Peer)
		m.Faint, m.Birth = e.Kind == wire.KindNotify, e.Kind == wire.KindSpawn
		if m.From == draw.Nowhere {
			m.From = m.To
		}
	}
	if leads(&m) {
		m.Words = p.onArrow(row)
		return m
	}
	m.Words = p.beside(row, m.From)
	return m
}

// leads reports whether a moment is an arrow from one lane to another.
func leads(m *draw.Moment) bool { return m.To != draw.Nowhere && m.To != m.From }

// markStyle is the style of the sign of a sentence.
func markStyle(s *trace.Sentence) draw.Style {
	if s.Tone != trace.TonePlain {
		return toneStyles[s.Tone]
	}
	return draw.In(draw.Arrow)
}

// onArrow is what stands on the arrow of a fact.
func (p *sequencePane) onArrow(row *logRow) []draw.Word {
	e, s := &row.fact, &row.sentence
	words := []draw.Word{{Text: s.Topic, Style: draw.In(draw.Accent)}}
	if e.Kind == wire.KindSpawn || !p.inSight(e.Peer) || p.folds(e.Peer) {
		words = append(words, partyWords(s.Object)...)
	}
	return append(words, draw.Word{Text: s.Detail, Style: draw.In(draw.Faint)})
}

// inSight reports whether the lane of a process is in sight.
func (p *sequencePane) inSight(pid wire.PID) bool {
	lane := p.laneOf(pid)
	return lane >= 0 && lane < len(p.picture.Names)
}

// folds reports whether the lane of a process is one of several in one column.
func (p *sequencePane) folds(pid wire.PID) bool {
	i, found := p.columnOf(pid)
	return found && p.column(i).folded
}

// partyWords name a process, or what else a sentence is about.
func partyWords(p trace.Party) []draw.Word {
	return []draw.Word{{Text: p.Name, Style: draw.In(draw.Name)}, {Text: p.Number, Style: draw.In(draw.Faint)}}
}

// folded is what stands in the row of a fold: how often something comes, since
// which fact, and what.
func (p *sequencePane) folded(fold *rowFold) []draw.Word {
	const mostTold = 6
	words := []draw.Word{
		{Text: "x" + strconv.Itoa(fold.times), Style: draw.In(draw.Accent).Bold()},
		{Text: fmt.Sprintf("since #%d:", fold.first), Style: draw.In(draw.Faint)},
	}
	for i := range fold.pattern[:min(len(fold.pattern), mostTold)] {
		told := inWords(trace.Describe(p.names, &fold.pattern[i]))
		if i > 0 {
			told = "/ " + told
		}
		words = append(words, draw.Word{Text: told, Style: draw.In(draw.Text)})
	}
	if more := len(fold.pattern) - mostTold; more > 0 {
		words = append(words, draw.Word{Text: fmt.Sprintf("/ %d more", more), Style: draw.In(draw.Faint)})
	}
	return words
}

// inWords is the gist of a sentence whose signs are not drawn.
func inWords(s trace.Sentence) string {
	words := []string{s.Subject.Name, s.Verb, s.Topic, s.Joint, s.Object.Name}
	switch {
	case s.Mark == trace.MarkSpawn:
		words[1] = "makes"
	case s.Mark.IsArrow():
		words = []string{s.Subject.Name, "sends", s.Object.Name, s.Topic}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// beside is what stands beside the mark of a fact, or alone if it has no lane.
// Its lane says who did it, so that is not repeated.
func (p *sequencePane) beside(row *logRow, lane int) []draw.Word {
	e, s := &row.fact, &row.sentence
	faint := draw.In(draw.Faint)
	var words []draw.Word
	switch {
	case lane == draw.Nowhere, e.Kind == wire.KindInput, e.Kind == wire.KindSignal:
		words = partyWords(s.Subject)
	case p.folds(e.PID):
		words = append(words, draw.Word{Text: s.Subject.Number, Style: faint})
	}
	if s.Subject.Co != 0 {
		words = append(words, draw.Word{Text: "~" + strconv.FormatUint(uint64(s.Subject.Co), 10), Style: faint})
	}
	verb, topic, joint, object := s.Verb, s.Topic, s.Joint, s.Object
	switch {
	case e.Kind == wire.KindInput && e.Text != "":
		topic, object = "", trace.Party{}
	case e.Kind == wire.KindReceive && lane != draw.Nowhere && p.sent(e):
		verb, joint, object = "", "", trace.Party{}
	case lane != draw.Nowhere && tells(e):
		verb = ""
	}
	words = append(words,
		draw.Word{Text: verb, Style: toneStyles[s.Tone]},
		draw.Word{Text: topic, Style: draw.In(draw.Accent)},
		draw.Word{Text: joint, Style: faint})
	words = append(words, partyWords(object)...)
	return append(words,
		draw.Word{Text: s.Rest, Style: toneStyles[s.Tone]},
		draw.Word{Text: s.Detail, Style: faint})
}

// sent reports whether the arrow of the message that a fact takes is in sight.
func (p *sequencePane) sent(e *wire.Event) bool {
	_, found := slices.BinarySearchFunc(p.log.rows, e.Cause, func(row logRow, seq uint64) int { return cmp.Compare(row.seq, seq) })
	return found
}

// tells reports whether the mark of a fact and the rest of what is said of it
// tell what its verb does.
func tells(e *wire.Event) bool {
	switch e.Kind {
	case wire.KindReceive, wire.KindTake, wire.KindLog, wire.KindFire:
		return true
	case wire.KindWait:
		return e.Name == "sleep" || e.Text != ""
	case wire.KindOutput, wire.KindRead:
		return e.Text != ""
	}
	return false
}

// mark is the sign of what happens in one lane.
func mark(g *draw.Glyphs, s *trace.Sentence, before string) string {
	switch {
	case s.Mark == trace.MarkLost:
		return g.Bad
	case s.Mark.IsArrow():
		return g.ArrowRight
	case before != "":
		return before
	}
	switch s.Kind {
	case wire.KindReceive, wire.KindTake, wire.KindRead:
		return g.Taken
	case wire.KindWait:
		return g.Idle
	case wire.KindFire:
		return g.Wait
	}
	return g.Bullet
}

// wideSequence is the width below which a sequence leaves the times to the
// details.
const wideSequence = 60

// draw draws the picture of the visible rows inside r.
func (p *sequencePane) draw(c *draw.Canvas, r draw.Rect, l *logPane, marks marks, focused bool) {
	if len(l.rows) == 0 {
		drawEmpty(c, r, l.empty()...)
		return
	}
	c.LaneNames(&p.picture)
	_, rows := r.SplitY(1)
	g := l.gutter(r.W >= wideSequence)
	for i := range l.rows {
		row := &l.rows[i]
		line := draw.Rect{X: rows.X, Y: rows.Y + i, W: rows.W, H: 1}
		if row.line > 0 {
			drawDetail(c, draw.Rect{X: line.X + 2, Y: line.Y, W: line.W - 2, H: 1}, row.detail)
		} else {
			l.drawGutter(c, line, g, marks, row)
			if i > 0 && row.fact.At == l.rows[i-1].fact.At { // no time has passed
				c.Fill(draw.Rect{X: p.picture.X - g.times, Y: line.Y, W: g.times, H: 1}, "", draw.Style{})
			}
			p.drawMoment(c, line, l, i)
		}
		drawSelection(c, line, focused && i == p.lead)
	}
}

// drawMoment draws row i.
func (p *sequencePane) drawMoment(c *draw.Canvas, line draw.Rect, l *logPane, i int) {
	m, row := p.moments[i], &l.rows[i]
	if row.fold != nil {
		m.Words[0].Text = c.Glyphs().Times + strconv.Itoa(row.fold.times)
	}
	sign, _ := signs(c.Glyphs(), row.sentence.Mark)
	switch {
	case !leads(&m):
		m.Mark = mark(c.Glyphs(), &row.sentence, sign)
	case row.sentence.Mark == trace.MarkLost:
		m.Mark = c.Glyphs().Bad
	case m.Birth:
		m.Words = append([]draw.Word{{Text: sign, Style: m.Style}}, m.Words...)
	}
	c.Moment(&p.picture, line.Y, m)
	if row.seq > l.at && !l.follows { // it has not happened yet
		c.Tint(draw.Rect{X: p.picture.X, Y: line.Y, W: p.picture.W, H: 1}, draw.In(draw.Faint))
	}
}
