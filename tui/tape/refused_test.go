package tape

import (
	"strings"
	"testing"
)

// refused is what each row of the language that has no meaning here says, and
// what is no row of it.
var refused = []struct{ text, want string }{
	// lexical rules
	{"Type Set", "1:6: Type needs a text in quotes, not the word Set of the language"},
	{"Type 123", `1:6: Type needs a text in quotes, not "123"`},
	{`Type "a" 1`, `1:10: Type: "1" needs quotes`},
	{"Type true", "1:6: Type needs a text in quotes"},
	{"Type", "1:5: Type needs a text in quotes, not the end of the tape"},
	{"Type größe", `1:8: Type: "ö" needs quotes`},
	{"Type \"a\"\nEntr", `2:1: there is no command "Entr"; do you mean Enter?`},
	{"Ctrl+s", `1:6: s is a word of the language: write Ctrl+S, or Ctrl+"s"`},
	{"Ctrl+m", "1:6: m is a word of the language"},
	{"Alt+s", `1:5: s is a word of the language: write Alt+S, or Alt+"s"`},
	{"Ctrl+1", `1:6: a digit needs quotes here: Ctrl+"1"`},
	{"Sleep -1", `1:7: Sleep needs a time, such as 500ms or 2s, not "-"`},
	{"Sleep 1us", `1:8: Sleep: a time is in ms, s, m or h, not in "us"`},
	{"Sleep 1.2.3", `1:7: Sleep: "1.2.3" is no number`},
	{"Sleep 9999999h", "1:7: Sleep: the longest time is 3600000s"},
	{"Wait /x", "1:6: Wait: this pattern does not end with a slash"},
	{"Wait //", "1:6: Wait: an empty pattern matches everything"},
	{"Wait /(/", "1:6: Wait: error parsing regexp: missing closing )"},
	{`Set Theme { "background": "#000000"`, "1:11: Set Theme: this theme does not end with }"},
	{"; Hide", `1:1: a command is expected here, not ";"`},
	{"ms", `1:1: there is no command "ms"`},

	// commands
	{"Output a.mp4", "1:1: Output: .mp4 needs a video encoder; .gif, .apng and .html show the same"},
	{"Output a.webm", "1:1: Output: .webm needs a video encoder"},
	{"Output a.doc", "1:1: Output: the file ends in .cast, .gif, .apng, .png, .svg, .txt, .json or .html, or in / for a folder of pictures"},
	{"Output", "1:7: Output needs the name of a file, not the end of the tape"},
	{"Output /tmp/x.gif", "1:8: Output: a path that begins with a slash needs quotes"},
	{"Require", "1:8: Require needs"},
	{"Enter 99999", "1:7: how often a key is pressed: a whole number from 0 to 10000 is needed"},
	{"Ctrl", "1:1: Ctrl needs a plus and a key, such as Ctrl+x"},
	{"Ctrl+", "1:6: Ctrl+ is followed by a key, not the end of the tape"},
	{"Ctrl+word", `1:6: Ctrl+ is followed by one character, not "word"`},
	{"Ctrl+Lefft", `1:6: Ctrl+ is followed by one character, not "Lefft"; do you mean Left?`},
	{"Ctrl+A+Shift", "1:8: modifiers come first, once each, in the order Ctrl+Alt+Shift"},
	{"Alt+Ctrl+a", "1:5: modifiers come first"},
	{"Ctrl+Ctrl+a", "1:6: modifiers come first"},
	{"Ctrl+Alt", "1:1: Ctrl+Alt needs a plus and a key"},
	{"Shift+1", `1:7: a digit needs quotes here: Shift+"1"`},
	{`Shift+"1"`, "1:7: Shift+1: Shift changes letters and [ ] only; type the character itself"},
	{"Ctrl+Tab", "1:6: Ctrl+Tab is for a terminal the same as another key"},
	{"Ctrl+Escape", "1:6: Ctrl+Escape is for a terminal the same as another key"},
	{"Ctrl+/", "1:6: Ctrl+/ and Ctrl+_ are one key for a terminal, and no tape can name it"},
	{"Ctrl+_", "1:6: Ctrl+/ and Ctrl+_ are one key"},
	{"Alt+/", "1:5: Alt+ is followed by a key; / and _ need quotes"},
	{"Alt+_", "1:5: Alt+ is followed by a key; / and _ need quotes"},
	{"Esc", "1:1: Esc: write Escape"},
	{"Return", "1:1: Return: write Enter"},
	{"Alt+Esc", "1:5: Alt+Esc: write Escape"},
	{"F21", `1:1: there is no command "F21"; do you mean F1?`},
	{"ScrollUp", "1:1: ScrollUp: this screen keeps nothing above it; write PageUp, or Mouse wheelup COLUMN ROW"},
	{"ScrollDown 5", "1:1: ScrollDown: this screen keeps nothing above it; write PageDown"},
	{"Sleep", "1:6: Sleep needs a time"},
	{"Wait+Word", `1:6: Wait+ is followed by one of [Line Screen Settled Fact], not "Word"`},
	{`Wait "x"`, "1:6: Wait needs its pattern between slashes: /text/"},
	{"Wait@x", "1:6: Wait@ needs a time"},
	{"Screenshot a.gif", "1:1: Screenshot: the file ends in .png, .svg, .txt, .json or .html"},
	{"Copy", "1:5: Copy needs a text in quotes"},
	{"Env A 1", `1:7: Env A needs its value in quotes, not "1"`},
	{"Source none.tape", "1:1: Source: open none.tape: file does not exist"},
	{"Source sub/nested.tape", "sub/nested.tape:1:1: a tape that is sourced sources no other"},
	{"Source sub/empty.tape", "1:1: Source: there is no command in sub/empty.tape"},
	{"Source sub/wrong.tape", `sub/wrong.tape:2:3: there is no command "Entr"; do you mean Enter?`},
	{"hide", `1:1: there is no command "hide"; do you mean Hide?`},
	{"Set", "1:4: there is no setting the end of the tape"},

	// settings
	{"Set Shell bash", "1:5: Set Shell: no shell runs here; say with App what is shown"},
	{"Set FontSiz 3", `1:5: there is no setting "FontSiz"; do you mean FontSize?`},
	{"Set FontSize 1.5", `1:5: Set FontSize: a whole number from 4 to 200 is needed, not "1.5"`},
	{"Set FontSize big", `1:14: Set FontSize needs a number, not "big"`},
	{"Set Padding 10px", "1:15: Set Padding takes a number without the word px of the language"},
	{"Set Width 99999", "1:5: Set Width: a whole number from 1 to 10000 is needed"},
	{"Set MarginFill picture.png", `1:5: Set MarginFill: a colour is written #rrggbb, not "picture.png"; a picture cannot fill the margin`},
	{`Set MarginFill "#12"`, "1:5: Set MarginFill: a colour is written #rrggbb"},
	{"Set WindowBar Colourful", `1:5: Set WindowBar: there is no bar "Colourful", but Colorful, ColorfulRight, Rings, RingsRight; do you mean Colorful?`},
	{"Set Theme drak", `1:5: Set Theme: there is no theme "drak", but dark, light, Dracula, Nord, Gruvbox Dark, Solarized Dark, Solarized Light, TokyoNight, OneDark, Catppuccin Latte, `},
	{`Set Theme { "rde": "#000000" }`, `1:5: Set Theme: a theme has no "rde"; do you mean red?`},
	{`Set Theme { "red": "#00" }`, `1:5: Set Theme: red: a colour is written #rrggbb, not "#00"`},
	{`Set Theme { "red" }`, "1:5: Set Theme: the theme: "},
	{"Set TypingSpeed 1m", `1:18: Set TypingSpeed: a time is in ms or s, not in "m"`},
	{"Set Framerate 0", "1:5: Set Framerate: a whole number from 1 to 100 is needed"},
	{"Set PlaybackSpeed 0", "1:5: Set PlaybackSpeed: a number from 0.01 to 100 is needed"},
	{"Set LoopOffset 101%", "1:5: Set LoopOffset: a number from 0 to 100 is needed"},
	{"Set CursorBlink yes", `1:17: Set CursorBlink is true or false, not "yes"`},
	{"Set WaitTimeout soon", "1:17: Set WaitTimeout needs a time"},
	{`Set WaitPattern ">"`, "1:17: Set WaitPattern needs its pattern between slashes: /text/"},

	// what VHS does not have
	{"Resize 80", "1:10: Resize needs columns and rows, such as Resize 80x24"},
	{"Resize 80 x24", "1:11: Resize needs columns and rows"},
	{"Resize 0x24", `1:8: Resize: a whole number from 1 to 1000 is needed, not "0"`},
	{"Resize 80x99999", "1:8: Resize: a whole number"},
	{"Mouse clik 1 2", `1:7: Mouse is followed by one of [click rightclick middleclick move drag wheelup wheeldown], not "clik"; do you mean click?`},
	{"Mouse click 1,2", `1:14: Mouse needs COLUMN ROW, counted from 1 and separated by blanks, not ","`},
	{"Mouse click 0 2", "1:13: Mouse: a whole number from 1 to 1000"},
	{"Mouse drag 1 2", "1:15: Mouse needs COLUMN ROW COLUMN ROW"},
	{"Caption", "1:8: Caption needs a text"},
	{"Wait+Fact", "1:10: Wait+Fact needs an expression, such as kind:exit by:worker"},
	{"Wait+Fact # none", "1:11: Wait+Fact needs an expression"},
	{"Wait+Fact kind:snd", `1:16: Wait+Fact: there is no kind snd; do you mean send?`},
	{"Assert", "1:7: Assert needs a pattern between slashes or a text between quotes"},
	{`Assert ""`, "1:8: Assert: an empty text is on every screen"},
	{"Assert+Settled", "1:8: Assert+ is followed by one of [Screen Line Fact], not \"Settled\""},
	{"Hide App echo", "1:6: App comes before the commands that do something"},
	{"App a\nApp b", "2:1: App is said already, at t.tape:1:1"},
	{"App echo -v", `1:10: App: the argument "-" needs quotes`},
	{"Seed -1", `1:6: Seed needs a whole number, not "-"`},
	{"Seed 1.5", "1:6: Seed needs a whole number up to 9223372036854775807, not 1.5"},
	{"Speed 0", `1:7: Speed: a number from 0.01 to 100 is needed, not "0"`},
}

func TestRefused(t *testing.T) {
	for _, test := range refused {
		want := test.want
		if !strings.Contains(want, ".tape:") || !strings.HasPrefix(want, "sub/") {
			want = "t.tape:" + want
		}
		tape, err := Parse("t.tape", test.text, files.ReadFile)
		if err == nil {
			t.Errorf("%q is read as %+v", test.text, tape.Commands)
		} else if !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q:\n got %v\nwant %s", test.text, err, want)
		}
	}
}
