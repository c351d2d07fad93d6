package typed

import (
	"strings"
	"testing"

	"github.com/yuin/gopher-lua/parse"
	"pgregory.net/rapid"
)

// pair is a program written twice at once: as typed Lua, and as the plain Lua
// it has to become, in which blanks stand for what only the first has.
type pair struct {
	t            *rapid.T
	typed, plain strings.Builder
	depth        int
}

func (p *pair) both(text string) {
	p.typed.WriteString(text)
	p.plain.WriteString(text)
}

func (p *pair) erased(text string) {
	p.typed.WriteString(text)
	writeBlank(&p.plain, text)
}

func (p *pair) one(choices ...string) string { return rapid.SampledFrom(choices).Draw(p.t, "choice") }

func (p *pair) several() int { return rapid.IntRange(0, 2).Draw(p.t, "several") }

// choose runs one of the functions; past a depth, the first.
func (p *pair) choose(choices ...func()) {
	p.depth++
	choice := 0
	if p.depth < 7 {
		choice = rapid.IntRange(0, len(choices)-1).Draw(p.t, "kind")
	}
	choices[choice]()
	p.depth--
}

func (p *pair) name() string {
	return p.one("a", "b", "list", "type", "as", "continue", "export", "typeof", "fun", "_n")
}

func (p *pair) space() string { return p.one(" ", "\n", "\t", " -- T :: U as V\n", " --[[ :: ]] ") }

// typeText is a type; all of it is erased.
func (p *pair) typeText() string {
	var out string
	p.choose(
		func() {
			out = p.one("string", "any", "mod.Type", "nil", "true", "'lit'", `"lit"`, "42", "-1", "typeof(f(x)[1])")
		},
		func() { out = p.typeText() + p.one("?", " ?", " @min(0)") },
		func() { out = "(" + p.typeText() + p.one(" | ", " & ", "\n\t| ") + p.typeText() + ")" },
		func() { out = "{" + p.typeText() + p.one("}", ",}") },
		func() { out = "{[" + p.typeText() + "]: " + p.typeText() + "}" },
		func() {
			out = "{" + p.one("a", "end", "type") + p.one(": ", "?: ") + p.typeText() + p.one(",", "; ", ",\r\n") + "b: " + p.typeText() + "}"
		},
		func() { out = "Map<" + p.typeText() + ", " + p.typeText() + ">" },
		func() {
			out = "((" + p.one("", "x: ") + p.typeText() + ", ..." + p.typeText() + ") -> " + p.typeText() + ")"
		},
		func() {
			out = "(fun(x: " + p.typeText() + p.one("", ", y?: any", ", ...: any") + "): " + p.typeText() + ")"
		},
		func() { out = "(function<T>(x: T): (" + p.typeText() + ", " + p.typeText() + "))" },
	)
	return out
}

func (p *pair) annotation() {
	if p.several() == 0 {
		p.erased(p.one(":", ": ", " : ") + p.typeText())
	}
}

// value is an expression; a cast in it stands in brackets, so that nothing
// after it can be taken for a part of its type.
func (p *pair) value() {
	p.choose(
		func() { p.both(p.one("1", "0x1F", "nil", "true", "...", "'x :: T'", "[[ as T ]]", "{}")) },
		func() { p.both(p.name()) },
		func() { p.both(p.one("- ", "not ", "#")); p.value() },
		func() { p.value(); p.both(p.one(" + ", " .. ", " < ", " and ", " ==\n", " ^ ")); p.value() },
		func() {
			p.both("(")
			p.value()
			p.erased(p.one(" :: ", " as ", "::", "\nas ") + p.typeText())
			p.both(")")
		},
		func() { p.target(); p.erased("!") },
		func() { p.call() },
		func() {
			p.both("{")
			p.value()
			p.both(", a = ")
			p.value()
			p.both("; [ ")
			p.value()
			p.both("] = ")
			p.value()
			p.both("}")
		},
		func() { p.both("function"); p.body() },
	)
}

