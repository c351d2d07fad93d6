package typed

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/gopher-lua/parse"
)

// The compiler judges what is plain: what it reads, Erase must not touch, and
// what Erase gives it must read.

func compiles(source string) error {
	_, err := parse.Parse(strings.NewReader(source), "source")
	return err
}

// check holds Erase to everything that is true of any source, and returns what
// it made of this one.
func check(t *testing.T, source string) (string, error) {
	t.Helper()
	plain, err := Erase(source)
	if err != nil {
		checkMistake(t, source, err)
		return "", err
	}
	if compiles(source) == nil && plain != source && !excepted(source) {
		t.Errorf("plain Lua was changed:\n%q\n%q", source, plain)
	}
	if err := compiles(plain); err != nil {
		t.Errorf("the compiler refuses %q, made of %q: %v", plain, source, err)
	}
	if got, want := countBreaks(plain), countBreaks(source); got != want {
		t.Errorf("%d line breaks in %q, %d in %q", got, plain, want, source)
	}
	if again, err := Erase(plain); err != nil || again != plain {
		t.Errorf("erasing %q again gives %q, %v", plain, again, err)
	}
	return plain, nil
}

// excepted tells whether a source may have what the package comment excepts
// from leaving plain Lua alone.
func excepted(source string) bool {
	for _, escape := range []string{`\x`, `\u`, `\z`} {
		if strings.Contains(source, escape) {
			return true
		}
	}
	return false
}

func checkMistake(t *testing.T, source string, err error) {
	t.Helper()
	var mistake *Error
	if !errors.As(err, &mistake) {
		t.Fatalf("%T is no *Error: %v", err, err)
	}
	lines := 1 + countBreaks(source)
	if mistake.Line < 1 || mistake.Line > lines || mistake.Column < 1 || mistake.Column > len(source)+1 {
		t.Errorf("no such place in %q: %v", source, err)
	}
	if mistake.Message == "" || strings.ContainsFunc(mistake.Message, func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Errorf("no message for people: %q", mistake.Message)
	}
	if compiles(source) == nil && !strings.HasPrefix(mistake.Message, "nested more than") {
		t.Errorf("plain Lua was refused: %q: %v", source, err)
	}
}

// Plain Lua that a reader of typed Lua could take for typed.
var plainSources = []string{
	"",
	"x = y as {z}",
	"x = y as (z)",
	"x = y as 'z'",
	"x = y as.z = 1",
	"x = y ::a:: b = 1",
	"x = y ::a:: b()",
	"x = y ::a:: ::b::",
	"f(x) ::a:: (g)()",
	"local type = type type 'x' type(y) type.z = 1 type, x = 1, 2",
	"export = type export()",
	"continue = 1 continue() continue 'x' continue.x = 1 continue {}",
	"for continue = 1, 2 do break end",
	"x = a < b, c > d",
	"x = a < b and c > (d)",
	"x = #a - -b .. not c",
	"x = y and z or w:v()",
	"a:b 'c' :d {} :e()",
	"a.b.c['d']:e().f, g = 1, 2",
	"(f())",
	"((f)(x))",
	"(f or g)() ;;; (h)()",
	"x = y\n(f or g)()",
	"x = function() end (f)()",
	"return",
	"return;",
	"do return f() end",
	"while x do break; end",
	"goto a ::a::",
	"x = 0x1F + 1e5 + .5 + 5. + 3e-2 + 0012 + .5.5",
	"x = 1e",
	"x = 1e\r\ny = 2",
	"x = '\\\r\n' .. \"\\\n\" .. '\\'' .. '\\065\\q'",
	"x = [[a\n]] .. [==[]]]=]]==] -- ]]\n--[[ :: ]] --[==[ ]] ]==] y = 1",
	"x = '\xff\x00' -- \xfe",
	"\r\n\t x = 1\n\r",
	"__typed_idiv(1, 2) ::__typed_continue_1::",
	"local function f(...) local a, b = ... return ..., f end",
	"if a then elseif b then elseif c then else end",
	"repeat local x until x",
	"for i = 1, 2, 3 do end for a, b in c, d do end",
	"x = {1,,;} y = {1,;2}",
	"x = {1, 2; 3, a = 1, ['b'] = 2, [c] = d, f(), ...}",
	"x = " + strings.Repeat("a .. ", 10000) + "b",
	"x = " + strings.Repeat("- ", 10000) + "b",
	"x = a" + strings.Repeat(".b", 10000) + strings.Repeat("()", 1000),
	"if a then " + strings.Repeat("elseif b then ", 1000) + "end",
	strings.Repeat("do ", 150) + strings.Repeat("end ", 150),
}

