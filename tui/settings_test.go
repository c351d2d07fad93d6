package tui

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"echotui/tui/config"
	"echotui/tui/draw"
)

// configured makes options of a file of settings.
func configured(t *testing.T, text string) (Options, string) {
	t.Helper()
	settings, mistakes := config.Parse(text)
	var o Options
	return o, append(mistakes, o.Configure([]string{"TERM=xterm-256color"}, settings)...).Error()
}

// Actions get other keys, in dispatch, in the bottom line, in the help page and
// where texts name them.
func TestRebinding(t *testing.T) {
	settings, _ := config.Parse("keys: {step: N, step-on: N, step-back: n, pause: [P, ctrl+space], resume: P, filter: []}")
	var o Options
	if wrong := o.Configure(nil, settings); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	f := busyFake()
	m := show(t, f, o, 110, 32)
	press(m, "tab", "N")
	want(t, m, "pause first: P")
	press(m, "P")
	called("pause")(t, m, f, nil)
	want(t, m, "P resume", "n back", "N step")
	wantNot(t, m, "/ filter")
	press(m, "N")
	called("pause", "step")(t, m, f, nil)
	press(m, "n")
	want(t, m, "PAST", "fact 74/75")
	press(m, "/", "ctrl+space", "?")
	want(t, m, "Let exactly one more fact happen.")
	wantNot(t, m, "/ Show only")
}

// What is wrong with keys is told with its place.
func TestBindMistakes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"keys: {jump: x}", `:1:8: there is no action "jump"; echotui screen-config lists them`},
		{"keys: {zom: Z}", `:1:8: there is no action "zom"; do you mean zoom?`},
		{"keys: {zoom: hyper+x}", `:1:14: there is no key "hyper+x"; keys are characters, enter, tab, esc, space, backspace, up, down, left, right, ` +
			`pgup, pgdown, home, end, insert, delete and f1 to f12, with ctrl+, alt+ or shift+ before them`},
		{"keys: {zoom: ''}", `:1:14: there is no key ""; keys are characters, enter, tab, esc, space, backspace, up, down, left, right, ` +
			`pgup, pgdown, home, end, insert, delete and f1 to f12, with ctrl+, alt+ or shift+ before them`},
		{"keys: {zoom: n}", `:1:14: "n" is step there already; choose another, or give step another one` + "\n" +
			`:1:14: "n" is step-on there already; choose another, or give step-on another one`},
		{"keys: {zoom: Q, unzoom: Q}", ""},
		{"keys: {zoom: Q, pause: Q}", `:1:24: "Q" is zoom there already; choose another, or give zoom another one` + "\n" +
			`:1:14: "Q" is pause there already; choose another, or give pause another one`},
		{"keys: {send-line: x}", `:1:19: "x" is text where send-line is done; choose a key with ctrl+ or alt+, or one that types nothing`},
		{"keys: {no-mark: shift+q}", `:1:17: "shift+q" is text where no-mark is done; choose a key with ctrl+ or alt+, or one that types nothing`},
		{"keys: {send-line: alt+x}", ""},
		{"keys: {quit-anywhere: []}", ":1:8: quit-anywhere needs a key: nobody could leave otherwise"},
		{"theme: pink\nglyphs: runes", `:1:8: there is no theme "pink"; there are 16, auto, contrast, dark, light, none` + "\n" +
			`:2:9: there are no glyphs "runes"; there are ascii, auto, unicode`},
	}
	for _, test := range tests {
		if _, got := configured(t, test.text); got != test.want {
			t.Errorf("%s:\n%s\nnot\n%s", test.text, got, test.want)
		}
	}
}

