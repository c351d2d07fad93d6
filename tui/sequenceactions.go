package tui

import "echotui/runtime/trace"

// sequenceActions choose what a sequence shows of its lanes.
func sequenceActions() []action {
	return []action{
		{id: "fold-lanes", keys: []string{"z"}, name: "lanes", help: "Fold the lanes of all processes that share the name of this one into one, or unfold them.",
			in: inSequence, hint: 5, why: noLanes, run: do((*Model).foldLanes)},
		{id: "lanes-right", keys: []string{"shift+right", "L"}, name: "lanes right", help: "Show the lanes further to the right.",
			in: inSequence, why: noLanesAfter, run: do(func(m *Model) { m.sequence.scroll(1, m.sequence.picture.W) })},
		{id: "lanes-left", keys: []string{"shift+left", "H"}, name: "lanes left", help: "Show the lanes further to the left.",
			in: inSequence, why: noLanesBefore, run: do(func(m *Model) { m.sequence.scroll(-1, m.sequence.picture.W) })},
	}
}

// foldLanes folds the lanes around that of the fact under the cursor, or unfolds
// them.
func (m *Model) foldLanes() {
	if lane, found := m.chosenLane(); found {
		m.sequence.toggle(lane.Family)
	}
}

// chosenLane is the lane of the fact under the cursor.
func (m *Model) chosenLane() (lane trace.Lane, found bool) {
	if e, found := m.log.event(m.session, m.rowFact()); found {
		return names{m.world, m.head.world}.lane(concerned(&e))
	}
	return trace.Lane{}, false
}

func noLanes(m *Model) string {
	lane, found := m.chosenLane()
	switch {
	case !found:
		return "no process is in this row"
	case m.head.world.Family(lane.Family).Lanes < 2:
		return "this is one lane only"
	}
	return ""
}

func noLanesAfter(m *Model) string {
	if m.sequence.picture.After == 0 {
		return "there are no lanes to the right"
	}
	return ""
}

func noLanesBefore(m *Model) string {
	if m.sequence.picture.Before == 0 {
		return "there are no lanes to the left"
	}
	return ""
}
