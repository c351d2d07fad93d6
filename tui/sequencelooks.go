package tui

import (
	"slices"

	"echotui/runtime/wire"
)

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

// finder finds repetitions. It is made once: a block takes a third of a megabyte.
type finder struct {
	numbers map[look]int
	looks   []int
	same    [longestPattern + 1][]int // how many from a place on are as those so many before
}

// looksOf numbers what facts look like: those that say the same have the same
// number. The numbers are there until the next call.
func (f *finder) looksOf(facts []wire.Event, n names) []int {
	if f.numbers == nil {
		f.numbers = map[look]int{}
	}
	clear(f.numbers)
	f.looks = f.looks[:0]
	for i := range facts {
		of := lookOf(&facts[i], n)
		number := f.numbers[of]
		if number == 0 {
			number = len(f.numbers) + 1
			f.numbers[of] = number
		}
		f.looks = append(f.looks, number)
	}
	return f.looks
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
func (f *finder) repetitions(looks []int) (found []repetition) {
	n := len(looks)
	for length := 1; length <= longestPattern; length++ {
		run := slices.Grow(f.same[length][:0], n+1)[:n+1]
		run[n] = 0
		for i := n - 1; i >= length; i-- {
			run[i] = 0
			if looks[i] == looks[i-length] {
				run[i] = run[i+1] + 1
			}
		}
		f.same[length] = run
	}
	for i := 0; i < n; {
		best := repetition{from: i}
		for length := 1; length <= longestPattern && i+length < n; length++ {
			times := 1 + f.same[length][i+length]/length
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
