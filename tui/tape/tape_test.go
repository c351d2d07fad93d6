package tape

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"echotui/tui/film"
)

const speed = Unset // the pause of a key that says none

func ctrl(r ...rune) []Key { return held(Ctrl, r...) }

// held are keys with a modifier.
func held(mod Mod, runes ...rune) (keys []Key) {
	for _, r := range runes {
		keys = append(keys, Key{Rune: r, Mod: mod})
	}
	return keys
}

func press(name string) Press { return Press{Keys: []Key{{Name: name}}, Times: 1, Each: speed} }

func pressed(keys ...Key) Press { return Press{Keys: keys, Times: 1, Each: speed} }

func set(name, value string) Set { return Set{Name: name, Value: value} }

// accepted is what each row of the language is read as, without its places.
var accepted = []struct {
	text string
	want []Command
}{
	// lexical rules
	{"", nil},
	{"# nothing but a comment", nil},
	{"Hide Show", []Command{Hide{}, Show{}}},
	{"Hide # no more\r\nShow\rHide", []Command{Hide{}, Show{}, Hide{}}},
	{`Type "it's" 'a "b"'`, []Command{Type{Text: `it's a "b"`, Each: speed}}},
	{"Type `c` bare", []Command{Type{Text: "c bare", Each: speed}}},
	{`Type "a # b\n"`, []Command{Type{Text: `a # b\n`, Each: speed}}},
	{"Type\n\"a\"\n'b'", []Command{Type{Text: "a b", Each: speed}}},
	{"Type \"to the end\nEnter", []Command{Type{Text: "to the end", Each: speed}, press("Enter")}},
	{"Type a.b-c_d/e%f .g", []Command{Type{Text: "a.b-c_d/e%f .g", Each: speed}}},
	{`Type "日本語 🎉"`, []Command{Type{Text: "日本語 🎉", Each: speed}}},
	{"Sleep 1.5", []Command{Sleep{For: 1500 * time.Millisecond}}},
	{"Sleep .5s", []Command{Sleep{For: 500 * time.Millisecond}}},
	{"Sleep 250ms Sleep 2m", []Command{Sleep{For: 250 * time.Millisecond}, Sleep{For: 2 * time.Minute}}},
	{"Sleep 2 s", []Command{Sleep{For: 2 * time.Second}}},
	{"Sleep 1h", []Command{Sleep{For: time.Hour}}},
	{"Sleep 0.0000015ms", []Command{Sleep{For: 2}}},
	{`Wait /a\/b\\/`, []Command{Wait{Condition: Condition{Scope: Line, Pattern: `a/b\\`}, Timeout: Unset}}},
	{`Set Theme { "background": "#010203" }`, []Command{set("Theme", `{ "background": "#010203" }`)}},
	{"Set Theme {\n\"name\": \"x\"\n} Hide", []Command{set("Theme", "{\n\"name\": \"x\"\n}"), Hide{}}},

	// commands
	{"Output out/demo.gif", []Command{Output{Path: "out/demo.gif", Kind: "gif"}}},
	{`Output "/tmp/a b.cast"`, []Command{Output{Path: "/tmp/a b.cast", Kind: "cast"}}},
	{"Output a.txt Output a.ascii Output a.test", []Command{Output{Path: "a.txt", Kind: "txt"}, Output{Path: "a.ascii", Kind: "txt"}, Output{Path: "a.test", Kind: "txt"}}},
	{"Output dir/", []Command{Output{Path: "dir/", Kind: Frames}}},
	{"Output a.apng Output a.png Output a.SVG Output a.json Output a.html", []Command{
		Output{Path: "a.apng", Kind: "apng"}, Output{Path: "a.png", Kind: "png"}, Output{Path: "a.SVG", Kind: "svg"},
		Output{Path: "a.json", Kind: "json"}, Output{Path: "a.html", Kind: "html"}}},
	{"Require git", []Command{Require{Program: "git"}}},
	{`Type@500ms "slow"`, []Command{Type{Text: "slow", Each: 500 * time.Millisecond}}},
	{`Type@1m "slower" "text"`, []Command{Type{Text: "slower text", Each: time.Minute}}},
	{"Enter@100ms 3", []Command{Press{Keys: []Key{{Name: "Enter"}}, Times: 3, Each: 100 * time.Millisecond}}},
	{"Down 0", []Command{Press{Keys: []Key{{Name: "Down"}}, Times: 0, Each: speed}}},
	{"Down 2.5", []Command{press("Down")}},
	{"Ctrl+C", []Command{pressed(ctrl('c')...)}},
	{"Ctrl+c", []Command{pressed(ctrl('c')...)}},
	{"Ctrl+S", []Command{pressed(ctrl('s')...)}},
	{`Ctrl+"s"`, []Command{pressed(ctrl('s')...)}},
	{`Ctrl+"1"`, []Command{pressed(ctrl('1')...)}},
	{"Ctrl+A+B", []Command{pressed(ctrl('a', 'b')...)}},
	{"Ctrl+Alt+Shift+k", []Command{pressed(held(Ctrl|Alt|Shift, 'k')...)}},
	{"Ctrl+Shift+o 2", []Command{Press{Keys: held(Ctrl|Shift, 'o'), Times: 2, Each: speed}}},
	{"Alt+f", []Command{pressed(held(Alt, 'f')...)}},
	{"Alt+F", []Command{pressed(held(Alt, 'F')...)}},
	{`Alt+"_/%+"`, []Command{pressed(held(Alt, '_', '/', '%', '+')...)}},
	{"Alt+s_", []Command{pressed(held(Alt, 's', '_')...)}},
	{"Alt+abc", []Command{pressed(held(Alt, 'a', 'b', 'c')...)}},
	{"Shift+a", []Command{pressed(held(Shift, 'a')...)}},
	{"Shift+[ Alt+]", []Command{pressed(held(Shift, '[')...), pressed(held(Alt, ']')...)}},
	{"Shift+Tab Shift+Enter Alt+Enter Alt+Tab", []Command{
		pressed(Key{Name: "Tab", Mod: Shift}), pressed(Key{Name: "Enter", Mod: Shift}), pressed(Key{Name: "Enter", Mod: Alt}), pressed(Key{Name: "Tab", Mod: Alt})}},
	{"Sleep 3", []Command{Sleep{For: 3 * time.Second}}},
	{"Wait", []Command{Wait{Condition: Condition{Scope: Line}, Timeout: Unset}}},
	{"Wait+Line /x/", []Command{Wait{Condition: Condition{Scope: Line, Pattern: "x"}, Timeout: Unset}}},
	{"Wait+Screen@2s /x y/", []Command{Wait{Condition: Condition{Scope: Screen, Pattern: "x y"}, Timeout: 2 * time.Second}}},
	{"Wait@10ms", []Command{Wait{Condition: Condition{Scope: Line}, Timeout: 10 * time.Millisecond}}},
	{"Screenshot p.png", []Command{Screenshot{Path: "p.png", Kind: "png"}}},
	{"Screenshot p.txt", []Command{Screenshot{Path: "p.txt", Kind: "txt"}}},
	{`Copy "a" b Paste`, []Command{Copy{Text: "a b"}, Paste{}}},
	{`Env HOME "/nowhere"`, []Command{Env{Name: "HOME", Value: "/nowhere"}}},
	{"Hide Env A b", []Command{Hide{}, Env{Name: "A", Value: "b"}}},
	{"Source sub/other.tape Hide", []Command{set("TypingSpeed", "1s"), Type{Text: "other", Each: speed}, Hide{}}},

	// settings
	{`Set FontFamily "DejaVu Sans Mono"`, []Command{set("FontFamily", "DejaVu Sans Mono")}},
	{"Set FontSize 22", []Command{set("FontSize", "22")}},
	{"Set LetterSpacing 0.5 Set LineHeight 1.2", []Command{set("LetterSpacing", "0.5"), set("LineHeight", "1.2")}},
	{"Set Width 1200 Set Height 600", []Command{set("Width", "1200"), set("Height", "600")}},
	{"Set Padding 0 Set Margin 20", []Command{set("Padding", "0"), set("Margin", "20")}},
	{`Set MarginFill "#6B50FF"`, []Command{set("MarginFill", "#6B50FF")}},
	{"Set WindowBar Colorful Set WindowBar ColorfulRight", []Command{set("WindowBar", "Colorful"), set("WindowBar", "ColorfulRight")}},
	{"Set WindowBar Rings Set WindowBar RingsRight", []Command{set("WindowBar", "Rings"), set("WindowBar", "RingsRight")}},
	{"Set WindowBarSize 40 Set BorderRadius 8", []Command{set("WindowBarSize", "40"), set("BorderRadius", "8")}},
	{`Set Theme light`, []Command{set("Theme", "light")}},
	{"Set TypingSpeed 100ms Set TypingSpeed .1", []Command{set("TypingSpeed", "100ms"), set("TypingSpeed", "100ms")}},
	{"Hide Set TypingSpeed 1s", []Command{Hide{}, set("TypingSpeed", "1s")}},
	{"Set Framerate 25 Set PlaybackSpeed 0.5", []Command{set("Framerate", "25"), set("PlaybackSpeed", "0.5")}},
	{"Set LoopOffset 20 Set LoopOffset 20.5%", []Command{set("LoopOffset", "20"), set("LoopOffset", "20.5")}},
	{"Set CursorBlink false Set CursorBlink true", []Command{set("CursorBlink", "false"), set("CursorBlink", "true")}},
	{"Set WaitTimeout 1m Set WaitPattern /> $/", []Command{set("WaitTimeout", "60s"), set("WaitPattern", "> $")}},

	// what VHS does not have
	{"Set Rows 30 Set Columns 100", []Command{set("Rows", "30"), set("Columns", "100")}},
	{"Resize 80x24", []Command{Resize{Columns: 80, Rows: 24}}},
	{"Home End F1 F20", []Command{press("Home"), press("End"), press("F1"), press("F20")}},
	{"Shift+Left Alt+Left Ctrl+Home Ctrl+Alt+Delete", []Command{
		pressed(Key{Name: "Left", Mod: Shift}), pressed(Key{Name: "Left", Mod: Alt}), pressed(Key{Name: "Home", Mod: Ctrl}), pressed(Key{Name: "Delete", Mod: Ctrl | Alt})}},
	{"Mouse click 10 5", []Command{Mouse{Action: Click, Column: 10, Row: 5, Times: 1, Each: speed}}},
	{"Mouse@1s wheeldown 1 2 3", []Command{Mouse{Action: WheelDown, Column: 1, Row: 2, Times: 3, Each: time.Second}}},
	{"Mouse drag 1 2 3 4", []Command{Mouse{Action: Drag, Column: 1, Row: 2, ToColumn: 3, ToRow: 4, Times: 1, Each: speed}}},
	{"Marker Hide", []Command{Marker{}, Hide{}}},
	{"Marker \"first chapter\"\nMarker second one", []Command{Marker{Label: "first chapter"}, Marker{Label: "second one"}}},
	{`Caption "see" Caption ""`, []Command{Caption{Text: "see"}, Caption{}}},
	{"Wait+Settled Wait+Settled@1s", []Command{
		Wait{Condition: Condition{Scope: Settled}, Timeout: Unset}, Wait{Condition: Condition{Scope: Settled}, Timeout: time.Second}}},
	{"Wait+Fact@3s kind:exit by:worker # the last one\nHide", []Command{
		Wait{Condition: Condition{Scope: Fact, Expr: "kind:exit by:worker"}, Timeout: 3 * time.Second}, Hide{}}},
	{`Wait+Fact text:"a # b"`, []Command{Wait{Condition: Condition{Scope: Fact, Expr: `text:"a # b"`}, Timeout: Unset}}},
	{`Assert /HELLO/ Assert+Line /x/ Assert+Screen "a" b`, []Command{
		Assert{Condition: Condition{Scope: Screen, Pattern: "HELLO"}}, Assert{Condition: Condition{Scope: Line, Pattern: "x"}},
		Assert{Condition: Condition{Scope: Screen, Text: "a b"}}}},
	{"Assert+Fact topic:echo t>1s", []Command{Assert{Condition: Condition{Scope: Fact, Expr: "topic:echo t>1s"}}}},
	{`App echo`, []Command{App{Name: "echo"}}},
	{"App ./my-app 5 \"an argument\" x\nSeed 7", []Command{App{Name: "./my-app", Args: []string{"5", "an argument", "x"}}, Seed{N: 7}}},
	{"Speed 2.5", []Command{Speed{Factor: 2.5}}},
}

