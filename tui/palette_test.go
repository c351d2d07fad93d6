package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// typeAfterColon types after a colon, in the pane of the processes.
func typeAfterColon(t *testing.T, f *fake, text string) *Model {
	t.Helper()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab :")
	write(m, text)
	refresh(m)
	return m
}

// What enter does is what fits best, and that is the row next to the line.
func TestPaletteFits(t *testing.T) {
	for typed, best := range map[string]string{
		"follo":           "follow", // the beginning of a name
		"pse":             "pause",  // some of its letters
		"brkpt":           "breakpoints",
		"space":           "pause", // a key: of what it does, what can be done now
		"xyzzy":           "",
		"EVERYBODY WAITS": "until idle", // words of the sentence
		"mailb":           "mailboxes",  // a tab
		"fact num":        "#1234",
		"quit":            "quit", // a command
		"speed":           "speed N",
	} {
		m := typeAfterColon(t, busyFake(), typed)
		got := ""
		if len(m.palette.fits) > 0 {
			got = m.palette.fits[0].name
		}
		if got != best {
			t.Errorf("%q fits %q best, not %q", typed, got, best)
		}
	}
}

// What cannot be done is listed with the reason, and enter tells it.
func TestPaletteUnavailable(t *testing.T) {
	m := typeAfterColon(t, busyFake(), "resume")
	want(t, m, "not now: time is going on")
	press(m, "enter")
	want(t, m, "time is going on")
	m = typeAfterColon(t, busyFake(), "out: in the so")
	press(m, "enter")
	wantNot(t, m, "┏commands")
	m = typeAfterColon(t, busyFake(), "over")
	want(t, m, "not now: this is for the source")
}

// An exact command or place wins over all that is similar, also over an action
// whose name begins like it, until the arrows choose.
func TestPaletteExact(t *testing.T) {
	f := busyFake()
	m := typeAfterColon(t, f, "live")
	press(m, "enter")
	want(t, m, "LIVE")
	m = typeAfterColon(t, f, "mark")
	press(m, "enter")
	want(t, m, "marks are letters and digits") // the command, to which a letter is missing
	m = typeAfterColon(t, f, "mark")
	press(m, "up enter")
	want(t, m, "mark this moment: a letter or digit") // the action
	m = typeAfterColon(t, f, "break kind:send")
	want(t, m, "break kind:send", "Make a breakpoint, of")
	press(m, "enter")
	want(t, m, "breakpoint 1 stops before kind:send")
	m = typeAfterColon(t, f, "12")
	press(m, "enter")
	want(t, m, "fact 12/75")
	m = typeAfterColon(t, f, "#x")
	press(m, "enter")
	want(t, m, `"#x" is no number of a fact`)
}

// What leaves the program is not done for a few letters that fit: its name is
// put into the line, and enter again does it. Whoever chose the row means it.
func TestPaletteLeaves(t *testing.T) {
	for _, typed := range []string{"qi", "qu"} {
		m := typeAfterColon(t, busyFake(), typed)
		if cmd := press(m, "enter"); cmd != nil && yields(cmd, tea.QuitMsg{}) || m.command.editor.text() != "quit" {
			t.Errorf("%s: %q is in the line", typed, m.command.editor.text())
		}
		if got := strings.Count(plain(m), "Leave the program"); got != 1 {
			t.Errorf("%s: leaving is offered %d times", typed, got)
		}
		if cmd := press(m, "enter"); !yields(cmd, tea.QuitMsg{}) {
			t.Errorf("%s: quit does not leave", typed)
		}
	}
	m := typeAfterColon(t, busyFake(), "qu")
	if cmd := press(m, "up", "down", "up", "enter"); m.over == inCommand {
		t.Errorf("a row that was chosen is asked about: %v", cmd)
	}
	m = typeAfterColon(t, busyFake(), "tab")
	chooses("tab")(t, m, nil, nil) // an action of that name comes before those that only begin so
}

// A command that wants to be told more is put into the line, and one that was
// typed before is done again.
func TestPaletteCommands(t *testing.T) {
	m := typeAfterColon(t, busyFake(), "speedn")
	press(m, "enter")
	want(t, m, " : speed")
	write(m, "4")
	press(m, "enter")
	want(t, m, "4×")
	press(m, ": up")
	want(t, m, "┃ speed 4  ", "Typed before.")
	press(m, "tab")
	want(t, m, " : speed 4")
	write(m, "0")
	press(m, "enter")
	want(t, m, "40×")
	press(m, ": up up enter")
	want(t, m, " 4×")
	press(m, ": enter")
	wantNot(t, m, "┏commands")
	want(t, m, " 4×")
}

