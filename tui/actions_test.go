package tui

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/wire"
)

// actionTest plays keys up to an action, presses its key and looks at what
// became of it.
type actionTest struct {
	start  func() *fake // nil: busyFake
	before string       // keys; "'" begins text to type: "'hello enter"
	check  func(t *testing.T, m *Model, f *fake, cmd tea.Cmd)
}

func busyFake() *fake {
	f, _ := busy()
	return f
}

// waiting is a session in which messages wait.
func waiting() *fake {
	f, e := busy()
	e.send(e.cli, e.relay, "order", wire.Record("item", "tea"))
	e.send(e.cli, e.relay, "order", wire.Record("item", "cake"))
	return f
}

// crowded is a session with more processes than there is room for beside each
// other.
func crowded() *fake {
	f, e := busy()
	for range 12 {
		e.start(e.spawn(e.relay, processes, "app:worker", 0, ""))
	}
	return f
}

func paused() *fake {
	f, e := busy()
	f.status.Paused = true
	e.hold = true
	e.print(e.cli, "fact of the future")
	e.print(e.cli, "one more")
	return f
}

// sees checks that texts are on the screen.
func sees(texts ...string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		want(t, m, texts...)
	}
}

// misses checks that texts are not on the screen.
func misses(texts ...string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		wantNot(t, m, texts...)
	}
}

// focused checks which pane has the keys.
func focused(p pane) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		if m.focus != p {
			t.Errorf("pane %d has the keys", m.focus+1)
		}
		borders := []string{"┏1 cli", "┏2 processes", "┣3 stats", "┣4 "}
		want(t, m, borders[p])
	}
}

// selects checks what stands in the selected row.
func selects(text string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		if row := selectedRow(m); !strings.Contains(row, text) {
			t.Errorf("the selected row is %q, not that of %q:\n%s", row, text, plain(m))
		}
	}
}

// chooses checks which row of the palette is what enter does.
func chooses(name string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		if p := &m.palette; p.fits[p.list.Cursor()].name != name || !p.marked(p.list.Cursor()) {
			t.Errorf("enter does %q:\n%s", p.fits[p.list.Cursor()].name, plain(m))
		}
	}
}

// selectedRow is the selected row of the list that has the keys.
func selectedRow(m *Model) string {
	list := m.scroller().rows()
	y := list.Cursor() - list.Top()
	switch {
	case m.help.open:
		y += m.help.rect.Y + 1
	case m.focus == paneProcesses:
		y += m.layout.inner[paneProcesses].Y + 1
	default:
		y += m.layout.inner[m.focus].Y
	}
	return strings.Split(plain(m), "\n")[y]
}

// selectsValue checks which row of a tree of values is selected.
func selectsValue(text string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
		t.Helper()
		p := &m.payload
		row := strings.Split(plain(m), "\n")[p.rows.Y+p.tree.Cursor()-p.tree.Top()]
		if !strings.Contains(row, text) {
			t.Errorf("the selected row is %q, not that of %q:\n%s", row, text, plain(m))
		}
	}
}

// copies checks what the terminal is given for its clipboard.
func copies(text string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, _ *Model, _ *fake, cmd tea.Cmd) {
		t.Helper()
		if !yields(cmd, tea.SetClipboard(text)()) {
			t.Errorf("%q is not copied", text)
		}
	}
}

// sent checks the lines that the app was given.
func sent(lines ...string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, f *fake, _ tea.Cmd) {
		t.Helper()
		var got []string
		for _, c := range f.commands {
			if c.Kind != wire.CommandInput || c.PID != m.prompt.pid {
				t.Errorf("%+v is no line for the terminal process", c)
			}
			got = append(got, c.Text)
		}
		if !reflect.DeepEqual(got, lines) {
			t.Errorf("sent %q, want %q", got, lines)
		}
	}
}

// called checks what was asked of the session.
func called(calls ...string) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, _ *Model, f *fake, _ tea.Cmd) {
		t.Helper()
		if !reflect.DeepEqual(f.calls, calls) {
			t.Errorf("the session was asked for %q, want %q", f.calls, calls)
		}
	}
}

func quits(t *testing.T, _ *Model, _ *fake, cmd tea.Cmd) {
	t.Helper()
	if !yields(cmd, tea.QuitMsg{}) {
		t.Error("the program goes on")
	}
}

// yields runs a command and those it stands for, but for the clock's, and
// reports whether one of them yields msg.
func yields(cmd tea.Cmd, msg tea.Msg) bool {
	if cmd == nil {
		return false
	}
	got := cmd()
	if batch, ok := got.(tea.BatchMsg); ok {
		return slices.ContainsFunc(batch, func(c tea.Cmd) bool { return yields(c, msg) })
	}
	return reflect.DeepEqual(got, msg)
}

