package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
)

// show makes a screen of a session as big as w by h, with all facts on it.
func show(t *testing.T, f *fake, options Options, w, h int) *Model {
	t.Helper()
	m := New(f, options)
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	refresh(m)
	return m
}

// refresh lets the screen make frames until it has all facts.
func refresh(m *Model) {
	m.Update(changedMsg{})
	for m.behind {
		m.Update(frameMsg{})
	}
}

// plain is the text on the screen, without styles.
func plain(m *Model) string { return picture(m).Plain() }

// inside is the text in one pane.
func inside(m *Model, p pane) string { return picture(m).Sub(m.layout.inner[p]).Plain() }

func picture(m *Model) *draw.Canvas {
	c := draw.NewCanvas(m.width, m.height)
	c.Use(draw.Look{Theme: m.options.Theme, Glyphs: m.options.Glyphs, Method: m.method})
	m.draw(c)
	return c
}

// press presses keys given by name, separated by blanks: "tab down enter".
func press(m *Model, keys ...string) tea.Cmd {
	var cmd tea.Cmd
	for _, names := range keys {
		for _, name := range strings.Fields(names) {
			_, cmd = m.Update(keyNamed(name))
		}
	}
	refresh(m)
	return cmd
}

// write types text.
func write(m *Model, text string) {
	for _, r := range text {
		m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// keyNamed is the key that a terminal sends for a name of the action table.
func keyNamed(name string) tea.KeyPressMsg {
	key, err := parseKey(name)
	if err != nil {
		panic(err)
	}
	return key
}

// The names in the table must be those that Bubble Tea uses, or keys are dead.
func TestKeyNames(t *testing.T) {
	for _, a := range actions() {
		for _, name := range a.keys {
			if got := keyNamed(name).String(); got != name {
				t.Errorf("the key %q of %q arrives as %q", name, a.name, got)
			}
		}
	}
}

// want fails unless all texts are on the screen.
func want(t *testing.T, m *Model, texts ...string) {
	t.Helper()
	screen := plain(m)
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

// wantNot fails if one of the texts is on the screen.
func wantNot(t *testing.T, m *Model, texts ...string) {
	t.Helper()
	screen := plain(m)
	for _, text := range texts {
		if strings.Contains(screen, text) {
			t.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
}
