package actor

import (
	"fmt"

	"echotui/runtime/wire"
)

// heard is what waits of the events of the bus and of groups, in the channels of
// a process. It is bounded as messages are, beside them: who does not listen to
// what it has asked for must not take the memory of all.
type heard struct {
	count  int
	bytes  int
	missed bool // one found no room, and none was taken since
}

// eventBytes is about how many bytes an event takes with nothing in it.
const eventBytes = 256

// deaf tells why an event of so many bytes finds no room.
func (p *Process) deaf(size int) *wire.Error {
	limits, h := p.system.config.Limits, &p.mailbox.heard
	switch {
	case limits.Mailbox > 0 && h.count >= limits.Mailbox:
		return wire.NewError(wire.LimitExceeded, fmt.Sprintf("mailbox limit exceeded: %s wait", count(h.count, "event")))
	case limits.Memory > 0 && h.bytes+size > limits.Memory:
		return wire.NewError(wire.LimitExceeded, fmt.Sprintf("mailbox limit exceeded: %s wait, of %d bytes", count(h.count, "event"), h.bytes))
	}
	return nil
}

// hear puts an event into a channel of the process. One for which there is no
// room is lost; the first is recorded, and again when the process has taken
// something.
func (p *Process) hear(ch *Channel, it item) {
	if ch.closed || ch.awaited() {
		it.heard = 0
		ch.offer(it)
		return
	}
	h := &p.mailbox.heard
	if err := p.deaf(it.heard); err != nil {
		if !h.missed {
			h.missed = true
			p.misses(err, it.seq)
		}
		return
	}
	h.count++
	h.bytes += it.heard
	p.system.memory.held += it.heard + messageBytes
	ch.offer(it)
}

// misses records that events are lost from now on.
func (p *Process) misses(err *wire.Error, cause uint64) {
	limits := p.system.config.Limits
	limit := limits.Mailbox
	if p.mailbox.heard.count < limit || limit < 0 {
		limit = limits.Memory
	}
	p.system.emit(wire.Event{
		Kind: wire.KindLimit, PID: p.PID, Name: wire.LimitMailbox, N: int64(limit), Reds: p.reds, Cause: cause, Text: err.Message,
	})
}

// unhear notes that an event no longer waits.
func (p *Process) unhear(it item) {
	h := &p.mailbox.heard
	h.count--
	h.bytes -= it.heard
	h.missed = false
	p.system.memory.held -= it.heard + messageBytes
}

// keepHeard makes the events in a channel that is to be closed values of the
// process as all others: it may never take them, and forget the channel.
func (p *Process) keepHeard(ch *Channel) {
	for range ch.items.len() {
		it := ch.items.pop()
		if it.heard > 0 {
			p.unhear(it)
			p.Grow(it.heard)
			it.heard = 0
		}
		ch.items.push(it)
	}
}

// forgetHeard drops all events that wait: the code that has asked for them ends.
func (p *Process) forgetHeard() {
	h := &p.mailbox.heard
	p.system.memory.held -= h.bytes + h.count*messageBytes
	*h = heard{}
}
