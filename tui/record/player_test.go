package record_test

import (
	"strings"
	"testing"
	"time"

	"echotui/runtime/cli"
	"echotui/tui/film"
	"echotui/tui/record"
	"echotui/tui/tape"
)

// open puts an app that comes along on a stage.
func open(a record.App) (record.Stage, string, error) {
	s, err := cli.Stage(a.Name, a.Dir, a.Args, a.Seed, a.Env, nil)
	if err != nil {
		return nil, "", err
	}
	return s, s.App().Name, nil
}

func parse(t testing.TB, text string) *tape.Tape {
	t.Helper()
	script, err := tape.Parse("demo.tape", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	return script
}

func play(script *tape.Tape) (*record.Take, error) { return record.Play(script, nil, open) }

// filmOf plays a tape that nothing is wrong with.
func filmOf(t testing.TB, text string) *film.Film {
	t.Helper()
	take, err := play(parse(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return take.Film
}

// at is what a film shows at a mark.
func at(t *testing.T, f *film.Film, label string) string {
	t.Helper()
	for _, m := range f.Marks {
		if m.Label == label {
			return record.Text(f.Frames[f.FrameAt(m.At)].Grid)
		}
	}
	t.Fatalf("there is no mark %q", label)
	return ""
}

// Each tape fails if what it says does not do what it should.
func TestCommands(t *testing.T) {
	const answered = "Wait Type hello Enter Wait+Screen /HELLO/ "
	for name, text := range map[string]string{
		"the prompt is the line of the cursor": `Wait Wait+Line /^>$/ Type "ab" Wait /^> ab$/`,
		"typing takes its time":                `Wait Type@100ms "hello" Enter Wait+Fact kind:input t>=500ms t<800ms`,
		"the speed of typing changes":          `Wait Set TypingSpeed 1s Type "ab" Enter Wait+Fact kind:input t>2s`,
		"an answer comes":                      answered + `Assert "from worker" Assert /HEL+O/`,
		"a fact is awaited":                    `Wait Type "hello" Enter Wait+Fact kind:exit Assert+Fact kind:exit by:worker`,
		"facts before a step do not count":     answered + "Type \"again\" Enter Wait+Fact kind:exit by:0x00005\nAssert \"AGAIN\"",
		"it settles":                           `Wait Type "hello" Enter Wait+Settled Assert "HELLO" Assert+Fact kind:exit`,
		"keys have names":                      `Escape 1 F1 Wait+Screen /help ━/`,
		"keys are pressed often":               answered + `Escape Space Sleep 50ms Type "4" Up@10ms 3 Assert "▶ 39"`,
		"modifiers":                            `Wait Type "abc" Ctrl+U Wait /^>$/ Alt+x Wait /^>/`,
		"there is no shell":                    `Escape Ctrl+Z Assert "there is no shell" Sleep 1s`,
		"the mouse focuses":                    `Sleep 1s Mouse click 80 5 Assert "┏2 processes"`,
		"the wheel scrolls":                    answered + `Escape Type "4" Mouse wheelup 80 25 3 Assert "PAST"`,
		"the size changes":                     `Sleep 1s Resize 80x24 Sleep 100ms Resize 20x5 Assert "24x7"`,
		"pasting is one event":                 `Copy "pasted" Wait Paste Enter Wait+Screen /PASTED/`,
		"time stands still":                    `Wait Escape Space Sleep 1h Assert "PAUSED" Assert "00:00.2"`,
		"the past is made again":               answered + `Escape Space Sleep 100ms Type "4s" Sleep 100ms Assert "▾ main" Wait+Screen /self.*|local/`,
		"a branch begins":                      answered + `Escape Space Type "4" Up@50ms 10 Type "c" Type "c" Sleep 1s Assert "branch 2"`,
	} {
		t.Run(name, func(t *testing.T) {
			text = "App echo\nSeed 1\n" + text
			for _, fact := range []string{"Wait+Fact", "Assert+Fact"} { // an expression goes to the end of its line
				text = strings.ReplaceAll(text, " "+fact, "\n"+fact)
			}
			if _, err := play(parse(t, text)); err != nil {
				t.Error(err)
			}
		})
	}
}

// What goes wrong is told with its place and what was on the screen.
func TestFailures(t *testing.T) {
	for text, want := range map[string]string{
		"Wait@2s /nope/":                         `demo.tape:2:1: Wait: /nope/ does not match ">", the line of the cursor, within 2s`,
		"Escape Wait@1s":                         "demo.tape:2:8: Wait: />$/ does not match, as there is no cursor in a line; within 1s",
		"Sleep 1s Wait+Screen@1s /nope/":         "demo.tape:2:10: Wait: /nope/ matches nothing on the screen within 1s",
		"Wait+Fact@1s kind:exit":                 "demo.tape:2:1: Wait: no fact matches kind:exit within 1s",
		"Sleep 1s\nAssert \"nope\"":              `demo.tape:3:1: Assert: "nope" is not to be seen`,
		"Sleep 1s\nAssert+Fact kind:exit":        "demo.tape:3:1: Assert: no fact matches kind:exit",
		"Sleep 1s Ctrl+C Type \"more\"":          "demo.tape:2:17: the program has been left before",
		"Hide Sleep 1s":                          "demo.tape: nothing is to be seen: all of it is hidden",
		"Sleep 1s Type \"q\" Enter Wait@3s /^x/": "within 3s",
	} {
		_, err := play(parse(t, "App echo\n"+text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n%v\nwant %s", text, err, want)
			continue
		}
		if !strings.Contains(err.Error(), "The screen was:\n ▶ LIVE  fact") {
			t.Errorf("%s: the screen is not told: %v", text, err)
		}
	}
	if _, err := play(parse(t, "Require no-such-program")); err == nil || !strings.Contains(err.Error(), "demo.tape:1:1: Require:") {
		t.Errorf("a program that is not there: %v", err)
	}
	if _, err := play(parse(t, "App no/such/folder")); err == nil {
		t.Error("a folder that is not there is an app")
	}
}

// What is hidden is not in the film, and takes none of its time; speed is the
// film's alone.
func TestTime(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"Sleep 2s":                              2 * time.Second,
		"Sleep 1s Hide Sleep 1h Show Sleep 2s":  3 * time.Second,
		"Hide Sleep 1h Show Sleep 2s":           2 * time.Second,
		"Speed 2 Sleep 4s":                      2 * time.Second,
		"Speed 0.5 Sleep 4s Speed 4 Sleep 4s":   9 * time.Second,
		"Set PlaybackSpeed 2\nSleep 4s":         2 * time.Second,
		"Set Framerate 10\nType \"abcdefghij\"": 500 * time.Millisecond,
	} {
		f := filmOf(t, "App echo\n"+text)
		if over := f.Length - want; over < 0 || over > 100*time.Millisecond {
			t.Errorf("%s: the film lasts %v, want %v", text, f.Length, want)
		}
		if f.Frames[0].At != 0 {
			t.Errorf("%s: it begins at %v", text, f.Frames[0].At)
		}
	}
	f := filmOf(t, "App echo\nHide Wait Type \"secret\" Enter Wait+Screen /SECRET/ Type \"x\" Ctrl+U Resize 40x12 Resize 110x32 Show Sleep 1s")
	for i := range f.Frames {
		if strings.Contains(record.Text(f.Frames[i].Grid), "Seed") || f.Frames[i].Grid.W != 110 {
			t.Errorf("frame %d shows what was hidden", i)
		}
	}
	if len(f.Keys) != 0 {
		t.Errorf("%d keys that were hidden are told", len(f.Keys))
	}
}

// The rate bounds frames; what is shown by then is not lost.
func TestFramerate(t *testing.T) {
	const text = "App echo\nSet Framerate 5\nWait Type@10ms \"abcdefghijklmnopqrstuvwxyz\" Marker typed Sleep 1s"
	f := filmOf(t, text)
	for i := 2; i < len(f.Frames); i++ {
		if gap := f.Frames[i].At - f.Frames[i-2].At; gap < 200*time.Millisecond {
			t.Errorf("frames %d to %d take %v", i-2, i, gap)
		}
	}
	if !strings.Contains(at(t, f, "typed"), "> abcdefghijklmnopqrstuvwxyz") {
		t.Error("what was typed by the mark is not in its frame")
	}
}

// A screenshot shows what is to be seen at that very moment, and a mark does,
// too, whatever comes right after it.
func TestScreenshot(t *testing.T) {
	take, err := play(parse(t, "App echo\nWait Type@1ms \"abc\" Caption \"three letters\" Screenshot a.png Marker abc Type@1ms \"def\" Hide Type xyz Screenshot b.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"┃> abc ", "┃> abcdefxyz "} {
		f := take.Stills[i].Film
		if len(f.Frames) != 1 || !strings.Contains(record.Text(f.Frames[0].Grid), want) {
			t.Errorf("screenshot %d does not show %q", i, want)
		}
		if len(f.Captions) != 1 || f.Captions[0].Text != "three letters" {
			t.Errorf("screenshot %d has captions %v", i, f.Captions)
		}
	}
	if shown := at(t, take.Film, "abc"); !strings.Contains(shown, "┃> abc ") {
		t.Errorf("the mark shows\n%s", shown)
	}
	if frames := take.Film.Frames; strings.Contains(record.Text(frames[len(frames)-1].Grid), "xyz") {
		t.Error("the film shows what was hidden")
	}
}

// Waiting costs what is to be seen of it.
func TestLongWaitIsShort(t *testing.T) {
	if f := filmOf(t, "App echo\nWait Escape Space Sleep 24h"); len(f.Frames) > 10 {
		t.Errorf("a day in which nothing happens is %d frames", len(f.Frames))
	}
	f := filmOf(t, "App keyvalue\nSleep 10m")
	if len(f.Frames) > 2000 {
		t.Errorf("ten minutes are %d frames", len(f.Frames))
	}
	if last := record.Text(f.Frames[len(f.Frames)-1].Grid); !strings.Contains(last, "10:00.000") {
		t.Errorf("at the end it is not ten minutes later:\n%s", last)
	}
}

// Equal tapes make equal films, cell by cell.
func TestSameFilm(t *testing.T) {
	script := parse(t, thirtySeconds)
	first, err := play(script)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := play(script)
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Film.Frames) != len(first.Film.Frames) || again.Film.Length != first.Film.Length {
			t.Fatalf("%d frames in %v, and %d in %v", len(first.Film.Frames), first.Film.Length, len(again.Film.Frames), again.Film.Length)
		}
		for i := range again.Film.Frames {
			a, b := &first.Film.Frames[i], &again.Film.Frames[i]
			if a.At != b.At || a.Cursor != b.Cursor || record.Text(a.Grid) != record.Text(b.Grid) {
				t.Fatalf("frame %d differs:\n%s\n%s", i, record.Text(a.Grid), record.Text(b.Grid))
			}
		}
	}
}

// Themes: those of the tape, and the one that is asked for instead.
func TestThemes(t *testing.T) {
	script := parse(t, "App echo\nSet Theme light\nSleep 1s")
	take, err := play(script)
	if err != nil || take.Film.Palette.Name != "light" {
		t.Fatalf("%v: %s", err, take.Film.Palette.Name)
	}
	dark, err := record.Play(script, &film.Dark, open)
	if err != nil || dark.Film.Palette.Name != "dark" {
		t.Fatalf("%v: %s", err, dark.Film.Palette.Name)
	}
	row := func(take *record.Take) []film.Cell { return take.Film.Frames[len(take.Film.Frames)-1].Grid.Row(0) }
	if row(take)[1].Style == row(dark)[1].Style {
		t.Error("light and dark look the same")
	}
	own, err := play(parse(t, "App echo\nSet Theme {\"name\": \"own\", \"background\": \"#000011\"}\nSleep 1s"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range row(own) {
		if _, _, _, concrete := c.Style.Fg.RGB(); concrete {
			t.Fatalf("a theme of one's own is not used: %+v", c)
		}
	}
}
