package tui

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// mailboxPane shows the messages that wait, in the order in which they will be
// taken, under the process that will take them.
type mailboxPane struct {
	list     draw.List
	selected mailKey
	chosen   spotInList
	moved    bool
	open     mailKey // the message whose payload is shown
	opened   bool    // it was opened: bring the payload into sight

	boxes   []mailbox // those with something in them
	world   *trace.World
	seq     uint64 // fact up to which boxes was made
	empty   int    // live processes with nothing in their mailbox
	details []detailLine
	rows    []mailRow // the visible ones
}

// mailbox is where the rows of a mailbox begin.
type mailbox struct {
	process *trace.Process
	row     int // without details
	rows    int
}

// mailKey names a row for as long as what it shows exists.
type mailKey struct {
	pid  wire.PID
	ref  uint64 // 0: the heading, or messages that are only counted
	at   int    // place of messages that are only counted
	line int    // from 1: a line of details
}

type mailRow struct {
	key     mailKey
	process *trace.Process
	message *trace.Message
	place   int // in the queue, from 1
	hidden  int // messages that are only counted
	detail  detailLine
}

// settle makes the visible rows.
func (p *mailboxPane) settle(w *trace.World, inner draw.Rect) {
	p.collect(w)
	p.list.SetHeight(inner.H)
	p.layOut(w, inner.W-4)
	rows := len(p.details)
	if n := len(p.boxes); n > 0 {
		rows += p.boxes[n-1].row + p.boxes[n-1].rows
	}
	p.list.SetLen(rows)
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

// collect finds the mailboxes that are not empty.
func (p *mailboxPane) collect(w *trace.World) {
	if p.world == w && p.seq == w.Seq && p.seq != 0 {
		return
	}
	p.world, p.seq, p.empty, p.boxes = w, w.Seq, 0, p.boxes[:0]
	for _, h := range w.Hosts {
		for _, root := range h.Roots {
			p.collectFrom(root)
		}
	}
}

func (p *mailboxPane) collectFrom(process *trace.Process) {
	switch {
	case process.Mailbox.Len > 0:
		row := 0
		if n := len(p.boxes); n > 0 {
			row = p.boxes[n-1].row + p.boxes[n-1].rows
		}
		p.boxes = append(p.boxes, mailbox{process, row, 1 + mailRows(&process.Mailbox)})
	case !process.Ended:
		p.empty++
	}
	for _, child := range process.Children {
		p.collectFrom(child)
	}
}

// mailRows is a row for each message that is kept, and one at the end for
// those that are only counted.
func mailRows(m *trace.Mailbox) int {
	if m.Len > len(m.Messages) {
		return len(m.Messages) + 1
	}
	return len(m.Messages)
}

// layOut makes the details of the open message, if it still waits.
func (p *mailboxPane) layOut(w *trace.World, width int) {
	p.details = nil
	if p.open.ref == 0 {
		return
	}
	if box, i := p.find(p.open); i >= 0 {
		p.details = messageDetails(box.process.Mailbox.Messages[i], w, width)
	}
}

// find returns the mailbox of a key and the place of its message there, -1 if
// it is not there.
func (p *mailboxPane) find(key mailKey) (*mailbox, int) {
	for b := range p.boxes {
		box := &p.boxes[b]
		if box.process.PID != key.pid {
			continue
		}
		for i, m := range box.process.Mailbox.Messages {
			if m.Ref == key.ref {
				return box, i
			}
		}
		return box, -1
	}
	return nil, -1
}

// openRow is the row of the open message; -1 if there is none.
func (p *mailboxPane) openRow() int {
	if len(p.details) == 0 {
		return -1
	}
	box, i := p.find(p.open)
	return box.row + 1 + i
}

func (p *mailboxPane) rowOf(key mailKey) (int, bool) {
	box, i := p.find(key)
	if box == nil || key.ref != 0 && i < 0 {
		return 0, false
	}
	row := box.row + 1 + i // a heading has no place in the queue: -1
	if key.at > 0 {
		row = box.row + box.rows - 1
	}
	if opened := p.openRow(); opened >= 0 && row > opened {
		row += len(p.details)
	}
	return row + key.line, true
}

// fetch makes the rows that are visible.
func (p *mailboxPane) fetch() {
	p.rows = p.rows[:0]
	from, to := p.list.Visible()
	opened := p.openRow()
	for row := from; row < to; row++ {
		if opened >= 0 && row > opened && row <= opened+len(p.details) {
			key := p.open
			key.line = row - opened
			p.rows = append(p.rows, mailRow{key: key, detail: p.details[key.line-1]})
			continue
		}
		plain := row
		if opened >= 0 && row > opened {
			plain -= len(p.details)
		}
		p.rows = append(p.rows, p.row(plain))
	}
}

// row makes a row that is no detail.
func (p *mailboxPane) row(row int) mailRow {
	b := 0
	for b < len(p.boxes)-1 && p.boxes[b+1].row <= row {
		b++
	}
	box := &p.boxes[b]
	made := mailRow{key: mailKey{pid: box.process.PID}, process: box.process}
	i := row - box.row - 1
	messages := box.process.Mailbox.Messages
	switch {
	case i < 0:
	case i < len(messages):
		made.message, made.place = messages[i], i+1
		made.key.ref = messages[i].Ref
	default:
		made.hidden = box.process.Mailbox.Len - len(messages)
		made.key.at = i + 1
	}
	return made
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
	switch {
	case key == p.open:
		p.open, p.selected = mailKey{}, key
	case key.ref != 0:
		p.open, p.opened, p.selected = key, true, key
	}
}

// expand opens the payload of the selected message.
func (p *mailboxPane) expand() {
	if key := p.current(); key.ref != 0 && key.line == 0 {
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
