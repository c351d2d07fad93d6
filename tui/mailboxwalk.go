package tui

import (
	"echotui/runtime/trace"
)

// total is how many rows there are without details.
func (p *mailboxPane) total() int { return p.mail() + p.letters() }

// mail is how many rows the mailboxes have.
func (p *mailboxPane) mail() int {
	rows := 0
	for _, h := range p.world.Hosts {
		rows += h.Mail
	}
	return rows
}

// letters is how many rows the letters have: a heading, and one for each that is
// kept.
func (p *mailboxPane) letters() int {
	if p.world.Lost == 0 {
		return 0
	}
	return 1 + len(p.world.Dead)
}

// openRow is the row of the open message; -1 if there is none.
func (p *mailboxPane) openRow() int {
	if len(p.details) == 0 {
		return -1
	}
	return p.plainRow(p.open)
}

// rowOf is the row of a key, if there is what it names.
func (p *mailboxPane) rowOf(key mailKey) (int, bool) {
	row := p.plainRow(key)
	if row < 0 {
		return 0, false
	}
	if opened := p.openRow(); opened >= 0 && row > opened {
		row += len(p.details)
	}
	return row + key.line, true
}

// plainRow is the row of a key without details; -1 if what it names is not there.
func (p *mailboxPane) plainRow(key mailKey) int {
	if key.letter {
		return p.letterRow(key)
	}
	process := p.process(key)
	if process == nil {
		return -1
	}
	row := p.boxRow(process)
	switch {
	case key.rest:
		return row + process.Mailbox.Rows() - 1
	case key.ref == 0:
		return row
	}
	i, found := process.Mailbox.Find(key.ref, key.seq)
	if !found {
		return -1
	}
	return row + 1 + i
}

// letterRow is the row of a letter, or of their heading. The last one that was
// lost comes first.
func (p *mailboxPane) letterRow(key mailKey) int {
	switch {
	case p.letters() == 0:
		return -1
	case key.seq == 0:
		return p.mail()
	}
	for i, l := range p.world.Dead {
		if l.Lost == key.seq && l.Ref == key.ref {
			return p.mail() + len(p.world.Dead) - i
		}
	}
	return -1
}

// boxRow is the row of the heading of a mailbox: what lies above it.
func (p *mailboxPane) boxRow(process *trace.Process) int {
	row, host := 0, process.PID.Host
	for above := p.world.Parent(process); above != nil; process, above = above, p.world.Parent(above) {
		children := p.world.Children(above)
		row += above.Mailbox.Rows() + children.Before(children.Index(process)).Mail
	}
	for _, h := range p.world.Hosts {
		if h.ID == host {
			roots := p.world.Roots(h)
			return row + roots.Before(roots.Index(process)).Mail
		}
		row += h.Mail
	}
	return row
}

// fetch makes the rows that are visible.
func (p *mailboxPane) fetch() {
	p.rows = p.rows[:0]
	from, to := p.list.Visible()
	opened := p.openRow()
	if opened < 0 {
		p.plain(from, to)
		return
	}
	p.plain(from, min(to, opened+1))
	for row := max(from, opened+1); row < min(to, opened+1+len(p.details)); row++ {
		key := p.open
		key.line = row - opened
		p.rows = append(p.rows, mailRow{key: key, detail: p.details[key.line-1]})
	}
	p.plain(max(opened+1, from-len(p.details)), to-len(p.details))
}

// plain makes rows that are no details.
func (p *mailboxPane) plain(from, to int) {
	if from >= to {
		return
	}
	walk := mailWalk{pane: p, skip: from, want: to - from}
	for _, h := range p.world.Hosts {
		if !walk.past(h.Mail) {
			walk.siblings(p.world.Roots(h))
		}
	}
	walk.letters()
}

// mailWalk makes the rows after the first skip, at most want of them.
type mailWalk struct {
	pane       *mailboxPane
	skip, want int
}

// past reports whether rows lie above what is wanted, or below it.
func (w *mailWalk) past(rows int) bool {
	if w.want == 0 {
		return true
	}
	if w.skip >= rows {
		w.skip -= rows
		return true
	}
	return false
}

func (w *mailWalk) add(row mailRow) {
	w.pane.rows = append(w.pane.rows, row)
	w.want--
}

// siblings walks processes side by side. Of many, whole blocks without mail are
// passed over also between two that have some.
func (w *mailWalk) siblings(s trace.Siblings) {
	start := 0
	for end, all := range s.Blocks {
		if !w.past(all.Mail) {
			w.some(s, start, end)
		}
		start = end
	}
}

// some walks those from one place to before another.
func (w *mailWalk) some(s trace.Siblings, from, to int) {
	for at, process := range s.From(from) {
		if at == to {
			return
		}
		if process.Mail > 0 && !w.past(process.Mail) {
			w.process(process)
		}
	}
}

func (w *mailWalk) process(process *trace.Process) {
	box := &process.Mailbox
	if rows := box.Rows(); !w.past(rows) {
		for ; w.skip < rows && w.want > 0; w.skip++ {
			w.add(w.pane.boxedRow(process, w.skip))
		}
		w.skip = 0
	}
	w.siblings(w.pane.world.Children(process))
}

// boxedRow is a row of a mailbox, counted from its heading.
func (p *mailboxPane) boxedRow(process *trace.Process, row int) mailRow {
	messages := process.Mailbox.Messages
	made := mailRow{key: mailKey{pid: process.PID}, process: process}
	switch i := row - 1; {
	case i < 0:
	case i < len(messages):
		m := messages[i]
		made.message, made.place = m, i+1
		made.key.ref, made.key.seq = m.Ref, m.Seq
		made.next = m.Ref == p.held && p.held != 0 || process.Takes(m.Ref)
	default:
		made.hidden = process.Mailbox.Len - len(messages)
		made.key.rest = true
	}
	return made
}

// letters makes the rows of the letters.
func (w *mailWalk) letters() {
	dead := w.pane.world.Dead
	for rows := w.pane.letters(); w.skip < rows && w.want > 0; w.skip++ {
		row := mailRow{key: mailKey{letter: true}}
		if w.skip > 0 {
			l := dead[len(dead)-w.skip]
			row.letter, row.message = l, &l.Message
			row.key.ref, row.key.seq = l.Ref, l.Lost
		}
		w.add(row)
	}
}
