package tui

// exprActions help to type an expression, of a filter or of a breakpoint.
func exprActions() []action {
	const in = inFilter | inBreakLine
	return []action{
		{id: "complete-expression", keys: []string{"tab"}, name: "complete", help: "Complete the word at the cursor; again: with the next word that fits.",
			in: in, hint: 2, why: nothingToComplete, run: do(func(m *Model) { m.typesExpr(func(l *exprLine) { l.complete(1) }) })},
		{id: "complete-expression-back", keys: []string{"shift+tab"}, name: "complete back", help: "Complete it with the word that fits before.",
			in: in, why: nothingToComplete, run: do(func(m *Model) { m.typesExpr(func(l *exprLine) { l.complete(-1) }) })},
		{id: "older-expression", keys: []string{"up", "ctrl+p"}, name: "older expression", help: "Take what was typed there before.",
			in: in, why: noOlderExpr, run: do(func(m *Model) { m.typesExpr(func(l *exprLine) { l.recall((*history).older) }) })},
		{id: "newer-expression", keys: []string{"down", "ctrl+n"}, name: "newer expression", help: "Take what was typed there after.",
			in: in, why: noNewerExpr, run: do(func(m *Model) { m.typesExpr(func(l *exprLine) { l.recall((*history).newer) }) })},
	}
}

// exprLine is the line in which an expression is being typed.
func (m *Model) exprLine() *exprLine {
	if m.mode() == inBreakLine {
		return &m.breaks.line
	}
	return &m.log.filter.exprLine
}

// typesExpr changes the line. A filter holds as soon as it is right.
func (m *Model) typesExpr(change func(*exprLine)) {
	change(m.exprLine())
	m.log.filter.apply()
}

func nothingToComplete(m *Model) string {
	if len(m.exprLine().offer.list) == 0 {
		return "there is nothing to complete it with"
	}
	return ""
}

func noOlderExpr(m *Model) string { return noOlder(&m.exprLine().history) }
func noNewerExpr(m *Model) string { return noNewer(&m.exprLine().history) }
