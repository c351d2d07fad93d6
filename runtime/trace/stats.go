package trace

import (
	"maps"
	"math"

	"echotui/runtime/share"
	"echotui/runtime/wire"
)

// Series is the numbers that the processes of one entry log under one text.
type Series struct {
	Entry   string    // of the processes
	Source  string    // the short form of that: relay
	Title   string    // text of the log records, behind the name of their logger if it has one: stats
	PID     wire.PID  // process that logged the last one
	At      wire.Time // when it did
	Count   int       // records so far
	Fields  []*Gauge  // in the order in which they first appeared, at most 32
	Refused int       // numbers that found no room in Fields

	owner *share.Owner
}

// Gauge is one number that changes over time.
type Gauge struct {
	Name           string
	Last, Min, Max float64
	Samples        []Sample // the last 120, oldest first
}

// Sample is the value of a number at one time, and the fact by which it became
// that.
type Sample struct {
	At    wire.Time
	Seq   uint64
	Value float64
}

const (
	keptSeries  = 64
	keptGauges  = 32  // per series
	keptSamples = 120 // per gauge
)

type seriesKey struct{ entry, title string }

// record takes the numbers out of a log record. Fields that are anything else,
// nested tables among them, are left alone, and so are the numbers no drawing
// can place: infinities and not-a-number.
func (w *World) record(p *Process, e *wire.Event) {
	table, title := e.Logged()
	fields := readings(table)
	if len(fields) == 0 {
		return
	}
	if title != "" {
		title += ": "
	}
	s := w.seriesOf(p, title+e.Text)
	if s == nil {
		w.Refused++
		return
	}
	s.PID, s.At = p.PID, e.At
	s.Count++
	for i, f := range fields {
		if g := s.gauge(f.name, i); g != nil {
			g.add(Sample{e.At, e.Seq, f.value})
		} else {
			s.Refused++
		}
	}
}

// reading is one number of a log record.
type reading struct {
	name  string
	value float64
}

func readings(table *wire.Table) []reading {
	if table == nil {
		return nil
	}
	var list []reading
	for _, f := range table.Fields {
		name, named := f.Key.(string)
		value, numeric := f.Value.(float64)
		if named && numeric && !math.IsNaN(value) && !math.IsInf(value, 0) {
			list = append(list, reading{name, value})
		}
	}
	return list
}

// seriesOf returns the series of the process and title, nil if there is no
// room for another.
func (w *World) seriesOf(p *Process, title string) *Series {
	key := seriesKey{p.Entry, title}
	place, known := w.series[key]
	switch {
	case known:
		return w.ownSeries(place)
	case len(w.Stats) == keptSeries:
		return nil
	}
	all := make(map[seriesKey]int, len(w.Stats)+1) // of few keys, and that happens seldom
	maps.Copy(all, w.series)
	all[key] = len(w.Stats)
	w.series = all
	w.Stats = append(w.Stats, &Series{Entry: p.Entry, Source: shortName(p.Entry), Title: title, owner: w.owner})
	return w.Stats[len(w.Stats)-1]
}

// gauge returns the gauge of that name, which is likely the one at place i;
// nil if there is no room for another.
func (s *Series) gauge(name string, i int) *Gauge {
	if i < len(s.Fields) && s.Fields[i].Name == name {
		return s.Fields[i]
	}
	for _, g := range s.Fields {
		if g.Name == name {
			return g
		}
	}
	if len(s.Fields) == keptGauges {
		return nil
	}
	g := &Gauge{Name: name, Min: math.Inf(1), Max: math.Inf(-1)}
	s.Fields = append(s.Fields, g)
	return g
}

func (g *Gauge) add(s Sample) {
	g.Last = s.Value
	g.Min, g.Max = min(g.Min, s.Value), max(g.Max, s.Value)
	g.Samples = pushed(g.Samples, s, keptSamples)
}
