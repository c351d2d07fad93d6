package tui

import (
	"errors"
	"sort"
	"strings"

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
	typing  bool // keys go into the editor
	editor  editor
	history history
	offer   offer
	words   filter.Vocabulary

	wrong  *filter.Error  // what is wrong with what is typed; then the text below still holds
	text   string         // as it was typed
	expr   *filter.Filter // nil lets everything through
	sought []string       // texts to mark

	world   *trace.World // up to scanned
	scanned uint64       // the last fact that was looked at
	matches []uint64
	buffer  []wire.Event
}

// scanPerFrame is how many facts are looked at between two frames at most: to
// look at one takes two microseconds at worst.
const scanPerFrame = 5000

func newLogFilter() logFilter { return logFilter{editor: newEditor()} }

// on reports whether the filter hides anything.
func (f *logFilter) on() bool { return f.expr != nil }

// begin gives the keys to the line.
func (f *logFilter) begin() {
	f.typing = true
	f.offer = f.offers()
}

// leave takes the keys away. What is wrong does not stay.
func (f *logFilter) leave() {
	f.typing = false
	if f.wrong != nil {
		f.editor.set(f.text)
		f.wrong = nil
	}
}

// keep remembers the line, for the next time that one is typed.
func (f *logFilter) keep() {
	f.editor.set(f.history.take(&f.editor))
	f.leave()
}

// clear shows everything again.
func (f *logFilter) clear() {
	f.typing = false
	f.editor.set("")
	f.edited()
}

// edited takes over what is in the editor, if it is right.
func (f *logFilter) edited() {
	f.offer = f.offers()
	f.parse()
}

// parse makes the expression of the editor the one that holds. If only its
// looks have changed, nothing is looked at again.
func (f *logFilter) parse() {
	text := f.editor.text()
	parsed, err := filter.Parse(text)
	f.wrong = nil
	if errors.As(err, &f.wrong) {
		return
	}
	f.text = text
	same := f.on() && parsed.String() == f.expr.String()
	if same || parsed.Everything() && !f.on() {
		return
	}
	f.expr, f.sought = parsed, parsed.Sought()
	if parsed.Everything() {
		f.expr, f.sought = nil, nil
	}
	f.again()
}

// again begins to look at all facts anew.
func (f *logFilter) again() { f.world, f.scanned, f.matches = trace.NewWorld(), 0, nil }

// lags reports whether there are facts up to last that were not looked at.
func (f *logFilter) lags(last uint64) bool { return f.on() && f.scanned < last }

// scan looks at some of the facts after those it has seen, up to last.
func (f *logFilter) scan(s Session, last uint64) {
	if !f.lags(last) {
		return
	}
	f.buffer = s.Since(f.buffer[:0], f.scanned, scanPerFrame)
	f.look(f.buffer, last)
	if len(f.buffer) == 0 {
		f.scanned = last // they are forgotten
	}
}

// look looks at facts that come right after those it has seen; at none that is
// later than last.
func (f *logFilter) look(events []wire.Event, last uint64) {
	for i := range events {
		e := &events[i]
		if !f.on() || e.Seq <= f.scanned || e.Seq > last {
			continue
		}
		f.scanned = e.Seq
		if f.expr.Match(filter.World{World: f.world}, e) {
			f.matches = append(f.matches, e.Seq)
		}
		f.world.Apply(e)
	}
}

// forget drops the matches before fact first.
func (f *logFilter) forget(first uint64) {
	n := sort.Search(len(f.matches), func(i int) bool { return f.matches[i] >= first })
	f.matches = f.matches[n:]
}

// offer is how the word at the cursor may go on.
type offer struct {
	before, after string // the line around that word
	list          []filter.Candidate
	taken         int // from 1: the candidate that is in the line now; 0: none
}

func (f *logFilter) offers() offer {
	before, after := f.editor.split()
	from, list := filter.Complete(before, len(before), f.words.Values)
	if strings.TrimSpace(before) == "" && f.editor.text() != "" {
		list = nil // in front of everything there is nothing to go on with
	}
	return offer{before: before[:from], after: after, list: list}
}

// complete puts the next candidate into the line, or the one before. After the
// only one, the line goes on from there.
func (f *logFilter) complete(step int) {
	o, n := &f.offer, len(f.offer.list)
	if o.taken += step; o.taken < 1 {
		o.taken = n
	} else if o.taken > n {
		o.taken = 1
	}
	f.editor.put(o.before+o.list[o.taken-1].Text, o.after)
	f.parse()
	if n == 1 {
		f.offer = f.offers()
	}
}
