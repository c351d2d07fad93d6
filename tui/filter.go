package tui

import (
	"echotui/runtime/filter"
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// logFilter is the expression that rows of the log must match, and the numbers
// of the facts that do. Facts are looked at once, as they come; after the
// expression changed all are looked at again, a bounded number each frame, with
// a world of its own that goes along: every fact is judged by how the node was
// right before it.
type logFilter struct {
	exprLine
	typing bool   // keys go into the line
	before string // what held when that began

	text   string         // what holds, as it was typed
	expr   *filter.Filter // nil lets everything through
	sought []string       // texts to mark

	world   *trace.World // up to scanned; nil: it has yet to begin
	scanned uint64       // the last fact that was looked at
	matches matches
	buffer  []wire.Event
}

// How many facts are looked at between two frames at most. To look at one takes
// two microseconds where words may be anywhere, and a fifth of that otherwise.
const (
	scanPerFrame   = 5000
	fieldsPerFrame = 20_000
)

func newLogFilter(words *filter.Vocabulary) logFilter { return logFilter{exprLine: newExprLine(words)} }

// on reports whether the filter hides anything.
func (f *logFilter) on() bool { return f.expr != nil }

// begin gives the keys to the line.
func (f *logFilter) begin() {
	f.typing, f.before = true, f.text
	f.suggest(f.text)
}

// leave takes the keys away. What is wrong does not stay.
func (f *logFilter) leave() {
	f.typing = false
	if f.wrong != nil {
		f.set(f.text)
	}
}

// keep remembers the line, for the next time that one is typed.
func (f *logFilter) keep() {
	f.editor.set(f.history.take(&f.editor))
	f.leave()
}

// cancel leaves the line, and what held before holds again.
func (f *logFilter) cancel() {
	f.typing = false
	f.set(f.before)
	f.apply()
}

// clear shows everything again.
func (f *logFilter) clear() {
	f.set("")
	f.apply()
}

// apply makes the expression of the line the one that holds, if it is right. If
// only its looks have changed, nothing is looked at again.
func (f *logFilter) apply() {
	if f.wrong != nil {
		return
	}
	f.text = f.editor.text()
	same := f.on() && f.parsed.String() == f.expr.String()
	if same || f.parsed.Everything() && !f.on() {
		return
	}
	f.expr, f.sought = f.parsed, f.parsed.Sought()
	if f.parsed.Everything() {
		f.expr, f.sought = nil, nil
	}
	f.again()
}

// again looks at all facts again.
func (f *logFilter) again() { f.world, f.scanned, f.matches = nil, 0, matches{} }

// lags reports whether there are facts up to last that were not looked at.
func (f *logFilter) lags(last uint64) bool { return f.on() && f.scanned < last }

// start begins to look at facts, from the first that the log still has: with
// the world as it was before that.
func (f *logFilter) start(first uint64, before func(seq uint64) *trace.World) {
	switch {
	case !f.on() || f.world != nil:
	case first <= 1:
		f.world = trace.NewWorld()
	default:
		f.world, f.scanned = before(first-1), first-1
	}
}

// scan lets the filter look at facts that it has not seen.
func (m *Model) scan() {
	f, last := &m.log.filter, m.head.seq()
	if f.lags(last) {
		m.inPieces(f.perFrame(), lookAtOnce, func(limit int) bool { return f.scan(m.session, last, limit) })
	}
}

func (f *logFilter) perFrame() int {
	if f.expr.Anywhere() {
		return scanPerFrame
	}
	return fieldsPerFrame
}

// scan looks at some of the facts after those it has seen, up to last, and
// reports whether there are more.
func (f *logFilter) scan(s Session, last uint64, limit int) (more bool) {
	f.buffer = s.Since(f.buffer[:0], f.scanned, limit)
	f.look(f.buffer, last)
	if len(f.buffer) == 0 {
		f.scanned = last // they are forgotten
	}
	return f.lags(last)
}

// look looks at facts that come right after those it has seen; at none that is
// later than last.
func (f *logFilter) look(events []wire.Event, last uint64) {
	for i := range events {
		e := &events[i]
		if f.world == nil || e.Seq <= f.scanned || e.Seq > last {
			continue
		}
		f.scanned = e.Seq
		if f.expr.Match(filter.World{World: f.world}, e) {
			f.matches.add(e.Seq)
		}
		f.world.Apply(e)
	}
}
