package filter

import (
	"cmp"
	"slices"

	"echotui/runtime/wire"
)

// Set is many filters that look at every fact of a run, such as breakpoints.
// An index leaves out those that cannot match, so that a hundred cost little
// more than those that do. It is not safe for concurrent use.
type Set struct {
	filters []*Filter
	kinds   [64]*shelf // by kind of fact; nil: no filter can match
	names   map[string][]named
	known   [64]acquaintance // by PID.N modulo 64
	fact    fact
	tried   []uint64 // for each filter, the round in which it was tried last
	round   uint64
	found   []int
}

// shelf is the filters that can match facts of one kind, by what they need.
type shelf struct {
	topics  map[string][]int
	numbers uint64 // a bit for each key of pids, modulo 64
	pids    map[uint64][]int
	named   bool    // some need a name
	above   []rated // least first
	firsts  pairs   // the first pair of each in pairs
	pairs   []paired
	rest    []int
}

type rated struct {
	above  int64
	filter int
}

type paired struct {
	pairs  pairs
	filter int
}

type named struct {
	kinds  kinds
	filter int
}

// acquaintance is a process whose names were looked up, with the filters that
// need one of them.
type acquaintance struct {
	pid     wire.PID
	filters []named
}

// NewSet makes a set of filters, none of which may be nil.
func NewSet(filters []*Filter) *Set {
	s := &Set{filters: filters, names: map[string][]named{}, tried: make([]uint64, len(filters))}
	for i, f := range filters {
		if f.root == nil {
			s.put(i, need{kinds: anyKind})
			continue
		}
		for _, n := range needs(f.root) {
			s.put(i, n)
		}
	}
	for _, shelf := range s.kinds {
		if shelf != nil {
			slices.SortFunc(shelf.above, func(a, b rated) int { return cmp.Compare(a.above, b.above) })
		}
	}
	return s
}

// put enters a filter on the shelves of all kinds that it can match.
func (s *Set) put(filter int, n need) {
	for kind := range s.kinds {
		if !n.kinds.has(wire.Kind(kind)) {
			continue
		}
		if s.kinds[kind] == nil {
			s.kinds[kind] = &shelf{topics: map[string][]int{}, pids: map[uint64][]int{}}
		}
		s.kinds[kind].put(filter, n)
	}
	if n.name != "" {
		s.names[n.name] = append(s.names[n.name], named{n.kinds, filter})
	}
}

func (s *shelf) put(filter int, n need) {
	switch {
	case n.topic != "":
		s.topics[n.topic] = append(s.topics[n.topic], filter)
	case n.pid.N != 0:
		s.numbers |= 1 << (n.pid.N & 63)
		s.pids[n.pid.N] = append(s.pids[n.pid.N], filter)
	case n.name != "":
		s.named = true
	case n.above > 0:
		s.above = append(s.above, rated{n.above, filter})
	case n.pairs != pairs{}:
		s.firsts.add(n.first)
		s.pairs = append(s.pairs, paired{n.pairs, filter})
	default:
		s.rest = append(s.rest, filter)
	}
}

// Kinds are those of the facts that Match has to be shown.
func (s *Set) Kinds() []wire.Kind {
	var list []wire.Kind
	for _, k := range wire.Kinds() {
		if s.kinds[k] != nil || renaming.has(k) {
			list = append(list, k)
		}
	}
	return list
}

// Match returns the places of the filters that match a fact, lowest first. It
// must be shown every fact of Kinds, in order. ctx tells of the node right before it.
// What it returns is valid until the next call.
func (s *Set) Match(ctx Context, e *wire.Event) []int {
	s.found = s.found[:0]
	if int(e.Kind) < len(s.kinds) && s.kinds[e.Kind] != nil {
		s.round++
		s.fact.look(ctx, e)
		if s.look(s.kinds[e.Kind]); len(s.found) > 1 {
			slices.Sort(s.found)
		}
	}
	if renaming.has(e.Kind) {
		s.rename(e)
	}
	return s.found
}

func (s *Set) look(shelf *shelf) {
	e := s.fact.e
	if len(shelf.topics) > 0 {
		s.try(shelf.topics[e.Name])
	}
	if shelf.numbers>>(e.PID.N&63)&1 != 0 {
		s.try(shelf.pids[e.PID.N])
	}
	if shelf.numbers>>(e.Peer.N&63)&1 != 0 {
		s.try(shelf.pids[e.Peer.N])
	}
	if shelf.named {
		s.tryNamed(e.PID)
		s.tryNamed(e.Peer)
		if e.Kind == wire.KindLost {
			s.tryAll(s.names[e.Text])
		}
	}
	if len(shelf.above) > 0 {
		waits := waiting(&s.fact)
		for i := 0; i < len(shelf.above) && shelf.above[i].above <= waits; i++ {
			s.tryOne(shelf.above[i].filter)
		}
	}
	if len(shelf.pairs) > 0 {
		s.tryPairs(shelf)
	}
	s.try(shelf.rest)
}

func (s *Set) tryPairs(shelf *shelf) {
	has := pairsOfFact(&s.fact)
	if !shelf.firsts.meets(&has) {
		return
	}
	for i := range shelf.pairs {
		if shelf.pairs[i].pairs.within(&has) {
			s.tryOne(shelf.pairs[i].filter)
		}
	}
}

func (s *Set) try(filters []int) {
	for _, i := range filters {
		s.tryOne(i)
	}
}

// tryOne asks a filter, unless it was asked about this fact already.
func (s *Set) tryOne(i int) {
	if s.tried[i] == s.round {
		return
	}
	s.tried[i] = s.round
	if root := s.filters[i].root; root == nil || root.match(&s.fact) {
		s.found = append(s.found, i)
	}
}

func (s *Set) tryAll(filters []named) {
	for _, n := range filters {
		if n.kinds.has(s.fact.e.Kind) {
			s.tryOne(n.filter)
		}
	}
}

// tryNamed asks the filters that need one of the names of a process. These are
// looked up once and remembered until they change.
func (s *Set) tryNamed(p wire.PID) {
	if s.fact.made(p) {
		s.fact.called(p, false, func(name string) bool {
			s.tryAll(s.names[name])
			return false
		})
		return
	}
	known := &s.known[p.N%uint64(len(s.known))]
	if known.pid != p || p.IsZero() {
		*known = acquaintance{pid: p, filters: known.filters[:0]}
		s.fact.called(p, false, func(name string) bool {
			known.filters = append(known.filters, s.names[name]...)
			return false
		})
	}
	s.tryAll(known.filters)
}

// renaming are the kinds of facts after which a process has other names.
var renaming = of(wire.KindSpawn, wire.KindUpgrade, wire.KindRegister, wire.KindUnregister, wire.KindExit)

// rename forgets the names that a fact may have changed.
func (s *Set) rename(e *wire.Event) {
	switch e.Kind {
	case wire.KindSpawn:
		s.known[e.Peer.N%uint64(len(s.known))] = acquaintance{}
	case wire.KindUpgrade, wire.KindExit:
		s.known[e.PID.N%uint64(len(s.known))] = acquaintance{}
	default: // a name may have been taken from another process
		s.known = [len(s.known)]acquaintance{}
	}
}
