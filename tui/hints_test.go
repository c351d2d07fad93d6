package tui

import (
	"strings"
	"testing"

	"echotui/runtime/wire"
)

// places leads to each mode by keys, on sessions where there is something to do.
var places = []struct {
	mode  mode
	start func() *fake // nil: busyFake
	keys  string
}{
	{inPrompt, nil, ""},
	{inFinished, ended, "1"},
	{inProcesses, nil, "tab"},
	{inStats, nil, "tab 3"},
	{inLog, nil, "tab 4"},
	{inSequence, nil, "tab 4 t"},
	{inMailboxes, waiting, "tab 4 t t"},
	{inSource, paused, "tab 4 s"},
	{inProcess, nil, "tab 4 p"},
	{inWarnings, worried, "tab !"},
	{inBranches, branched, "tab : 'branches enter"},
	{inFilter, nil, "tab / 'kind"},
	{inCommand, nil, "tab : 's"},
	{inMark, nil, "tab m"},
	{inRecall, nil, "tab m a '"},
	{inSure, nil, "tab N c"},
	{inBreaks, nil, "tab 4 b enter B"},
	{inBreakLine, nil, "tab 4 b"},
	{inPayload, waiting, "tab 4 enter"},
	{inPayloadFind, waiting, "tab 4 enter / 'tea"},
	{inHelp, nil, "tab ?"},
}

func ended() *fake {
	f := busyFake()
	f.status.Stopped = true
	return f
}

func branched() *fake {
	f := busyFake()
	f.status.Branch = 2
	f.branches = []wire.Branch{{ID: 1, Last: 75}, {ID: 2, Parent: 1, From: 40, Last: 75, Live: true}}
	return f
}

// stoppedBefore is a session that stands before what a breakpoint names.
func stoppedBefore() *fake {
	f := paused()
	f.status.Stop = &wire.Stop{Breakpoint: 1, Text: `breakpoint 1, before: cli ──echo──▶ relay {data="hello"}`}
	return f
}

// enoughHints is how many hints there are at least in a line of so many columns,
// beside where in time this is and how many warnings there are.
var enoughHints = map[int]int{110: 5, 80: 5, 60: 4, 40: 1}

// In every mode the bottom line names five or six keys, as many as there are and
// fit, the most useful first.
func TestHints(t *testing.T) {
	reached := mode(0)
	for _, p := range places {
		reached |= p.mode
		for width, enough := range enoughHints {
			m := screenAfter(t, p.start, p.keys, width)
			if m.mode() != p.mode {
				t.Fatalf("%q leads to %s, not to %s", p.keys, m.mode(), p.mode)
			}
			if p.mode == inCommand {
				continue // the line that is typed is there instead, below the palette
			}
			shown, all := hintsIn(m)
			if p.mode&(letters|inSure) != 0 {
				enough = 1 // they ask, and then name what answers
			}
			if len(shown) < min(enough, len(all)) || len(shown) > mostHints {
				t.Errorf("%s at %d columns: %d of %d hints:\n%s", p.mode, width, len(shown), len(all), bottom(m))
			}
			if len(shown) > 0 && shown[0] != all[0] {
				t.Errorf("%s at %d columns lacks %s:\n%s", p.mode, width, all[0], bottom(m))
			}
		}
	}
	for in := mode(1); in < inNothing; in <<= 1 {
		if reached&in == 0 {
			t.Errorf("no keys lead to %s", in)
		}
	}
}

// screenAfter is the screen of a session after some keys.
func screenAfter(t *testing.T, start func() *fake, keys string, width int) *Model {
	t.Helper()
	if start == nil {
		start = busyFake
	}
	m := show(t, start(), Options{}, width, 24)
	play(m, keys)
	return m
}

// hintsIn are the hints in the bottom line, and all that could be there.
func hintsIn(m *Model) (shown, all []string) {
	for _, a := range m.hinted() {
		text := a.keys[0] + " " + a.name
		all = append(all, text)
		if strings.Contains(bottom(m), text) {
			shown = append(shown, text)
		}
	}
	return shown, all
}

// bottom is the bottom line.
func bottom(m *Model) string {
	lines := strings.Split(plain(m), "\n")
	return lines[len(lines)-1]
}

// Where the app has stopped, there is room for what to do now, however narrow.
func TestStopLeavesHints(t *testing.T) {
	for width, enough := range map[int]int{110: 3, 80: 3, 60: 2, 40: 1} {
		m := screenAfter(t, stoppedBefore, "tab", width)
		want(t, m, "before: cli", "space resume")
		if shown, _ := hintsIn(m); len(shown) < enough {
			t.Errorf("%d columns name %q:\n%s", width, shown, bottom(m))
		}
	}
}
