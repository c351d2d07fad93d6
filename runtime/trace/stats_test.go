package trace

import (
	"fmt"
	"math"
	"testing"

	"echotui/runtime/wire"
)

func logged(w *World, title string, fields *wire.Table) {
	if w.Seq == 0 {
		w.Apply(&wire.Event{Seq: 1, Kind: wire.KindSpawn, Peer: wire.PID{Host: "h", N: 1}, Name: "app:relay"})
	}
	w.Apply(&wire.Event{
		Seq: w.Seq + 1, At: w.At + 1, Kind: wire.KindLog, PID: wire.PID{Host: "h", N: 1}, Text: title, Args: []wire.Value{fields},
	})
}

func TestSeriesAreBounded(t *testing.T) {
	w := NewWorld()
	for i := range 70 {
		logged(w, fmt.Sprint("title ", i), wire.Record("n", float64(i)))
	}
	logged(w, "title 3", wire.Record("n", 3.5))
	logged(w, "title 69", wire.Record("text", "takes no room"))
	if len(w.Stats) != 64 || w.Refused != 6 || w.Stats[63].Title != "title 63" {
		t.Errorf("%d series, %d refused", len(w.Stats), w.Refused)
	}
	if s := w.Stats[3]; s.Count != 2 || s.Fields[0].Last != 3.5 {
		t.Errorf("series 3 has %d records, the last is %v", s.Count, s.Fields[0].Last)
	}
}

func TestGaugesAreBounded(t *testing.T) {
	w := NewWorld()
	fields := &wire.Table{}
	for i := range 40 {
		fields.Fields = append(fields.Fields, wire.Field{Key: fmt.Sprint("n", i), Value: float64(i)})
	}
	logged(w, "stats", fields)
	logged(w, "stats", wire.Record("n39", 1.0, "n31", 7.0))
	s := w.Stats[0]
	if len(s.Fields) != 32 || s.Refused != 9 || s.Count != 2 {
		t.Errorf("%d gauges, %d refused, %d records", len(s.Fields), s.Refused, s.Count)
	}
	if g := s.Fields[31]; g.Name != "n31" || g.Min != 7 || g.Max != 31 || g.Last != 7 {
		t.Errorf("the last gauge is %+v", g)
	}
}

func TestSamplesAreBounded(t *testing.T) {
	w := NewWorld()
	for i := range 300 {
		logged(w, "stats", wire.Record("n", float64(i)))
	}
	g := w.Stats[0].Fields[0]
	if len(g.Samples) != 120 || g.Samples[0].Value != 180 || g.Samples[119].Value != 299 || g.Min != 0 || g.Max != 299 {
		t.Errorf("%d samples from %v to %v, bounds %v and %v", len(g.Samples), g.Samples[0], g.Samples[119], g.Min, g.Max)
	}
	if cap(g.Samples) > 600 {
		t.Errorf("120 samples lie in an array for %d", cap(g.Samples))
	}
}

// TestNumbersThatCannotBeDrawn: they would spoil the bounds of the drawing.
func TestNumbersThatCannotBeDrawn(t *testing.T) {
	w := NewWorld()
	logged(w, "stats", wire.Record("a", math.NaN(), "b", math.Inf(1), "c", math.Inf(-1)))
	if len(w.Stats) != 0 || w.Refused != 0 {
		t.Errorf("they made %d series", len(w.Stats))
	}
	logged(w, "stats", wire.Record("a", math.NaN(), "b", 1.0))
	if s := w.Stats[0]; len(s.Fields) != 1 || s.Fields[0].Name != "b" {
		t.Errorf("the gauges are %+v", s.Fields)
	}
}
