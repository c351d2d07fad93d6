package tui

import (
	"fmt"
	"slices"
	"strconv"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// branchPane lists the runs that a run became when somebody went on from a past
// moment in another way. There are few.
type branchPane struct {
	list     draw.List
	branches []wire.Branch
	open     int // the one on the screen
}

// take asks which branches there are.
func (p *branchPane) take(s Session) {
	if past, ok := s.(Past); ok {
		p.branches = past.Branches()
	}
}

// settle brings the list in step. The branch on the screen is selected at
// first, and whenever another one is opened.
func (p *branchPane) settle(open int, inner draw.Rect) {
	p.list.SetHeight(inner.H)
	p.list.SetLen(len(p.branches))
	if open != p.open {
		p.open = open
		p.list.Select(slices.IndexFunc(p.branches, func(b wire.Branch) bool { return b.ID == open }))
	}
}

// several reports whether there is more than the run that began at the
// beginning.
func (p *branchPane) several() bool { return len(p.branches) > 1 }

// of is a branch by its number.
func (p *branchPane) of(id int) (wire.Branch, bool) {
	i := slices.IndexFunc(p.branches, func(b wire.Branch) bool { return b.ID == id })
	if i < 0 {
		return wire.Branch{}, false
	}
	return p.branches[i], true
}

// goesOn is the branch that the node is on; 0 if it is on none.
func (p *branchPane) goesOn() int {
	for _, b := range p.branches {
		if b.Live {
			return b.ID
		}
	}
	return 0
}

// parting is the last fact that two branches have in common.
func (p *branchPane) parting(a, b int) uint64 {
	from := map[int]uint64{} // of a and all that it has left: the last fact they have in common with a
	seq := ^uint64(0)
	for id := a; id != 0; {
		branch, _ := p.of(id)
		from[id] = seq
		seq, id = min(seq, branch.From), branch.Parent
	}
	seq = ^uint64(0)
	for id := b; id != 0; {
		if common, found := from[id]; found {
			return min(seq, common)
		}
		branch, _ := p.of(id)
		seq, id = min(seq, branch.From), branch.Parent
	}
	return 0
}

// draw draws the list inside r.
func (p *branchPane) draw(c *draw.Canvas, r draw.Rect, focused bool) {
	if !p.several() {
		drawEmpty(c, r, "There is one run.", "In the past, c goes on from there in another way.")
		return
	}
	names, facts := 0, 0
	for _, b := range p.branches {
		names, facts = max(names, len(branchName(b.ID))), max(facts, len(count(int(b.Last), "fact")))
	}
	from, to := p.list.Visible()
	for i := from; i < to; i++ {
		b, line := p.branches[i], draw.Rect{X: r.X, Y: r.Y + i - from, W: r.W, H: 1}
		if b.ID == p.open {
			c.Text(line.X, line.Y, 1, c.Glyphs().Running, draw.In(draw.Accent))
		}
		w := &rowWriter{canvas: c, rect: line, used: 2}
		w.word(branchName(b.ID), draw.In(draw.Name))
		w.to(2 + names + 2)
		w.put(fmt.Sprintf("%*s", facts, count(int(b.Last), "fact")), draw.In(draw.Text))
		w.used += 2
		if b.Parent != 0 {
			w.word(fmt.Sprintf("after #%d of branch %d", b.From, b.Parent), draw.In(draw.Faint))
		} else {
			w.word("from the beginning", draw.In(draw.Faint))
		}
		w.used++
		if b.Live {
			w.word("goes on", draw.In(draw.Good))
		}
		drawSelection(c, line, focused && i == p.list.Cursor())
	}
}

func branchName(id int) string { return "branch " + strconv.Itoa(id) }

// note is what stands in the top line of the pane.
func (p *branchPane) note() string { return fmt.Sprintf("branch %d of %d", p.open, len(p.branches)) }

// goOn makes a new branch from the moment under the cursor.
func (m *Model) goOn() {
	m.over = 0
	if past, ok := m.session.(Past); ok {
		m.refused = refused{asked: true, before: m.status.Stop}
		past.Continue(m.at())
		m.notice = fmt.Sprintf("going on from fact #%d", m.at())
	}
}

// asksToGoOn is the question before that, in short where the line is.
func (m *Model) asksToGoOn(width int) string {
	at, branch := m.at(), max(1, m.branch)
	if width < narrowStop {
		return fmt.Sprintf("go on from #%d? The rest stays as branch %d", at, branch)
	}
	return fmt.Sprintf("go on from fact #%d? What came after it stays as branch %d.", at, branch)
}

// refused waits for the session to say that it cannot go on from a past moment.
type refused struct {
	asked  bool
	before *wire.Stop // what it said before
}

// heed shows why nobody could go on from a past moment.
func (m *Model) heed() {
	stop := m.status.Stop
	if m.refused.asked && stop != nil && stop != m.refused.before {
		m.notice = stop.Text
		m.refused.asked = false
	}
}

// openBranch turns to the selected branch.
func (m *Model) openBranch() {
	past, ok := m.session.(Past)
	i := m.branches.list.Cursor()
	if !ok || i >= len(m.branches.branches) {
		return
	}
	if id := m.branches.branches[i].ID; id != m.branch {
		past.Open(id)
	} else {
		m.notice = "this is " + branchName(id)
	}
}

// turnBranch begins anew when the session has turned to another branch, at the
// fact where that parts from the one before.
func (m *Model) turnBranch() {
	before := m.branch
	m.branch = m.status.Branch
	if before == m.branch || before == 0 {
		return
	}
	unread := m.head.tty.unread
	m.forgetFacts()
	m.refused.asked, m.refusals = false, m.status.Refusals
	parting := m.branches.parting(before, m.branch)
	m.turnMarks(before, parting)
	if parting == 0 {
		return
	}
	if parting < m.status.Last {
		m.cursor = cursor{pinned: true, seq: parting}
		m.log.centred = true
	}
	m.notice = fmt.Sprintf("this is branch %d; it parts from branch %d after fact #%d", m.branch, before, parting)
	if unread > parting {
		m.notice += "; your line stays there"
	}
}

// forgetFacts makes the screen as if it had seen none.
func (m *Model) forgetFacts() {
	m.head = newFold()
	m.moments = trace.NewHistory(m.session, m.head, momentsBudget)
	m.shown, m.world = m.head, m.head.world
	m.cursor, m.player.on, m.seek, m.followed = cursor{}, false, seek{}, follow{}
	m.way = way{stood: m.standpoint()}
	m.log.first, m.log.open = 1, 0
	m.sequence = sequencePane{}
	m.log.filter.again()
}

// notLive is why the run on the screen cannot go on.
func notLive(m *Model) string {
	if b, found := m.branches.of(m.branch); found && !b.Live {
		return "this branch does not go on: c makes one that does"
	}
	return ""
}

// cannotGoOn is why no new branch can be made here.
func cannotGoOn(m *Model) string {
	if _, ok := m.session.(Past); !ok {
		return "this run cannot be made again"
	}
	if m.world.Stopped {
		return "the app has ended here: go back first"
	}
	if !m.past() && notLive(m) == "" {
		return "this is the present: it goes on by itself"
	}
	return ""
}

func oneBranch(m *Model) string {
	if !m.branches.several() {
		return "there is one run"
	}
	return ""
}
