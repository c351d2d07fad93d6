package player

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
	"echotui/tui/film"
	"echotui/tui/film/filmtest"
)

// desk is a player whose clock goes when it is told.
type desk struct {
	*player
	t     *testing.T
	clock time.Time
}

func open(t *testing.T, f *film.Film, width, height int) *desk {
	d := &desk{t: t}
	d.player = newPlayer(f, Options{Theme: &draw.Dark, Glyphs: &draw.Unicode, Name: "demo.cast"}, func() time.Time { return d.clock })
	d.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

// wait lets time pass, with a timer at its end.
func (d *desk) wait(t time.Duration) {
	d.clock = d.clock.Add(t)
	d.Update(wake{d.turn})
}

// press presses keys one after the other, and returns what leaves.
func (d *desk) press(names ...string) (cmd tea.Cmd) {
	for _, name := range names {
		_, cmd = d.Update(keyNamed(name))
	}
	return cmd
}

func keyNamed(name string) tea.KeyPressMsg {
	named := map[string]tea.KeyPressMsg{
		"right": {Code: tea.KeyRight}, "left": {Code: tea.KeyLeft}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "esc": {Code: tea.KeyEscape},
		"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "shift+right": {Code: tea.KeyRight, Mod: tea.ModShift}, "shift+left": {Code: tea.KeyLeft, Mod: tea.ModShift},
		"f1": {Code: tea.KeyF1}, "space": {Code: ' ', Text: " "}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl},
	}
	if msg, found := named[name]; found {
		return msg
	}
	return tea.KeyPressMsg{Code: rune(name[0]), Text: name}
}

// screen is the text of the screen.
func (d *desk) screen() string {
	c := draw.NewCanvas(d.width, d.height)
	c.Use(draw.Look{Theme: d.options.Theme, Glyphs: d.options.Glyphs})
	if d.help {
		d.drawHelp(c)
	} else {
		d.drawFilm(c)
	}
	d.drawBelow(c)
	return c.Plain()
}

func (d *desk) wants(text string) {
	d.t.Helper()
	if got := d.screen(); got != text {
		d.t.Errorf("got\n%s\nwant\n%s", got, text)
	}
}

func (d *desk) place(at time.Duration, running bool) {
	d.t.Helper()
	if d.at != at || d.running != running {
		d.t.Errorf("it is at %v, running %v, not at %v, %v", d.at, d.running, at, running)
	}
}

// story is ten screens, each for a second, with two chapters.
func story() *film.Film {
	f := filmtest.Of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine\n日本")
	f.Marks = []film.Mark{{At: 2 * time.Second, Label: "the second"}, {At: 7 * time.Second}}
	return f
}

func TestScreen(t *testing.T) {
	d := open(t, story(), 80, 4)
	d.wants("zero\n\n\n ▶  0:00 / 0:10          1× ●──┴─────────┴────── ? keys  demo.cast")
	d.wait(2500 * time.Millisecond)
	d.wants("two\n\n\n ▶  0:02 / 0:10          1× ━━━┴●────────┴────── the second")
	d.wait(5 * time.Second)
	d.wants("seven\n\n\n ▶  0:07 / 0:10          1× ━━━┴━━━━━━━━━┴●───── chapter 2")
	d.wait(5 * time.Second)
	d.wants("nine\n日本\n\n ⏸  0:10 / 0:10          1× ━━━┴━━━━━━━━━┴━━━━━● chapter 2")
	d.press("]")
	d.wants("nine\n日本\n\n ⏸  0:10 / 0:10          1× ━━━┴━━━━━━━━━┴━━━━━● there is no chapter after this")

	d = open(t, story(), 40, 3)
	d.options.Glyphs = &draw.ASCII
	d.wants("zero\n\n >  0:00 / 0:10          1x ? keys  ...")
	d = open(t, story(), 3, 1)
	d.wants(" ▶")
	d = open(t, story(), 0, 0)
	d.wants("")
}

func TestCaptions(t *testing.T) {
	f := story()
	f.Title = "A film"
	f.Captions = []film.Caption{{At: time.Second, Text: "look \x1b[2J日"}, {At: 3 * time.Second}}
	f.Marks = nil
	d := open(t, f, 80, 5)
	d.wants("zero\n\n\n\n ▶  0:00 / 0:10          1× ●─────────────────── ? keys  A film")
	d.press("n")
	d.wants("one\n\n\n look \\027[2J日\n ⏸  0:01 / 0:10          1× ━●────────────────── ? keys  A film")
	d.press("n", "n")
	d.wants("three\n\n\n\n ⏸  0:03 / 0:10          1× ━━━━━●────────────── ? keys  A film")
}

