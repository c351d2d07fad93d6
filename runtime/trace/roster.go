package trace

import (
	"slices"
	"strings"

	"github.com/tidwall/btree"

	"echotui/runtime/share"
	"echotui/runtime/wire"
)

// roster remembers the labels and lanes of processes, ended ones included. It is a ring
// with a slot for each of the latest PIDs: a log may name any of them, and a
// slot is a hundredth of a Process. Who lives on while a whole ring of others is
// made, such as a relay and its workers, is kept beside it.
//
// The ring is a tree. A clone shares all of its nodes, see package share: so a
// hundred clones along a log take hardly more room than one.
type roster struct {
	owner    *share.Owner // of the nodes that may be written
	branches [fan]*branch
	elders   share.Table[slot] // of those that live, and whose slots others have by now
	labels   []*label
	index    *btree.Map[string, uint32] // text of a label: its number
}

type branch struct {
	owner  *share.Owner
	leaves [fan]*leaf
}

type leaf struct {
	owner *share.Owner
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
	owner   *share.Owner
	text    string
	bearers int
	lanes   share.Vector[uint64] // in each the PID.N of the process that lives there; 0: nobody does
	free    laneHeap             // those where nobody lives
}

const (
	fan       = 64
	mostSlots = fan * fan * fan // a PID is at N modulo that

	branchBytes = 8 + 8*fan
	leafBytes   = 8 + 16*fan
	slotBytes   = 16
	labelBytes  = 128
)

func newRoster() roster {
	return roster{owner: new(share.Owner), index: new(btree.Map[string, uint32])}
}

func (r *roster) clone() roster {
	c := *r
	r.owner, c.owner = new(share.Owner), new(share.Owner)
	c.labels, c.index = slices.Clone(r.labels), r.index.Copy()
	return c
}

// apart is about how many bytes r takes that another one does not.
func (r *roster) apart(other *roster) int {
	bytes := 0
	for i, b := range r.branches {
		old := other.branches[i]
		if b == nil || b == old {
			continue
		}
		bytes += branchBytes
		for k, l := range b.leaves {
			if l != nil && (old == nil || old.leaves[k] != l) {
				bytes += leafBytes
			}
		}
	}
	bytes += r.elders.Apart(&other.elders, func(*slot, *slot) int { return slotBytes })
	for i, l := range r.labels {
		old := &label{}
		if i < len(other.labels) {
			old = other.labels[i]
		}
		if bytes += 8; l != old {
			bytes += labelBytes + l.lanes.Apart(&old.lanes, 8) + l.free.Apart(&old.free.Vector, 4)
		}
	}
	return bytes
}

// enter notes of which entry process n is, from now on, and returns the number
// of its label and its lane.
func (r *roster) enter(n uint64, entry string) (number, lane uint32) {
	text := shortName(entry)
	number, known := r.index.Get(text)
	if !known {
		r.labels = append(r.labels, &label{text: text, owner: r.owner})
		number = uint32(len(r.labels))
		r.index.Set(text, number)
	}
	l := r.label(number)
	l.bearers++
	lane = l.settle(n)
	at := &r.leaf(n).slots[n%fan]
	if at.n != n && r.lives(at) {
		elder := *at
		r.elders.Set(r.owner, elder.n, &elder)
	}
	*at = slot{n, number, lane}
	return number, lane
}

// leave notes that a process is of its entry no more, and frees its lane. An
// elder gets its slot back, unless who has it lives.
func (r *roster) leave(n uint64) {
	known := r.of(n)
	if known == nil {
		return
	}
	left := *known
	r.label(left.label).vacate(n, left.lane)
	if r.elders.Get(n) == nil {
		return
	}
	r.elders.Delete(r.owner, n)
	if at := &r.leaf(n).slots[n%fan]; !r.lives(at) {
		*at = left
	}
}

// lives reports whether the process of a slot lives.
func (r *roster) lives(s *slot) bool {
	return s.label != 0 && r.labels[s.label-1].lanes.At(int(s.lane)) == s.n
}

// label is the one of that number, to be written.
func (r *roster) label(number uint32) *label {
	at := &r.labels[number-1]
	if (*at).owner != r.owner {
		*at = copied(*at)
		(*at).owner = r.owner
	}
	return *at
}

// leaf is the one with the slot of n, to be written.
func (r *roster) leaf(n uint64) *leaf {
	b := &r.branches[n/fan/fan%fan]
	if *b == nil || (*b).owner != r.owner {
		*b = copied(*b)
		(*b).owner = r.owner
	}
	l := &(*b).leaves[n/fan%fan]
	if *l == nil || (*l).owner != r.owner {
		r.owner.Copies(leafBytes)
		*l = copied(*l)
		(*l).owner = r.owner
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
		return r.labels[s.label-1]
	}
	return nil
}

// slot returns what is known of a process of this node, or nil.
func (r *roster) slot(p wire.PID) *slot {
	if strings.Contains(p.Host, "@") {
		return nil
	}
	return r.of(p.N)
}

// of is slot by number.
func (r *roster) of(n uint64) *slot {
	if b := r.branches[n/fan/fan%fan]; b != nil && b.leaves[n/fan%fan] != nil {
		if s := &b.leaves[n/fan%fan].slots[n%fan]; s.label != 0 && s.n == n {
			return s
		}
	}
	return r.elders.Get(n)
}
