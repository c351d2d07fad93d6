package tape

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// checkText writes a tape and reads it again.
func checkText(t *testing.T, tape *Tape) {
	t.Helper()
	text, err := tape.Text()
	if err != nil {
		t.Fatalf("%+v: %v", tape.Commands, err)
	}
	again, err := Parse("again", text, nil)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if got, want := placeless(again), placeless(tape); !reflect.DeepEqual(got, want) {
		t.Fatalf("%q is read as\n%+v\nnot\n%+v", text, got, want)
	}
}

func TestText(t *testing.T) {
	for _, test := range accepted {
		tape, err := Parse("t.tape", test.text, files.ReadFile)
		if err != nil {
			t.Fatal(err)
		}
		checkText(t, tape)
	}
	long, err := Parse("", "Set TypingSpeed 20ms\nSet Theme light\nType@1.5ms `it's` '\"'\nWait+Screen@90s /a\\/b/\nAlt+\"s\"", nil)
	if err != nil {
		t.Fatal(err)
	}
	const want = "Set TypingSpeed 20ms\nSet Theme \"light\"\nType@1.5ms `it's \"`\nWait+Screen@90s /a\\/b/\nAlt+\"s\"\n"
	if got, err := long.Text(); got != want || err != nil {
		t.Errorf("got:\n%s%v\nwant:\n%s", got, err, want)
	}
}

// What no tape can say is refused, and does not become another tape.
func TestTextRefused(t *testing.T) {
	for _, c := range []Command{
		Type{Text: "a\"'`"}, Type{Text: "two\nlines"}, Type{Text: "\x1b"}, Output{Path: "\"'`.gif"},
		Press{Keys: []Key{{Rune: 'a'}}}, Press{Keys: []Key{{Name: "Up"}, {Name: "Down"}}},
		Press{Keys: []Key{{Rune: 'a', Mod: Ctrl}, {Rune: 'b', Mod: Alt}}},
	} {
		tape := Tape{Commands: []Command{c}}
		if text, err := tape.Text(); err == nil {
			t.Errorf("%+v is written as %q", c, text)
		}
	}
}

func TestPieces(t *testing.T) {
	for text, want := range map[string][]string{
		"":               nil,
		"plain text":     {"plain text"},
		"it's \"a\" `b`": {"it's \"a\" ", "`b`"},
		"\"'`\"'`":       {"\"'", "`\"", "'`"},
		"a\nb\x1b":       {"ab"},
	} {
		if got := Pieces(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// Keys arrive as those of a terminal do, and are found again.
func TestKeys(t *testing.T) {
	for text, want := range map[string]string{
		"Enter": "enter", "Escape": "esc", "Tab": "tab", "Shift+Tab": "shift+tab", "PageUp": "pgup", "PageDown": "pgdown", "Space": "space",
		"Ctrl+C": "ctrl+c", "Ctrl+Shift+o": "ctrl+shift+o", "Alt+f": "alt+f", "Alt+F": "alt+shift+f", "Shift+a": "A", "Shift+[": "{",
		"Ctrl+\\": `ctrl+\`, "Ctrl+Space": "ctrl+space", "F1": "f1", "F12": "f12", "Home": "home", "Shift+Left": "shift+left", "Ctrl+Alt+Delete": "ctrl+alt+delete",
		"Backspace": "backspace", "Delete": "delete", "Insert": "insert", "Up": "up", "Alt+[": "alt+[",
	} {
		tape, err := Parse("", text, nil)
		if err != nil {
			t.Fatal(err)
		}
		k := tape.Commands[0].(Press).Keys[0]
		msg := k.Press()
		if got := msg.String(); got != want {
			t.Errorf("%s is pressed as %q, not %q", text, got, want)
		}
		if again, found := KeyOf(msg); !found || again.Press().String() != want {
			t.Errorf("%s comes back as %+v, %v", text, again, found)
		}
	}
	if k, found := KeyOf(tea.KeyPressMsg{Code: 'A', Text: "Ä"}); !found || k != (Key{Rune: 'Ä'}) {
		t.Errorf("a character is %+v", k)
	}
	for _, msg := range []tea.KeyPressMsg{
		{Code: tea.KeyMediaPlay}, {Code: 'a', Mod: tea.ModSuper}, {Code: tea.KeyTab, Mod: tea.ModCtrl}, {Code: tea.KeyExtended, Text: "ab"}, {},
	} {
		if k, found := KeyOf(msg); found {
			t.Errorf("%+v is found to be %+v", msg, k)
		}
	}
}

// FuzzParse: whatever is read can be written, and is read as the same then; a
// mistake has its place in the text.
func FuzzParse(f *testing.F) {
	for _, test := range accepted {
		f.Add(test.text)
	}
	for _, test := range refused {
		f.Add(test.text)
	}
	f.Add("Hide\rShow\r\nHide \x80")
	f.Fuzz(func(t *testing.T, text string) {
		tape, err := Parse("t.tape", text, files.ReadFile)
		if err == nil {
			tape.Settings()
			checkText(t, tape)
			return
		}
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
		for _, e := range err.(Errors) {
			if e.File == "t.tape" && (e.Line < 1 || e.Line > len(lines) || e.Column < 1 || e.Column > len([]rune(lines[e.Line-1]))+1) {
				t.Fatalf("%q: %v", text, e)
			}
		}
	})
}

// What a terminal sends for a key is read by Bubble Tea as that key.
func TestKeyBytes(t *testing.T) {
	var decoder uv.EventDecoder
	for name := range keyCodes {
		for _, mod := range []Mod{0, Ctrl, Alt, Shift, Ctrl | Alt, Ctrl | Alt | Shift} {
			if k := (Key{Name: name, Mod: mod}); sendable(k) {
				checkBytes(t, &decoder, k)
			}
		}
	}
	for r := 'a'; r <= 'z'; r++ {
		checkBytes(t, &decoder, Key{Rune: r})
		checkBytes(t, &decoder, Key{Rune: r, Mod: Alt})
		checkBytes(t, &decoder, Key{Rune: r, Mod: Shift})
		checkBytes(t, &decoder, Key{Rune: r - 'a' + 'A', Mod: Alt})
		if !strings.ContainsRune("him", r) { // the same as Backspace, Tab and Enter
			checkBytes(t, &decoder, Key{Rune: r, Mod: Ctrl})
		}
	}
	for _, r := range "\\]^" {
		checkBytes(t, &decoder, Key{Rune: r, Mod: Ctrl})
	}
	checkBytes(t, &decoder, Key{Rune: '日'})
}

func checkBytes(t *testing.T, decoder *uv.EventDecoder, k Key) {
	t.Helper()
	bytes := k.Bytes()
	n, event := decoder.Decode([]byte(bytes))
	press, is := event.(uv.KeyPressEvent)
	if !is || n != len(bytes) {
		t.Errorf("%+v: %q is %d bytes of %T", k, bytes, n, event)
		return
	}
	if got, want := press.String(), k.Press().String(); got != want {
		switch want {
		case "ctrl+enter", "ctrl+alt+enter", "ctrl+alt+shift+enter", "alt+shift+enter", "shift+enter":
		case "ctrl+backspace", "ctrl+alt+backspace":
			// A terminal sends the same as for a key with fewer modifiers.
		default:
			t.Errorf("%+v: %q is %q, not %q", k, bytes, got, want)
		}
	}
}
