package tui

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"echotui/runtime/filter"
	"echotui/runtime/wire"
)

// shelf keeps a text for the next run.
type shelf struct {
	text string
	err  error
}

func (s *shelf) Load() (string, error) { return s.text, s.err }

func (s *shelf) Save(text string) error {
	s.text = text
	return s.err
}

// settled does what a command stands for, but for the clock's.
func finish(m *Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			finish(m, c)
		}
	case keptMsg:
		m.Update(msg)
	}
}

// armed checks which breakpoints the session has been given.
func armed(want ...wire.Breakpoint) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, _ *Model, f *fake, _ tea.Cmd) {
		t.Helper()
		if len(f.breaks) != len(want) || len(want) > 0 && !reflect.DeepEqual(f.breaks, want) {
			t.Errorf("the session has %+v, not %+v", f.breaks, want)
		}
	}
}

// Making breakpoints, listing and changing them, at all sizes.
func TestFramesBreaks(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			name := fmt.Sprintf("breaks-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				f, _ := busy()
				m := show(t, f, look.options, size[0], size[1])
				press(m, "tab B")
				frames := []frame{snap("none", m)}
				play(m, "esc 4 : '#46 enter b")
				frames = append(frames, snap("a message", m))
				write(m, " data.data:x kind:snd")
				refresh(m)
				frames = append(frames, snap("a mistake", m))
				play(m, "ctrl+u 'mail")
				frames = append(frames, snap("completion", m))
				play(m, "tab '3 enter")
				frames = append(frames, snap("it is set", m))
				play(m, ": 'break- enter")
				m.execute("break app:worker:5")
				m.execute(`break text~"もしもし+"`)
				f.breaks[0].Hits, f.breaks[2].Hits = 1, 1234
				play(m, "B up space down + +")
				frames = append(frames, snap("three", m))
				golden(t, name, frames...)
			})
		}
	}
}

// Each row has a breakpoint that fits, and it is right.
func TestSuggestions(t *testing.T) {
	f := waiting()
	m := show(t, f, Options{}, 110, 32)
	suggests := func(want string) {
		t.Helper()
		got := m.suggestion()
		if got != want {
			t.Errorf("it suggests %s, not %s", got, want)
		}
		if _, err := filter.Parse(got); err != nil {
			t.Error(err)
		}
	}
	press(m, "tab home")
	for _, want := range []string{
		"kind:spawn host:app:terminal", "to:cli", "kind:spawn host:app:processes", "service:app:relay-service", "to:relay", "by:relay co:1", "to:worker",
	} {
		suggests(want)
		press(m, "down")
	}
	press(m, "4")
	for seq, want := range map[uint64]string{
		1: "kind:boot", 2: "kind:host name:app:terminal", 4: "kind:service name:app:relay-service", 5: "kind:spawn entry:app:relay",
		9: "kind:register by:relay", 10: "kind:log line:app:relay:21", 21: "kind:input by:cli", 23: "kind:send topic:echo to:relay",
		25: "kind:receive topic:echo to:relay", 33: "kind:notify topic:EXIT to:relay", 32: "kind:exit by:worker",
	} {
		m.moveTo(seq)
		refresh(m)
		suggests(want)
	}
	press(m, "} 4 4")
	suggests("kind:receive to:relay")
	press(m, "down")
	suggests("kind:receive topic:order to:relay")
}

// Where the filter hides the newest fact, what is done to the row is done to the
// fact of the row that is selected.
func TestActsOnTheSelectedRow(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	press(m, "tab /")
	write(m, "kind:exit fact<40")
	press(m, "enter")
	want(t, m, "LIVE", "▷ 32")
	if got := m.suggestion(); got != "kind:exit by:worker" {
		t.Errorf("it suggests %s", got)
	}
	press(m, "f")
	want(t, m, "#32: ")
	press(m, "esc s")
	if got := m.inspected().pid.Short(); got != "0x00004" {
		t.Errorf("it looks into %s", got)
	}
}

// The list takes lines of source as it shows them.
func TestBreakLines(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab B a")
	write(m, "app:worker:9")
	want(t, m, "enter sets it")
	press(m, "enter")
	armed(wire.Breakpoint{ID: 1, Entry: "app:worker", Line: 9})(t, m, f, nil)
	want(t, m, "app:worker:9", "stops before this line begins")
	press(m, "a")
	write(m, "app:worker:9")
	press(m, "enter")
	want(t, m, "breakpoint 1 is there already")
	press(m, "esc enter backspace")
	write(m, "8")
	press(m, "enter")
	armed(wire.Breakpoint{ID: 1, Entry: "app:worker", Line: 8})(t, m, f, nil)
	press(m, "enter ctrl+u")
	write(m, "kind:send")
	press(m, "enter")
	armed(wire.Breakpoint{ID: 1, Expr: "kind:send"})(t, m, f, nil)
	press(m, "enter ctrl+u")
	write(m, "app:nobody:3")
	refresh(m)
	want(t, m, "there is no source of app:nobody") // before somebody asks for it
	wantNot(t, m, "enter sets it")
	press(m, "enter")
	want(t, m, "there is no source of app:nobody")
}

// A breakpoint that is suggested is replaced by what is typed, and kept by a key
// that only moves.
func TestSuggestionIsReplaced(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab 4 b")
	write(m, "error")
	press(m, "enter")
	armed(wire.Breakpoint{ID: 1, Expr: "error"})(t, m, f, nil)
	press(m, "b end")
	write(m, " t>1s")
	press(m, "enter")
	armed(wire.Breakpoint{ID: 1, Expr: "error"}, wire.Breakpoint{ID: 2, Expr: "kind:wait by:worker t>1s"})(t, m, f, nil)
}