func TestPlainLuaIsLeftAlone(t *testing.T) {
	for _, source := range plainSources {
		if err := compiles(source); err != nil {
			t.Errorf("not plain: %.100q: %v", source, err)
		}
		if plain, err := check(t, source); err != nil || plain != source {
			t.Errorf("%.100q became %.100q, %v", source, plain, err)
		}
	}
}

// What the compiler reads in its own way, and what is not Lua at all.
func TestOddSources(t *testing.T) {
	for _, test := range []struct{ source, plain string }{
		{"--[=x\ny = 1", "-- =x\ny = 1"},
		{"--[==", "-- =="},
		{"--[", "--["},
		{"#", " "},
		{"#!lua\r\nx = 1", "     \r\nx = 1"},
		{"\ufeffx = 1", "   x = 1"},
		{"\ufeff#!lua\nx = 1", "        \nx = 1"},
		{"x = \"\\x0a\\z \r\n\r\n\t\\z\n\"y = 1", "x = \"\\010\"\n\n\n y = 1"},
		{"x = '\\u{0}\\u{d800}\\u{10ffff}'", "x = '\\000\xed\xa0\x80\xf4\x8f\xbf\xbf'" + strings.Repeat(" ", 12)},
		{"local x: T return~a", "local x    return __typed_bnot(a)"},
		{"x = y and(a)//2", "x = y and __typed_idiv((a), 2)"},
		{"while x do continue end", "while x do do  goto __typed_continue_1 end ::__typed_continue_1:: end"},
		{"repeat f()if x then continue end until y", "repeat f() do if x then goto __typed_continue_1 end end ::__typed_continue_1:: until y"},
	} {
		plain, err := check(t, test.source)
		if err != nil || plain != test.plain {
			t.Errorf("%q became %q, %v, want %q", test.source, plain, err, test.plain)
		}
	}
}

func TestLimits(t *testing.T) {
	deep := func(opening, closing string, levels int) string {
		return strings.Repeat(opening, levels) + strings.Repeat(closing, levels)
	}
	for _, test := range []struct {
		name        string
		source      func(levels int) string
		most, least int // the most levels that are fine, the least that are refused
	}{
		{"blocks", func(n int) string { return deep("do ", "end ", n) }, 199, 200},
		{"brackets", func(n int) string { return "x = " + deep("{", "}", n) }, 199, 200},
		{"calls", func(n int) string { return "f" + deep("(g", ")", n) }, 199, 200},
		{"functions", func(n int) string { return "x = " + deep("function() return ", " end ", n) }, 199, 200},
		{"types", func(n int) string { return "local x: " + deep("{", "}", n) }, 199, 200},
		{"generics", func(n int) string { return "local x: T" + deep("<U", ">", n) }, 198, 199},
		{"arrows", func(n int) string { return "local x: T = y as " + strings.Repeat("() -> ", n) + "T" }, 198, 199},
		{"dots", func(n int) string { return "type T = " + strings.Repeat("...", n) + "T" }, 198, 199},
		{"operators", func(n int) string { return "x = a" + strings.Repeat(" // b", n) }, 199, 200},
		{"operators from the right", func(n int) string { return "x = " + strings.Repeat("~", n) + "b" }, 199, 200},
		{"operators in brackets", func(n int) string {
			return "x = " + strings.Repeat("(a // ", n/2) + "b" + strings.Repeat(")", n/2)
		}, 199, 200},
		{"loops with continue", func(n int) string { return strings.Repeat("while x do ", n) + "continue " + strings.Repeat("end ", n) }, 198, 199},
	} {
		if _, err := check(t, test.source(test.most)); err != nil {
			t.Errorf("%s: %d levels are refused: %v", test.name, test.most, err)
		}
		_, err := check(t, test.source(test.least))
		if err == nil || !strings.Contains(err.Error(), "nested more than 200 levels deep") {
			t.Errorf("%s: %d levels: %v", test.name, test.least, err)
		}
	}
	if _, err := Erase(strings.Repeat(" ", maxSource+1)); err == nil {
		t.Error("a source without end is read")
	}
	if plain, err := Erase(strings.Repeat(" ", maxSource)); err != nil || len(plain) != maxSource {
		t.Errorf("the largest source gives %d bytes, %v", len(plain), err)
	}
}
