package tui

import "fmt"

// timeActions let time go on, stand still, and go back.
func timeActions() []action {
	return []action{
		{id: "pause", keys: []string{"space"}, name: "pause", help: "Stop time: nothing happens until you say so.",
			in: browsing, hint: 1, why: cannotPause, run: do(func(m *Model) { m.session.Pause() })},
		{id: "resume", keys: []string{"space"}, name: "resume", help: "Let time go on.",
			in: browsing, hint: 1, why: cannotResume, run: do(func(m *Model) { m.session.Resume() })},
		{id: "play", keys: []string{"space"}, name: "play", help: "In the past: go on by itself, as it happened, until the present.",
			in: browsing, hint: 1, why: cannotPlay, run: do((*Model).play)},
		{id: "stop-playing", keys: []string{"space"}, name: "stop", help: "Stop playing the past.",
			in: browsing, hint: 1, why: notPlaying, run: do(func(m *Model) { m.player.stop() })},
		{id: "step", keys: []string{"n"}, name: "step", help: "Let exactly one more fact happen.",
			in: browsing, hint: 2, why: cannotStep, run: do((*Model).step)},
		{id: "step-on", keys: []string{"n"}, name: "step on", help: "In the past: go to the next fact.",
			in: browsing, hint: 2, why: notPast, run: do(func(m *Model) { m.moveTo(m.at() + 1) })},
		{id: "step-back", keys: []string{"N"}, name: "back", help: "Go to the fact before.",
			in: browsing, hint: 3, why: atFirst, run: do(func(m *Model) { m.moveTo(m.at() - 1) })},
		{id: "next-of-process", keys: []string{">"}, name: "its next", help: "Go to the next fact of the selected process, or about it.",
			in: browsing, why: both(notPast, nobodyChosen), run: do(func(m *Model) { m.seekProcess(1) })},
		{id: "previous-of-process", keys: []string{"<"}, name: "its previous", help: "Go to the fact before of the selected process, or about it.",
			in: browsing, why: both(atFirst, nobodyChosen), run: do(func(m *Model) { m.seekProcess(-1) })},
		{id: "next-match", keys: []string{"]"}, name: "next match", help: "Go to the next fact that the filter lets through.",
			in: browsing, why: noMatch(1), run: do(func(m *Model) { m.goToMatch(1) })},
		{id: "previous-match", keys: []string{"["}, name: "previous match", help: "Go to the fact before that the filter lets through.",
			in: browsing, why: noMatch(-1), run: do(func(m *Model) { m.goToMatch(-1) })},
		{id: "faster", keys: []string{"+", "="}, name: "faster", help: "Let time go faster, in the node and when the past is played.",
			in: browsing, why: noFaster, run: do(func(m *Model) { m.changeSpeed(1) })},
		{id: "slower", keys: []string{"-"}, name: "slower", help: "Let time go slower.",
			in: browsing, why: noSlower, run: do(func(m *Model) { m.changeSpeed(-1) })},
	}
}

// momentActions go to moments: the ends of time, places that are typed, marks.
func momentActions() []action {
	return []action{
		{id: "live", keys: []string{"}"}, name: "live", help: "Go back to the present, and on with it.",
			in: browsing, hint: 4, why: notPast, run: do((*Model).live)},
		{id: "first-fact", keys: []string{"{"}, name: "first fact", help: "Go to the first fact.",
			in: browsing, why: atFirst, run: do(func(m *Model) { m.jumpTo(m.log.first) })},
		{id: "write-trace", keys: []string{"w"}, name: "write", help: "Write the run to a file: its name can be typed.",
			in: browsing, why: cannotWrite, run: do((*Model).typeWrite)},
		{id: "mark", keys: []string{"m"}, name: "mark", help: "Mark this moment: a letter or digit follows.",
			in: browsing, why: nothingYet, run: do(func(m *Model) { m.over = inMark })},
		{id: "go-to-mark", keys: []string{"'"}, name: "to mark", help: "Go to a mark: its letter follows, or ' for where the last jump began.",
			in: browsing, why: nothingYet, run: do(func(m *Model) { m.over = inRecall })},
		{id: "no-mark", keys: []string{"esc"}, name: "no mark", help: "Choose no mark.",
			in: letters, hint: 1, run: do((*Model).leaveOver)},
	}
}

// step lets the node make one more fact and follows it.
func (m *Model) step() {
	m.present()
	m.session.Step()
}

func (m *Model) goToMatch(step int) {
	if seq, found := m.nextMatch(step); found {
		m.moveTo(seq)
	}
}

// leaveOver gives the keys back to the pane.
func (m *Model) leaveOver() { m.over = 0 }

// Why actions cannot be done.

// both is why one or the other of two things cannot be done.
func both(a, b func(*Model) string) func(*Model) string {
	return func(m *Model) string { return or(a(m), b(m)) }
}

// cannotSteer is why the node cannot be told how to go on.
func cannotSteer(m *Model) string {
	switch {
	case m.past():
		return "this is the past"
	case notLive(m) != "":
		return notLive(m)
	case m.status.Stopped:
		return "the app has ended"
	}
	return ""
}

func cannotPause(m *Model) string {
	if why := cannotSteer(m); why != "" || m.status.Paused {
		return or(why, "time is standing still")
	}
	return ""
}

func cannotResume(m *Model) string {
	if why := cannotSteer(m); why != "" || !m.status.Paused {
		return or(why, "time is going on")
	}
	return ""
}

func cannotStep(m *Model) string {
	if why := cannotSteer(m); why != "" || !m.status.Paused {
		return or(why, "pause first: "+m.keyOf("pause"))
	}
	return ""
}

func cannotPlay(m *Model) string {
	if m.player.on {
		return "it is playing"
	}
	return notPast(m)
}

func notPlaying(m *Model) string {
	if !m.player.on {
		return "nothing is playing"
	}
	return ""
}

func notPast(m *Model) string {
	switch goesOn := m.branches.goesOn(); {
	case m.past():
		return ""
	case notLive(m) == "":
		return "this is the present"
	case goesOn == 0:
		return "nothing came after this"
	default:
		return fmt.Sprintf("%s ends here; %s goes on, :branches opens it", branchName(m.branch), branchName(goesOn))
	}
}

func atFirst(m *Model) string {
	if m.at() <= m.log.first {
		return "this is the first fact there is"
	}
	return ""
}

func nothingYet(m *Model) string {
	if m.at() == 0 {
		return "nothing has happened yet"
	}
	return ""
}

func nobodyChosen(m *Model) string {
	if m.chosen().IsZero() {
		return "no process is selected"
	}
	return ""
}

// noMatch is why there is no match in a direction.
func noMatch(step int) func(*Model) string {
	return func(m *Model) string {
		if why := noFilter(m); why != "" {
			return why + ": / makes one"
		}
		_, found := m.nextMatch(step)
		switch {
		case found:
			return ""
		case m.log.filter.lags(m.head.seq()):
			return "still looking for matches"
		case step < 0:
			return "there is no match before this"
		}
		return "there is no match after this"
	}
}
