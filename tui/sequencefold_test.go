package tui

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/draw"

	"pgregory.net/rapid"
)

// factory is an app in which 128 workers do the same one after the other, and
// then a line is typed.
func factory() (*fake, *echo) {
	f, e := newEcho()
	for i := range 128 {
		e.pass(10 * time.Millisecond)
		worker := e.spawn(e.relay, processes, "app:worker", wire.SpawnMonitored, "", float64(i))
		e.start(worker)
		sleep := e.wait(worker, 0, "sleep", "", 5*time.Millisecond, 61)
		e.pass(5 * time.Millisecond)
		e.add(wire.Event{Kind: wire.KindFire, PID: worker, Ref: sleep})
		e.exit(worker, wire.OutcomeReturned, "", 0.0)
	}
	e.pass(time.Second)
	worker, sleep := e.line("hello")
	e.reply(worker, sleep, "HELLO")
	return f, e
}

// The rows of the workers are one; the cursor goes past them and into them.
func TestSequenceFolds(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("folds-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				f, _ := factory()
				m := show(t, f, look.options, size[0], size[1])
				play(m, "esc esc 4 t : '#20 enter down down")
				frames := []frame{snap("the row of the workers", m)}
				play(m, "N N N N N N")
				frames = append(frames, snap("inside of it", m))
				play(m, "h")
				frames = append(frames, snap("folded again", m))
				play(m, "enter up")
				frames = append(frames, snap("unfolded", m))
				golden(t, name, frames...)
			})
		}
	}
}

// A row counts the times, up and down go past it in one step, and Enter shows
// what it stands for.
func TestSequenceFoldKeys(t *testing.T) {
	f, _ := factory()
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 4 t {")
	var folds []*rowFold
	for range 40 {
		if fold := m.foldHere(); fold != nil {
			folds = append(folds, fold)
		}
		play(m, "down")
	}
	if len(folds) != 1 || folds[0].times != 128 || len(folds[0].pattern) != 5 {
		t.Fatalf("the folds are %+v", folds)
	}
	first, last := folds[0].first, folds[0].last
	play(m, "*")
	want(t, m, "each row is shown, also those that say the same again and again")
	play(m, "*")
	want(t, m, "rows that say the same again and again are one")
	play(m, fmt.Sprintf(": '#%d enter", last))
	want(t, m, fmt.Sprintf("×128 since #%d: relay makes worker / worker starts / ", first))
	play(m, "up")
	if m.at() != first-1 {
		t.Errorf("above it is fact %d, should be %d", m.at(), first-1)
	}
	play(m, "down down")
	if m.at() != last+1 {
		t.Errorf("below it is fact %d, should be %d", m.at(), last+1)
	}
	play(m, "up enter")
	wantNot(t, m, "×128")
	play(m, "up left")
	if want(t, m, "×128"); m.at() != last {
		t.Errorf("folding leads to fact %d, should be %d", m.at(), last)
	}
	play(m, "*")
	wantNot(t, m, "×128")
	play(m, "*")
	want(t, m, "×128")
}

// A message that is followed is not hidden, and neither is what is opened.
func TestSequenceFoldsHideNothingThatIsLookedAt(t *testing.T) {
	f, _ := factory()
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 4 t { : '#60 enter")
	inside := m.at()
	if m.foldHere() != nil || m.log.rows[m.sequence.lead].seq != inside {
		t.Fatalf("fact %d is in a fold, or is not in its row", inside)
	}
	play(m, "f }")
	chain := m.followed.chain
	for seq := uint64(1); seq <= m.head.seq(); seq++ {
		fold := m.sequence.foldOn(m.log.rowOf(seq, 0))
		if fold != nil && chain.Of(seq) != trace.Unrelated {
			t.Fatalf("fact %d of the chain is in a fold", seq)
		}
	}
}

// Whatever the log and wherever the cursor: each fact is in one row, and the
// rows that folds stand for are those that are shown when nothing is folded; the
// fact under the cursor is in the selected row. What lives in the lanes is what
// it is without folds.
func TestSequenceFoldsStandForRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, e := newEcho()
		worker := e.spawn(e.relay, processes, "app:worker", 0, "")
		for range rapid.IntRange(1, 12).Draw(t, "parts") {
			pattern := rapid.SliceOfN(rapid.IntRange(0, 4), 1, 6).Draw(t, "pattern")
			for range rapid.SampledFrom([]int{1, 2, 5, 40, 300}).Draw(t, "times") {
				e.pass(time.Millisecond)
				for _, what := range pattern {
					e.does(worker, what)
				}
			}
		}
		m := New(f, Options{})
		m.Init()
		m.width, m.height = 110, rapid.IntRange(20, 40).Draw(t, "height")
		for m.behind {
			m.Update(frameMsg{})
		}
		m.focus, m.tab = paneLog, inSequence
		for range 6 {
			m.moveTo(rapid.Uint64Range(1, m.head.seq()).Draw(t, "moment"))
			m.settle()
			for range rapid.IntRange(0, 3).Draw(t, "moves") {
				press2(m, rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "N", "n"}).Draw(t, "key"))
			}
			checkRows(t, m)
		}
	})
}

