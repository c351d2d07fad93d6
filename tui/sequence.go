package tui

import (
	"slices"
	"sort"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// sequencePane draws the rows of the log as a picture: who did what to whom.
// Each process has a lane; the lanes of processes that share a name are folded
// into one where there is no room for all. Rows, cursor and filter are those of
// the log: it is another view of the same list.
type sequencePane struct {
	families []family     // where their columns are
	columns  int          // how many there are
	first    int          // the first one in sight
	flipped  map[int]bool // families that are folded or unfolded by hand
	sought   uint64       // the fact whose lanes were brought into sight last

	repeats foldings
	owed    owed
	visible []int  // rows of the log
	lead    int    // how many of them are above the cursor
	shows   uint64 // the fact whose details were brought into sight

	session Session
	chain   *trace.Causality
	log     *logPane
	names   names
	picture draw.Lanes
	moments []draw.Moment // one for each row of the log
	watched [][]int       // lanes in which messages of the chain wait, in each row
}

// family is where the lanes of a family are among the columns.
type family struct {
	first  int
	folded bool // all of them are one column
}

// column is a lane of the picture.
type column struct {
	lane   trace.Lane
	folded bool // it holds all lanes of its family
}

// settle makes the picture of the visible rows inside r, of which a chain may be
// followed, and in which messages may fly.
func (p *sequencePane) settle(s Session, l *logPane, n names, r draw.Rect, chain *trace.Causality, f flight) {
	p.session, p.log, p.names, p.chain = s, l, n, chain
	p.repeats.renew(l, r.H)
	p.lay(r.H - 1)
	p.take()
	_, r = r.SplitX(l.gutter(r.W >= wideSequence).width())
	p.columns, p.families = 0, p.families[:0]
	for i, folded := range p.foldings(draw.LanesIn(r.W)) {
		p.families = append(p.families, family{p.columns, folded})
		if folded {
			p.columns++
		} else {
			p.columns += n.head.Family(i).Lanes
		}
	}
	p.scroll(0, r.W)
	if p.lead < len(l.rows) && p.sought != l.at {
		p.sought = l.at
		p.reveal(&l.rows[p.lead].fact, r.W)
	}
	p.frame(r)
	p.fill(l)
	p.watch()
	for i := range p.moments {
		p.moments[i].Moving = f.way(l.rows[i].fact.At)
	}
}

// foldings tells of each family whether it is one column: the largest ones are,
// as many as it takes for all columns to fit; and those that somebody folded.
func (p *sequencePane) foldings(room int) []bool {
	folded := make([]bool, p.names.head.Families())
	var order []int
	for i := range folded {
		room -= p.names.head.Family(i).Lanes
		if p.names.head.Family(i).Lanes > 1 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return p.names.head.Family(b).Lanes - p.names.head.Family(a).Lanes })
	for _, i := range order {
		if room < 0 {
			room += p.names.head.Family(i).Lanes - 1
			folded[i] = true
		}
	}
	for i := range folded {
		if p.flipped[i] && p.names.head.Family(i).Lanes > 1 {
			folded[i] = !folded[i]
		}
	}
	return folded
}

// scroll moves the columns in sight.
func (p *sequencePane) scroll(n, width int) {
	p.first = max(0, min(p.first+n, p.columns-draw.LanesIn(width)))
}

// reveal brings the lanes of a fact into sight: both if there is room, else
// that in which it happened.
func (p *sequencePane) reveal(e *wire.Event, width int) {
	room := draw.LanesIn(width)
	for _, pid := range []wire.PID{e.Peer, concerned(e)} {
		if i, found := p.columnOf(pid); found {
			p.first = min(i, max(p.first, i-room+1))
		}
	}
	p.scroll(0, width)
}

// columnOf is the place of a process among all columns.
func (p *sequencePane) columnOf(pid wire.PID) (int, bool) {
	lane, known := p.names.lane(pid)
	if !known {
		return 0, false
	}
	return p.columnOfLane(lane), true
}

func (p *sequencePane) columnOfLane(lane trace.Lane) int {
	f := p.families[lane.Family]
	if f.folded {
		return f.first
	}
	return f.first + lane.Index
}

// column is that in place i.
func (p *sequencePane) column(i int) column {
	f := sort.Search(len(p.families), func(f int) bool { return p.families[f].first > i }) - 1
	return column{trace.Lane{Family: f, Index: i - p.families[f].first}, p.families[f].folded}
}

// frame says which lanes are in sight, and what they are called.
func (p *sequencePane) frame(r draw.Rect) {
	n := min(p.columns, draw.LanesIn(r.W))
	p.picture = draw.Lanes{Rect: r, Before: p.first, After: p.columns - p.first - n}
	for i := range n {
		p.picture.Names = append(p.picture.Names, p.nameOf(p.column(p.first+i)))
	}
}

// nameOf is what stands above a column: faint if nobody lives there.
func (p *sequencePane) nameOf(c column) draw.LaneName {
	label := trace.Clean(p.names.head.Family(c.lane.Family).Label, 60)
	name := draw.LaneName{Word: draw.Word{Text: label, Style: draw.In(draw.Name)}}
	alive := p.alive(c)
	switch {
	case alive == 0:
		name.Style = draw.In(draw.Faint)
	case c.folded:
		name.Count = alive
	case !p.names.Unique(p.names.now.In(c.lane).PID):
		name.Note = p.names.now.In(c.lane).PID.Short()
	}
	return name
}

// alive is how many processes live in a column at the moment under the cursor.
func (p *sequencePane) alive(c column) int {
	switch {
	case c.folded && c.lane.Family < p.names.now.Families():
		return p.names.now.Family(c.lane.Family).Alive
	case !c.folded && p.names.now.In(c.lane) != nil:
		return 1
	}
	return 0
}

// toggle folds a family, or unfolds it, and brings the lanes of the fact under
// the cursor into sight again.
func (p *sequencePane) toggle(family int) {
	if p.flipped == nil {
		p.flipped = map[int]bool{}
	}
	p.flipped[family] = !p.flipped[family]
	p.sought = 0
}
