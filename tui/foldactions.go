package tui

// foldActions fold rows of a sequence that say the same again and again.
func foldActions() []action {
	return []action{
		{id: "unfold-rows", keys: []string{"enter", "right", "l"}, name: "unfold rows", help: "Show each of the rows that this one stands for.",
			in: inSequence, hint: 4, why: noFoldHere, run: do((*Model).unfoldRows)},
		{id: "fold-rows", keys: []string{"left", "h"}, name: "fold rows", help: "Show the rows around that say the same again and again as one.",
			in: inSequence, why: noOpenFold, run: do((*Model).foldRows)},
		{id: "repeats", keys: []string{"*"}, name: "repeats", help: "Show rows that say the same again and again as one, or each of them.",
			in: inSequence, run: do((*Model).switchRepeats)},
	}
}

// switchRepeats tells what it has done: there may be nothing on the screen that
// is said again and again.
func (m *Model) switchRepeats() {
	off := !m.sequence.repeats.off
	m.sequence.repeats.off = off
	m.notice = "rows that say the same again and again are one"
	if off {
		m.notice = "each row is shown, also those that say the same again and again"
	}
}

// foldHere is the fold that the selected row is for; nil if it is for one fact.
func (m *Model) foldHere() *rowFold {
	if p := &m.sequence; p.lead < len(m.log.rows) && m.log.list.Len() > 0 {
		return p.foldOn(p.shown(m.log.list.Cursor()))
	}
	return nil
}

func (m *Model) unfoldRows() {
	repeats := &m.sequence.repeats
	if repeats.open == nil {
		repeats.open = map[uint64]bool{}
	}
	repeats.open[m.foldHere().first] = true
}

// openFold is the fold around the cursor that somebody has opened.
func (m *Model) openFold() *rowFold {
	p := &m.sequence
	if p.log == nil {
		return nil
	}
	if fold := p.repeats.at(m.session, &m.log, p.names, m.at()); fold != nil && (p.repeats.open[fold.first] || m.at() < fold.last) {
		return fold
	}
	return nil
}

// foldRows folds the rows around the cursor, and stays on the one that stands
// for them.
func (m *Model) foldRows() {
	fold := m.openFold()
	delete(m.sequence.repeats.open, fold.first)
	m.pin(fold.last)
}

func noFoldHere(m *Model) string {
	if m.foldHere() == nil {
		return "this row is for one fact"
	}
	return ""
}

func noOpenFold(m *Model) string {
	switch {
	case m.log.open != 0 && m.log.open == m.log.selected:
		return "its details are shown"
	case m.openFold() == nil:
		return "there are no rows around that say the same again"
	}
	return ""
}