func (p *pair) target() {
	p.both(p.name())
	for range p.several() {
		if p.several() == 0 {
			p.erased("!")
		}
		p.both("." + p.name())
	}
}

func (p *pair) call() {
	p.target()
	p.both(p.one("", ":"+p.name()))
	p.both("(")
	p.value()
	p.both(", ")
	p.value()
	p.both(")")
}

func (p *pair) body() {
	if p.several() == 0 {
		p.erased(p.one("<T>", "<T, U: mod.Bound>"))
	}
	p.both("(")
	for range p.several() {
		p.both(p.name())
		p.annotation()
		p.both(", ")
	}
	p.both("...")
	p.annotation()
	p.both(")")
	p.annotation()
	p.both(p.space())
	p.block()
	p.both("end")
}

func (p *pair) block() {
	p.depth++
	for range p.several() {
		p.statement()
		p.both(p.one("\n", " -- x: T\n", ";", " ;\r\n")) // "x as (y)" on one line is a cast
	}
	p.depth--
}

func (p *pair) statement() {
	p.choose(
		func() { p.call() },
		func() {
			p.both("local " + p.name())
			if p.several() == 0 {
				p.erased(" <const>")
			}
			p.annotation()
			p.both(", " + p.name())
			p.annotation()
			p.both(" = ")
			p.value()
		},
		func() { p.target(); p.both(" = "); p.value() },
		func() { p.erased(p.one("type X = ", "export type X<T> =\n") + p.typeText()) },
		func() { p.both(p.one("local function f", "function a.b:c", "function f")); p.body() },
		func() {
			p.both("if ")
			p.value()
			p.both(" then ")
			p.block()
			p.both(" else ")
			p.block()
			p.both(" end")
		},
		func() { p.both("while "); p.value(); p.both(" do "); p.block(); p.both(" end") },
		func() { p.both("repeat "); p.block(); p.both(" until "); p.value() },
		func() {
			p.both("for " + p.name())
			p.annotation()
			p.both(p.one(" = 1, ", " in "))
			p.value()
			p.both(" do ")
			p.block()
			p.both(" end")
		},
		func() { p.both("goto l ::l::") },
	)
}

// Any program with annotations is the same program with blanks instead.
func TestErasureKeepsEveryPosition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &pair{t: t}
		p.block()
		p.statement()
		typed, want := p.typed.String(), p.plain.String()
		if err := compiles(want); err != nil {
			t.Fatalf("the generator made no Lua: %q: %v", want, err)
		}
		got, err := Erase(typed)
		if err != nil || got != want {
			t.Fatalf("%q\ngot  %q, %v\nwant %q", typed, got, err, want)
		}
	})
}

// The compiler finds every name on the line its author wrote it on and, where
// nothing had to be added, at the column.
func TestNamesStayInPlace(t *testing.T) {
	for path, erasedOnly := range map[string]bool{
		"testdata/annotations.txt": true,
		"testdata/values.txt":      false,
		"testdata/continue.txt":    false,
	} {
		names := 0
		for _, s := range readStories(t, path) {
			plain, err := Erase(strings.Join(s.typed, "\n"))
			if err != nil {
				continue // told as a story
			}
			scanner := parse.NewScanner(strings.NewReader(plain), s.title)
			for {
				token, err := scanner.Scan(&parse.Lexer{})
				if err != nil {
					t.Fatalf("%s: %v", s.title, err)
				}
				if token.Type == parse.EOF {
					break
				}
				if token.Type != parse.TIdent || strings.HasPrefix(token.Str, Prefix) {
					continue
				}
				names++
				line, column := s.typed[token.Pos.Line-1], token.Pos.Column-1
				if !strings.Contains(line, token.Str) || erasedOnly && !strings.HasPrefix(line[column:], token.Str) {
					t.Errorf("%s: %q is not at %d:%d of the source", s.title, token.Str, token.Pos.Line, token.Pos.Column)
				}
			}
		}
		if names < 20 {
			t.Errorf("%s: only %d names were looked at", path, names)
		}
	}
}
