package trace

import (
	"maps"
	"slices"
	"strings"

	"echotui/runtime/wire"
)

// roster remembers the labels and lanes of processes, ended ones included. It is a ring
// with a slot for each of the latest PIDs: a log may name any of them, and a
// slot is a hundredth of a Process.
//
// The ring is a tree. A clone shares all of its nodes, and whichever of the two
// writes into one copies that first: so a hundred clones along a log take
// hardly more room than one.
type roster struct {
	owner    *owner // of the nodes that may be written
	branches [fan]*branch
	labels   []label
	index    map[string]uint32 // text of a label: its number
}

// owner is one roster between two clones.
type owner struct {
	bytes int // of the nodes it made
}

type branch struct {
	owner  *owner
	leaves [fan]*leaf
}

type leaf struct {
	owner *owner
	slots [fan]slot
}

type slot struct {
	n     uint64
	label uint32 // its number; 0: the slot is free
	lane  uint32
}

// label is the short name of processes, how many have borne it so far, and where
// those of them that live are drawn. Its number is its place in the list, from 1.
type label struct {
	text    string
	bearers int
	lanes   []uint64 // in each the PID.N of the process that lives there; 0: nobody does
	free    laneHeap // those where nobody lives
}

const (
	fan       = 64
	mostSlots = fan * fan * fan // a PID is at N modulo that

	branchBytes = 8 + 8*fan
	leafBytes   = 8 + 16*fan
)

func newRoster() roster { return roster{owner: &owner{}, index: map[string]uint32{}} }

func (r *roster) clone() roster {
	c := *r
	r.owner, c.owner = &owner{}, &owner{}
	c.labels, c.index = slices.Clone(r.labels), maps.Clone(r.index)
	for i := range c.labels {
		c.labels[i] = c.labels[i].clone()
	}
	return c
}

// weight is the bytes of a clone and of what it would keep from being
// overwritten.
func (r *roster) weight() int {
	weight := r.owner.bytes + len(r.labels)*labelWeight
	for i := range r.labels {
		weight += len(r.labels[i].lanes)*laneWeight + len(r.labels[i].free)*laneWeight/2
	}
	return weight
}

// enter notes of which entry process n is, from now on, and returns its lane.
func (r *roster) enter(n uint64, entry string) (lane uint32) {
	text := shortName(entry)
	number := r.index[text]
	if number == 0 {
		r.labels = append(r.labels, label{text: text})
		number = uint32(len(r.labels))
		r.index[text] = number
	}
	l := &r.labels[number-1]
	l.bearers++
	lane = l.settle(n)
	r.leaf(n).slots[n%fan] = slot{n, number, lane}
	return lane
}

// leave notes that process n is of its entry no more, and frees its lane.
func (r *roster) leave(n uint64, entry string, lane uint32) {
	r.labels[r.index[shortName(entry)]-1].vacate(n, lane)
}

// leaf is the one with the slot of n, to be written.
func (r *roster) leaf(n uint64) *leaf {
	b := &r.branches[n/fan/fan%fan]
	if *b == nil || (*b).owner != r.owner {
		*b = copied(*b)
		(*b).owner = r.owner
		r.owner.bytes += branchBytes
	}
	l := &(*b).leaves[n/fan%fan]
	if *l == nil || (*l).owner != r.owner {
		*l = copied(*l)
		(*l).owner = r.owner
		r.owner.bytes += leafBytes
	}
	return *l
}

// copied is a copy of what from points to, or a blank one.
func copied[T any](from *T) *T {
	c := new(T)
	if from != nil {
		*c = *from
	}
	return c
}

// find returns the label of a process of this node, or nil.
func (r *roster) find(p wire.PID) *label {
	if s := r.slot(p); s != nil {
		return &r.labels[s.label-1]
	}
	return nil
}

// slot returns what is known of a process of this node, or nil.
func (r *roster) slot(p wire.PID) *slot {
	if strings.Contains(p.Host, "@") {
		return nil
	}
	b := r.branches[p.N/fan/fan%fan]
	if b == nil || b.leaves[p.N/fan%fan] == nil {
		return nil
	}
	s := &b.leaves[p.N/fan%fan].slots[p.N%fan]
	if s.label == 0 || s.n != p.N {
		return nil
	}
	return s
}
