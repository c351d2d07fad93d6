package tui

import (
	"strings"
	"testing"
	"time"

	"echotui/runtime/wire"
)

// treeHas checks whether a text is in the tree.
func treeHas(t *testing.T, m *Model, text string, has bool) {
	t.Helper()
	if tree := inside(m, paneProcesses); strings.Contains(tree, text) != has {
		t.Errorf("is %q in the tree? It should be: %v\n%s", text, has, tree)
	}
}

// What is selected stays selected when rows come and go above it.
func TestTreeSelection(t *testing.T) {
	f, e := newEcho()
	first := e.spawn(e.cli, terminal, "app:first", 0, "")
	e.spawn(e.cli, terminal, "app:second", 0, "")
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab end up")
	selects("‹relay›")(t, m, nil, nil)
	e.spawn(first, terminal, "app:third", 0, "")
	refresh(m)
	selects("‹relay›")(t, m, nil, nil)
	press(m, "home down down down")
	selects("third")(t, m, nil, nil)
	press(m, "left")
	selects("first")(t, m, nil, nil)
	press(m, "left")
	treeHas(t, m, "▸ first", true)
	treeHas(t, m, "third", false)
	press(m, "enter")
	treeHas(t, m, "third", true)
}

// Of ended processes a few stay, faint, with their results; the row of the
// selected one that is forgotten goes to its neighbour.
func TestTreeEnded(t *testing.T) {
	f, e := newEcho()
	var workers []wire.PID
	for range 30 {
		workers = append(workers, e.spawn(e.relay, processes, "app:worker", 0, ""))
	}
	m := show(t, f, Options{}, 110, 40)
	press(m, "tab")
	for range 8 {
		press(m, "down")
	}
	for i, p := range workers {
		e.pass(time.Millisecond)
		e.exit(p, wire.Outcome(i%3), "reason", wire.Record("i", float64(i)))
	}
	refresh(m)
	want(t, m, "22 ended before", "✓ returned {i=27}", "✗ failed: reason", "■ terminated: reason")
	selects("worker")(t, m, nil, nil)
}

// Who was terminated has the sign that the log gives to that, and the reason only
// if it tells more.
func TestTerminated(t *testing.T) {
	f, e := busy()
	e.exit(wire.PID{Host: processes, N: 6}, wire.OutcomeTerminated, "process terminated", nil)
	m := show(t, f, Options{}, 110, 32)
	want(t, m, "■ terminated ", "■ process terminated")
	wantNot(t, m, "✗ terminated", "terminated: process")
}

// A service stands above its process; folding it hides the process.
func TestTreeService(t *testing.T) {
	f, _ := newEcho()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab down down down")
	selects("relay-service")(t, m, nil, nil)
	press(m, "enter")
	want(t, m, "▸ relay-service")
	treeHas(t, m, "‹relay›", false)
	treeHas(t, m, "stats_reporter", false)
	press(m, "l")
	treeHas(t, m, "‹relay›", true)
	treeHas(t, m, "stats_reporter", true)
	press(m, "down left")
	treeHas(t, m, "▸ ‹relay›", true)
	treeHas(t, m, "stats_reporter", false)
	press(m, "left")
	selects("relay-service")(t, m, nil, nil)
}

// Coroutines have no details: Enter on one does nothing.
func TestTreeCoroutine(t *testing.T) {
	f, _ := newEcho()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab end")
	selects("stats_reporter")(t, m, nil, nil)
	before := inside(m, paneProcesses)
	press(m, "enter right")
	if after := inside(m, paneProcesses); after != before {
		t.Errorf("the tree was\n%s\nand is\n%s", before, after)
	}
}

// Where a number does not fit, its end is shown: that tells processes apart.
func TestTreeShortNumber(t *testing.T) {
	f, e := newEcho()
	e.spawn(e.relay, processes, "app:counter_all", 0, "")
	m := show(t, f, Options{}, 80, 24)
	treeHas(t, m, "counter_all …04 ", true)
}

// Coroutines of functions without a name are told apart, as in the log.
func TestTreeCoroutinesWithoutName(t *testing.T) {
	f, e := newEcho()
	for co := uint32(2); co <= 3; co++ {
		e.add(wire.Event{Kind: wire.KindCoroutine, PID: e.relay, Co: co, Name: "function", Text: "app:relay:30"})
	}
	m := show(t, f, Options{}, 110, 32)
	treeHas(t, m, "function~2 ", true)
	treeHas(t, m, "function~3 ", true)
	treeHas(t, m, "stats_reporter ", true)
}

// What is unfolded in the last row of a pane is brought into sight.
func TestUnfoldedComesIntoSight(t *testing.T) {
	m := show(t, busyFake(), Options{}, 80, 18)
	press(m, "tab home down down down down")
	selects("‹relay›")(t, m, nil, nil)
	press(m, "left")
	if m.tree.list.Cursor() != m.tree.list.Top()+m.tree.list.Height()-1 {
		t.Fatal("this is not the last row")
	}
	treeHas(t, m, "stats_report", false)
	press(m, "right")
	selects("‹relay›")(t, m, nil, nil)
	treeHas(t, m, "stats_report", true)
}