// Each key does what its help says.
func TestKeys(t *testing.T) {
	d := open(t, story(), 80, 24)
	for _, step := range []struct {
		keys    string
		at      time.Duration
		running bool
		notice  string
	}{
		{"space", 0, false, ""},
		{"n", 1 * time.Second, false, ""},
		{". . .", 4 * time.Second, false, ""},
		{"N b", 2 * time.Second, false, ""},
		{", , ,", 0, false, "this is the first frame"},
		{"right", 5 * time.Second, false, ""},
		{"l left", 5 * time.Second, false, ""},
		{"h h", 0, false, ""},
		{"L", 10 * time.Second, false, ""},
		{"n", 10 * time.Second, false, "this is the last frame"},
		{"H", 0, false, ""},
		{"shift+right shift+left", 0, false, ""},
		{"]", 2 * time.Second, false, ""},
		{"]", 7 * time.Second, false, ""},
		{"]", 7 * time.Second, false, "there is no chapter after this"},
		{"[", 2 * time.Second, false, ""},
		{"right [", 2 * time.Second, false, ""},
		{"[ [", 2 * time.Second, false, "there is no chapter before this"},
		{"end", 10 * time.Second, false, ""},
		{"home", 0, false, ""},
		{"G", 10 * time.Second, false, ""},
		{"space", 0, true, ""}, // from the start again
		{"}", 10 * time.Second, true, ""},
		{"g", 0, false, ""}, // it had stopped at the end
		{"{", 0, false, ""},
		{"up", 0, false, "there is no more there"},
		{"x", 0, false, ""},
	} {
		d.press(strings.Fields(step.keys)...)
		if d.at != step.at || d.running != step.running || d.notice != step.notice {
			t.Errorf("%s: at %v, running %v, %q", step.keys, d.at, d.running, d.notice)
		}
	}
	for _, name := range []string{"q", "ctrl+c", "esc"} {
		if cmd := d.press(name); cmd == nil {
			t.Errorf("%s does not leave", name)
		} else if _, quits := cmd().(tea.QuitMsg); !quits {
			t.Errorf("%s does not leave", name)
		}
	}
}

// Every key of the table is known, and no two rows have the same.
func TestKeyTable(t *testing.T) {
	seen := map[string]bool{"esc": true}
	for _, k := range keys {
		for _, name := range k.names {
			if got := keyNamed(name).String(); got != name || seen[name] {
				t.Errorf("the key %q arrives as %q, or is there twice", name, got)
			}
			seen[name] = true
		}
	}
}

func TestSpeed(t *testing.T) {
	d := open(t, story(), 80, 24)
	d.press("+", "=", "+") // 1.5, 2, 4
	d.wait(time.Second)
	d.place(4*time.Second, true)
	d.press("-", "-", "-", "-") // 2, 1.5, 1, 0.5
	d.wait(2 * time.Second)
	d.place(5*time.Second, true)
	d.press("-", "-", "-")
	if d.notice != "it runs no slower" || d.speed != MinSpeed {
		t.Errorf("%v, %q", d.speed, d.notice)
	}
	d.press(strings.Fields(strings.Repeat("+ ", 20))...)
	if d.notice != "it runs no faster" || d.speed != MaxSpeed {
		t.Errorf("%v, %q", d.speed, d.notice)
	}
	for _, key := range []string{"+", "-"} {
		d.speed = 3
		d.press(key)
		if want := map[string]float64{"+": 4, "-": 2}[key]; d.speed != want {
			t.Errorf("%s makes 3 to %v", key, d.speed)
		}
	}
}

// A timer that was overtaken by a key does nothing, and none runs when the film
// stands still.
func TestTimers(t *testing.T) {
	d := open(t, story(), 80, 24)
	if d.Init() == nil {
		t.Error("nothing wakes it")
	}
	_, late := d.Update(wake{d.turn - 1})
	_, due := d.Update(wake{d.turn})
	if late != nil || due == nil {
		t.Error("a late timer begins another one")
	}
	if cmd := d.press("space"); cmd != nil {
		t.Error("a timer runs")
	}
	d.wait(time.Hour)
	d.place(0, false)
	d.press("space")
	d.wait(time.Hour)
	d.place(10*time.Second, false)
}

