package tui

import (
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Rows of a sequence that say the same again and again are shown as one: a
// worker that is made, sleeps and ends, a hundred times; a ticker that ticks.
// Facts say the same when they are of the same kind, name and outcome, and
// concern processes of the same names; how much time passes, which of several
// workers it is and what messages carry may differ. What came from outside is
// never folded.
//
// A fold lies within foldBlock facts, counted from the first fact of all, so
// that it is the same wherever one looks from, and finding it costs the same in
// any log. Long repetitions are several folds.
const (
	// foldBlock is how many facts are looked at together.
	foldBlock = 1024
	// longestPattern is how many facts at most a pattern is.
	longestPattern = 32
	// leastTimes is how often a pattern comes at least before it is folded.
	leastTimes = 4
	// foldBlocks is how many blocks are remembered; more if a screen is so high that
	// it may show as many, each as one row.
	foldBlocks = 256
)

// rowFold is facts that are one row.
type rowFold struct {
	first, last uint64
	latest      wire.Event // the last of them
	times       int
	pattern     []wire.Event // the facts of the first time
	change      map[trace.Lane]tally
}

// foldings are the folds of a log, as far as it was looked at. A frame looks at
// blocks for workPerFrame; where each row stands for a thousand facts, a screen
// of them takes longer, and lacks some until the next frames.
type foldings struct {
	filter string
	blocks map[uint64][]rowFold // those that were looked at
	most   int                  // how many of them are remembered
	from   uint64               // the first fact that the log had then
	whole  uint64               // the last fact that was known then to be shown, or not
	off    bool                 // nothing is folded
	open   map[uint64]bool      // first facts of folds that are shown unfolded

	clock func() time.Time // nil: a frame may take any time
	until time.Time        // when this frame looks at no more; zero: it has looked at none
	lacks bool             // a block was not looked at

	buffer []wire.Event // for find
	finder finder
}

// begin begins a frame, in which folds are looked for as long as a clock allows.
func (f *foldings) begin(clock func() time.Time) {
	f.clock, f.until, f.lacks = clock, time.Time{}, false
}

// tired reports whether a frame has looked long enough.
func (f *foldings) tired() bool {
	if f.clock == nil {
		return false
	}
	now := f.clock()
	if f.until.IsZero() {
		f.until = now.Add(workPerFrame)
	}
	return now.After(f.until)
}

// at is the fold in which a fact is, whether it is open or not.
func (f *foldings) at(s Session, l *logPane, n names, seq uint64) *rowFold {
	if f.off || seq == 0 {
		return nil
	}
	list := f.block(s, l, n, (seq-1)/foldBlock)
	for i := range list {
		if list[i].first <= seq && seq <= list[i].last {
			return &list[i]
		}
	}
	return nil
}

// block are the folds in a block of facts.
func (f *foldings) block(s Session, l *logPane, n names, number uint64) []rowFold {
	if f.blocks == nil || f.filter != l.filter.text || len(f.blocks) > f.most {
		f.blocks, f.filter = map[uint64][]rowFold{}, l.filter.text
	}
	if found, known := f.blocks[number]; known {
		return found
	}
	if f.tired() {
		f.lacks = true
		return nil
	}
	found := f.find(s, l, n, number*foldBlock)
	f.blocks[number] = found
	return found
}

// renew forgets the blocks that are no longer what they were: the first one if
// the log has forgotten facts, and the last one if there are more. Those of some
// screens of so many rows are remembered.
func (f *foldings) renew(l *logPane, rows int) {
	f.most = max(foldBlocks, 4*rows)
	whole := l.last
	if l.filter.on() {
		whole = min(whole, l.filter.scanned)
	}
	if l.first != f.from {
		delete(f.blocks, (l.first-1)/foldBlock)
	}
	if whole != f.whole {
		before := min(whole, f.whole)
		for number := range f.blocks {
			if (number+1)*foldBlock > before {
				delete(f.blocks, number)
			}
		}
	}
	f.from, f.whole = l.first, whole
}

// find looks for folds among the facts after one, as far as they are shown.
func (f *foldings) find(s Session, l *logPane, n names, after uint64) []rowFold {
	f.buffer = s.Since(f.buffer[:0], max(after, l.first-1), foldBlock)
	facts := f.buffer[:0]
	for _, e := range f.buffer {
		if e.Seq > min(after+foldBlock, l.last) {
			break
		}
		if _, shown := l.index(e.Seq); shown {
			facts = append(facts, e)
		}
	}
	var found []rowFold
	for _, r := range f.finder.repetitions(f.finder.looksOf(facts, n)) {
		run := facts[r.from : r.from+r.length*r.times]
		last := run[len(run)-1]
		found = append(found, rowFold{
			first: run[0].Seq, last: last.Seq, latest: last, times: r.times,
			pattern: append([]wire.Event(nil), run[:r.length]...), change: changeBy(run, n),
		})
	}
	return found
}

// changeBy is by how much facts change who lives in which lane, and what waits
// there.
func changeBy(facts []wire.Event, n names) map[trace.Lane]tally {
	change := map[trace.Lane]tally{}
	add := func(pid wire.PID, alive, unread int) {
		if lane, known := n.lane(pid); known {
			t := change[lane]
			change[lane] = tally{t.alive + alive, t.unread + unread}
		}
	}
	for i := range facts {
		switch e := &facts[i]; e.Kind {
		case wire.KindSpawn:
			add(e.Peer, 1, 0)
		case wire.KindExit:
			add(e.PID, -1, 0)
		case wire.KindSend, wire.KindNotify:
			add(e.Peer, 0, 1)
		case wire.KindReceive:
			add(e.PID, 0, -1)
		case wire.KindDiscard:
			add(e.PID, 0, -int(e.N))
		}
	}
	return change
}