// The list is drawn above the line at all sizes, and the marks and tabs are
// places in it.
func TestFramesPalette(t *testing.T) {
	for _, look := range looks {
		for _, size := range sizes[1:4] {
			t.Run(fmt.Sprintf("%dx%d-%s", size[0], size[1], look.name), func(t *testing.T) {
				m := show(t, busyFake(), look.options, size[0], size[1])
				play(m, "tab N m a } : '#30 enter } :")
				frames := []frame{snap("nothing typed", m)}
				write(m, "fol")
				frames = append(frames, snap("letters", m))
				press(m, "up up")
				frames = append(frames, snap("another one", m))
				press(m, "ctrl+u")
				write(m, "send relay もしもし")
				frames = append(frames, snap("a command", m))
				press(m, "ctrl+u")
				write(m, "もしもし")
				frames = append(frames, snap("nothing fits", m))
				press(m, "esc ?")
				write(m, "filter")
				frames = append(frames, snap("some of the help", m))
				write(m, "もしもし")
				frames = append(frames, snap("none of the help", m))
				golden(t, fmt.Sprintf("palette-%dx%d-%s", size[0], size[1], look.name), frames...)
			})
		}
	}
}

// A click does what a row says, and selects on the help page first.
func TestClickEntry(t *testing.T) {
	f := busyFake()
	m := typeAfterColon(t, f, "pause")
	clickOn(t, m, "Stop time: nothing")
	called("pause")(t, m, f, nil)
	press(m, "esc ?")
	clickOn(t, m, "Let time go slower.")
	selects("Let time go slower.")(t, m, f, nil)
	clickOn(t, m, "Let time go slower.")
	called("pause", "speed 0.5")(t, m, f, nil)
	wantNot(t, m, "┏help")
	press(m, "?")
	clickOn(t, m, "┏help")
	want(t, m, "┏help")
}

// What is typed on the help page leaves the rows that contain it, with their
// headings; enter does what a row says, as if its key had been pressed.
func TestHelpFinds(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	press(m, "tab ?")
	write(m, "time faster")
	refresh(m)
	want(t, m, "┃ Time  ", "Let time go faster", "1 found")
	wantNot(t, m, "Stop time", "Moments")
	press(m, "enter")
	called("speed 2")(t, m, f, nil)
	wantNot(t, m, "┏help")

	play(m, "? 'o")
	selects("go on to the next line of this function")(t, m, f, nil)
	press(m, "enter")
	want(t, m, "this is for the source", "┏help")
	press(m, "esc")
	play(m, "'resume enter")
	want(t, m, "time is going on", "┏help")
	press(m, "esc esc")
	wantNot(t, m, "┏help")
}

// What belongs to another pane is done from the prompt, too, by leaving that.
func TestHelpFromPrompt(t *testing.T) {
	f := busyFake()
	m := show(t, f, Options{}, 110, 32)
	play(m, "f1 'pause")
	want(t, m, "Stop time: nothing happens until you say so.")
	press(m, "enter")
	called("pause")(t, m, f, nil)
	focused(paneProcesses)(t, m, f, nil)
	press(m, "1")
	play(m, "f1 'continue enter")
	want(t, m, "this is the present", "┏help")
	if m.focus != panePrompt {
		t.Error("the prompt has lost the keys to something that cannot be done")
	}
}

// A part of the filter language goes into the line that wants it.
func TestHelpFields(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "tab ? 'mailbox>10 enter")
	want(t, m, "/ mailbox:", "the value is missing")
	play(m, "esc b end f1 'size>1000 enter")
	want(t, m, "stop before kind:wait by:worker size:")
	press(m, "esc")
	play(m, "? 'speed")
	press(m, "down down")
	for m.help.selected().name != "speed N" {
		press(m, "down")
	}
	press(m, "enter")
	want(t, m, " : speed")
}

// Whatever is typed is only text on the help page, but for what closes it.
func TestHelpTakesLetters(t *testing.T) {
	m := show(t, busyFake(), Options{}, 110, 32)
	play(m, "tab ? 'q")
	m.Update(tea.PasteMsg{Content: "uit"})
	press(m, "?")
	if got := m.help.editor.text(); got != "quit?" {
		t.Errorf("the page looks for %q", got)
	}
	want(t, m, "Nothing has to do with this.")
}

// Each mode has a name, as reasons tell where a key belongs to.
func TestModesHaveNames(t *testing.T) {
	for _, a := range actions() {
		if a.in.String() == "" || strings.Contains(a.in.String(), "  ") {
			t.Errorf("%q is for %q", a.name, a.in)
		}
	}
	for in := mode(1); in <= inNothing; in <<= 1 {
		if in.String() == "" {
			t.Errorf("mode %b has no name", in)
		}
	}
}
