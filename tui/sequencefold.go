package tui

import (
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
	// foldBlocks is how many blocks are remembered.
	foldBlocks = 256
)

// rowFold is facts that are one row.
type rowFold struct {
	first, last uint64
	times       int
	pattern     []wire.Event // the facts of the first time
	change      map[trace.Lane]tally
}

// foldings are the folds of a log, as far as it was looked at.
type foldings struct {
	filter string
	blocks map[uint64][]rowFold // those that nothing can change any more
	off    bool                 // nothing is folded
	open   map[uint64]bool      // first facts of folds that are shown unfolded
	buffer []wire.Event
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
	if f.blocks == nil || f.filter != l.filter.text || len(f.blocks) > foldBlocks {
		f.blocks, f.filter = map[uint64][]rowFold{}, l.filter.text
	}
	if found, known := f.blocks[number]; known {
		return found
	}
	found := f.find(s, l, n, number*foldBlock)
	f.blocks[number] = found
	return found
}

// renew forgets the blocks that the log may not have whole.
func (f *foldings) renew(l *logPane) {
	whole := l.last
	if l.filter.on() {
		whole = min(whole, l.filter.scanned)
	}
	delete(f.blocks, (l.first-1)/foldBlock)
	for number := range f.blocks {
		if (number+1)*foldBlock > whole {
			delete(f.blocks, number)
		}
	}
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
	looks := looksOf(facts, n)
	var found []rowFold
	for _, r := range repetitions(looks) {
		run := facts[r.from : r.from+r.length*r.times]
		found = append(found, rowFold{
			first: run[0].Seq, last: run[len(run)-1].Seq, times: r.times,
			pattern: append([]wire.Event(nil), run[:r.length]...), change: changeBy(run, n),
		})
	}
	return found
}

// look is what facts that say the same have in common.
type look struct {
	kind     wire.Kind
	co       uint32
	n        int64
	by, to   int // families
	name     string
	text     string
	separate uint64 // 0, or something that no other fact has
}

// looksOf numbers what facts look like: those that say the same have the same
// number.
func looksOf(facts []wire.Event, n names) []int {
	numbers, looks := map[look]int{}, make([]int, len(facts))
	for i := range facts {
		of := lookOf(&facts[i], n)
		if numbers[of] == 0 {
			numbers[of] = len(numbers) + 1
		}
		looks[i] = numbers[of]
	}
	return looks
}

func lookOf(e *wire.Event, n names) look {
	of := look{kind: e.Kind, co: e.Co, by: familyOf(e.PID, n), to: familyOf(e.Peer, n), name: e.Name}
	switch e.Kind {
	case wire.KindBoot, wire.KindInput, wire.KindSignal, wire.KindAct:
		of.separate = e.Seq
	case wire.KindExit, wire.KindDiscard:
		of.n, of.text = e.N, e.Text
	case wire.KindLog, wire.KindOutput, wire.KindHost, wire.KindService, wire.KindLost, wire.KindLimit, wire.KindSpawnFailed:
		of.n, of.text = e.N, e.Text
	}
	return of
}

// familyOf is which name a process bears; those that nobody knows bear the same.
func familyOf(pid wire.PID, n names) int {
	if lane, known := n.lane(pid); known {
		return lane.Family
	}
	if pid.IsZero() {
		return -2
	}
	return -1
}

// repetition is a pattern that comes several times, one right after the other.
type repetition struct{ from, length, times int }

// repetitions finds them from the first number on: at each place, the pattern
// that covers most, and the shortest of several.
func repetitions(looks []int) (found []repetition) {
	n := len(looks)
	same := make([][]int, longestPattern+1) // how many from a place on are as those so many before
	for length := 1; length <= longestPattern; length++ {
		run := make([]int, n+1)
		for i := n - 1; i >= length; i-- {
			if looks[i] == looks[i-length] {
				run[i] = run[i+1] + 1
			}
		}
		same[length] = run
	}
	for i := 0; i < n; {
		best := repetition{from: i}
		for length := 1; length <= longestPattern && i+length < n; length++ {
			times := 1 + same[length][i+length]/length
			if times >= leastTimes && times*length > best.times*best.length {
				best.length, best.times = length, times
			}
		}
		if best.times == 0 {
			i++
			continue
		}
		found = append(found, best)
		i += best.times * best.length
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