// press2 presses a key of a model without a test.
func press2(m *Model, key string) { m.Update(keyNamed(key)) }

// checkRows compares the rows of a sequence with those of the log.
func checkRows(t *rapid.T, m *Model) {
	p := &m.sequence
	var stand []uint64
	for i, row := range m.log.rows {
		from := row.seq
		if row.fold != nil {
			from = row.fold.first
			if row.seq != row.fold.last {
				t.Fatalf("the row of a fold of %d to %d is that of %d", row.fold.first, row.fold.last, row.seq)
			}
			if from <= m.at() && m.at() < row.seq {
				t.Fatalf("fact %d under the cursor is hidden", m.at())
			}
		}
		for seq := from; seq <= row.seq; seq++ {
			stand = append(stand, seq)
		}
		if i == p.lead && row.seq != m.at() {
			t.Fatalf("the selected row is of fact %d, the cursor is on %d", row.seq, m.at())
		}
	}
	for i := range stand {
		if i > 0 && stand[i] != stand[i-1]+1 {
			t.Fatalf("after fact %d comes %d", stand[i-1], stand[i])
		}
	}
	want := min(p.picture.H-1, int(m.head.seq()))
	if len(m.log.rows) < min(want, 1) || len(m.log.rows) < want && (stand[0] != 1 || stand[len(stand)-1] != m.head.seq()) {
		t.Fatalf("%d rows of %d, facts %d to %d of %d", len(m.log.rows), want, stand[0], stand[len(stand)-1], m.head.seq())
	}
	checkLives(t, m)
}

// checkLives compares what lives and waits beside folds with the worlds there.
func checkLives(t *rapid.T, m *Model) {
	for i, row := range m.log.rows {
		w := m.worldAt(row.seq)
		for lane, got := range m.sequence.moments[i].Lives {
			want := draw.Empty
			if in := w.In(m.sequence.column(m.sequence.first + lane).lane); in != nil {
				want = draw.Alive
				if in.Mailbox.Len > 0 {
					want = draw.Awaited
				}
			}
			if got != want && lane != m.sequence.laneOf(row.fact.PID) {
				t.Fatalf("lane %d of fact %d is %d, should be %d", lane, row.seq, got, want)
			}
		}
	}
}

// does lets something happen that a pattern is made of.
func (e *echo) does(worker wire.PID, what int) {
	switch what {
	case 0:
		e.wait(worker, 0, "sleep", "", time.Millisecond, 5)
	case 1:
		ref, sent := e.send(e.cli, worker, "work")
		e.take(worker, e.cli, "work", ref, sent)
	case 2:
		e.print(e.cli, "x")
	case 3:
		p := e.spawn(e.relay, processes, "app:other", 0, "")
		e.start(p)
		e.exit(p, wire.OutcomeReturned, "")
	case 4:
		e.add(wire.Event{Kind: wire.KindInput, PID: e.cli, Text: "typed\n"})
	}
}

// Repetitions cover what there is to cover, and lie one after the other.
func TestRepetitions(t *testing.T) {
	for _, c := range []struct {
		looks []int
		want  []repetition
	}{
		{nil, nil},
		{[]int{1, 1, 1}, nil},
		{[]int{1, 1, 1, 1}, []repetition{{0, 1, 4}}},
		{[]int{9, 1, 2, 1, 2, 1, 2, 1, 2, 1, 8}, []repetition{{1, 2, 4}}},
		{[]int{1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2}, []repetition{{0, 3, 4}}},
		{[]int{1, 1, 1, 1, 1, 2, 2, 2, 2}, []repetition{{0, 1, 5}, {5, 1, 4}}},
		{[]int{1, 2, 3, 1, 2, 3, 1, 2, 3}, nil},
	} {
		if got := new(finder).repetitions(c.looks); !slices.Equal(got, c.want) {
			t.Errorf("%v has %v, want %v", c.looks, got, c.want)
		}
	}
}

// What was typed is never folded away, however often it was.
func TestWhatComesFromOutsideIsNotFolded(t *testing.T) {
	f, e := newEcho()
	for range 20 {
		e.does(e.relay, 4)
	}
	m := show(t, f, Options{}, 110, 32)
	play(m, "esc 4 t")
	for _, row := range m.log.rows {
		if row.fold != nil {
			t.Errorf("facts %d to %d are folded", row.fold.first, row.fold.last)
		}
	}
}
