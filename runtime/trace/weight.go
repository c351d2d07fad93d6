package trace

import (
	"echotui/runtime/codec"
	"echotui/runtime/wire"
)

// Weight is about how many bytes w takes that another world of the same log does
// not, of which it is a clone that went on, or the other way round. If that is
// nil, it is all that w takes. It costs what differs.
func (w *World) Weight(other *World) int {
	if other == nil {
		other = NewWorld()
	}
	weight := worldBytes + w.roster.apart(&other.roster)
	weight += w.processes.Apart(&other.processes, (*Process).apart)
	weight += max(0, w.names.Len()-other.names.Len()) * nameBytes
	weight += apart(w.Hosts, other.Hosts, (*Host).apart)
	weight += apart(w.Services, other.Services, func(s, _ *Service) int { return serviceBytes + len(s.Turns)*turnBytes })
	weight += apart(w.Stats, other.Stats, func(s, _ *Series) int { return seriesBytes + len(s.Fields)*gaugeBytes })
	return weight + apart(w.Dead, other.Dead, func(l, _ *Letter) int { return letterBytes + weightOf(l.Args) })
}

// apart is what those of a list weigh that are not at the same place in another
// one; what is there is nil if that is shorter.
func apart[T any](list, others []*T, weigh func(one, other *T) int) int {
	weight := 8 * len(list)
	for i, one := range list {
		var other *T
		if i < len(others) {
			other = others[i]
		}
		if one != other {
			weight += weigh(one, other)
		}
	}
	return weight
}

func (h *Host) apart(other *Host) int {
	if other == nil {
		other = &Host{}
	}
	return hostBytes + h.roots.apart(other.roots)
}

// apart is about how many bytes p takes that the same process in another world
// does not; that is nil if it is not there.
func (p *Process) apart(other *Process) int {
	weight := processBytes + (len(p.Coroutines)-1)*coroutineBytes
	if other == nil {
		weight += weightOf(p.Args)
		other = &Process{Profile: &Profile{}}
	}
	weight += p.Mailbox.apart(&other.Mailbox)
	if p.Profile == other.Profile {
		return weight
	}
	weight += profileBytes + len(p.Names)*nameBytes
	t, others := &p.Ties, &other.Ties
	weight += t.Links.Apart(others.Links) + t.Watches.Apart(others.Watches) + t.Watchers.Apart(others.Watchers)
	return weight + p.below.apart(other.below)
}

// apart is what the messages weigh that are not in another mailbox, and the list
// of all.
func (b *Mailbox) apart(other *Mailbox) int {
	weight := 8 * cap(b.Messages)
	there := other.Messages
	for _, m := range b.Messages {
		for len(there) > 0 && there[0].Seq < m.Seq {
			there = there[1:]
		}
		if len(there) == 0 || there[0] != m {
			weight += messageBytes + weightOf(m.Args)
		}
	}
	return weight
}

func (s *siblings) apart(other *siblings) int {
	switch {
	case s == nil || s == other:
		return 0
	case other == nil:
		other = &siblings{}
	}
	return siblingsBytes + cap(s.ended)*8 + s.list.Apart(other.list)
}

// weightOf is about how many bytes a payload takes.
func weightOf(args []wire.Value) int {
	if len(args) == 0 {
		return 0
	}
	var weigher codec.Weigher
	return weigher.Values(args)
}

// What the parts of a world weigh, in bytes, with their share of the lists and
// maps that lead to them.
const (
	worldBytes     = 2_500
	hostBytes      = 200
	serviceBytes   = 220
	turnBytes      = 200
	seriesBytes    = 240
	gaugeBytes     = 80 + 24*keptSamples // samples are shared for a while only
	processBytes   = 400
	profileBytes   = 400
	siblingsBytes  = 48
	coroutineBytes = 160
	nameBytes      = 80
	messageBytes   = 120
	letterBytes    = 200
)
