package tui

import (
	"fmt"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"
)

// followPerFrame is how many facts are looked at between two frames at most for
// what has to do with the one that is followed.
const followPerFrame = 20_000

// follow shows what led to a fact and what came of it: everything else on the
// screen is dimmed.
type follow struct {
	chain *trace.Causality // nil: nothing is followed
	more  bool             // there are facts to look at yet
}

func (f *follow) on() bool { return f.chain != nil }

// goOnFollowing looks at some more facts.
func (m *Model) goOnFollowing() {
	if f := &m.followed; f.on() {
		f.more = m.inPieces(followPerFrame, lookAtOnce, func(limit int) bool { return f.chain.Work(m.head.seq(), limit) })
	}
}

// text says how much is known to belong to the chain.
func (f *follow) text() string {
	if !f.on() {
		return ""
	}
	led, came := fmt.Sprint(f.chain.Led), fmt.Sprint(f.chain.Came)
	if f.chain.Forgotten {
		led += "+"
	}
	if f.more {
		came += " so far"
	}
	return fmt.Sprintf("#%d: %s led to it, %s came of it", f.chain.Root, led, came)
}

// followActions show cause and effect.
func followActions() []action {
	const walks = onLists &^ inSource &^ inProcess &^ inWarnings &^ inBranches
	return []action{
		{id: "follow", keys: []string{"f"}, name: "follow", help: "Show what led to the fact of the row, and all that came of it.",
			in: browsing, hint: 6, why: cannotFollow, run: do((*Model).follow)},
		{id: "unfollow", keys: []string{"f"}, name: "unfollow", help: "Show everything alike again.",
			in: browsing, why: followsNot, run: do(func(m *Model) { m.followed = follow{} })},
		{id: "unfollow-by-esc", keys: []string{"esc"}, name: "unfollow", help: "Show everything alike again.",
			in: browsing, hint: 1, why: followsNothing, run: do(func(m *Model) { m.followed = follow{} })},
		{id: "next-of-chain", keys: []string{"enter"}, name: "next of it", help: "While a fact is followed: go to the next that has to do with it; after the last, to the first.",
			in: walks, hint: 1, why: followsNothing, run: do(func(m *Model) { m.walk(1) })},
		{id: "previous-of-chain", keys: []string{"backspace"}, name: "previous of it", help: "While a fact is followed: go to the one before that has to do with it.",
			in: walks, hint: 3, why: followsNothing, run: do(func(m *Model) { m.walk(-1) })},
	}
}

// followable is the fact that the selected row is about: of a process the
// latest one, of a message its send, else the one under the cursor; 0 if there
// is none.
func (m *Model) followable() uint64 {
	switch m.beneath() {
	case inProcesses:
		if p := m.world.Process(m.tree.chosenProcess()); p != nil {
			return p.Last
		}
	case inMailboxes:
		if message := m.mailboxes.message(m.mailboxes.current()); message != nil {
			return message.Seq
		}
	}
	if row, found := m.process.current(); m.beneath() == inProcess && found && row.seq != 0 {
		return row.seq
	}
	return m.rowFact()
}

// follow follows the fact of the selected row.
func (m *Model) follow() {
	m.followed = follow{chain: trace.NewCausality(m.session, m.followable()), more: true}
}

// walk goes along what has to do with the fact that is followed.
func (m *Model) walk(step int) {
	chain := m.followed.chain
	seq := chain.Next(m.at())
	if step < 0 {
		seq = chain.Previous(m.at())
	}
	switch {
	case seq != 0:
	case step < 0:
		seq = chain.Previous(m.head.seq() + 1)
	case m.followed.more:
		m.notice = "still looking for what came of it"
		return
	default:
		seq = chain.Next(0)
	}
	m.moveTo(seq)
}

func cannotFollow(m *Model) string {
	seq := m.followable()
	switch {
	case seq == 0:
		return "there is no fact to follow"
	case m.followed.on() && m.followed.chain.Root == seq:
		return "it is followed"
	}
	return ""
}

func followsNothing(m *Model) string {
	if !m.followed.on() {
		return "nothing is followed: f begins it"
	}
	return ""
}

// followsNot is why f does not leave: it does on the very fact.
func followsNot(m *Model) string {
	if m.followed.on() && cannotFollow(m) != "" {
		return ""
	}
	return followsNothing(m)
}

// drawFollowed dims what has nothing to do with the fact that is followed, and
// marks what has.
func (m *Model) drawFollowed(c *draw.Canvas, p pane) {
	if !m.followed.on() {
		return
	}
	r := m.layout.inner[p]
	switch {
	case p == paneProcesses:
		_, r = r.SplitY(1) // its header
		for i := range m.tree.rows {
			dim(c, draw.Rect{X: r.X, Y: r.Y + i, W: r.W, H: 1}, m.concerns(&m.tree.rows[i]))
		}
	case p == paneLog && m.tab == inMailboxes:
		for i := range m.mailboxes.rows {
			dim(c, draw.Rect{X: r.X, Y: r.Y + i, W: r.W, H: 1}, m.waitsFor(&m.mailboxes.rows[i]))
		}
	case p == paneLog && m.tab&onFacts != 0:
		r = m.factsRect()
		for i := range m.log.rows {
			m.drawRelation(c, m.log.place(r, i), i)
			if m.tab == inSequence {
				m.sequence.drawWatched(c, r.Y+i, i)
			}
		}
	}
}

// dim makes a row faint unless it belongs to the chain.
func dim(c *draw.Canvas, row draw.Rect, related bool) {
	if !related {
		c.Tint(row, draw.In(draw.Faint))
	}
}

// drawRelation says in front of row i of the log, which lies in r, what it has to
// do with the fact that is followed.
func (m *Model) drawRelation(c *draw.Canvas, r draw.Rect, i int) {
	row := &m.log.rows[i]
	relation := m.followed.chain.Of(row.seq)
	dim(c, r, relation != trace.Unrelated)
	sign := map[trace.Relation]string{
		trace.LedToIt: c.Glyphs().Led, trace.IsIt: c.Glyphs().Knob, trace.CameOfIt: c.Glyphs().Came,
	}[relation]
	if sign != "" && row.line == 0 && row.seq != m.log.at && row.seq != m.log.open {
		c.Text(r.X, r.Y, 1, sign, draw.In(draw.Accent))
	}
}

// concerns reports whether a row of the tree is about a process of the chain.
func (m *Model) concerns(row *treeRow) bool {
	pid := wire.PID{}
	switch {
	case row.process != nil:
		pid = row.process.PID
	case row.service != nil:
		pid = row.service.PID
	}
	return m.followed.chain.Concerns(pid)
}

// waitsFor reports whether a row of the mailboxes is a message of the chain, or
// stands above or below one.
func (m *Model) waitsFor(row *mailRow) bool {
	chain := m.followed.chain
	switch {
	case row.message != nil:
		return chain.Of(row.message.Seq) != trace.Unrelated
	case row.key.line > 0:
		message := m.mailboxes.message(m.mailboxes.open)
		return message != nil && chain.Of(message.Seq) != trace.Unrelated
	}
	return row.hidden == 0 && row.process != nil && chain.Concerns(row.process.PID)
}