func TestHelp(t *testing.T) {
	d := open(t, story(), 60, 4)
	d.press("?")
	if got := d.screen(); !strings.HasPrefix(got, " space    stop and go on; at the end, from the start\n . n") {
		t.Errorf("help is\n%s", got)
	}
	d.press(strings.Fields(strings.Repeat("down ", 10))...)
	if got := d.screen(); !strings.Contains(got, " q        leave\n") || d.notice == "" {
		t.Errorf("the end of help is\n%s", got)
	}
	if d.press("esc"); d.help {
		t.Error("esc does not close help")
	}
}

// Of a film that is too large, a part is seen.
func TestScroll(t *testing.T) {
	d := open(t, filmtest.Of("abcdefghijklmnopqrstuvwxyz\n2\n3\n4\n5"), 12, 3)
	d.press(">", "<", ">", ">", "down")
	d.wants("\n\n ▶  0:00 / 0")
	d.press("k")
	d.wants("opqrstuvwxyz\n\n ▶  0:00 / 0")
	d.Update(tea.WindowSizeMsg{Width: 60, Height: 4})
	d.wants("abcdefghijklmnopqrstuvwxyz\n2\n3\n ▶  0:00 / 0:01          1× 26x5 does not fit; ? keys")
}

// A film that is as high as the terminal has all of it: the bottom line is seen
// only after somebody did something, and at the end of the film.
func TestBarHides(t *testing.T) {
	const long = " ▶  0:00 / 0:10          1× ? keys  demo.cast"
	f := filmtest.Of("1\n2\n3")
	f.Length = 10 * time.Second
	f.Frames[0].Cursor = film.Cursor{Y: 2, Shown: true}
	d := open(t, f, 50, 3)
	d.wants("1\n2\n" + long)
	if d.View().Cursor != nil {
		t.Error("the cursor is on the bottom line")
	}
	d.wait(toldFor)
	d.wants("1\n2\n3")
	if d.View().Cursor == nil {
		t.Error("the cursor is not seen")
	}
	d.Update(tea.MouseClickMsg{X: 10, Y: 1})
	d.wants("1\n2\n ▶  0:03 / 0:10          1× ? keys  demo.cast")
	d.wait(toldFor)
	d.wants("1\n2\n3")
	if cmd := d.press("space"); cmd == nil {
		t.Error("nothing hides the line while the film stands still")
	}
	d.wants("1\n2\n ⏸  0:06 / 0:10          1× ? keys  demo.cast")
	d.clock = d.clock.Add(toldFor)
	if _, cmd := d.Update(wake{d.turn}); cmd != nil {
		t.Error("a timer runs")
	}
	d.wants("1\n2\n3")
	d.press("space")
	d.wait(toldFor)
	d.wait(toldFor)
	d.wants("1\n2\n ⏸  0:10 / 0:10          1× ? keys  demo.cast")
	d.wait(toldFor)
	d.wants("1\n2\n3")
	d.press("?")
	if d.wait(toldFor); !strings.Contains(d.screen(), "? keys") {
		t.Errorf("help has no bottom line:\n%s", d.screen())
	}
	f.Captions = []film.Caption{{Text: "look"}}
	d = open(t, f, 50, 4)
	d.wants("1\n2\n look\n" + long)
	d.wait(toldFor)
	d.wants("1\n2\n3\n look")
}

func TestMouse(t *testing.T) {
	d := open(t, story(), 80, 24)
	bar := d.bar()
	d.Update(tea.MouseClickMsg{X: bar.Right() - 1, Y: 23})
	d.place(10*time.Second, false)
	d.Update(tea.MouseMotionMsg{X: 0, Y: 3})
	d.place(0, false)
	d.Update(tea.MouseReleaseMsg{})
	d.Update(tea.MouseMotionMsg{X: bar.Right(), Y: 23})
	d.Update(tea.MouseClickMsg{X: 5, Y: 23})
	d.Update(tea.MouseClickMsg{X: bar.X + 3, Y: 2})
	d.place(0, false)
}

// The cursor of the film is that of the terminal, where it is seen.
func TestCursor(t *testing.T) {
	f := story()
	f.Frames[0].Cursor = film.Cursor{X: 4, Shown: true}
	d := open(t, f, 80, 24)
	if c := d.View().Cursor; c == nil || c.X != 4 || c.Y != 0 {
		t.Errorf("the cursor is %v", c)
	}
	d.Update(tea.WindowSizeMsg{Width: 4, Height: 24})
	if c := d.View().Cursor; c != nil {
		t.Errorf("the cursor is %v", c)
	}
}
