package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// lines checks where the three lines between panes are: the columns of the left
// side, and the rows on which the lower panes begin.
func lines(middle, left, right int) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		outer := &m.layout.outer
		if outer[panePrompt].W != middle || outer[paneStats].Y != left || outer[paneLog].Y != right {
			t.Errorf("the lines are at %d, %d and %d, not at %d, %d and %d",
				outer[panePrompt].W, outer[paneStats].Y, outer[paneLog].Y, middle, left, right)
		}
	}
}

// stopped is a clock that somebody sets, and that wakes nobody by itself.
type stopped struct {
	wallClock
	now  time.Time
	wake func(time.Time) tea.Msg // the last one that waits for deskPeriod
}

func (s *stopped) Now() time.Time { return s.now }

func (s *stopped) After(d time.Duration, wake func(time.Time) tea.Msg) tea.Cmd {
	if d == deskPeriod {
		s.wake = wake
	}
	return nil
}

// pass lets the time go by after which lines are kept.
func (s *stopped) pass(m *Model) {
	wake := s.wake
	if s.wake = nil; wake != nil {
		_, cmd := m.Update(wake(s.now))
		finish(m, cmd)
	}
}

func dragFrom(m *Model, x, y int, to ...[2]int) {
	m.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	for _, at := range to {
		m.Update(tea.MouseMotionMsg{X: at[0], Y: at[1], Button: tea.MouseLeft})
	}
	m.Update(tea.MouseReleaseMsg{Button: tea.MouseLeft})
}

// Lines are dragged with the mouse, as far as no pane gets useless; what is
// between the panes then is so in proportion on a screen of another size.
func TestDragLines(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	lines(41, 22, 15)(t, m, nil, nil)
	dragFrom(m, 40, 5, [2]int{50, 6}, [2]int{54, 9})
	lines(55, 22, 15)(t, m, nil, nil)
	dragFrom(m, 55, 20, [2]int{10, 20}, [2]int{0, 20})
	lines(24, 22, 15)(t, m, nil, nil)
	dragFrom(m, 24, 20, [2]int{109, 20}, [2]int{55, 20})
	lines(56, 22, 15)(t, m, nil, nil)
	dragFrom(m, 10, 22, [2]int{10, 12})
	lines(56, 12, 15)(t, m, nil, nil)
	focused(paneStats)(t, m, nil, nil)
	dragFrom(m, 100, 15, [2]int{100, 31})
	lines(56, 12, 26)(t, m, nil, nil)
	m.Update(tea.MouseMotionMsg{X: 100, Y: 10, Button: tea.MouseLeft})
	lines(56, 12, 26)(t, m, nil, nil)
	m.Update(tea.WindowSizeMsg{Width: 220, Height: 62})
	lines(112, 24, 52)(t, m, nil, nil)
	m.Update(tea.WindowSizeMsg{Width: 40, Height: 12})
	m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
	lines(56, 12, 26)(t, m, nil, nil)
	press(m, "0")
	lines(41, 22, 15)(t, m, nil, nil)
	press(m, "0")
	want(t, m, "no line was moved")
}

// A line that can go no further says so.
func TestLinesHaveBounds(t *testing.T) {
	m := show(t, busyFake(), Options{}, 80, 24)
	press(m, "tab")
	for range 30 {
		press(m, "ctrl+left", "ctrl+up")
	}
	want(t, m, "the line goes no further")
	lines(24, 17, 5)(t, m, nil, nil)
	for _, p := range []pane{panePrompt, paneProcesses, paneStats, paneLog} {
		if r := m.layout.outer[p]; r.W < leastWidth || r.H < leastPaneHeight {
			t.Errorf("pane %d is %dx%d", p+1, r.W, r.H)
		}
	}
	m.Update(tea.WindowSizeMsg{Width: 60, Height: 20})
	press(m, "ctrl+left")
	want(t, m, "there is one pane at a time")
}

// Two clicks on a title zoom, and two more do not any longer; slow ones, and
// those on two titles, do nothing of that kind.
func TestDoubleClick(t *testing.T) {
	clock := &stopped{now: time.Unix(1, 0)}
	m := show(t, busyFake(), Options{Scheduler: clock}, 110, 32)
	click := func(title string, after time.Duration) {
		t.Helper()
		clock.now = clock.now.Add(after)
		clickOn(t, m, title)
	}
	click("2 processes", 0)
	click("2 processes", time.Second)
	click("3 stats", 0)
	wantNot(t, m, "zoomed")
	click("3 stats", doubleClick)
	want(t, m, "┏3 stats", "zoomed")
	wantNot(t, m, "2 processes")
	click("3 stats", 2*doubleClick)
	click("3 stats", 0)
	wantNot(t, m, "zoomed")
	want(t, m, "2 processes")
	click("4 log", 2*doubleClick)
	click("4 log", 0)
	want(t, m, "zoomed, 75 of 75")
	m.Update(tea.WindowSizeMsg{Width: 60, Height: 20})
	clickOn(t, m, "stats")
	clickOn(t, m, "stats")
	want(t, m, "each pane has the whole screen already")
}

