package codec

import (
	"echotui/runtime/wire"
)

// Weigher tells what facts cost. The zero Weigher is ready.
type Weigher struct{ found objects }

// What things take, in bytes, on a machine of 64 bits. It is the same on
// others, so that a log forgets at the same fact everywhere.
const (
	eventWeight = 160
	valueWeight = 16
	boxWeight   = 8 // what a value that is no pointer takes besides
	tableWeight = 56
	errorWeight = 72
)

// Fact is about how many bytes of memory a fact takes, with all that it holds
// but its names: those are shared.
func (w *Weigher) Fact(f *wire.Event) int {
	return eventWeight + len(f.Text) + w.Values(f.Args)
}

// Values is about how many bytes of memory a payload takes.
func (w *Weigher) Values(list []wire.Value) int {
	if len(list) == 0 {
		return 0
	}
	w.found.reset()
	weight := w.values(list)
	for i := 0; i < len(w.found.list); i++ {
		switch o := w.found.list[i].(type) {
		case *wire.Table:
			weight += w.table(o)
		case *wire.Error:
			weight += errorWeight + len(o.Message) + len(o.Kind) + len(o.Stack)
			w.optional(o.Details)
		}
	}
	return weight
}

func (w *Weigher) values(list []wire.Value) (weight int) {
	for _, v := range list {
		weight += w.value(v)
	}
	return weight
}

func (w *Weigher) value(v wire.Value) int {
	switch v := v.(type) {
	case string:
		return valueWeight + boxWeight + len(v)
	case float64:
		return valueWeight + boxWeight
	case *wire.Table, *wire.Error:
		w.found.add(v)
	}
	return valueWeight
}

func (w *Weigher) table(t *wire.Table) (weight int) {
	weight = tableWeight + w.values(t.Items)
	for _, f := range t.Fields {
		weight += w.value(f.Key) + w.value(f.Value)
	}
	w.optional(t.Meta)
	return weight
}

func (w *Weigher) optional(t *wire.Table) {
	if t != nil {
		w.found.add(t)
	}
}
