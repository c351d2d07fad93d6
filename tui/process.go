package tui

import (
	"sort"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// processPane tells all that is known of one process at the moment under the
// cursor. It consists of sections; of long ones, only the visible rows are made.
type processPane struct {
	list     draw.List
	selected processRowKey
	chosen   spotInList
	moved    bool
	folded   map[string]bool // sections of which no rows are shown, by their titles
	opened   bool            // one was unfolded: bring its rows into sight

	pid      wire.PID
	process  *trace.Process // nil: why tells why there is nothing to see
	why      string
	sections []processSection
	rows     []processRow // the visible ones
}

// processRowKey names a row for as long as what it tells is there.
type processRowKey struct {
	section string
	label   string // of a row of the first section, and of those that go on below it
	n       uint64 // of a row of another: a number that grows along the section; 0: its heading
}

// processSection is rows that are of one kind.
type processSection struct {
	title string // "" for the first one, which has no heading
	n     int
	row   func(i int) processRow
}

// processRow is a row, and where it leads to.
type processRow struct {
	key      processRowKey
	label    string
	text     string
	bad      bool
	heading  bool
	count    int              // of a heading: the rows below it
	process  *trace.Process   // the process that it names
	task     *trace.Coroutine // a coroutine of the process
	seq      uint64           // a fact
	mailbox  bool             // the mailbox
	line     *wire.Frame      // a line of source
	values   []namedValue
	unfolded bool
}

func newProcessPane() processPane { return processPane{folded: map[string]bool{}} }

// settle makes the visible rows.
func (p *processPane) settle(m *Model, pid wire.PID, inner draw.Rect) {
	if pid != p.pid {
		p.selected, p.chosen, p.moved = processRowKey{}, spotInList{}, false
	}
	p.pid, p.process, p.why = pid, m.world.Process(pid), ""
	p.sections = p.sections[:0]
	switch {
	case pid.IsZero():
		p.why = "Select a process:\nall that is known of it appears here."
	case p.process == nil:
		p.why = nameOf(m.head.world, pid) + " does not exist at this moment,\nor has ended too long ago to be known."
	default:
		p.sections = m.processSections(p.process, inner.W)
	}
	p.list.SetHeight(inner.H)
	grown := p.total() - p.list.Len()
	p.list.SetLen(p.total())
	if !p.moved {
		row, found := p.rowOf(p.selected)
		if !found {
			row = p.chosen.row
		}
		p.list.Show(p.chosen.top, row)
	}
	if p.opened && grown > 0 {
		reveal(&p.list, p.list.Cursor(), grown)
		p.chosen.note(&p.list)
	}
	p.rows = p.rows[:0]
	for from, to := p.list.Visible(); from < to; from++ {
		p.rows = append(p.rows, p.row(from))
	}
	if row, found := p.at(); p.moved && found {
		p.selected = row.key
		p.chosen.note(&p.list)
	}
	p.moved, p.opened = false, false
}

// height is how many rows a section has, with its heading.
func (p *processPane) height(s *processSection) int {
	switch {
	case s.title == "":
		return s.n
	case p.folded[s.title]:
		return 1
	}
	return 1 + s.n
}

func (p *processPane) total() int {
	rows := 0
	for i := range p.sections {
		rows += p.height(&p.sections[i])
	}
	return rows
}

// row makes a row.
func (p *processPane) row(row int) processRow {
	for i := range p.sections {
		s := &p.sections[i]
		if height := p.height(s); row >= height {
			row -= height
			continue
		}
		switch {
		case s.title == "":
			return s.row(row)
		case row == 0:
			return processRow{key: processRowKey{section: s.title}, heading: true, text: s.title, count: s.n, unfolded: !p.folded[s.title]}
		}
		made := s.row(row - 1)
		made.key.section = s.title
		return made
	}
	return processRow{}
}

// rowOf is where a row is: numbers grow along a section.
func (p *processPane) rowOf(key processRowKey) (row int, found bool) {
	for i := range p.sections {
		s := &p.sections[i]
		if s.title != key.section {
			row += p.height(s)
			continue
		}
		switch {
		case s.title == "":
			for i := range s.n {
				if s.row(i).key == key {
					return row + i, true
				}
			}
			return row, false
		case key.n == 0 || p.folded[s.title]:
			return row, true
		}
		at := sort.Search(s.n, func(i int) bool { return s.row(i).key.n >= key.n })
		return row + 1 + min(at, s.n-1), true
	}
	return 0, false
}

// at is the row in the place of the cursor.
func (p *processPane) at() (processRow, bool) {
	i := p.list.Cursor() - p.list.Top()
	if i < 0 || i >= len(p.rows) {
		return processRow{}, false
	}
	return p.rows[i], true
}

// current is the selected row, if there are rows.
func (p *processPane) current() (processRow, bool) {
	if p.moved {
		return processRow{}, false
	}
	return p.at()
}

// unfold shows the rows of the section of the selected row, fold hides them.
func (p *processPane) unfold() {
	if row, found := p.current(); found {
		delete(p.folded, row.key.section)
		p.opened = true
	}
}

func (p *processPane) fold() {
	if row, found := p.current(); found && row.key.section != "" {
		p.folded[row.key.section] = true
		p.selected = processRowKey{section: row.key.section}
	}
}

// note is what stands in the top line of the pane.
func (p *processPane) note() string {
	if p.process == nil {
		return ""
	}
	return p.pid.Short()
}
