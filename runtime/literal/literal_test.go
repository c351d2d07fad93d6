package literal

import (
	"strings"
	"testing"

	"echotui/runtime/wire"
)

// shown is what was read as wire.Text writes it, or the mistake.
func shown(text string) string {
	values, err := Parse(text)
	if err != nil {
		return err.Error()
	}
	var list []string
	for _, v := range values {
		list = append(list, wire.Text(v, 0))
	}
	return strings.Join(list, " | ")
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "",
		" \t ":                              "",
		"nil":                               "nil",
		"true, false":                       "true | false",
		"12":                                "12",
		"-1.5e3":                            "-1500",
		"0xff, -0X10, .5, 5.":               "255 | -16 | 0.5 | 5",
		"1e300":                             "1e+300",
		`"a\n\104\x41\u{e9}\"\'\\"`:         `"a\nhAé\"'\\"`,
		`'it''s'`:                           `column 5: expected a comma or the end, not "'"`,
		`'say "hi"'`:                        `"say \"hi\""`,
		"[[a\\n]]":                          `"a\\n"`,
		"[==[ ]] ]=] ]==]":                  `" ]] ]=] "`,
		`"日本語"`:                             `"日本語"`,
		"{}":                                "{}",
		`{data="x", n=1, list={1,2}}`:       `{data="x", n=1, list={1, 2}}`,
		`{1; 2; x=3,}`:                      `{1, 2, x=3}`,
		`{ ["a b"] = 1, [true]=2, [1.5]=3}`: `{["a b"]=1, [true]=2, [1.5]=3}`,
		`{[1]="no", "yes", [2]="two"}`:      `{"yes", "two"}`,
		`{1, nil, 3}`:                       `{1, [3]=3}`,
		`{a=1, a=2, b=nil}`:                 `{a=2}`,
		`{end=1, nil=2}`:                    `{end=1, nil=2}`,
		`{[[x]], [=[y]=]}`:                  `{"x", "y"}`,
		`{[{1}]=2}`:                         `{[{1}]=2}`,
		`{a={b={c={}}}}`:                    `{a={b={c={}}}}`,

		"x":             `column 1: "x" is no value; text stands in quotes`,
		"1,":            "column 3: expected a value, not the end",
		"1 2":           `column 3: expected a comma or the end, not "2"`,
		"日本":            `column 1: expected a value, not "日"`,
		`{a=1 b=2}`:     `column 6: expected a comma or }, not "b"`,
		`{a=1`:          "column 1: this table has no end",
		`{"日", {`:       "column 7: this table has no end",
		`"abc`:          "column 1: this string has no end",
		`"abc\`:         "column 5: nothing stands behind the backslash",
		`"\q"`:          `column 2: there is no \'q'`,
		`"\300"`:        "column 2: this stands for no character",
		`"\xg1"`:        "column 2: this stands for no character",
		`"\u{110000}"`:  "column 2: this stands for no character",
		`"\u{41`:        "column 2: this stands for no character",
		"[[abc":         "column 1: this string has no end",
		"[x":            `column 1: expected a value, not "["`,
		"1x":            `column 1: "1x" is no number`,
		"1e999":         `column 1: "1e999" is no number`,
		"-":             `column 1: "-" is no number`,
		"0x":            `column 1: "0x" is no number`,
		"{[nil]=1}":     "column 3: nil cannot be a key",
		"{[1 2}":        `column 5: expected ] after the key, not "2"`,
		"{[1]2}":        `column 5: expected = after the key, not "2"`,
		"\xff":          "column 1: expected a value, not a byte that is no text",
		"{x}":           `column 2: "x" is no value; text stands in quotes`,
		"print('boom')": `column 1: "print" is no value; text stands in quotes`,

		strings.Repeat("{", 32) + strings.Repeat("}", 32): strings.Repeat("{", 32) + strings.Repeat("}", 32),
		strings.Repeat("{", 33):                           "column 33: more than 32 tables in one another",
		strings.Repeat(" ", MaxBytes+1):                   "column 1: it is longer than 65536 bytes",
	} {
		if got := shown(text); got != want {
			t.Errorf("%.40q\ngot  %s\nwant %s", text, got, want)
		}
	}
}

// FuzzParse: whatever is typed is refused at a place in it, or read; and what is
// read is read again from how it is shown.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{data="x", n=1, list={1,2}}`, `[==[a]==], 'b\065'`, `{[1]=2; {}, ["x y"]=0xff}`, `-1.5e-3, "\u{e9}\`, "{{{", "\xff",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		values, err := Parse(text)
		if err != nil {
			if column := err.(*Error).Column; column < 1 || column > len(text)+1 || values != nil {
				t.Errorf("the mistake is in column %d, and %v was read", column, values)
			}
			return
		}
		for _, v := range values {
			is := wire.Text(v, 0)
			if got := shown(is); got != is {
				t.Errorf("%q is shown as %s, and that is read as %s", text, is, got)
			}
		}
	})
}