// files are what the tapes of the tests may source.
var files = fstest.MapFS{
	"sub/other.tape":  {Data: []byte("Output other.gif\nSet TypingSpeed 1s\nType other")},
	"sub/nested.tape": {Data: []byte("Source other.tape")},
	"sub/empty.tape":  {Data: []byte("# nothing\n")},
	"sub/wrong.tape":  {Data: []byte("Hide\n  Entr\n")},
}

func TestAccepted(t *testing.T) {
	for _, test := range accepted {
		tape, err := Parse("t.tape", test.text, files.ReadFile)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		if got := placeless(tape); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q:\n got %+v\nwant %+v", test.text, got, test.want)
		}
	}
}

// placeless is the commands of a tape without their places.
func placeless(t *Tape) (list []Command) {
	for _, c := range t.Commands {
		copied := reflect.New(reflect.TypeOf(c)).Elem()
		copied.Set(reflect.ValueOf(c))
		copied.FieldByName("Pos").SetZero()
		list = append(list, copied.Interface().(Command))
	}
	return list
}

// Every name of a key stands for it, alone and behind each modifier, unless a
// terminal sends the same for another one.
func TestNamedKeys(t *testing.T) {
	for name := range keyCodes {
		tape, err := Parse("", name, nil)
		if err != nil || !reflect.DeepEqual(placeless(tape), []Command{press(name)}) {
			t.Errorf("%s: %+v, %v", name, tape.Commands, err)
		}
		for _, mod := range []Mod{Ctrl, Alt, Shift, Ctrl | Alt, Ctrl | Shift, Alt | Shift, Ctrl | Alt | Shift} {
			k := Key{Name: name, Mod: mod}
			tape, err := Parse("", modifierText(mod)+"+"+name, nil)
			if (err == nil) != sendable(k) || err == nil && !reflect.DeepEqual(placeless(tape), []Command{pressed(k)}) {
				t.Errorf("%s+%s: %+v, %v", modifierText(mod), name, tape.Commands, err)
			}
		}
	}
}

