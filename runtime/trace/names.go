package trace

import (
	"slices"
	"strings"

	"echotui/runtime/wire"
)

// register gives p a name, taking it from whoever had it.
func (w *World) register(p *Process, name string) {
	owner := w.names[name]
	if owner == p || p.Ended {
		return
	}
	if owner != nil {
		w.unregister(owner, name)
	}
	w.names[name] = p
	p.Names = append(p.Names, name)
}

func (w *World) unregister(p *Process, name string) {
	if w.names[name] != p {
		return
	}
	delete(w.names, name)
	p.Names = slices.DeleteFunc(p.Names, func(n string) bool { return n == name })
}

// Label is the short name of a process: the last part of its entry ID, "relay"
// for app:relay. The zero PID is "node"; a process the world does not know is
// its number, 0x00004.
//
// The label of a process changes only with its code, so several may share one:
// see Unique. It outlives the process, by at least 200,000 younger ones, because the log
// talks about processes long after they have left the tree.
func (w *World) Label(p wire.PID) string {
	if p.IsZero() {
		return "node"
	}
	if name := w.roster.find(p); name != nil {
		return name.label
	}
	return p.Short()
}

// Unique tells whether the label of a process says which one it is: no other
// process of that label has been made so far. When it does not, show the
// number of the PID beside it.
func (w *World) Unique(p wire.PID) bool {
	name := w.roster.find(p)
	return name == nil || name.bearers == 1
}

// roster remembers the labels of processes, ended ones included. It is a ring
// with a slot for each of the latest PIDs: a log may name any of them, and a
// slot is a hundredth of a Process.
type roster struct {
	slots []slot // their number is a power of two; a PID is at N modulo that
	names map[string]*shared
}

type slot struct {
	n    uint64
	name *shared
}

// shared is a label and how many processes have borne it so far.
type shared struct {
	label   string
	bearers int
}

const (
	fewestSlots = 1 << 4
	mostSlots   = 1 << 18
)

func newRoster() roster {
	return roster{slots: make([]slot, fewestSlots), names: map[string]*shared{}}
}

func (r *roster) slot(n uint64) *slot { return &r.slots[n&uint64(len(r.slots)-1)] }

// enter notes of which entry process n is, from now on.
func (r *roster) enter(n uint64, entry string) {
	label := shortName(entry)
	name := r.names[label]
	if name == nil {
		name = &shared{label: label}
		r.names[label] = name
	}
	name.bearers++
	for r.taken(n) && len(r.slots) < mostSlots {
		r.double()
	}
	*r.slot(n) = slot{n, name}
}

// taken tells whether the slot for n holds another number.
func (r *roster) taken(n uint64) bool { s := r.slot(n); return s.name != nil && s.n != n }

// double makes room. Numbers that were apart in the smaller ring are apart in
// the bigger one.
func (r *roster) double() {
	old := r.slots
	r.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.name != nil {
			*r.slot(s.n) = s
		}
	}
}

// find returns the name of a process of this node, or nil.
func (r *roster) find(p wire.PID) *shared {
	s := r.slot(p.N)
	if s.n != p.N || strings.Contains(p.Host, "@") {
		return nil
	}
	return s.name
}

// shortName is the part of an entry ID after its namespace.
func shortName(id string) string { return id[strings.LastIndexByte(id, ':')+1:] }
