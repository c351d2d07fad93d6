package trace

import (
	"slices"

	"echotui/runtime/share"
)

// Clone returns an equal world that goes its own way from here on. It shares
// all with w; whichever of the two changes a process, a list or anything else
// copies that first. So a clone costs a few microseconds however long the log
// and however many processes there are, and then, once each, what is different
// in it: some 300 ns a process.
func (w *World) Clone() *World {
	c := *w
	w.owner, c.owner = new(share.Owner), new(share.Owner)
	c.Dead, c.Pulse = slices.Clip(w.Dead), w.Pulse.clone()
	c.roster = w.roster.clone()
	c.Hosts, c.hosts = slices.Clone(w.Hosts), w.hosts.Copy()
	c.Services, c.services = slices.Clone(w.Services), w.services.Copy()
	c.Stats, c.names = slices.Clone(w.Stats), w.names.Copy()
	return &c
}

// Copied implements Fold.
func (w *World) Copied() int { return w.owner.Copied() + w.roster.owner.Copied() }

// own is p, a process of w, to be written: itself, or a copy that has taken its
// place. Within one Apply, it stays the same.
func (w *World) own(p *Process) *Process {
	if p.owner == w.owner {
		return p
	}
	c := *p
	w.owner.Copies(processBytes + 8*len(p.Mailbox.Messages) + 8*len(p.Coroutines))
	c.owner, c.main.owner = w.owner, w.owner
	c.Mailbox.Messages = slices.Clone(p.Mailbox.Messages)
	c.Mailbox.array = c.Mailbox.Messages
	c.Coroutines = append(c.only[:0], p.Coroutines...)
	c.Coroutines[0] = &c.main
	w.processes.Set(w.owner, p.PID.N, &c)
	return &c
}

// profile is that of p, which is written already, to be written too.
func (p *Process) profile() *Profile {
	if p.Profile.owner != p.owner {
		c := *p.Profile
		p.owner.Copies(profileBytes)
		c.owner, c.Names, c.topics = p.owner, slices.Clone(c.Names), slices.Clip(c.topics)
		p.Profile = &c
	}
	return p.Profile
}

// ownHost is the host at a place, to be written.
func (w *World) ownHost(place int) *Host {
	at := &w.Hosts[place]
	if (*at).owner != w.owner {
		*at = copied(*at)
		(*at).owner = w.owner
	}
	return *at
}

// ownService is the service of that ID, to be written; nil if there is none.
func (w *World) ownService(id string) *Service {
	place, known := w.services.Get(id)
	if !known {
		return nil
	}
	at := &w.Services[place]
	if (*at).owner != w.owner {
		*at = copied(*at)
		(*at).owner, (*at).Turns = w.owner, slices.Clip((*at).Turns)
	}
	return *at
}

// ownSeries is the series at a place, with its gauges, to be written.
func (w *World) ownSeries(place int) *Series {
	at := &w.Stats[place]
	if (*at).owner == w.owner {
		return *at
	}
	*at = copied(*at)
	(*at).owner, (*at).Fields = w.owner, slices.Clone((*at).Fields)
	gauges := make([]Gauge, len((*at).Fields))
	for i, g := range (*at).Fields {
		gauges[i] = *g
		gauges[i].Samples = slices.Clip(g.Samples)
		(*at).Fields[i] = &gauges[i]
	}
	return *at
}
