package tui

import (
	"echotui/runtime/trace"
	"echotui/tui/draw"
)

// Rows of the sequence are those of the log, but where facts are folded: there,
// the row of the last of them stands for all. A fold is open while the cursor is
// on a fact inside of it, while details of one are shown, and while one of them
// has to do with the fact that is followed: what is looked at is never hidden.

// foldOn is the fold of which a row of the log is a part; nil if it is shown for
// itself.
func (p *sequencePane) foldOn(row int) *rowFold {
	l := p.log
	seq, line := l.in(row)
	if line > 0 {
		return nil
	}
	fold := p.repeats.at(p.session, l, p.names, seq)
	switch {
	case fold == nil, p.repeats.open[fold.first], fold.first <= l.at && l.at < fold.last, fold.first <= l.open && l.open <= fold.last:
		return nil
	}
	if p.chain != nil {
		if next := p.chain.Next(fold.first - 1); next != 0 && next <= fold.last {
			return nil
		}
	}
	return fold
}

// below and above are the rows before and after one that is shown; false if
// there is none.
func (p *sequencePane) below(row int) (int, bool) {
	if row++; row >= p.log.list.Len() {
		return 0, false
	}
	return p.shown(row), true
}

func (p *sequencePane) above(row int) (int, bool) {
	if fold := p.foldOn(row); fold != nil {
		row = p.log.rowOf(fold.first, 0)
	}
	if row--; row < 0 {
		return 0, false
	}
	return p.shown(row), true
}

// shown is the row that is shown for one of the log.
func (p *sequencePane) shown(row int) int {
	if fold := p.foldOn(row); fold != nil {
		return p.log.rowOf(fold.last, 0)
	}
	return row
}

// lay finds the rows that are visible: as many above the cursor as somebody has
// scrolled to, and no row left blank without need.
func (p *sequencePane) lay(height int) {
	l := p.log
	cursor := p.shown(l.list.Cursor())
	switch {
	case l.list.Len() == 0 || height <= 0:
		p.visible, p.lead = nil, 0
		return
	case l.centred:
		p.lead = height / 2
	case l.open == l.selected && p.shows != l.open: // its details are not all in sight, maybe
		p.lead = min(p.lead, height-1-len(l.details))
	}
	p.shows = l.open
	p.lead = max(0, min(p.lead, height-1))
	rows := []int{cursor}
	for row, found := p.below(cursor); found && len(rows) < height-p.lead; row, found = p.below(row) {
		rows = append(rows, row)
	}
	var before []int
	for row, found := p.above(cursor); found && len(before)+len(rows) < height; row, found = p.above(row) {
		before = append(before, row)
	}
	p.lead = len(before)
	p.visible = p.visible[:0]
	for i := len(before) - 1; i >= 0; i-- {
		p.visible = append(p.visible, before[i])
	}
	p.visible = append(p.visible, rows...)
	for last := p.visible[len(p.visible)-1]; len(p.visible) < height; { // the beginning is in sight
		row, found := p.below(last)
		if !found {
			return
		}
		p.visible, last = append(p.visible, row), row
	}
}

// take makes the visible rows. What a fold shows, it knows: to read it again would
// be to unpack a thousand facts for each row.
func (p *sequencePane) take() {
	l := p.log
	l.rows = l.rows[:0]
	for i := 0; i < len(p.visible); {
		row := p.visible[i]
		seq, line := l.in(row)
		if line > 0 {
			l.rows = append(l.rows, logRow{seq: seq, line: line, detail: l.details[line-1]})
			i++
			continue
		}
		if fold := p.foldOn(row); fold != nil {
			l.rows = append(l.rows, logRow{seq: seq, fact: fold.latest, sentence: trace.Describe(p.names, &fold.latest), fold: fold})
			i++
			continue
		}
		to := i + 1
		for to < len(p.visible) && p.visible[to] == p.visible[to-1]+1 {
			to++
		}
		i += l.run(p.session, p.names, row, row+to-i)
	}
}

// sequenceScroll moves in rows as they are shown.
type sequenceScroll struct{ logScroll }

func (s sequenceScroll) pane() *sequencePane { return &s.m.sequence }

func (s sequenceScroll) move(rows int) {
	p, log := s.pane(), &s.m.log
	switch {
	case s.list.Len() == 0:
		return
	case rows > 0 && s.list.AtEnd() && log.at >= log.selected:
		s.m.present()
		return
	case rows < 0 && log.at < log.selected:
		return // there is no row before it
	case rows < 0 && log.at > log.selected:
		rows++
	case rows > 0 && log.at < log.selected:
		rows--
	}
	p.lead = max(0, min(p.lead+rows, p.picture.H-2))
	if p.owed.at == s.m.at() {
		rows += p.owed.rows
	}
	s.walk(rows)
}

// owed is by how many rows the cursor is still to be moved, from a fact.
type owed struct {
	rows int
	at   uint64
}

// walk moves the cursor, and leaves to the next frames what this one cannot do.
func (s sequenceScroll) walk(rows int) {
	p := s.pane()
	row, left := p.away(p.log.list.Cursor(), rows)
	s.choose(row)
	p.owed = owed{left, s.m.at()}
}

// goOnMoving moves the cursor of a sequence on, unless it was moved otherwise.
func (m *Model) goOnMoving() {
	left := m.sequence.owed
	m.sequence.owed = owed{}
	if s, here := m.scrollerOf(paneLog).(sequenceScroll); here && left.rows != 0 && left.at == m.at() {
		s.walk(left.rows)
	}
}

// away is the row so many rows below one, or above it, or the last there is. It
// goes no farther than it is known what is one row: so many are left then.
func (p *sequencePane) away(row, rows int) (at, left int) {
	row = p.shown(row)
	for ; rows != 0; rows -= sign(rows) {
		next, found := p.below(row)
		if rows < 0 {
			next, found = p.above(row)
		}
		switch {
		case p.repeats.lacks:
			return row, rows
		case !found:
			return row, 0
		}
		row = next
	}
	return row, 0
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

func (s sequenceScroll) choose(row int) {
	s.list.Select(row)
	s.moved()
}

func (s sequenceScroll) page(pages int) {
	p := s.pane()
	lead := p.lead
	s.move(pages * max(1, len(p.visible)-1))
	p.lead = lead
}

func (s sequenceScroll) home() {
	s.pane().lead = 0
	s.choose(0)
}

// wheel moves the rows, and the cursor only as far as it must to stay visible.
func (s sequenceScroll) wheel(rows int) {
	p := s.pane()
	s.m.log.centred = false
	p.lead -= rows
	over := p.lead - max(0, min(p.lead, len(p.visible)-1))
	p.lead -= over
	if over != 0 {
		s.walk(-over)
	}
}

func (s sequenceScroll) click(row int) {
	if p := s.pane(); row >= 0 && row < len(p.visible) {
		p.lead = row
		s.choose(p.visible[row])
	}
}

func (s sequenceScroll) rows() *draw.List { return s.list }
