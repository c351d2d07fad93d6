package trace

import (
	"cmp"
	"slices"

	"echotui/runtime/wire"
)

// Mailbox is a queue of messages, oldest first.
//
// Only so many messages are kept to be looked at. One that arrives when there
// is no room is only counted, at its place in the queue: by the Before of the
// message behind it or, at the end, by After. Room comes back as messages are
// taken, so a reader always sees the next ones to be taken, or how many there
// are before the next one it can see.
type Mailbox struct {
	Messages []*Message // those kept, at most 10,000, in the order in which they came
	After    int        // messages behind the last one kept
	Len      int        // how many wait, kept or not
	High     int        // the most that ever waited

	array []*Message // what Messages is a part of, from its beginning
}

// Message is one message in a mailbox. It never changes.
type Message struct {
	Ref    uint64
	From   wire.PID
	Topic  string // for notifications: EXIT, LINK_DOWN, CANCEL
	Notice bool   // the runtime sent it
	Args   []wire.Value
	SentAt wire.Time // or when it arrived, if somebody delayed it
	Seq    uint64    // of the send, or that arrival
	Before int       // messages that wait right before it and are not kept
}

// keptMessages is how many messages of a mailbox are kept.
const keptMessages = 10_000

func newMessage(e *wire.Event) Message {
	return Message{
		Ref: e.Ref, From: e.PID, Topic: e.Name, Notice: e.Kind == wire.KindNotify,
		Args: e.Args, SentAt: e.At, Seq: e.Seq,
	}
}

// deliver puts the message of a send or notify event into a mailbox.
func (w *World) deliver(e *wire.Event) {
	p := w.Process(e.Peer)
	if p == nil || p.Ended {
		return
	}
	m := newMessage(e)
	w.putIn(w.own(p), &m)
}

// putIn puts a message into the mailbox of p, which lives.
func (w *World) putIn(p *Process, m *Message) {
	before := p.Mailbox
	p.Mailbox.add(m)
	w.mailed(p, &before)
	p.offer(m)
	w.reckon(p)
}

// takeOut takes the message of an event out of the mailbox of p, and away from
// who was about to take it.
func (w *World) takeOut(p *Process, e *wire.Event) {
	before := p.Mailbox
	p.Mailbox.remove(e.Ref, e.Cause)
	w.mailed(p, &before)
	p.missed(e.Ref)
}

// mailed notes that the mailbox of p is not what it was before.
func (w *World) mailed(p *Process, before *Mailbox) {
	w.Waiting += p.Mailbox.Len - before.Len
	switch {
	case before.Len == 0 && p.Mailbox.Len > 0:
		w.Boxes++
	case before.Len > 0 && p.Mailbox.Len == 0:
		w.Boxes--
	}
	if n := p.Mailbox.Rows() - before.Rows(); n != 0 {
		p.Mail += n
		w.grow(p, Extent{Mail: n})
	}
}

// Rows is how many rows show a mailbox: none if it is empty, else a heading, one
// for each message that is kept, and one for those that are only counted.
func (b *Mailbox) Rows() int {
	switch {
	case b.Len == 0:
		return 0
	case b.Len > len(b.Messages):
		return len(b.Messages) + 2
	}
	return len(b.Messages) + 1
}

func (b *Mailbox) add(m *Message) {
	b.Len++
	b.High = max(b.High, b.Len)
	if len(b.Messages) >= keptMessages {
		b.After++
		return
	}
	m.Before, b.After = b.After, 0
	b.makeRoom()
	b.Messages = append(b.Messages, m)
}

// makeRoom lets the queue walk around in one array: when it meets the end and
// the front half is free, it moves to the beginning.
func (b *Mailbox) makeRoom() {
	if len(b.Messages) < cap(b.Messages) {
		return
	}
	if 2*len(b.Messages) >= cap(b.array) {
		b.Messages = slices.Grow(b.Messages, 1)
		b.array = b.Messages
		return
	}
	n := copy(b.array[:cap(b.array)], b.Messages)
	clear(b.Messages)
	b.Messages = b.array[:n]
}

// Find is the place of the message ref, put there by fact seq, among Messages.
func (b *Mailbox) Find(ref, seq uint64) (place int, found bool) {
	i, _ := slices.BinarySearchFunc(b.Messages, seq, func(m *Message, seq uint64) int { return cmp.Compare(m.Seq, seq) })
	return i, i < len(b.Messages) && b.Messages[i].Ref == ref
}

// remove takes out the message with that ref, sent by event seq. Messages lie
// in the order of their sends, so seq finds the place; ref has the last word.
func (b *Mailbox) remove(ref, seq uint64) {
	i, found := b.Find(ref, seq)
	if found {
		b.take(i)
		return
	}
	if b.gap(i) > 0 {
		b.widen(i, -1)
		b.Len--
		return
	}
	// The event does not name the send as its cause.
	i = slices.IndexFunc(b.Messages, func(m *Message) bool { return m.Ref == ref })
	if i >= 0 {
		b.take(i)
	}
}

func (b *Mailbox) take(i int) {
	before := b.Messages[i].Before
	b.Messages = removeAt(b.Messages, i)
	b.widen(i, before)
	b.Len--
}

// gap is how many messages not kept there are before Messages[i].
func (b *Mailbox) gap(i int) int {
	if i < len(b.Messages) {
		return b.Messages[i].Before
	}
	return b.After
}

// widen makes the gap before Messages[i] wider by n. A message is never changed
// once it lies in a mailbox, for clones share it: another takes its place.
func (b *Mailbox) widen(i, n int) {
	switch {
	case n == 0:
	case i < len(b.Messages):
		m := *b.Messages[i]
		m.Before += n
		b.Messages[i] = &m
	default:
		b.After += n
	}
}

// edit gives a message other payloads, if it is kept.
func (b *Mailbox) edit(ref uint64, args []wire.Value) {
	i := slices.IndexFunc(b.Messages, func(m *Message) bool { return m.Ref == ref })
	if i >= 0 {
		m := *b.Messages[i] // see widen
		m.Args = args
		b.Messages[i] = &m
	}
}

// pushed appends to a list of which only the last limit elements stay. It leaves
// the others as they are, for a clone may share them; its array is copied, and
// they are let go, about once in limit times.
func pushed[T any](list []T, last T, limit int) []T {
	list = append(list, last)
	return list[max(0, len(list)-limit):]
}