// The names of keys that people write are those that arrive.
func TestParseKey(t *testing.T) {
	tests := []struct{ name, want string }{
		{"n", "n"}, {"N", "N"}, {"shift+n", "N"}, {"é", "é"}, {"+", "+"}, {"ctrl++", "ctrl++"}, {"Ctrl+N", "ctrl+n"},
		{"shift+alt+left", "alt+shift+left"}, {"ENTER", "enter"}, {"space", "space"}, {"alt+N", "alt+N"}, {" ", "space"},
	}
	for _, test := range tests {
		if key, err := parseKey(test.name); err != nil || key.String() != test.want {
			t.Errorf("%q is the key %q (%v), not %q", test.name, key.String(), err, test.want)
		}
	}
	for _, name := range []string{"", "ctrl+", "nn", "ctrl+nn", "f13", "\x1b", "\xff", "super+n", "+n"} {
		if key, err := parseKey(name); err == nil {
			t.Errorf("%q is the key %q", name, key.String())
		}
	}
}

// The file that is printed says what is so without one.
func TestWriteConfig(t *testing.T) {
	settings, mistakes := config.Parse(WriteConfig())
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	plain, written := Options{}, Options{}
	plain.Configure(nil, config.Default())
	if wrong := written.Configure(nil, settings); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	table := groups()
	bind(table, written.Keys)
	for i, a := range flat(table) {
		if own := actions()[i]; !reflect.DeepEqual(a.keys, own.keys) {
			t.Errorf("%s has the keys %q, not %q", a.id, a.keys, own.keys)
		}
	}
	if len(written.Keys) != len(actions()) {
		t.Errorf("%d actions are listed, of %d", len(written.Keys), len(actions()))
	}
	written.Keys = nil
	if !reflect.DeepEqual(plain, written) {
		t.Errorf("the file says %+v, not %+v", written, plain)
	}
}

// A file that somebody names must be right; one that is there by chance is left
// aside if it is wrong, and that is told.
func TestWishes(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "HOME", "AppData"} { // of all systems
		t.Setenv(name, home)
	}
	env := []string{"TERM=xterm-256color", "LANG=C.UTF-8"}
	o, warning, err := Wishes{Theme: "contrast"}.Options(env)
	if err != nil || warning != nil || o.Theme != &draw.Contrast {
		t.Errorf("without a file: %v, %v", warning, err)
	}
	path, err := config.Path()
	if err != nil {
		t.Fatal(err)
	}
	write := func(file, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(path, "theme: light\nlayout: {middle: 30%}\n")
	if o, warning, err = (Wishes{}).Options(env); err != nil || warning != nil || o.Theme != &draw.Light || o.Shares[0] != 0.3 {
		t.Errorf("with a file: %+v, %v, %v", o.Shares, warning, err)
	}
	if o, _, _ = (Wishes{Theme: "dark"}).Options(env); o.Theme != &draw.Dark {
		t.Errorf("the command line does not count: %s", o.Theme.Name)
	}
	write(path, "theme: light\nmouse: x\nhint: y\n")
	o, warning, err = Wishes{}.Options(env)
	if err != nil || warning == nil || !strings.Contains(warning.Error(), path+":3:7: ") || o.Theme != &draw.Dark {
		t.Errorf("with a wrong file: %v, %v", warning, err)
	}
	m := show(t, busyFake(), o, 110, 32)
	m.Update(answeredMsg{})
	want(t, m, `settings are left aside: 2 mistakes in config.yaml, lines 2, 3: "x" is neither on nor off; "y" is`)
	write(path, "theme: light\nmouse: x\n")
	if o, _, _ = (Wishes{}).Options(env); !strings.HasSuffix(o.Notice, `config.yaml:2:8: "x" is neither on nor off`) {
		t.Errorf("with one mistake: %s", o.Notice)
	}
	if _, _, err := (Wishes{Config: path}).Options(env); err == nil || !strings.Contains(err.Error(), path+":2:8: ") {
		t.Errorf("a wrong file that was named: %v", err)
	}
	if _, _, err := (Wishes{Config: path + ".none"}).Options(env); err == nil {
		t.Error("a file that was named need not be there")
	}
	if _, _, err := (Wishes{Theme: "pink"}).Options(env); err == nil || !strings.Contains(err.Error(), `--theme: there is no theme "pink"`) {
		t.Errorf("a theme that there is not: %v", err)
	}
}
