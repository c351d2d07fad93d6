package actor

import (
	"maps"
	"slices"
)

// peers is a set of processes that remembers the order in which it grew. Most
// sets have one process at a time, which takes no map.
type peers struct {
	one   *Process // nil: it has left, or nobody ever came
	since uint64   // when it came
	more  map[*Process]uint64
}

func (s *peers) put(p *Process) {
	p.system.order++
	order := p.system.order
	_, further := s.more[p]
	switch {
	case s.one == p || s.one == nil && !further:
		s.one, s.since = p, order
	case s.more == nil:
		s.more = map[*Process]uint64{p: order}
	default:
		s.more[p] = order
	}
}

func (s *peers) has(p *Process) bool {
	_, further := s.more[p]
	return further || s.one == p
}

func (s *peers) remove(p *Process) {
	if s.one == p {
		s.one = nil
	} else {
		delete(s.more, p)
	}
}

// oldestFirst yields the processes that are in the set when it is called.
func (s *peers) oldestFirst(yield func(*Process) bool) {
	if len(s.more) == 0 {
		if s.one != nil {
			yield(s.one)
		}
		return
	}
	since := maps.Clone(s.more)
	if s.one != nil {
		since[s.one] = s.since
	}
	list := slices.SortedFunc(maps.Keys(since), func(a, b *Process) int { return int(since[a]) - int(since[b]) })
	for _, p := range list {
		if !yield(p) {
			return
		}
	}
}
