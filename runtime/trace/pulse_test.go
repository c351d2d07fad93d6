package trace

import (
	"slices"
	"testing"
	"time"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// second is what a naive pulse keeps of every second that ever was.
type second struct {
	facts, messages Sample
	waiting         []Sample // each value in it, with that at its beginning
}

// TestPulseKeepsPeaks compares a pulse with all seconds that ever were: no peak
// of a stretch is lost, and each names the fact by which it came to be.
func TestPulseKeepsPeaks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := NewWorld()
		var all []second
		waiting, seq, at := 0.0, uint64(0), wire.Time(0)
		to := wire.PID{Host: "h", N: 1}
		steps := rapid.SliceOfN(rapid.IntRange(0, 9), 1, 200).Draw(t, "steps")
		for _, step := range steps {
			e := wire.Event{Kind: wire.KindOutput}
			switch {
			case seq == 0:
				e = wire.Event{Kind: wire.KindSpawn, Peer: to, Name: "app:x"}
			case step < 5:
				e = wire.Event{Kind: wire.KindSend, Peer: to, Ref: seq}
				waiting++
			case step == 9:
				at = at.Add(time.Duration(rapid.IntRange(1, 90_000).Draw(t, "ms")) * time.Millisecond)
			}
			seq++
			e.Seq, e.At = seq, at
			for len(all) <= int(at/wire.Time(time.Second)) {
				start := Sample{wire.Time(len(all)) * wire.Time(time.Second), seq - 1, waiting}
				if e.Kind == wire.KindSend {
					start.Value--
				}
				empty := Sample{At: start.At, Seq: seq - 1}
				all = append(all, second{empty, empty, []Sample{start}})
			}
			now := &all[len(all)-1]
			now.facts = Sample{at, seq, now.facts.Value + 1}
			if e.Kind == wire.KindSend {
				now.messages = Sample{at, seq, now.messages.Value + 1}
			}
			now.waiting = append(now.waiting, Sample{at, seq, waiting})
			w.Apply(&e)
		}
		width := int(w.Pulse.Stretch() / time.Second)
		check(t, "facts", &w.Pulse.Facts, all, width, func(s second) []Sample { return []Sample{s.facts} })
		check(t, "messages", &w.Pulse.Messages, all, width, func(s second) []Sample { return []Sample{s.messages} })
		check(t, "waiting", &w.Pulse.Waiting, all, width, func(s second) []Sample { return s.waiting })
		if got := w.Pulse.Waiting.Last; got != waiting || w.Waiting != int(waiting) {
			t.Fatalf("%v wait, %d in the world; should be %v", got, w.Waiting, waiting)
		}
	})
}

// check compares a course with what its seconds were.
func check(t *rapid.T, name string, c *Course, all []second, width int, of func(second) []Sample) {
	t.Helper()
	got := c.Samples()
	if len(got) > mostStretches || len(got) != (len(all)+width-1)/width {
		t.Fatalf("%s: %d stretches of %d s, there were %d s", name, len(got), width, len(all))
	}
	top := 0.0
	for i, s := range got {
		var peak Sample
		for _, second := range all[i*width : min(len(all), (i+1)*width)] {
			for _, value := range of(second) {
				if peak.Seq == 0 || value.Value > peak.Value {
					peak = value
				}
			}
		}
		top = max(top, peak.Value)
		if s.Value != peak.Value || peak.Value > 0 && s != peak && i > 0 {
			t.Fatalf("%s: stretch %d is %v, should be %v; all: %v", name, i, s, peak, got)
		}
	}
	if c.Max != top {
		t.Fatalf("%s: at most %v, should be %v", name, c.Max, top)
	}
}

// TestRatesGoDownByThemselves: a rate is that of the last whole second, also
// when nothing happens any more; what is there stays.
func TestRatesGoDownByThemselves(t *testing.T) {
	w := NewWorld()
	tell := func(at time.Duration, e wire.Event) {
		e.Seq, e.At = w.Seq+1, wire.Time(at)
		w.Apply(&e)
	}
	tell(0, wire.Event{Kind: wire.KindSpawn, Peer: wire.PID{Host: "h", N: 1}})
	for range 5 {
		tell(1500*time.Millisecond, wire.Event{Kind: wire.KindSend, Peer: wire.PID{Host: "h", N: 1}})
	}
	for _, c := range []struct {
		now             time.Duration
		facts, min, max float64
		stretches       int
	}{
		{1900 * time.Millisecond, 1, 1, 5, 2},
		{2 * time.Second, 5, 1, 5, 3},
		{3 * time.Second, 0, 0, 5, 4},
		{time.Hour, 0, 0, 5, 113},
		{time.Second, 1, 1, 5, 2},
	} {
		p := w.Pulse.Until(wire.Time(c.now))
		if f := p.Facts; f.Last != c.facts || f.Min != c.min || f.Max != c.max || len(f.Samples()) != c.stretches {
			t.Errorf("at %s: %v facts in a second, from %v to %v, %d stretches; want %v", c.now, f.Last, f.Min, f.Max, len(f.Samples()), c)
		}
		if p.Alive.Last != 1 || p.Waiting.Last != 5 || p.Waiting.Peak.Value != 5 {
			t.Errorf("at %s: %v alive, %v waiting", c.now, p.Alive.Last, p.Waiting)
		}
	}
	if len(w.Pulse.Facts.Past) != 1 {
		t.Error("looking ahead has changed the pulse")
	}
}

// TestPulseOfAnyTime: files may say anything about time.
func TestPulseOfAnyTime(t *testing.T) {
	w := NewWorld()
	for i, at := range []wire.Time{-1 << 63, 5, 1<<63 - 1, 0, -1 << 63, 1<<63 - 1} {
		w.Apply(&wire.Event{Seq: uint64(i) + 1, At: at, Kind: wire.KindOutput})
		for _, c := range w.Pulse.courses() {
			if n := len(c.Samples()); n > mostStretches || slices.ContainsFunc(c.Samples(), func(s Sample) bool { return s.Seq > w.Seq }) {
				t.Fatalf("after a fact at %d there are %d stretches", at, n)
			}
		}
	}
}
