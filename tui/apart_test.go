package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// An esc and a key that follow each other so closely that the terminal's bytes
// are read as one key with alt are two keys.
func TestKeysThatCameAsOne(t *testing.T) {
	alt := func(code rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: code, Mod: tea.ModAlt} }
	for _, tt := range []struct {
		name, before string
		key          tea.KeyPressMsg
		check        func(*testing.T, *Model, *fake, tea.Cmd)
	}{
		{"esc esc", "tab 4 / 'exit enter f", alt(tea.KeyEscape), misses("/ exit")},
		{"esc !", "", alt('!'), sees("There is no warning.")},
		{"esc :", "", alt(':'), sees("commands")},
		{"esc 4", "", alt('4'), focused(paneLog)},
		{"esc space", "", alt(' '), called("pause")},
		{"esc f in a list", "tab 4 f", alt('j'), misses("led to it")},
		{"esc q", "tab 4", alt('q'), sees("alt+q does nothing here")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := busyFake()
			m := show(t, f, Options{}, 110, 32)
			play(m, tt.before)
			if _, cmd := m.Update(tt.key); tt.name == "esc q" && cmd != nil {
				t.Error("it does something outside, such as leaving the program")
			}
			refresh(m)
			tt.check(t, m, f, nil)
		})
	}
	m := show(t, busyFake(), Options{}, 110, 32)
	write(m, "one two")
	m.Update(alt('b'))
	write(m, "x")
	if got := m.prompt.editor.text(); got != "one xtwo" || m.mode() != inPrompt {
		t.Errorf("alt+b in the prompt leads to %q in %s", got, m.mode())
	}
}

// What was recorded has both keys: a tape cannot say all of them with alt.
func TestKeysThatCameAsOneAreRecorded(t *testing.T) {
	h := sit(t)
	h.Update(tea.KeyPressMsg{Code: '!', Mod: tea.ModAlt})
	var keys string
	for _, in := range h.recorder.inputs {
		if key, is := in.Msg.(tea.KeyPressMsg); is {
			keys += key.String() + " "
		}
	}
	if keys != "esc ! " {
		t.Errorf("recorded are %q", keys)
	}
}
