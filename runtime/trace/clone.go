package trace

import (
	"slices"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
)

// Clone returns an equal world that goes its own way from here on. What never
// changes is shared: texts, arguments, messages, dead letters, the labels of
// processes until one of the two learns of others. The rest, the processes
// above all, is copied: a clone costs what is alive, some 100 ns a process,
// however long the log and however many processes there were.
func (w *World) Clone() *World {
	c := *w
	c.Dead, c.Pulse = slices.Clip(w.Dead), w.Pulse.clone()
	c.roster = w.roster.clone()
	c.cloneServices(w)
	c.cloneStats(w)
	c.cloneTree(w)
	return &c
}

func (w *World) cloneServices(from *World) {
	all := slices.Clone(from.Services)
	w.services = make(map[string]*Service, len(all))
	for i, s := range all {
		s := *s
		s.Turns = slices.Clip(s.Turns)
		all[i], w.services[s.ID] = &s, &s
	}
	w.Services = all
}

func (w *World) cloneStats(from *World) {
	all := slices.Clone(from.Stats)
	w.series = make(map[seriesKey]*Series, len(all))
	for i, s := range all {
		s := s.clone()
		all[i], w.series[seriesKey{s.Entry, s.Title}] = s, s
	}
	w.Stats = all
}

func (s *Series) clone() *Series {
	c := *s
	c.Fields = make([]*Gauge, len(s.Fields))
	gauges := make([]Gauge, len(s.Fields))
	for i, g := range s.Fields {
		gauges[i] = *g
		gauges[i].Samples = slices.Clip(g.Samples)
		c.Fields[i] = &gauges[i]
	}
	return &c
}

func (w *World) cloneTree(from *World) {
	w.hosts = make(map[string]*Host, len(from.hosts))
	w.processes = make(map[uint64]*Process, len(from.processes))
	w.names = make(map[string]*Process, len(from.names))
	w.Hosts = make([]*Host, len(from.Hosts))
	g := newGrove(from)
	for i, h := range from.Hosts {
		c := *h
		c.crowd = h.crowd.clone()
		g.host = &c
		c.Roots, c.ended = g.siblings(nil, h.Roots, h.ended)
		w.Hosts[i], w.hosts[c.ID] = &c, &c
	}
	for i := range g.made {
		p := &g.made[i]
		w.processes[p.PID.N] = p
		for _, name := range p.Names {
			w.names[name] = p
		}
	}
}

// grove copies the processes of a world. It cuts their lists from a few arrays
// that are as long as all of them together.
type grove struct {
	host       *Host
	made       []Process // the copies, of which those left have not been taken yet
	left       slab[Process]
	lists      slab[*Process]
	coroutines slab[Coroutine]
	threads    slab[*Coroutine]
	numbers    slab[uint64]
}

func newGrove(w *World) *grove {
	rows := 0
	for _, h := range w.Hosts {
		rows += h.Rows // each coroutine is one
	}
	count := len(w.processes)
	made := make([]Process, count)
	return &grove{
		made:       made,
		left:       made,
		lists:      make([]*Process, 2*count),
		coroutines: make([]Coroutine, rows-count),
		threads:    make([]*Coroutine, rows),
		numbers:    make([]uint64, w.ties),
	}
}

// siblings copies a list of siblings with all below them, and the list of the
// ended ones among them.
func (g *grove) siblings(parent *Process, all, ended []*Process) (copies, endedCopies []*Process) {
	copies, endedCopies = g.lists.take(len(all)), g.lists.take(len(ended))
	for i, p := range all {
		copies[i] = g.process(parent, p)
	}
	for i, p := range ended {
		endedCopies[i] = copies[index(all, p)]
	}
	return copies, endedCopies
}

func (g *grove) process(parent, from *Process) *Process {
	p := &g.left.take(1)[0]
	*p = *from
	p.Parent, p.host, p.crowd = parent, g.host, from.crowd.clone()
	p.Names, p.topics = slices.Clone(p.Names), slices.Clip(p.topics)
	p.Ties = from.Ties.clone(&g.numbers)
	p.Mailbox = p.Mailbox.clone()
	p.Coroutines = g.threads.take(len(from.Coroutines))
	p.Coroutines[0] = &p.main
	others := g.coroutines.take(len(from.Coroutines) - 1)
	for i := range others {
		others[i] = *from.Coroutines[i+1]
		p.Coroutines[i+1] = &others[i]
	}
	p.Children, p.ended = g.siblings(p, from.Children, from.ended)
	return p
}

func (b *Mailbox) clone() Mailbox {
	c := *b
	c.Messages = slices.Clone(b.Messages)
	c.array = c.Messages
	return c
}

// slab is an array that lists are cut from.
type slab[T any] []T

// take cuts off a list of n elements that cannot grow into the next one.
func (s *slab[T]) take(n int) []T {
	if n == 0 {
		return nil
	}
	list := (*s)[:n:n]
	*s = (*s)[n:]
	return list
}

// Weight is about how many bytes a clone made now would add to what is in use,
// or keep in use when the original has done with it.
func (w *World) Weight() int {
	weight := worldWeight + w.roster.weight() + w.payload
	weight += len(w.Hosts)*hostWeight + w.ties*tieWeight
	for _, s := range w.Services {
		weight += serviceWeight + len(s.Turns)*turnWeight
	}
	for _, s := range w.Stats {
		weight += seriesWeight + len(s.Fields)*gaugeWeight
	}
	for _, h := range w.Hosts {
		weight += h.Rows * coroutineWeight
	}
	for _, l := range w.Dead {
		weight += messageWeight + weightOf(l.Args)
	}
	return weight + len(w.processes)*processWeight + len(w.names)*nameWeight
}

// weightOf is about how many bytes a payload takes.
func weightOf(args []wire.Value) int {
	if len(args) == 0 {
		return 0
	}
	var weigher codec.Weigher
	return weigher.Values(args)
}

// What the parts of a clone weigh, in bytes, with their share of the lists and
// maps that lead to them.
const (
	worldWeight     = 2_500
	hostWeight      = 200
	serviceWeight   = 220
	turnWeight      = 200
	seriesWeight    = 240
	gaugeWeight     = 80 + 24*keptSamples // samples are shared for a while only
	coroutineWeight = 150
	processWeight   = 820
	tieWeight       = 8
	nameWeight      = 80
	messageWeight   = 120
	labelWeight     = 128
	laneWeight      = 8
)