// Of what has no effect, a tape warns.
func TestWarnings(t *testing.T) {
	for text, want := range map[string]string{
		"Hide\nOutput a.gif":    "t.tape:2:1: Output comes before the commands that do something; here it has no effect",
		"Hide Require git":      "t.tape:1:6: Require comes before",
		"Hide Set FontSize 20":  "t.tape:1:6: Set FontSize comes before",
		"Down 1.5":              "t.tape:1:6: 1.5 is no whole number: the key is pressed once",
		`Type "a`:               "t.tape:1:6: the quote that ends this text is missing",
		"Source sub/other.tape": "sub/other.tape:1:1: Output: of a tape that is sourced, outputs are left out",
		"Paste":                 "t.tape:1:1: Paste: nothing was copied",
	} {
		tape, err := Parse("t.tape", text, files.ReadFile)
		if err != nil || len(tape.Warnings) != 1 || !strings.HasPrefix(tape.Warnings[0].String(), want) {
			t.Errorf("%q: %v, %v", text, tape.Warnings, err)
		}
	}
	for _, test := range accepted {
		tape, _ := Parse("t.tape", test.text, files.ReadFile)
		if n := len(tape.Warnings); n > 1 {
			t.Errorf("%q: %v", test.text, tape.Warnings)
		}
	}
}

