package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"echotui/runtime/wire"
)

// Whatever is typed, clicked, resized and whatever happens in the app, the
// screen is filled exactly, the cursor is on it and nothing breaks.
func TestMonkey(t *testing.T) {
	var keys []string
	for _, a := range actions() {
		keys = append(keys, a.keys...)
	}
	keys = append(keys, "x", "世", "é", "backspace", "delete", "ctrl+a", "ctrl+w")
	rapid.Check(t, func(t *rapid.T) {
		f, e := newEcho()
		world := &zoo{echo: e, t: t}
		m := New(f, Options{})
		m.Init()
		now := time.Unix(0, 0)
		resize(m, t)
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				resize(m, t)
			case 1:
				m.Update(tea.PasteMsg{Content: rapid.String().Draw(t, "paste")})
			case 2:
				m.Update(tea.MouseClickMsg{X: rapid.IntRange(-1, 130).Draw(t, "x"), Y: rapid.IntRange(-1, 70).Draw(t, "y"), Button: tea.MouseLeft})
			case 3:
				m.Update(tea.MouseWheelMsg{X: rapid.IntRange(0, 130).Draw(t, "x"), Y: rapid.IntRange(0, 70).Draw(t, "y"),
					Button: rapid.SampledFrom([]tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown}).Draw(t, "wheel")})
			case 4, 5:
				world.live()
				m.Update(changedMsg{})
			case 6:
				now = now.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "passed")) * time.Millisecond)
				m.Update(rapid.SampledFrom([]tea.Msg{clockMsg{}, lookMsg{}, lateMsg{}, deskMsg{}, groundMsg{}, lastQuestionMsg{}, answeredMsg{}, tea.ResumeMsg{}, tea.BackgroundColorMsg{}, playMsg{now}, playMsg{now},
					tea.MouseMotionMsg{X: int(now.UnixMilli() % 130), Button: tea.MouseLeft}, tea.MouseReleaseMsg{}}).Draw(t, "message"))
			default:
				m.Update(keyNamed(rapid.SampledFrom(keys).Draw(t, "key")))
			}
			check(t, m)
		}
	})
}

func resize(m *Model, t *rapid.T) {
	w := rapid.SampledFrom([]int{0, 1, 2, 20, 24, 25, 40, 71, 72, 80, 110, 200}).Draw(t, "w")
	h := rapid.SampledFrom([]int{0, 1, 2, 6, 7, 8, 12, 17, 18, 24, 32, 60}).Draw(t, "h")
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
}

// check looks at a frame.
func check(t *rapid.T, m *Model) {
	view := m.View()
	lines := strings.Split(view.Content, "\n")
	if len(lines) != max(1, m.height) {
		t.Fatalf("%d lines on a screen %d high", len(lines), m.height)
	}
	for _, line := range lines {
		if got := ansi.StringWidthWc(line); got != m.width && m.height > 0 {
			t.Fatalf("a line is %d columns wide on a screen of %d:\n%s", got, m.width, ansi.Strip(view.Content))
		}
	}
	if c := view.Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= m.width || c.Y >= m.height) {
		t.Fatalf("the cursor is at %d, %d on a screen of %dx%d", c.X, c.Y, m.width, m.height)
	}
	if again := m.View(); again.Content != view.Content {
		t.Fatal("drawing twice gives two pictures")
	}
	checkTree(t, &m.tree)
}

// checkTree holds the counted rows of the tree against those that are there.
func checkTree(t *rapid.T, tree *treePane) {
	walk := treeWalk{treePane: tree, want: 1 << 20}
	walk.all()
	if len(walk.rows) != tree.total() {
		t.Fatalf("the tree has %d rows and counts %d", len(walk.rows), tree.total())
	}
	for i, row := range walk.rows {
		if at, found := tree.rowOf(row.key); !found || at != i {
			t.Fatalf("row %d, %+v, is found at %d (%v)", i, row.key, at, found)
		}
	}
	from, to := tree.list.Visible()
	for i := from; i < to; i++ {
		if tree.rows[i-from].key != walk.rows[i].key {
			t.Fatalf("row %d shows %+v instead of %+v", i, tree.rows[i-from].key, walk.rows[i].key)
		}
	}
}

// zoo is an app in which anything happens.
type zoo struct {
	*echo
	t    *rapid.T
	pids []wire.PID
	co   uint32
}

// live lets a few things happen.
func (z *zoo) live() {
	if len(z.pids) == 0 {
		z.pids = append(z.pids, z.relay, z.cli)
	}
	for range rapid.IntRange(1, 12).Draw(z.t, "facts") {
		z.pass(time.Duration(rapid.IntRange(0, 2000).Draw(z.t, "ms")) * time.Millisecond)
		z.something(rapid.SampledFrom(z.pids).Draw(z.t, "pid"), rapid.SampledFrom(z.pids).Draw(z.t, "peer"))
	}
}

func (z *zoo) something(p, q wire.PID) {
	text := rapid.SampledFrom([]string{"a", "長い名前", "x\x1b[2Jy", "two\nlines", strings.Repeat("long ", 50), "👨‍👩‍👧"}).Draw(z.t, "text")
	switch rapid.IntRange(0, 9).Draw(z.t, "fact") {
	case 0, 1:
		made := z.spawn(p, rapid.SampledFrom([]string{terminal, processes, "new:host"}).Draw(z.t, "host"), "app:"+text, 0, "")
		z.pids = append(z.pids, made)
		z.start(made)
	case 2:
		z.exit(p, wire.Outcome(rapid.IntRange(0, 2).Draw(z.t, "outcome")), text)
	case 3:
		z.co++
		z.add(wire.Event{Kind: wire.KindCoroutine, PID: p, Co: z.co, Name: text})
	case 4:
		z.add(wire.Event{Kind: wire.KindFinish, PID: p, Co: uint32(rapid.IntRange(0, int(z.co)).Draw(z.t, "co"))})
	case 5, 6:
		z.send(p, q, text, wire.Record("key", text, "n", 1.5))
	case 7:
		z.add(wire.Event{Kind: wire.KindService, Name: fmt.Sprintf("app:service%d", len(text)%3), PID: p,
			N: int64(rapid.IntRange(0, 6).Draw(z.t, "state")), Text: text})
	case 8:
		z.print(p, text)
	default:
		z.wait(p, 0, rapid.SampledFrom([]string{"sleep", "select", "readline"}).Draw(z.t, "wait"), text, time.Second, 5)
	}
}
