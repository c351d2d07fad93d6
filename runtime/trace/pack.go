package trace

import (
	"bytes"

	"echotui/runtime/codec"
	"echotui/runtime/wire"
)

// Packing is the work of encoding one block of a Log, to be done by somebody
// who has the time. A log that nobody helps does it itself, later, when the
// block is about to be packed.
type Packing struct {
	block  *block
	facts  []wire.Event
	packed []byte
}

// Packing returns the oldest work that can be done and was not handed out yet,
// or nil.
func (l *Log) Packing() *Packing {
	if len(l.blocks) == 0 {
		return nil
	}
	for _, b := range l.blocks[max(0, len(l.blocks)-l.fresh) : len(l.blocks)-1] {
		if b.packed == nil && !b.lent {
			b.lent = true
			return &Packing{block: b, facts: b.facts}
		}
	}
	return nil
}

// Do does the work. Unlike everything else it may run while the log is in use.
func (p *Packing) Do(e *codec.Encoder) { p.packed = encode(e, p.facts) }

// Packed takes work that is done. Nothing that can be read from the log depends
// on it, and neither does what it forgets, unless a Store is full.
func (l *Log) Packed(p *Packing) {
	if p.block.packed == nil { // else the log could not wait
		p.block.packed = p.packed
	}
	p.block.lent = false
}

// encode is a block of facts in no more memory than it needs, the same whoever
// does it.
func encode(e *codec.Encoder, facts []wire.Event) []byte {
	e.Quick = true
	return bytes.Clone(e.Facts(nil, facts))
}
