package tui

import (
	"sort"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// filter is the text that rows of the log must contain, and the numbers of the
// facts that do. Facts are looked at once, as they come; after the text changed
// all are looked at again, a bounded number each frame.
type filter struct {
	typing  bool // keys go into the editor
	editor  editor
	query   string // in lower case; "" lets everything through
	scanned uint64 // the last fact that was looked at
	matches []uint64
	buffer  []wire.Event
}

// scanPerFrame is how many facts are looked at between two frames at most: to
// look at one takes about a microsecond.
const scanPerFrame = 5000

// longestArgument is how much of a payload is searched, in bytes.
const longestArgument = 4096

func newFilter() filter { return filter{editor: newEditor()} }

// on reports whether the filter hides anything.
func (f *filter) on() bool { return f.query != "" }

// edited takes over what is in the editor.
func (f *filter) edited() {
	if query := strings.ToLower(f.editor.text()); query != f.query {
		f.query = query
		f.scanned = 0
		f.matches = nil
	}
}

// clear shows everything again.
func (f *filter) clear() {
	f.typing = false
	f.editor.set("")
	f.edited()
}

// lags reports whether there are facts up to last that were not looked at.
func (f *filter) lags(last uint64) bool { return f.on() && f.scanned < last }

// scan looks at some of the facts after those it has seen, up to last.
func (f *filter) scan(s Session, w *trace.World, last uint64) {
	if !f.lags(last) {
		return
	}
	f.buffer = s.Since(f.buffer[:0], f.scanned, scanPerFrame)
	f.look(w, f.buffer, last)
	if len(f.buffer) == 0 {
		f.scanned = last // they are forgotten
	}
}

// look looks at facts that come right after those it has seen; at none that is
// later than last.
func (f *filter) look(w *trace.World, events []wire.Event, last uint64) {
	for i := range events {
		e := &events[i]
		if !f.on() || e.Seq <= f.scanned || e.Seq > last {
			continue
		}
		f.scanned = e.Seq
		if f.match(w, e) {
			f.matches = append(f.matches, e.Seq)
		}
	}
}

// match reports whether what is known about a fact contains the query: its
// number, kind, sentence, names and payload.
func (f *filter) match(w *trace.World, e *wire.Event) bool {
	has := func(text string) bool { return strings.Contains(strings.ToLower(text), f.query) }
	if has(trace.Describe(w, e).Text()) || has(e.Kind.String()) || has(e.Text) ||
		has(e.PID.String()) || has(e.Peer.String()) {
		return true
	}
	for _, arg := range e.Args {
		if has(wire.Text(arg, longestArgument)) {
			return true
		}
	}
	return false
}

// forget drops the matches before fact first.
func (f *filter) forget(first uint64) {
	n := sort.Search(len(f.matches), func(i int) bool { return f.matches[i] >= first })
	f.matches = f.matches[n:]
}
