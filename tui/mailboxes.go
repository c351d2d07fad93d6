package tui

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// mailboxPane shows the messages that wait, in the order in which they came,
// under the process that will take them; the next one that it takes is marked,
// as far as that is known. Below are the letters: messages that nobody took. It
// holds no rows but those that are visible: a row is found by counting down from
// the top, past all that lies above it, of which a World knows the extent.
type mailboxPane struct {
	list     draw.List
	selected mailKey
	chosen   spotInList
	moved    bool
	open     mailKey // the message whose payload is shown
	opened   bool    // it was opened: bring the payload into sight

	world   *trace.World
	held    uint64 // Ref of the message that the app has stopped before taking; 0: none
	details []detailLine
	rows    []mailRow // the visible ones
}

// mailKey names a row for as long as what it shows exists.
type mailKey struct {
	pid    wire.PID
	letter bool   // it belongs to the letters
	seq    uint64 // the fact that sent the message, or by which the letter was lost; 0: a heading
	ref    uint64 // the message; 0: a heading, or messages that are only counted
	rest   bool   // messages that are only counted
	line   int    // from 1: a line of details
}

type mailRow struct {
	key     mailKey
	process *trace.Process
	message *trace.Message
	letter  *trace.Letter
	place   int // in the queue, from 1
	hidden  int // messages that are only counted
	next    bool
	detail  detailLine
}

// settle makes the visible rows of a world, in which the app may stand still
// before it takes a message.
func (p *mailboxPane) settle(w *trace.World, held uint64, inner draw.Rect) {
	p.world, p.held = w, held
	p.list.SetHeight(inner.H)
	p.layOut(inner.W - 4)
	p.list.SetLen(p.total() + len(p.details))
	if !p.moved {
		row, found := p.rowOf(p.selected)
		if !found {
			row = p.chosen.row
		}
		p.list.Show(p.chosen.top, row)
	}
	if p.opened && p.openRow() >= 0 {
		reveal(&p.list, p.openRow(), len(p.details))
		p.chosen.note(&p.list)
	}
	p.fetch()
	if i := p.list.Cursor() - p.list.Top(); p.moved && i < len(p.rows) {
		p.selected = p.rows[i].key
		p.chosen.note(&p.list)
	}
	p.moved, p.opened = false, false
}

// heldBefore is the message that the app has stopped before taking.
func (m *Model) heldBefore() uint64 {
	if stop := m.status.Stop; !m.past() && stop != nil && stop.Next != nil && stop.Next.Seq == 0 && stop.Next.Kind == wire.KindReceive {
		return stop.Next.Ref
	}
	return 0
}

// layOut makes the details of the open message, if it is still there.
func (p *mailboxPane) layOut(width int) {
	p.details = nil
	if message := p.message(p.open); message != nil {
		p.details = messageDetails(message, p.world, width)
		if l := p.letter(p.open); l != nil {
			p.details = append(letterDetails(l, p.world, width), p.details...)
		}
	}
}

// message is that of a key; nil if there is none.
func (p *mailboxPane) message(key mailKey) *trace.Message {
	if l := p.letter(key); l != nil {
		return &l.Message
	}
	if process := p.process(key); process != nil && key.ref != 0 {
		if i, found := process.Mailbox.Find(key.ref, key.seq); found {
			return process.Mailbox.Messages[i]
		}
	}
	return nil
}

// process is that whose mailbox a key is about; nil if nothing waits for it.
func (p *mailboxPane) process(key mailKey) *trace.Process {
	if p.world == nil || key.letter {
		return nil
	}
	if process := p.world.Process(key.pid); process != nil && process.Mailbox.Len > 0 {
		return process
	}
	return nil
}

// letter is that of a key; nil if there is none.
func (p *mailboxPane) letter(key mailKey) *trace.Letter {
	if p.world == nil || !key.letter {
		return nil
	}
	for _, l := range p.world.Dead {
		if l.Lost == key.seq && l.Ref == key.ref {
			return l
		}
	}
	return nil
}

// current is the key of the selected row; zero if there are no rows.
func (p *mailboxPane) current() mailKey {
	if i := p.list.Cursor() - p.list.Top(); !p.moved && i < len(p.rows) {
		return p.rows[i].key
	}
	return mailKey{}
}

// toggle opens the payload of the selected message, or closes it.
func (p *mailboxPane) toggle() {
	key := p.current()
	key.line = 0
	if key == p.open {
		p.open, p.selected = mailKey{}, key
		return
	}
	p.show(key)
}

// expand opens the payload of the selected message.
func (p *mailboxPane) expand() {
	if key := p.current(); key.line == 0 {
		p.show(key)
	}
}

func (p *mailboxPane) show(key mailKey) {
	if p.message(key) != nil {
		p.open, p.opened, p.selected = key, true, key
	}
}

// close closes the payload that is open.
func (p *mailboxPane) close() {
	if key := p.current(); key.line > 0 {
		key.line = 0
		p.selected = key
	}
	p.open = mailKey{}
}
