package trace

import (
	"slices"
	"time"

	"echotui/runtime/wire"
)

// Pulse is how the node itself did over virtual time: what came in each second
// of it, and how much there was of what comes and goes.
type Pulse struct {
	Facts    Course // per second
	Messages Course // per second: sent, by processes and by the runtime, lost ones included
	Alive    Course // processes that had not ended
	Ready    Course // processes that could go on, see World.Ready
	Waiting  Course // messages in mailboxes

	first, second int64 // the second of the first fact, and the one that is under way
	seq           uint64
	at            wire.Time // of fact seq, the last one
	width         int64     // seconds in a stretch: 1, 2, 4 …
}

// Course is how a number went: its highest value in each stretch of time. All
// stretches are as long as each other; when there are too many, each two of them
// become one, so that no peak is ever lost.
type Course struct {
	Last     float64  // what it is; of a rate, what it was in the last whole second
	Min, Max float64  // of all times; of a rate, of all whole seconds and of the one under way
	Past     []Sample // the peaks of the stretches that are over, oldest first, fewer than 128
	Peak     Sample   // that of the stretch under way

	rate bool
	n    float64 // of a rate: what has come so far in the second that is under way
}

// mostStretches is how many stretches of time are told apart. It is even.
const mostStretches = 128

func newPulse() Pulse {
	return Pulse{width: 1, Facts: Course{rate: true}, Messages: Course{rate: true}}
}

func (p *Pulse) courses() [5]*Course {
	return [...]*Course{&p.Facts, &p.Messages, &p.Alive, &p.Ready, &p.Waiting}
}

// Samples are all stretches, that under way included, oldest first. Nobody may
// change them.
func (c *Course) Samples() []Sample { return append(slices.Clip(c.Past), c.Peak) }

// Until is the pulse at a time at which nothing more has happened: rates go down
// by themselves.
func (p *Pulse) Until(now wire.Time) *Pulse {
	c := p.clone()
	if c.seq > 0 {
		c.pass(now)
	}
	return &c
}

// Stretch is how long the stretches are.
func (p *Pulse) Stretch() time.Duration { return time.Duration(p.width) * time.Second }

// clone shares what was: stretches that are over never change.
func (p *Pulse) clone() Pulse {
	c := *p
	for _, course := range c.courses() {
		course.Past = slices.Clip(course.Past)
	}
	return c
}

// beat takes in a fact that the world has taken in.
func (p *Pulse) beat(w *World, e *wire.Event) {
	if p.seq == 0 {
		p.begin(e)
	}
	p.pass(e.At)
	p.seq, p.at = e.Seq, e.At
	p.count(&p.Facts, 1)
	switch e.Kind {
	case wire.KindSend, wire.KindNotify, wire.KindLost:
		p.count(&p.Messages, 1)
	default:
		p.count(&p.Messages, 0)
	}
	p.level(&p.Alive, w.Live)
	p.level(&p.Ready, w.Ready)
	p.level(&p.Waiting, w.Waiting)
}

func (p *Pulse) begin(e *wire.Event) {
	p.first = int64(e.At) / int64(time.Second)
	p.second, p.seq, p.at = p.first, e.Seq, e.At
	for _, c := range p.courses() {
		c.Peak = Sample{At: e.At, Seq: e.Seq}
	}
}

// count notes that n more came in the second that is under way.
func (p *Pulse) count(c *Course, n float64) {
	c.n += n
	c.rise(Sample{p.at, p.seq, c.n})
	if p.second == p.first {
		c.Last, c.Min = c.n, c.n
	}
}

// level notes how much of something there is.
func (p *Pulse) level(c *Course, n int) {
	c.Last = float64(n)
	c.Min = min(c.Min, c.Last)
	c.rise(Sample{p.at, p.seq, c.Last})
}

func (c *Course) rise(s Sample) {
	c.Max = max(c.Max, s.Value)
	if s.Value > c.Peak.Value {
		c.Peak = s
	}
}

// pass lets time go on. However far that is, it costs no more than the
// stretches that are told apart.
func (p *Pulse) pass(at wire.Time) {
	second := int64(at) / int64(time.Second)
	if second <= p.second {
		return
	}
	for (second-p.first)/p.width >= mostStretches {
		p.widen()
	}
	for _, c := range p.courses() {
		c.whole(second == p.second+1)
	}
	next := (second - p.first) / p.width
	for i := (p.second-p.first)/p.width + 1; i <= next; i++ {
		begin := wire.Time(0).Add(time.Duration(p.first+i*p.width) * time.Second)
		for _, c := range p.courses() {
			c.Past = append(c.Past, c.Peak)
			c.Peak = Sample{begin, p.seq, c.Last}
			if c.rate {
				c.Peak.Value = 0
			}
		}
	}
	p.second = second
}

// whole ends the second that is under way. Unless the next one follows, what
// comes after it is seconds in which nothing came.
func (c *Course) whole(followed bool) {
	if !c.rate {
		return
	}
	c.Last, c.n = c.n, 0
	if !followed {
		c.Last = 0
	}
	c.Min = min(c.Min, c.Last)
}

// widen makes one stretch of each two.
func (p *Pulse) widen() {
	p.width *= 2
	for _, c := range p.courses() {
		merged := make([]Sample, 0, mostStretches)
		for i := 0; i+1 < len(c.Past); i += 2 {
			merged = append(merged, higher(c.Past[i], c.Past[i+1]))
		}
		if n := len(c.Past); n%2 == 1 {
			c.Peak = higher(c.Past[n-1], c.Peak)
		}
		c.Past = merged
	}
}

// higher is the sample with the higher value, the earlier one of two alike.
func higher(a, b Sample) Sample {
	if b.Value > a.Value {
		return b
	}
	return a
}
