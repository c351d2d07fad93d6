package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	got, mistakes := Parse("# mine\ntheme: dark\nmouse: off\nhint: no\nlayout: {middle: 40%, right: 62.5 %}\nkeys:\n  zoom: [Z, 'f2']\n  quit: ctrl+q\n  up: []\n")
	want := Settings{
		Theme:  Word{"dark", 2, 8},
		Layout: [3]float64{0.4, 0, 0.625},
		Keys: []Binding{
			{Word{"zoom", 7, 3}, []Word{{"Z", 7, 10}, {"f2", 7, 13}}},
			{Word{"quit", 8, 3}, []Word{{"ctrl+q", 8, 9}}},
			{Word{"up", 9, 3}, nil},
		},
	}
	if len(mistakes) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v (%v)", got, mistakes)
	}
	for _, text := range []string{"", "\n", "# nothing\n", "---\n", "keys:\nlayout:\n", "\ufeff# mark\r\n"} {
		if got, mistakes := Parse(text); len(mistakes) > 0 || !reflect.DeepEqual(got, Default()) {
			t.Errorf("%q: %+v (%v)", text, got, mistakes)
		}
	}
}

// Each mistake names its place, what is wrong, and what to do.
func TestMistakes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"- a\n", `:1:1: the file must be a table: lines of "name: value"`},
		{"colour: red\n", `:1:1: there is no setting "colour"; there are theme, glyphs, mouse, hint, layout, keys`},
		{"theme:\n", ":1:7: this must be the name of a theme"},
		{"theme: [dark]\n", ":1:8: this must be the name of a theme"},
		{"mouse: maybe\n", `:1:8: "maybe" is neither on nor off`},
		{"mouse: {}\n", ":1:8: this must be on or off"},
		{"theme: dark\n\ntheme: light\n", `:3:1: "theme" is already on line 1: one of them must go`},
		{"layout: {top: 10%}\n", `:1:10: there is no line "top" between panes; there are middle, left, right`},
		{"layout:\n  left: 0.4\n", `:2:9: "0.4" is not a part of the screen, such as 40%: more than 0% and less than 100%`},
		{"layout:\n  left: 100%\n  right: NaN%\n", `:2:9: "100%" is not a part of the screen, such as 40%: more than 0% and less than 100%` + "\n" +
			`:3:10: "NaN%" is not a part of the screen, such as 40%: more than 0% and less than 100%`},
		{"layout: [1]\n", `:1:9: layout must be a table: lines of "name: value"`},
		{"keys:\n  zoom: {a: b}\n", ":2:9: this must be a key, such as n or ctrl+n, or a list of them; [] for none"},
		{"keys:\n  zoom: [[a]]\n", ":2:10: this must be a key, such as n or ctrl+n"},
		{"keys:\n  zoom: Z\n  zoom: z\n", `:3:3: "zoom" is already on line 2: one of them must go`},
		{"keys:\n  ? [a]\n  : b\n", ":2:5: a name is expected here"},
		{"x: &x {theme: dark}\n<<: *x\n", `:1:1: there is no setting "x"; there are theme, glyphs, mouse, hint, layout, keys` + "\n:2:1: a name is expected here"},
		{"theme: dark\nkeys: [a\n", ":3:1: this is not YAML: did not find expected ',' or ']'"},
		{"theme: dark\n\tmouse: on\n", ":2:1: this is not YAML: found a tab character that violates indentation"},
		{"theme: a: b\n", ":1:9: this is not YAML: mapping values are not allowed in this context"},
		{"theme: é\n\u00fc\xff\n", ":2:2: this is not UTF-8 text"},
		{"theme: \a\n", ":1:8: this is not YAML: control characters are not allowed (value: 7)"},
		{"theme: dark\n---\ntheme: light\n", ":2:1: a second document begins here: there can be one"},
		{strings.Repeat("[", 100), ":1:9: this is not YAML: tables and lists are nested too deep"},
		{strings.Repeat("#", maxBytes+1), ":1:1: the file is too long: at most 65536 bytes"},
	}
	for _, test := range tests {
		settings, mistakes := Parse(test.text)
		if got := mistakes.Error(); got != test.want {
			t.Errorf("%.40q:\n%s\nnot\n%s", test.text, got, test.want)
		}
		if !reflect.DeepEqual(settings, Default()) {
			t.Errorf("%.40q: some of it counts: %+v", test.text, settings)
		}
	}
}

func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	fine := func(Settings) Mistakes { return nil }
	if got, err := Read(file, false, fine); err != nil || !reflect.DeepEqual(got, Default()) {
		t.Errorf("without a file: %+v, %v", got, err)
	}
	if _, err := Read(file, true, fine); err == nil || err.Error() != file+": there is no such file; echotui screen-config prints one to begin with" {
		t.Errorf("a file that must be there, and is not: %v", err)
	}
	if _, err := Read(t.TempDir(), false, fine); err == nil {
		t.Error("a folder is read")
	}
	if err := os.WriteFile(file, []byte("theme: pink\nmouse: off\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Read(file, true, fine); err != nil || got.Mouse || got.Theme.Text != "pink" {
		t.Errorf("it reads %+v, %v", got, err)
	}
	check := func(s Settings) Mistakes { return Mistakes{s.Theme.Wrong("there is no %q", s.Theme.Text)} }
	got, err := Read(file, true, check)
	if want := file + `:1:8: there is no "pink"`; err == nil || err.Error() != want || !got.Mouse {
		t.Errorf("%+v, %v, not %s", got, err, want)
	}
	// All mistakes are told at once, whoever finds them, and each once.
	for text, want := range map[string]string{
		"mouse: x\ntheme: pink\n":   file + `:1:8: "x" is neither on nor off` + "\n" + file + `:2:8: there is no "pink"`,
		"mouse: x\ntheme: [pink]\n": file + `:1:8: "x" is neither on nor off` + "\n" + file + `:2:8: this must be the name of a theme`,
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(file, true, check); err == nil || err.Error() != want {
			t.Errorf("%q: %v, not %s", text, err, want)
		}
	}
}

// Whatever is in a file, it is read, or mistakes tell why not.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"theme: dark\nmouse: off\nlayout: {middle: 40%}\nkeys:\n  zoom: [Z, f2]\n", "a: &a [*a]", "<<: {}", "? x", "%YAML 1.2\n---\n",
		"keys: !!map {zoom: !!str 1}", "theme: |\n  a\n", "layout: {left: 1e309%}", "\ufeff\u0085", "{a: 1, a: 2}",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		settings, mistakes := Parse(text)
		for _, m := range mistakes {
			if m.Line < 1 || m.Column < 1 || m.Text == "" {
				t.Errorf("%q: a mistake without a place: %+v", text, m)
			}
		}
		if len(mistakes) > 0 && !reflect.DeepEqual(settings, Default()) {
			t.Errorf("%q: some of it counts: %+v", text, settings)
		}
		for _, share := range settings.Layout {
			if share != 0 && !(share > 0 && share < 1) {
				t.Errorf("%q: a line is at %v", text, share)
			}
		}
		if len(mistakes) == 0 && !utf8.ValidString(text) {
			t.Errorf("%q is no text, and is read", text)
		}
	})
}
