package tui

import (
	"context"
	"fmt"
	"image/color"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"echotui/tui/draw"
)

// styled takes the styles of the screen as it is: a letter for each style, in
// the order in which they occur, and below what the letters stand for.
func styled(title string, m *Model) frame {
	const letters = ".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	c := picture(m)
	var b, legend strings.Builder
	known := map[draw.Style]byte{}
	for y := range c.Height() {
		for x := range c.Width() {
			_, _, s := c.At(x, y)
			letter, found := known[s]
			if !found {
				letter = letters[len(known)]
				known[s] = letter
				fmt.Fprintf(&legend, "%c %s\n", letter, styleText(s))
			}
			b.WriteByte(letter)
		}
		b.WriteByte('\n')
	}
	return frame{title, b.String() + legend.String()}
}

// styleText is a style for people: "#a8a8b0 on #303848, bold".
func styleText(s draw.Style) string {
	text := colourText(s.Fg)
	if s.Bg != 0 {
		text += " on " + colourText(s.Bg)
	}
	names := []string{"bold", "faint", "italic", "underlined", "blinking", "reversed", "hidden", "struck"}
	for bit, name := range names {
		if s.Attr&(1<<bit) != 0 {
			text += ", " + name
		}
	}
	return text
}

func colourText(c draw.Colour) string {
	if n, found := c.Index(); found {
		return fmt.Sprint("colour ", n)
	}
	if r, g, b, found := c.RGB(); found {
		return fmt.Sprintf("#%02x%02x%02x", r, g, b)
	}
	return "text"
}

// How the same moment looks in each theme: a fact that is followed, a filter, a
// selected row, a pane with the keys.
func TestFramesThemes(t *testing.T) {
	for _, size := range sizes[1:4] {
		var frames []frame
		for _, name := range []string{"dark", "light", "contrast", "16", "none"} {
			m := show(t, busyFake(), Options{Theme: draw.Themes()[name]}, size[0], size[1])
			play(m, "tab 4 / 'echo enter : '#46 enter f")
			frames = append(frames, styled(name, m))
		}
		golden(t, fmt.Sprintf("themes-%dx%d", size[0], size[1]), frames...)
	}
}

// What suits a terminal, and what somebody wants who names it.
func TestChoose(t *testing.T) {
	xterm := []string{"TERM=xterm-256color", "LANG=en_US.UTF-8"}
	basic := []string{"TERM=xterm", "LANG=en_US.UTF-8"}
	none := append(xterm, "NO_COLOR=1")
	tests := []struct {
		env           []string
		theme, glyphs string
		want          string
	}{
		{xterm, "", "", "dark unicode asks"},
		{xterm, "auto", "auto", "dark unicode asks"},
		{append(xterm, "COLORFGBG=0;15"), "auto", "", "light unicode asks"},
		{append(xterm, "COLORFGBG=15;default;0"), "auto", "", "dark unicode asks"},
		{xterm, "light", "ascii", "light ascii"},
		{xterm, "contrast", "", "contrast unicode"},
		{xterm, "none", "", "no colour unicode"},
		{xterm, "16", "", "16 colours unicode"},
		{basic, "", "", "16 colours unicode"},
		{basic, "light", "", "16 colours unicode"},
		{basic, "contrast", "", "contrast unicode"},
		{none, "", "", "no colour unicode"},
		{none, "light", "", "light unicode ANSI256"},
		{none, "none", "", "no colour unicode"},
		{[]string{"TERM=dumb"}, "dark", "unicode", "no colour unicode"},
		{xterm, "pink", "", `there is no theme "pink"; there are 16, auto, contrast, dark, light, none`},
		{xterm, "", "runes", `there are no glyphs "runes"; there are ascii, auto, unicode`},
	}
	for _, test := range tests {
		var o Options
		err := o.Choose(test.env, test.theme, test.glyphs)
		got := o.Theme.Name + " " + o.Glyphs.Name
		if o.AskGround {
			got += " asks"
		}
		if o.colours != colorprofile.Unknown {
			got += " " + o.colours.String()
		}
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%v %q %q: %s, not %s", test.env, test.theme, test.glyphs, got, test.want)
		}
	}
}

// The terminal is asked for its background, and nothing is drawn in colours
// that its answer might change.
func TestAsksForBackground(t *testing.T) {
	white, black := color.RGBA{0xff, 0xff, 0xff, 0xff}, color.RGBA{0, 0, 0, 0xff}
	tests := []struct {
		name string
		msg  tea.Msg
		want *draw.Theme
	}{
		{"a light one", tea.BackgroundColorMsg{Color: white}, &draw.Light},
		{"a dark one", tea.BackgroundColorMsg{Color: black}, &draw.Dark},
		{"an answer without a colour", tea.BackgroundColorMsg{}, &draw.Dark},
		{"an answer only to what was asked after that", uv.PrimaryDeviceAttributesEvent{62}, &draw.Dark},
		{"no answer", answeredMsg{}, &draw.Dark},
	}
	for _, test := range tests {
		m := show(t, busyFake(), Options{AskGround: true}, 80, 24)
		if m.firstQuestion() != ansi.RequestBackgroundColor {
			t.Error("the terminal is not asked")
		}
		if text := m.View().Content; strings.TrimSpace(text) != "" {
			t.Errorf("%s: something is drawn at once", test.name)
		}
		m.Update(groundMsg{})
		if text := m.View().Content; coloured.MatchString(text) || !strings.Contains(text, "Echo Client") {
			t.Errorf("%s: something is drawn in colours before that, or nothing at all", test.name)
		}
		m.Update(test.msg)
		m.Update(groundMsg{}) // it may come last
		if text := m.View().Content; m.options.Theme != test.want || !coloured.MatchString(text) || !strings.Contains(text, "Echo Client") {
			t.Errorf("%s: the theme is %s", test.name, m.options.Theme.Name)
		}
	}
	for _, o := range []Options{{Theme: &draw.Contrast}, {Theme: &draw.Contrast, live: true}} {
		m := show(t, busyFake(), o, 80, 24)
		if !coloured.MatchString(m.View().Content) || m.firstQuestion() != "" {
			t.Error("a theme that was chosen waits for the terminal")
		}
		m.Update(tea.BackgroundColorMsg{Color: white})
		if m.options.Theme != &draw.Contrast {
			t.Error("a theme that was chosen is given up")
		}
	}
}

// coloured is a colour of a cell or of its ground.
var coloured = regexp.MustCompile(`\x1b\[[0-9;]*[34]8;2;`)

// A terminal that never answers shows the screen all the same, and late answers
// count.
func TestTerminalWithoutAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		f, _ := newEcho()
		p := startWith(ctx, f, Options{AskGround: true})
		settled()
		if got := p.out.screen(t, 110, 32); !strings.Contains(got, "Echo Client") {
			t.Errorf("the screen stays empty:\n%s", got)
		}
		p.Send(tea.BackgroundColorMsg{Color: color.White})
		settled()
		if p.model.options.Theme != &draw.Light {
			t.Error("a late answer is not heard")
		}
		p.Quit()
		if err := p.ended(); err != nil {
			t.Error(err)
		}
	})
}

// A breakpoint that is switched off can be told from one that is not without
// colours, in the source as in the list.
func TestBreakSignWithoutColour(t *testing.T) {
	f := paused()
	m := show(t, f, Options{Theme: &draw.NoColour, Glyphs: &draw.ASCII}, 110, 32)
	play(m, "tab 4 s b")
	want(t, m, "5o")
	play(m, "B space esc")
	wantNot(t, m, "5o")
	want(t, m, "5-")
}
