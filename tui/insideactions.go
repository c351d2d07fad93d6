package tui

import "echotui/runtime/wire"

// insideActions look into processes and let them go on to where something of
// interest happens.
func insideActions() []action {
	return []action{
		{id: "look-inside", keys: []string{"s"}, name: "source", help: "Look into the process of the row: its source, where it stands, and its variables.",
			in: onLists &^ inSource, why: nobodyChosen, run: do((*Model).lookInside)},
		{id: "line-into", keys: []string{"s"}, name: "into", help: "In the source: go on to the next line that begins, wherever that is.",
			in: inSource, hint: 3, why: cannotStepLine, run: do(func(m *Model) { m.stepLine(wire.StepInto) })},
		{id: "line-over", keys: []string{"o"}, name: "over", help: "In the source: go on to the next line of this function.",
			in: inSource, hint: 3, why: cannotStepLine, run: do(func(m *Model) { m.stepLine(wire.StepOver) })},
		{id: "line-out", keys: []string{"O"}, name: "out", help: "In the source: go on to the caller of this function.",
			in: inSource, hint: 3, why: cannotStepLine, run: do(func(m *Model) { m.stepLine(wire.StepOut) })},
		{id: "run-until-it-acts", keys: []string{"u"}, name: "until it acts", help: "Run until the selected process does something, or something happens to it.",
			in: browsing, why: both(noDriver, nobodyChosen), run: do(func(m *Model) { m.runUntil(wire.Goal{Kind: wire.GoalProcess, PID: m.chosen()}) })},
		{id: "run-until-idle", keys: []string{"i"}, name: "until idle", help: "Run until everybody waits.",
			in: browsing, why: noDriver, run: do(func(m *Model) { m.runUntil(wire.Goal{Kind: wire.GoalIdle}) })},
		{id: "run-to-reply", keys: []string{"r"}, name: "reply", help: "On a fact that sends: go to where its sender takes what came of it, or run until it does.",
			in: browsing, why: noReply, run: do((*Model).goToReply)},
		{id: "go-on-from-past", keys: []string{"c"}, name: "continue", help: "In the past: go on from here in another way. What came after stays as a branch.",
			in: browsing, hint: 7, why: cannotGoOn, run: do(func(m *Model) { m.over = inSure })},
		{id: "confirm-going-on", keys: []string{"c", "y", "enter"}, name: "go on", help: "Go on from the past moment that was asked about.",
			in: inSure, hint: 1, run: do((*Model).goOn)},
		{id: "stay-in-past", keys: []string{"esc", "n", "q"}, name: "stay", help: "Do not go on from there.",
			in: inSure, hint: 2, run: do((*Model).leaveOver)},
	}
}

// cannotStepLine is why nothing can go on by lines.
func cannotStepLine(m *Model) string {
	if why := noDriver(m); why != "" {
		return why
	}
	if m.source.found == nil {
		return "there is nobody to step"
	}
	return ""
}