func all(checks ...func(*testing.T, *Model, *fake, tea.Cmd)) func(*testing.T, *Model, *fake, tea.Cmd) {
	return func(t *testing.T, m *Model, f *fake, cmd tea.Cmd) {
		t.Helper()
		for _, check := range checks {
			check(t, m, f, cmd)
		}
	}
}

// plays checks that the cursor goes on by itself, as fast as things happened.
func plays(t *testing.T, m *Model, _ *fake, _ tea.Cmd) {
	t.Helper()
	want(t, m, "▶ PAST  fact 73/75")
	at := time.Unix(0, 0)
	m.Update(playMsg{at})
	m.Update(playMsg{at.Add(10 * time.Millisecond)})
	want(t, m, "▶ LIVE  fact 75/75")
}

// noteRecording tells how much there is in a recording.
func noteRecording(r *Recording) (string, error) {
	columns, rows := r.Film.Size()
	return fmt.Sprintf("%d frame of %dx%d", len(r.Film.Frames), columns, rows), nil
}

func records(t *testing.T, m *Model, _ *fake, cmd tea.Cmd) {
	t.Helper()
	wantNot(t, m, "REC")
	if !yields(cmd, savedMsg("1 frame of 110x32")) {
		t.Error("the recording is not written")
	}
}

func redraws(t *testing.T, _ *Model, _ *fake, cmd tea.Cmd) {
	t.Helper()
	if !yields(cmd, tea.ClearScreen()) {
		t.Error("the screen is not drawn again")
	}
}

func endsInput(t *testing.T, m *Model, f *fake, _ tea.Cmd) {
	t.Helper()
	want := []wire.Command{{Kind: wire.CommandInput, PID: m.prompt.pid, EOF: true}}
	if !reflect.DeepEqual(f.commands, want) {
		t.Errorf("got %+v", f.commands)
	}
}

// talkative is an app that has written more than fits.
func talkative() *fake {
	f, e := newEcho()
	for i := range 100 {
		e.print(e.cli, strings.Repeat("-", i%3)+" line "+number(float64(i))+"\n")
	}
	return f
}

// play presses the keys of a test.
func play(m *Model, keys string) {
	for _, word := range strings.Fields(keys) {
		if text, isText := strings.CutPrefix(word, "'"); isText && text != "" {
			write(m, text)
		} else {
			press(m, word)
		}
	}
	refresh(m)
}

// Each key of each action does what the table says, as seen on the screen.
func TestActions(t *testing.T) {
	tested := map[string]bool{}
	for _, a := range actions() {
		id := a.name + ": " + strings.Join(a.keys, " ")
		test, found := actionTests[id]
		if !found {
			t.Errorf("no test for %q", id)
			continue
		}
		tested[id] = true
		for _, key := range a.keys {
			t.Run(a.name+" "+key, func(t *testing.T) {
				start := test.start
				if start == nil {
					start = busyFake
				}
				f := start()
				options := Options{Write: func(string) error { return nil }, Record: noteRecording, shell: func() string { return "" }}
				if a.id == "dismiss-hint" { // in the others' way
					options.Hint = &shelf{}
				}
				m := show(t, f, options, 110, 32)
				play(m, test.before)
				if got := m.find(m.mode(), key); got == nil || got.name != a.name || got.cannot(m) != "" {
					t.Fatalf("the key does not reach the action after %q:\n%s", test.before, plain(m))
				}
				before := seenOf(m, f)
				cmd := press(m, key)
				test.check(t, m, f, cmd)
				if seenOf(m, f) == before && !actsOutside[a.id] {
					t.Errorf("nothing is seen of it:\n%s", plain(m))
				}
			})
		}
	}
	for id := range actionTests {
		if !tested[id] {
			t.Errorf("%q tests no action", id)
		}
	}
}

// actsOutside are the actions of which neither screen nor session tell.
var actsOutside = map[string]bool{"quit": true, "quit-anywhere": true, "redraw": true}

// seenOf is all that can be seen of a screen, and what its session was asked for.
func seenOf(m *Model, f *fake) string {
	view := m.View()
	cursor := ""
	if view.Cursor != nil {
		cursor = fmt.Sprint(view.Cursor.X, view.Cursor.Y)
	}
	return fmt.Sprint(view.Content, cursor, view.MouseMode, f.calls, f.commands, f.breaks)
}

// No key may mean two things that can both be done.
func TestActionsDoNotOverlap(t *testing.T) {
	for i, a := range actions() {
		for _, b := range actions()[i+1:] {
			for _, key := range a.keys {
				if a.in&b.in != 0 && slices.Contains(b.keys, key) && (a.why == nil || b.why == nil) {
					t.Errorf("%s is both %q and %q", key, a.name, b.name)
				}
			}
		}
	}
}

// A key that can do nothing says why.
func TestUnavailable(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab n")
	want(t, m, "pause first: space")
	press(m, "down")
	wantNot(t, m, "pause first")
	f.set(func(s *Status) { s.Stopped = true })
	refresh(m)
	press(m, "space")
	want(t, m, "the app has ended", "■ ENDED")
}