// Esc goes back one level at a time, and from the zoomed pane last.
func TestEscLeavesZoomLast(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "tab 4 Z / 'EXIT enter")
	want(t, m, "zoomed", "/ EXIT")
	press(m, "esc")
	want(t, m, "zoomed")
	wantNot(t, m, "/ EXIT")
	press(m, "t", "esc")
	want(t, m, "zoomed", "75 of 75")
	press(m, "esc")
	wantNot(t, m, "zoomed")
	press(m, "1", "f2")
	want(t, m, "┏1 cli", "zoomed")
	press(m, "tab")
	want(t, m, "┏2 processes", "zoomed")
	press(m, "1", "esc")
	focused(panePrompt)(t, m, nil, nil)
	wantNot(t, m, "zoomed")
	m.Update(tea.WindowSizeMsg{Width: 60, Height: 20})
	press(m, "esc", "Z")
	want(t, m, "each pane has the whole screen already")
}

// Zoomed panes, at sizes at which that means something.
func TestFramesZoomed(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:3] {
			name := fmt.Sprintf("zoomed-%dx%d-%s", size[0], size[1], look.name)
			t.Run(name, func(t *testing.T) {
				m := show(t, busyFake(), look.options, size[0], size[1])
				press(m, "f2")
				frames := []frame{snap("prompt", m)}
				for _, key := range []string{"tab", "tab", "tab", "t"} {
					press(m, key)
					frames = append(frames, snap(m.paneTitle(m.focus), m))
				}
				press(m, "esc", "esc", "ctrl+left", "ctrl+left", "ctrl+up", "ctrl+up")
				frames = append(frames, snap("other lines", m))
				golden(t, name, frames...)
			})
		}
	}
}

// Where the lines are is kept once they rest, and at the end of the program.
func TestLinesAreKept(t *testing.T) {
	clock, kept := &stopped{}, &shelf{}
	m := show(t, busyFake(), Options{Scheduler: clock, Layout: kept}, 110, 32)
	press(m, "tab", "ctrl+right")
	first := clock.wake
	press(m, "ctrl+right", "ctrl+up")
	if clock.pass(m); kept.text != "" {
		t.Error("it is kept while lines still move")
	}
	if m.keepDesk(); first == nil || clock.wake == nil {
		t.Fatal("nobody will keep it")
	}
	clock.pass(m)
	if want := deskHead + "middle 0.3909\nright 0.4667\n"; kept.text != want {
		t.Errorf("kept is %q, not %q", kept.text, want)
	}
	press(m, "ctrl+left")
	if err := m.leave(); err != nil || !strings.Contains(kept.text, "middle 0.3818\n") {
		t.Errorf("at the end %q is kept (%v)", kept.text, err)
	}
	m = show(t, busyFake(), Options{Layout: kept}, 110, 32)
	lines(42, 22, 14)(t, m, nil, nil)
	kept.err = errors.New("the disk is full")
	m = show(t, busyFake(), Options{Scheduler: clock, Layout: kept}, 110, 32)
	want(t, m, "the layout is not as it was left: the disk is full")
	press(m, "tab", "ctrl+right")
	clock.pass(m)
	want(t, m, "the layout is not kept: the disk is full")
}

// What is kept may be damaged: that is told, and the lines are where they were.
func TestParseShares(t *testing.T) {
	tests := []struct{ text, problem string }{
		{"", ""},
		{"\n# nothing\n", ""},
		{"middle 0.5", ""},
		{"middle 0.5\r\nleft 0.25\r\n", ""},
		{"middle", `line 1, "middle": a place is a number between 0 and 1`},
		{"#\nmiddle 1.5", `line 2, "middle 1.5": a place is a number between 0 and 1`},
		{"left NaN", `line 1, "left NaN": a place is a number between 0 and 1`},
		{"up 0.5", `line 1, "up 0.5": it should look like "middle 0.4"`},
		{"\x1b[2J\xff", `line 1, "\027[2J\255": it should look like "middle 0.4"`},
	}
	for _, test := range tests {
		shares, err := parseShares(test.text, [3]float64{})
		if got := fmt.Sprint(err); got != or(test.problem, "<nil>") {
			t.Errorf("%q: %s", test.text, got)
		}
		if again, err := parseShares(formatShares(shares), shares); again != shares || err != nil {
			t.Errorf("%q: %v is kept as %v (%v)", test.text, shares, again, err)
		}
	}
}

// On a small screen, too, it is seen which pane has the keys, and t turns the
// tabs of the log's pane wherever one is.
func TestTabsOfSmallScreen(t *testing.T) {
	m := show(t, busyFake(), Options{}, 24, 7)
	press(m, "esc")
	want(t, m, "2 processes")
	press(m, "4")
	want(t, m, "3 stats 4 log")
	press(m, "2 t")
	want(t, m, "4 sequence")
	press(m, "3 T")
	want(t, m, "4 log")
}
