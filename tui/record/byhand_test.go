package record

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/cli"
	"echotui/tui"
	"echotui/tui/cast"
	"echotui/tui/film"
	"echotui/tui/tape"
)

func openExample(a App) (Stage, string, error) {
	s, err := cli.Stage(a.Name, a.Dir, a.Args, a.Seed, a.Env, nil)
	if err != nil {
		return nil, "", err
	}
	return s, s.App().Name, nil
}

// person sits in front of a screen, and records what they do by hand.
type person struct {
	*screen
	made []*tui.Recording
}

func sitDown(t *testing.T, app App, columns, rows int) *person {
	t.Helper()
	stage, _, err := openExample(app)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stage.Close)
	p := &person{}
	p.screen = newScreen(stage, tui.Options{Record: func(r *tui.Recording) (string, error) {
		p.made = append(p.made, r)
		return "wrote it", nil
	}}, columns, rows)
	return p
}

// pass lets time pass.
func (p *person) pass(d time.Duration) {
	end := p.time.now + d
	for p.settle(); p.time.now < end; p.settle() {
		p.time.now = p.due(end)
	}
}

// press presses keys that have names in a tape, or types what stands in quotes.
func (p *person) press(t *testing.T, pause time.Duration, commands string) {
	t.Helper()
	script, err := tape.Parse("keys", commands, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range script.Commands {
		keys := []tape.Key{}
		switch c := c.(type) {
		case tape.Press:
			keys = c.Keys
		case tape.Type:
			for _, r := range c.Text {
				keys = append(keys, tape.Key{Rune: r})
			}
		}
		for _, k := range keys {
			p.tell(k.Press())
			p.pass(pause)
		}
	}
}

// again plays the tape of a recording, after it was a text.
func again(t *testing.T, r *tui.Recording, app App) (text string, f *film.Film) {
	t.Helper()
	script, lost := Script(r, app)
	if lost > 0 {
		t.Errorf("%d things are lost", lost)
	}
	text, err := script.Text()
	if err != nil {
		t.Fatal(err)
	}
	read, err := tape.Parse("again.tape", text, nil)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	take, err := Play(read, nil, openExample)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return text, take.Film
}

const lag = 40 * time.Millisecond

// same compares two films at each second, but for digits that may depend on when
// exactly a key was pressed, if exact is not set.
func same(t *testing.T, text string, want, got *film.Film, exact bool) {
	t.Helper()
	if over := got.Length - want.Length; over < -100*time.Millisecond || over > 100*time.Millisecond {
		t.Errorf("the film lasts %v, and again %v", want.Length, got.Length)
	}
	digits := regexp.MustCompile(`[0-9.]+ *(ms|s)?`)
	shown := func(f *film.Film, at time.Duration) string {
		text := Text(f.Frames[f.FrameAt(at)].Grid)
		if !exact {
			text = digits.ReplaceAllString(text, "#")
		}
		return text
	}
	for at := 900 * time.Millisecond; at < want.Length; at += time.Second {
		// A recording by hand shows things a frame later than they happen.
		if a, b, c := shown(want, at+lag), shown(got, at), shown(got, at+lag); a != b && a != c {
			t.Fatalf("at %v of the tape\n%s\nis\n%s\nand was\n%s", at, text, c, a)
		}
	}
}

// What was recorded by hand comes out of its tape again, second by second.
func TestTapeByHand(t *testing.T) {
	for _, exact := range []bool{true, false} {
		app := App{Name: "echo", Seed: 7}
		p := sitDown(t, app, 100, 30)
		odd := time.Duration(0) // nobody hits hundredths of a second
		if !exact {
			odd = 1234567 * time.Nanosecond
		}
		p.pass(time.Second + odd)
		p.press(t, 90*time.Millisecond+odd, `Type "before" Enter`)
		p.pass(2 * time.Second)
		p.press(t, 0, `Escape Ctrl+R`)
		p.pass(600*time.Millisecond + odd)
		p.press(t, 50*time.Millisecond+odd, `Type "1" Type "hello"`)
		p.press(t, 400*time.Millisecond, `Enter Escape Type "4" Up Up Up Type "t" Type "T" Down End`)
		p.pass(2*time.Second + odd)
		p.tell(tea.MouseClickMsg{X: 60, Y: 3, Button: tea.MouseLeft})
		p.tell(tea.MouseReleaseMsg{X: 60, Y: 3, Button: tea.MouseLeft})
		p.pass(time.Second)
		p.tell(tea.MouseWheelMsg{X: 70, Y: 24, Button: tea.MouseWheelUp})
		p.pass(time.Second)
		p.tell(tea.WindowSizeMsg{Width: 110, Height: 32})
		p.pass(time.Second)
		p.press(t, 300*time.Millisecond, `Type "1"`)
		p.tell(tea.PasteMsg{Content: "two\nlines "})
		p.pass(time.Second)
		p.press(t, 300*time.Millisecond, `Enter Escape Space Type "nnN"`)
		p.pass(2 * time.Second)
		p.press(t, time.Second, `Type "R"`)
		if len(p.made) != 1 {
			t.Fatalf("%d recordings", len(p.made))
		}
		text, f := again(t, p.made[0], app)
		same(t, text, p.made[0].Film, f, exact)
	}
}

// A recording from the first moment on hides nothing.
func TestTapeFromTheBeginning(t *testing.T) {
	app := App{Name: "chat", Seed: 1}
	p := sitDown(t, app, 110, 32)
	p.press(t, 3*time.Second, `Ctrl+R`)
	p.press(t, 0, `Ctrl+R`)
	p.pass(0)
	text, f := again(t, p.made[0], app)
	if strings.Contains(text, "Hide") {
		t.Errorf("something is hidden:\n%s", text)
	}
	same(t, text, p.made[0].Film, f, true)
}

// What a tape cannot say is counted.
func TestTapeLacks(t *testing.T) {
	r := &tui.Recording{Film: &film.Film{}, Inputs: []tui.Input{
		{Msg: tea.KeyPressMsg{Code: tea.KeyMediaPlay}},
		{Msg: tea.KeyPressMsg{Code: 'x', Mod: tea.ModSuper}},
		{Msg: tea.MouseWheelMsg{Button: tea.MouseWheelLeft}},
		{Msg: tea.MouseReleaseMsg{}},
	}, To: time.Second, Width: 80, Height: 24}
	if _, lost := Script(r, App{}); lost != 3 {
		t.Errorf("%d things are lost, not 3", lost)
	}
}

// Files get names that are free, none is replaced, and nothing is left of what
// cannot be written.
func TestHandWrites(t *testing.T) {
	dir := t.TempDir()
	p := sitDown(t, App{Name: "echo", Seed: 1}, 80, 24)
	p.press(t, time.Second, `Ctrl+R Ctrl+R`)
	hand := Hand{Dir: dir, App: App{Name: "echo", Seed: 1}}
	for n, want := range []string{"echotui-1", "echotui-2"} {
		text, err := hand.Write(p.made[0])
		if name := filepath.Join(dir, want); err != nil || text != "wrote "+name+".cast and "+name+".tape" {
			t.Fatalf("recording %d: %q, %v", n, text, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "echotui-3.tape"), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	hand.Lack = "there is a reason"
	if text, err := hand.Write(p.made[0]); err != nil || !strings.HasSuffix(text, "echotui-4.cast, and no tape: there is a reason") {
		t.Errorf("%q, %v", text, err)
	}
	for _, name := range []string{"echotui-3.cast", "echotui-4.tape"} {
		if exists(filepath.Join(dir, name)) {
			t.Errorf("there is a %s", name)
		}
	}
	file, err := os.Open(filepath.Join(dir, "echotui-1.cast"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := cast.Read(file)
	if err != nil || Text(f.Frames[0].Grid) != Text(p.made[0].Film.Frames[0].Grid) {
		t.Errorf("the cast shows something else: %v", err)
	}
	if _, err := (Hand{Dir: filepath.Join(dir, "nowhere")}).Write(p.made[0]); err == nil {
		t.Error("a folder that is not there was written to")
	}
}

// Before anything is recorded it is known whether it could be written, and
// nothing is left of the attempt.
func TestHandTries(t *testing.T) {
	dir := t.TempDir()
	if err := (Hand{Dir: dir}).Try(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
	nowhere := filepath.Join(dir, "nowhere")
	err := Hand{Dir: nowhere}.Try()
	if want := filepath.Join(nowhere, "echotui-1.cast") + " cannot be written: there is no folder " + nowhere; err == nil || err.Error() != want {
		t.Errorf("in a folder that is not there: %v, not %s", err, want)
	}
}

// Of a file that cannot be written to its end, as on a full disk, nothing stays,
// and one that is there is not touched.
func TestWriteNew(t *testing.T) {
	name := filepath.Join(t.TempDir(), "half")
	full := errors.New("no space left on device")
	err := writeNew(name, func(w io.Writer) error {
		_, _ = io.WriteString(w, strings.Repeat("half of it ", 1000))
		return &fs.PathError{Op: "write", Path: name, Err: full}
	})
	if !errors.Is(err, full) || exists(name) {
		t.Errorf("%v, and the file is there: %v", err, exists(name))
	}
	if want := name + " cannot be written: no space left on device"; err.Error() != want { // once, though closing fails, too
		t.Errorf("it is told as %q, not as %q", err, want)
	}
	if err := os.WriteFile(name, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := writeNew(name, func(io.Writer) error { return nil }); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that is there: %v", err)
	}
	if text, _ := os.ReadFile(name); string(text) != "mine" {
		t.Errorf("what was there is %q now", text)
	}
}
