package tui

import (
	"sort"
	"strconv"

	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// logPane shows the facts, one a row; the selected row is the moment under the
// cursor. It keeps no facts: before each frame it asks the session for those
// that are visible. Under one fact, the open one, all there is to know about it
// is shown on further rows.
type logPane struct {
	list   draw.List
	filter logFilter

	subjects    int    // columns of the widest subject of a fact so far
	first, last uint64 // the facts there are to show, by number
	at          uint64 // fact under the cursor
	selected    uint64 // that fact or, if it is not shown, the last before it that is
	line        int    // from 1: the line of its details that is selected
	centred     bool   // the cursor was moved in time: it is kept in the middle
	opened      bool   // details were opened: bring them into sight
	follows     bool   // what has to do with a fact is bright, also where it lies ahead
	wrapped     int    // rows that the sentence of the selected fact takes beyond its first

	open    uint64 // fact whose details are shown; 0: none
	details []detailLine
	rows    []logRow // the visible ones
	buffer  []wire.Event
}

// logRow is a visible row: a fact or, if line is not 0, a line of details.
type logRow struct {
	seq      uint64
	fact     wire.Event
	sentence trace.Sentence
	line     int
	detail   detailLine
	fold     *rowFold // in a sequence: the facts that the row is for, this one being the last
}

func newLog(words *filter.Vocabulary) logPane { return logPane{filter: newLogFilter(words), first: 1} }

// settle makes the visible rows, after facts, size, filter or cursor changed.
// With a look, the sentence of the selected fact may take several rows.
func (l *logPane) settle(s Session, n names, at uint64, inner draw.Rect, look *draw.Look) {
	l.at = at
	l.detail(s, n, inner.W-2)
	l.list.SetHeight(inner.H - l.wrapped)
	l.list.SetLen(l.count() + len(l.details))
	row := l.rowUpTo(at)
	switch {
	case l.opened:
		reveal(&l.list, l.rowOf(l.open, 0), len(l.details))
	case l.centred:
		l.list.Show(row-inner.H/2, row)
	default:
		l.list.Select(row)
	}
	l.opened = false
	l.selected, l.line = l.in(l.list.Cursor())
	l.fetch(s, n)
	if wrapped := l.wraps(inner, look); wrapped != l.wrapped {
		l.wrapped = wrapped
		l.list.SetHeight(inner.H - wrapped)
		l.fetch(s, n)
	}
}

// bounds finds out which facts the session still has. Rows that went away at
// the beginning do not move the others on the screen.
func (l *logPane) bounds(s Session, last uint64) {
	before := l.count()
	l.buffer = s.Since(l.buffer[:0], 0, 1)
	first := last + 1
	if len(l.buffer) > 0 {
		first = l.buffer[0].Seq
	}
	if first > l.first {
		l.first = min(first, last+1)
		l.filter.matches.forget(l.first)
		if gone := before - l.count(); gone > 0 {
			l.list.Drop(gone)
		}
	}
	l.last = last
}

// detail lays out the open fact.
func (l *logPane) detail(s Session, n names, width int) {
	l.details = nil
	if l.open == 0 {
		return
	}
	if _, shown := l.index(l.open); !shown {
		return
	}
	if e, ok := l.whole(s, l.open); ok {
		l.details = eventDetails(&e, n, width)
	}
}

// count is the number of facts that can be shown.
func (l *logPane) count() int {
	if l.filter.on() {
		return l.filter.matches.count()
	}
	return int(l.last + 1 - l.first)
}

// seq is the fact in place i among those that can be shown.
func (l *logPane) seq(i int) uint64 {
	if l.filter.on() {
		return l.filter.matches.at(i)
	}
	return l.first + uint64(i)
}

// index is the place of fact seq, or of the next one that can be shown, and
// whether it is seq itself.
func (l *logPane) index(seq uint64) (int, bool) {
	if l.filter.on() {
		return l.filter.matches.place(seq)
	}
	i := sort.Search(l.count(), func(i int) bool { return l.seq(i) >= seq })
	return i, i < l.count() && l.seq(i) == seq
}

// in is the fact in a row, and the line of its details.
func (l *logPane) in(row int) (seq uint64, line int) {
	if l.count() == 0 {
		return 0, 0
	}
	i, shown := l.index(l.open)
	if len(l.details) == 0 || !shown || row <= i {
		return l.seq(min(row, l.count()-1)), 0
	}
	if row <= i+len(l.details) {
		return l.open, row - i
	}
	return l.seq(row - len(l.details)), 0
}

// rowOf is the row of a fact, or of the next one that can be shown.
func (l *logPane) rowOf(seq uint64, line int) int {
	row, shown := l.index(seq)
	if !shown {
		line = 0
	}
	if opened, ok := l.index(l.open); ok && opened < row {
		row += len(l.details)
	}
	return row + line
}

// rowUpTo is the row of a fact and the selected line of its details or, if it
// is not shown, the row of the last fact before it that is.
func (l *logPane) rowUpTo(seq uint64) int {
	if i, shown := l.index(seq); !shown && i > 0 {
		return l.rowOf(l.seq(i-1), 0)
	}
	return l.rowOf(seq, l.line)
}

// fetch makes the rows that are visible.
func (l *logPane) fetch(s Session, n names) {
	l.rows = l.rows[:0]
	from, to := l.list.Visible()
	for row := from; row < to; {
		seq, line := l.in(row)
		if line > 0 {
			l.rows = append(l.rows, logRow{seq: seq, line: line, detail: l.details[line-1]})
			row++
			continue
		}
		row += l.run(s, n, row, to)
	}
}

// run makes the row of a fact and, as neighbours are cheap to get together,
// those of the facts after it that stand in the rows below.
func (l *logPane) run(s Session, n names, row, to int) int {
	first, _ := l.in(row)
	rows := 1
	for row+rows < to {
		seq, line := l.in(row + rows)
		if line > 0 || seq != first+uint64(rows) {
			break
		}
		rows++
	}
	l.buffer = s.Since(l.buffer[:0], first-1, rows)
	for i := range rows {
		made := logRow{seq: first + uint64(i)}
		if i < len(l.buffer) && l.buffer[i].Seq == made.seq {
			made.fact = l.buffer[i]
			made.sentence = trace.Describe(n, &l.buffer[i])
		}
		l.rows = append(l.rows, made)
	}
	return rows
}

// event gets one fact from the session.
func (l *logPane) event(s Session, seq uint64) (wire.Event, bool) {
	l.buffer = s.Since(l.buffer[:0], seq-1, 1)
	if len(l.buffer) == 0 || l.buffer[0].Seq != seq {
		return wire.Event{}, false
	}
	return l.buffer[0], true
}

// whole gets one fact with all that it carries: what was taken stands in the
// fact that sent it.
func (l *logPane) whole(s Session, seq uint64) (wire.Event, bool) {
	e, found := l.event(s, seq)
	if found && e.Kind == wire.KindReceive {
		if sent, ok := l.event(s, e.Cause); ok && sent.Ref == e.Ref {
			e.Args = sent.Args
		}
	}
	return e, found
}

// expand opens the details of the selected fact.
func (l *logPane) expand() {
	l.open, l.line = l.selected, 0
	l.centred, l.opened = false, true
}

// close closes what is open.
func (l *logPane) close() {
	if l.open == l.selected {
		l.line = 0
	}
	l.open = 0
}

// note is what stands in the top line of the pane. Of a log whose beginning is
// forgotten, only the rest can be filtered.
func (l *logPane) note() string {
	whole := strconv.FormatUint(l.last, 10)
	if l.first > 1 {
		whole = "the last " + strconv.FormatUint(l.last+1-l.first, 10)
	}
	matches := strconv.Itoa(l.filter.matches.count())
	switch {
	case l.last+1 == l.first:
		return ""
	case !l.filter.on():
		return strconv.FormatUint(l.selected, 10) + " of " + strconv.FormatUint(l.last, 10)
	case l.filter.scanned < l.last:
		return matches + " match so far"
	case matches == "1":
		return "1 of " + whole + " matches"
	}
	return matches + " of " + whole + " match"
}
