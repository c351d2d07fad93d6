package tui

// statsActions choose moments by the numbers that stood there.
func statsActions() []action {
	return []action{
		{id: "earlier-value", keys: []string{"left", "h"}, name: "earlier", help: "Choose the value before: its time and fact are told below.",
			in: inStats, hint: 2, why: noCourse, run: do(func(m *Model) { m.stats.choose(-1) })},
		{id: "later-value", keys: []string{"right", "l"}, name: "later", help: "Choose the value after.",
			in: inStats, hint: 3, why: noCourse, run: do(func(m *Model) { m.stats.choose(1) })},
		{id: "highest-value", keys: []string{"enter"}, name: "highest", help: "Choose the highest value.",
			in: inStats, hint: 4, why: both(noCourse, valueChosen), run: do(func(m *Model) { m.stats.choosePeak() })},
		{id: "go-to-value", keys: []string{"enter"}, name: "go there", help: "Go to the moment of the value that is chosen.",
			in: inStats, hint: 4, why: noValue, run: do((*Model).goToValue)},
		{id: "no-value", keys: []string{"esc"}, name: "no value", help: "Choose no value.",
			in: inStats, hint: 5, why: noValue, run: do(func(m *Model) { m.stats.mark.on = false })},
	}
}

// goToValue goes to the fact by which the chosen number came to be what it was.
func (m *Model) goToValue() {
	if i, found := m.stats.marked(); found {
		m.jumpTo(m.stats.samples()[i].Seq)
	}
}

func noCourse(m *Model) string {
	if len(m.stats.samples()) == 0 {
		return "select a number that has a course"
	}
	return ""
}

func noValue(m *Model) string {
	if _, found := m.stats.marked(); !found {
		return "no value is chosen"
	}
	return ""
}

func valueChosen(m *Model) string {
	if noValue(m) == "" {
		return "a value is chosen"
	}
	return ""
}