// Mistakes are told together, each with its place; what follows one on its line
// is left out.
func TestErrors(t *testing.T) {
	_, err := Parse("t.tape", "Hide\n  Entr Foo\n日 Show\nSleep x\n\"a\nEnter", nil)
	const want = `t.tape:2:3: there is no command "Entr"; do you mean Enter?
t.tape:3:1: a command is expected here, not "日"
t.tape:4:7: Sleep needs a time, such as 500ms or 2s, not "x"
t.tape:5:1: a command is expected here, not "a"`
	if err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
	var all Errors
	_, err = Parse("", strings.Repeat("Foo\n", 1000), nil)
	if !errors.As(err, &all) || len(all) != maxErrors {
		t.Errorf("%d mistakes are told", len(all))
	}
}

func TestBounds(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("#", maxText+1): ":1:1: a tape has at most 1048576 bytes",
		"Hide\nType \"\xff\"":          ":2:7: this is not UTF-8",
		"Hide\nType \"日\x1b[2J\"":      ":2:8: there is a control character",
	} {
		if _, err := Parse("", text, nil); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	if tape, err := Parse("", strings.Repeat("Hide ", maxText/5), nil); err != nil || len(tape.Commands) != maxText/5 {
		t.Errorf("a long tape: %d commands, %v", len(tape.Commands), err)
	}
}

