package trace

import (
	"slices"
	"strings"

	"echotui/runtime/wire"
)

// register gives p a name, taking it from whoever had it.
func (w *World) register(p *Process, name string) {
	owner := w.Registered(name)
	if owner == p || p.Ended {
		return
	}
	if owner != nil {
		w.unregister(w.own(owner), name)
	}
	w.names.Set(name, p.PID.N)
	p.profile().Names = append(p.profile().Names, name)
}

func (w *World) unregister(p *Process, name string) {
	if w.Registered(name) != p {
		return
	}
	w.names.Delete(name)
	p.profile().Names = slices.DeleteFunc(p.profile().Names, func(n string) bool { return n == name })
}

// Label is the short name of a process: the last part of its entry ID, "relay"
// for app:relay. The zero PID and the node's own helpers are "node"; a process
// the world does not know is its number, 0x00004.
//
// The label of a process changes only with its code, so several may share one:
// see Unique. It outlives the process, by at least 200,000 younger ones unless as
// many live, because the log talks about processes long after they have left the
// tree.
func (w *World) Label(p wire.PID) string { return w.roster.Label(p) }

// Unique tells whether the label of a process says which one it is: no other
// process of that label has been made so far. When it does not, show the
// number of the PID beside it.
func (w *World) Unique(p wire.PID) bool { return w.roster.Unique(p) }

// Label is World.Label.
func (r *roster) Label(p wire.PID) string {
	if p.IsZero() || p.Host == wire.ControlHost {
		return "node"
	}
	if name := r.find(p); name != nil {
		return name.text
	}
	return p.Short()
}

// Unique is World.Unique.
func (r *roster) Unique(p wire.PID) bool {
	name := r.find(p)
	return name == nil || name.bearers == 1
}

// Roster knows the labels of processes as a World does, and nothing else.
type Roster struct{ roster }

// NewRoster is a roster before any fact.
func NewRoster() *Roster { return &Roster{newRoster()} }

// Apply takes in the next fact.
func (r *Roster) Apply(e *wire.Event) {
	switch {
	case e.Kind == wire.KindSpawn && !e.Peer.IsZero():
		r.enter(e.Peer.N, e.Name)
	case e.Kind == wire.KindUpgrade:
		r.leave(e.PID.N)
		r.enter(e.PID.N, e.Name)
	case e.Kind == wire.KindExit:
		r.leave(e.PID.N)
	}
}

// shortName is the part of an entry ID after its namespace.
func shortName(id string) string { return id[strings.LastIndexByte(id, ':')+1:] }