// Breakpoints survive the program, and so does what it does not understand of
// them.
func TestBreaksAreKept(t *testing.T) {
	kept := &shelf{}
	f := busyFake()
	m := show(t, f, Options{Breakpoints: kept}, 110, 32)
	finish(m, press(m, "tab B a"))
	write(m, "kind:send to:relay")
	finish(m, press(m, "enter"))
	finish(m, press(m, "+ space"))
	want := wire.Breakpoint{ID: 1, Expr: "kind:send to:relay", After: 1, Disabled: true}
	armed(want)(t, m, f, nil)

	kept.text += "on 0 when kind:snd\n on 2 at app:relay:21 \nnonsense\n"
	f = busyFake()
	m = show(t, f, Options{Breakpoints: kept}, 110, 32)
	line := wire.Breakpoint{ID: 2, Entry: "app:relay", Line: 21, After: 2}
	armed(want, line)(t, m, f, nil)
	if !strings.Contains(m.notice, `breakpoints: line 4, "on 0 when kind:snd": column 6: there is no kind snd`) {
		t.Errorf("the notice is %q", m.notice)
	}
	finish(m, press(m, "tab B d"))
	for _, text := range []string{"on 2 at app:relay:21\n", "on 0 when kind:snd\n", "nonsense\n"} {
		if !strings.Contains(kept.text, text) {
			t.Errorf("%q is not kept:\n%s", text, kept.text)
		}
	}
	if strings.Contains(kept.text, "to:relay") {
		t.Errorf("what was deleted is kept:\n%s", kept.text)
	}

	kept.err = errors.New("the disk is full")
	finish(m, press(m, "d"))
	noticed(t, m, "breakpoints are not kept: the disk is full")
	m = show(t, busyFake(), Options{Breakpoints: kept}, 110, 32)
	noticed(t, m, "breakpoints: the disk is full")
}

func noticed(t *testing.T, m *Model, notice string) {
	t.Helper()
	if m.notice != notice {
		t.Errorf("the notice is %q", m.notice)
	}
}

// What :break takes.
func TestCommandBreak(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	const noField = "column 1: there is no field app; to look for the text, put quotes around it"
	for _, c := range []struct{ line, problem string }{
		{"break kind:send", "<nil>"}, {"break app:worker:9", "<nil>"},
		{"break app:worker:15", "app:worker has 14 lines"}, {"break app:relay:21", "there is no source of app:relay"},
		{"break kind:snd", "column 6: there is no kind snd; do you mean send?"},
		{"break app:relay", noField}, {"break app:relay:0", noField}, {"break ( )", "column 3: something is missing before this"},
		{"break", "<nil>"},
	} {
		if got := fmt.Sprint(m.execute(c.line)); got != c.problem {
			t.Errorf("%s: %s", c.line, got)
		}
	}
	if len(f.breaks) != 2 || m.over != inBreaks {
		t.Errorf("%+v", f.breaks)
	}
	for range mostBreaks {
		_ = m.execute("break kind:exit")
	}
	if len(f.breaks) != mostBreaks {
		t.Errorf("there are %d", len(f.breaks))
	}
	press(m, "esc tab b")
	want(t, m, "there are as many breakpoints as there can be")
}

// Nobody can stop a session that cannot be told how to run.
func TestNoBreaks(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	m.session = struct{ Session }{m.session}
	press(m, "tab b")
	want(t, m, "nobody can tell this where to stop")
}

// Breakpoints are read as they were written.
func TestBreakText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var points []wire.Breakpoint
		for range rapid.IntRange(0, 5).Draw(t, "points") {
			b := wire.Breakpoint{After: rapid.IntRange(0, 9).Draw(t, "after"), Disabled: rapid.Bool().Draw(t, "off")}
			if rapid.Bool().Draw(t, "line") {
				b.Entry, b.Line = "app:"+rapid.StringMatching(`[a-zあ]+`).Draw(t, "entry"), rapid.IntRange(1, 999).Draw(t, "number")
			} else {
				b.Expr = filter.MustParse("text:" + filter.Quote(rapid.String().Draw(t, "text")+"x")).String()
			}
			points = append(points, b)
		}
		got, alien, err := parseBreaks(formatBreaks(points, nil))
		if err != nil || len(alien) > 0 || len(got) != len(points) || len(points) > 0 && !reflect.DeepEqual(got, points) {
			t.Fatalf("%v, %q, %+v", err, alien, got)
		}
	})
}

// FuzzBreakText: whatever is read is written so that it is read as the same,
// and nothing is lost.
func FuzzBreakText(f *testing.F) {
	f.Add("on 0 when kind:send\noff 3 at app:relay:21\n# a comment\nnonsense\non x when kind:send")
	f.Add("on -1 when x\non 1 at a:b\non 1 when\non 9999999999999999999 when x\n\xff")
	f.Fuzz(func(t *testing.T, text string) {
		points, alien, err := parseBreaks(text)
		if err != nil && points == nil && alien == nil {
			return // too long
		}
		again, alienAgain, _ := parseBreaks(formatBreaks(points, alien))
		if !reflect.DeepEqual(points, again) || !reflect.DeepEqual(alien, alienAgain) {
			t.Errorf("%+v %q becomes %+v %q", points, alien, again, alienAgain)
		}
	})
}