func TestSettings(t *testing.T) {
	tape, err := Parse("", `Set FontSize 20 Set TypingSpeed 10ms Set WaitPattern /x/ Set LoopOffset 5% Set CursorBlink false
		Set Theme { "name": "mine", "red": "#ff0102", "cursor": "#000000" } Hide Set TypingSpeed 1s`, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := Defaults
	want.FontSize, want.TypingSpeed, want.WaitPattern, want.LoopOffset, want.CursorBlink = 20, 10*time.Millisecond, "x", 5, false
	want.Theme.Name, want.Theme.Ansi[1].R, want.Theme.Ansi[1].G, want.Theme.Ansi[1].B = "mine", 255, 1, 2
	if got := tape.Settings(); got != want {
		t.Errorf("%+v", got)
	}
}

// Themes have names in any case, and all colours that they say.
func TestThemes(t *testing.T) {
	for _, p := range themes() {
		tape, err := Parse("", fmt.Sprintf("Set Theme %q", strings.ToUpper(p.Name)), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := tape.Settings().Theme; got != p || got.Background == got.Foreground {
			t.Errorf("%s: %+v", p.Name, got)
		}
		for i, c := range p.Ansi {
			if c == (film.RGB{}) {
				t.Errorf("%s has no colour %d", p.Name, i)
			}
		}
	}
}

func TestSize(t *testing.T) {
	for text, want := range map[string]string{
		"":               "110x32",
		"Set Width 1200": "108x32",
		"Set Width 1200 Set Margin 10 Set Height 600": "106x23",
		"Set Height 600 Set WindowBar Rings":          "110x22",
		"Set Width 10 Set Height 10":                  "1x1",
		"Set Width 1200 Set Columns 80 Set Rows 24":   "80x24",
	} {
		tape, err := Parse("", text, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := tape.Settings()
		if columns, rows := s.Size(10, 20); fmt.Sprintf("%dx%d", columns, rows) != want {
			t.Errorf("%q: %dx%d, want %s", text, columns, rows, want)
		}
	}
}
