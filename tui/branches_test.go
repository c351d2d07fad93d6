package tui

import (
	"strings"
	"testing"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// forked is a session that was gone on from after fact 30 and, from that, after
// fact 20: three branches, of which the last one goes on.
func forked() *fake {
	f, _ := busy()
	first := f.log
	f.branches = []wire.Branch{
		{ID: 1, Last: 75},
		{ID: 2, Parent: 1, From: 30, Last: 40},
		{ID: 3, Parent: 2, From: 20, Last: 25, Live: true},
	}
	logs := []*trace.Log{first, other(first, 30, 40), other(first, 20, 25)}
	f.opens = func(id int) {
		f.log = logs[id-1]
		f.set(func(s *Status) { s.Branch, s.Paused = id, true })
	}
	f.opens(3)
	return f
}

// other is a log that is like another one up to a fact and goes on differently.
func other(log *trace.Log, from, last uint64) *trace.Log {
	made := trace.NewLog(1000)
	for seq := uint64(1); seq <= last; seq++ {
		e, _ := log.At(seq)
		if seq > from {
			e.Kind, e.Text, e.N = wire.KindOutput, "another future", wire.Stdout
		}
		made.Append(e)
	}
	return made
}

// Going on from a past moment is asked about first.
func TestContinue(t *testing.T) {
	m := at(t, busyFake(), 40)
	f := m.session.(*fake)
	press(m, "c")
	want(t, m, "go on from fact #40? What came after it stays as branch 1.")
	press(m, "esc")
	called()(t, m, f, nil)
	press(m, "c c")
	called("continue 40")(t, m, f, nil)
	press(m, "} c")
	want(t, m, "this is the present: it goes on by itself")
	f.branches = []wire.Branch{{ID: 1, Last: 75}, {ID: 2, Parent: 1, From: 40, Last: 40, Live: true}}
	f.status.Branch = 1
	refresh(m)
	f.log = other(f.log, 40, 40)
	f.set(func(s *Status) { s.Branch, s.Paused = 2, true })
	refresh(m)
	want(t, m, "PAUSED  fact 40/40", "this is branch 2; it parts from branch 1 after fact #40", "process ─ …")
}

// After the end of the app nothing can happen in any way.
func TestContinueAfterTheEnd(t *testing.T) {
	f, e := busy()
	e.add(wire.Event{Kind: wire.KindStopped})
	f.set(func(s *Status) { s.Stopped = true })
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab c")
	want(t, m, "the app has ended here: go back first")
	press(m, "N c")
	want(t, m, "go on from fact #75?")
}

// When nobody can go on from there, it is told why.
func TestContinueIsRefused(t *testing.T) {
	f := busyFake()
	f.status.Stop = &wire.Stop{Text: "an old story"}
	m := at(t, f, 40)
	press(m, "c c")
	want(t, m, "going on from fact #40")
	f.set(func(s *Status) { s.Stop = &wire.Stop{Text: "fact 7 differs"} })
	refresh(m)
	want(t, m, "fact 7 differs")
}

// Branches are listed with where they part; Enter opens one, at that fact.
func TestBranches(t *testing.T) {
	f := forked()
	m := show(t, f, Options{}, 110, 32)
	play(m, "tab : 'branches enter")
	want(t, m,
		"  branch 1  75 facts  from the beginning ",
		"  branch 2  40 facts  after #30 of branch 1 ",
		"▶ branch 3  25 facts  after #20 of branch 2  goes on ",
		"branch 3 of 3", "PAUSED  fact 25/25  00:04.960  branch 3 ")
	play(m, "up enter")
	want(t, m, "PAST  fact 20/40  00:00.200  branch 2 ", "this is branch 2; it parts from branch 3 after fact #20", "▶ branch 2  40")
	play(m, "}")
	want(t, m, "TRACE  fact 40/40")
	for _, key := range []string{"n", "space"} {
		press(m, key)
		want(t, m, "this branch does not go on: c makes one that does")
		press(m, "?", "esc")
	}
	press(m, "}")
	want(t, m, "branch 2 ends here; branch 3 goes on, :branches opens it")
	play(m, "1 x")
	wantNot(t, m, "enter send")
	play(m, "4")
	play(m, "esc : 'branches enter enter")
	if !strings.HasSuffix(strings.TrimSpace(plain(m)), "this is branch 2") {
		t.Errorf("it does not say that this branch is on the screen:\n%s", plain(m))
	}
	play(m, "up enter 4 }")
	want(t, m, "fact 75/75", "もしもし")
	play(m, ": 'branches enter home down down enter")
	want(t, m, "PAST  fact 20/25", "it parts from branch 1 after fact #20")
	play(m, "}")
	want(t, m, "another future")
	wantNot(t, m, "もしもし")
}

// There is nothing to list as long as there is one run.
func TestOneBranch(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "tab : 'branches enter")
	want(t, m, "there is one run")
	wantNot(t, m, "branch 1")
	wantNot(t, m, "process ─ branches")
}

// A mark belongs to its branch; those before the parting are of both.
func TestMarksOfBranches(t *testing.T) {
	m := show(t, forked(), Options{}, 110, 32)
	play(m, "tab m a : 'branches enter up enter 4 m b")
	want(t, m, "PAST  fact 20/40  00:00.200  branch 2 ", "fact #20 is marked b")
	play(m, "' a")
	want(t, m, "there is no mark a; marks: b")
	play(m, ": 'branches enter down enter 4 ' a")
	want(t, m, "fact 25/25", "branch 3 ")
	play(m, "' b")
	want(t, m, "PAST  fact 20/25", "branch 3 ")
}
