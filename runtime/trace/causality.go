package trace

import (
	"strings"

	"echotui/runtime/wire"
)

// Causality is all that has to do with one fact, its root: what led to it, fact
// by fact back to what came from outside, and everything that came of it. Every
// fact tells the one that led to it, its cause; so what came of the root is all
// whose causes lead there.
//
// It is found out bit by bit, for a log may be long: each call of Work reads a
// bounded number of facts. As the log grows, so does what came of the root. A
// log of ten million facts takes 3 MB here at most, and one look at each fact
// after the root.
type Causality struct {
	Root      uint64
	Led       int  // how many facts led to the root, as far as is known
	Came      int  // how many came of it, as far as is known
	Forgotten bool // the log no longer has the beginning of what led to it

	facts     Facts
	buffer    []wire.Event
	back      uint64 // the next fact of those that led to the root; 0 when all are known
	seen      uint64 // the last fact that was looked at on the way forward
	related   bitset // facts, the root included
	processes bitset // those that related facts are about
}

// Relation is what a fact has to do with the root.
type Relation uint8

// The relations of a fact to the root.
const (
	Unrelated Relation = iota
	LedToIt
	IsIt
	CameOfIt
)

// backAtOnce is how many facts are read around one that led to the root: the
// causes of facts are often close.
const backAtOnce = 256

// NewCausality begins to find out what has to do with a fact of a log.
func NewCausality(facts Facts, root uint64) *Causality {
	c := &Causality{Root: root, facts: facts, back: root, seen: root}
	c.related.set(root)
	return c
}

// Work reads at most about limit facts, none after last, and reports whether
// there are more to read. What led to the root comes first.
func (c *Causality) Work(last uint64, limit int) (more bool) {
	for limit > 0 && c.back != 0 {
		limit -= c.workBack()
	}
	for limit > 0 && c.seen < last {
		n := c.workOn(last, limit)
		if n == 0 {
			c.seen = last // the log has forgotten them
		}
		limit -= n
	}
	return c.back != 0 || c.seen < last
}

// workBack follows the causes as far as they lie in one part of the log, and
// returns how many facts it read.
func (c *Causality) workBack() int {
	wanted, from := c.back, c.back-min(c.back, backAtOnce)
	c.buffer = c.facts.Since(c.buffer[:0], from, int(c.back-from))
	for i := len(c.buffer) - 1; i >= 0; i-- {
		e := &c.buffer[i]
		if e.Seq != c.back {
			continue
		}
		c.note(e)
		if e.Seq != c.Root {
			c.Led++
		}
		if c.back = e.Cause; c.back >= e.Seq {
			c.back = 0 // the log is broken
		}
		if c.back == 0 {
			return len(c.buffer)
		}
	}
	if c.back == wanted {
		c.back, c.Forgotten = 0, true
	}
	return max(1, len(c.buffer))
}

// workOn looks at facts after those seen, and returns how many.
func (c *Causality) workOn(last uint64, limit int) int {
	c.buffer = c.facts.Since(c.buffer[:0], c.seen, min(limit, readAtOnce))
	for i := range c.buffer {
		e := &c.buffer[i]
		if e.Seq > last {
			return i
		}
		c.seen = e.Seq
		if e.Cause >= c.Root && e.Cause < e.Seq && c.related.has(e.Cause) {
			c.Came++
			c.note(e)
		}
	}
	return len(c.buffer)
}

// note marks a related fact and the processes that it is about.
func (c *Causality) note(e *wire.Event) {
	c.related.set(e.Seq)
	c.processes.set(local(e.PID))
	if e.Kind == wire.KindSpawn {
		c.processes.set(local(e.Peer))
	}
}

// local is the number of a process of this node; 0 for others.
func local(p wire.PID) uint64 {
	if strings.Contains(p.Host, "@") {
		return 0
	}
	return p.N
}

// Of is what a fact has to do with the root, as far as is known.
func (c *Causality) Of(seq uint64) Relation {
	switch {
	case !c.related.has(seq):
		return Unrelated
	case seq < c.Root:
		return LedToIt
	case seq > c.Root:
		return CameOfIt
	}
	return IsIt
}

// Concerns reports whether a related fact is about a process.
func (c *Causality) Concerns(p wire.PID) bool { return local(p) != 0 && c.processes.has(local(p)) }

// Next is the first related fact after seq, Previous the last one before it; 0
// if there is none.
func (c *Causality) Next(seq uint64) uint64 { return c.related.next(seq, c.seen) }

// Previous is the last related fact before seq; 0 if there is none.
func (c *Causality) Previous(seq uint64) uint64 { return c.related.previous(seq) }
