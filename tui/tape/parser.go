package tape

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"echotui/runtime/meant"
)

// Bounds of a tape.
const (
	maxText    = 1 << 20 // bytes of a file
	maxErrors  = 20      // of them are told
	maxTimes   = 10_000  // presses of a key in one command
	maxColumns = 1000    // of a screen
	maxRows    = 1000
)

// Read returns the text of a file that Source names: a path with slashes,
// relative to where the name that Parse was given is.
type Read func(name string) ([]byte, error)

// Parse makes a tape of a text. The name of its file begins all positions, and
// files that it sources are found relative to it. If something is refused, the
// error is of type Errors, and the tape holds the rest.
func Parse(name, text string, read Read) (*Tape, error) {
	p := &parser{tape: &Tape{Name: name}, read: read, readers: readers()}
	p.file(name, text)
	if len(p.errors) > 0 {
		return p.tape, p.errors
	}
	return p.tape, nil
}

// parser makes commands of tokens.
type parser struct {
	tape    *Tape
	read    Read
	readers map[string]reader
	errors  Errors

	lexer  *lexer
	before lexer  // as it was before ahead
	ahead  *token // the next token, if it was looked at
	inside bool   // a file that another sources
	begun  bool   // the leading block is over
}

// bail ends the reading of a command; what is wrong with it has been told.
type bail struct{}

// file reads a tape, or one that it sources. It returns the number of commands.
func (p *parser) file(name, text string) (commands int) {
	outer, before, ahead := p.lexer, p.before, p.ahead
	p.lexer, p.ahead = newLexer(name, text), nil
	defer func() { p.lexer, p.before, p.ahead = outer, before, ahead }()
	if at, why := unreadable(name, text); why != "" {
		p.tell(at, "%s", why)
		return 1
	}
	for p.peek().sort != ending && len(p.errors) < maxErrors {
		p.command()
		commands++
	}
	return commands
}

// unreadable tells why a text is no tape at all; "" if it may be one.
func unreadable(name, text string) (at Pos, why string) {
	if len(text) > maxText {
		return Pos{name, 1, 1}, fmt.Sprintf("a tape has at most %d bytes, this one has %d", maxText, len(text))
	}
	line, column := 1, 1
	for rest := text; rest != ""; column++ {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			return Pos{name, line, column}, "this is not UTF-8"
		case r == '\n', r == '\r' && !strings.HasPrefix(rest, "\r\n"):
			line, column = line+1, 0
		case r < ' ' && r != '\t' && r != '\r' || r == 0x7f:
			return Pos{name, line, column}, "there is a control character; keys have commands, such as Escape and Ctrl+C"
		}
		rest = rest[size:]
	}
	return at, ""
}

// command reads one command. After a mistake it goes on with the next line.
func (p *parser) command() {
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(bail); !ours {
				panic(r)
			}
			p.skip()
		}
	}()
	t := p.next()
	c := p.statement(t)
	if c == nil {
		return
	}
	if !leading(c) {
		p.begun = true
	}
	p.tape.Commands = append(p.tape.Commands, c)
}

// statement is the command that begins with a token; nil if it has no effect.
func (p *parser) statement(t token) Command {
	if t.sort != word {
		p.fail(t.Pos, "a command is expected here, not %s", t.shown())
	}
	if why, refused := refusals[t.text]; refused {
		p.fail(t.Pos, "%s: %s", t.text, why)
	}
	if read, found := p.readers[t.text]; found {
		return read(p, t.Pos)
	}
	if named(t.text) {
		return p.press(t.Pos, []Key{{Name: t.text}})
	}
	p.fail(t.Pos, "there is no command %q%s", t.text, meant.Question(t.text, p.names()))
	return nil
}

// leading reports whether a command says what is recorded, not what happens.
func leading(c Command) bool {
	switch c.(type) {
	case Output, Require, Set, App, Seed, Env:
		return true
	}
	return false
}

// skip leaves out what is left of the line.
func (p *parser) skip() {
	for t := p.peek(); t.sort != ending && !t.first; t = p.peek() {
		p.next()
	}
}

func (p *parser) peek() token {
	if p.ahead == nil {
		p.before = *p.lexer
		t := p.lexer.next()
		t.own = t.sort == word && p.owns(t.text)
		p.ahead = &t
	}
	return *p.ahead
}

func (p *parser) next() token {
	t := p.peek()
	p.ahead = nil
	return t
}

// remainder is what is left of the line as it is written, up to a comment.
func (p *parser) remainder() (text string, at Pos) {
	if p.ahead != nil {
		*p.lexer, p.ahead = p.before, nil
	}
	return p.lexer.remainder()
}

// tell notes a mistake.
func (p *parser) tell(at Pos, format string, args ...any) {
	p.errors = append(p.errors, &Error{Pos: at, Text: fmt.Sprintf(format, args...)})
}

// fail notes a mistake and ends the command.
func (p *parser) fail(at Pos, format string, args ...any) {
	p.tell(at, format, args...)
	panic(bail{})
}

func (p *parser) warn(at Pos, format string, args ...any) {
	p.tape.Warnings = append(p.tape.Warnings, Warning{Pos: at, Text: fmt.Sprintf(format, args...)})
}

// isSign reports whether the next token is a certain sign, and takes it if so.
func (p *parser) isSign(text string) bool {
	t := p.peek()
	if t.sort != sign || t.text != text {
		return false
	}
	p.next()
	return true
}

// source reads the commands of another tape.
func (p *parser) source(at Pos) Command {
	name := p.path("Source")
	if p.inside {
		p.fail(at, "a tape that is sourced sources no other")
	}
	if !path.IsAbs(name) {
		name = path.Join(path.Dir(at.File), name)
	}
	if p.read == nil {
		p.fail(at, "Source: no file can be read here")
	}
	text, err := p.read(name)
	if err != nil {
		p.fail(at, "Source: %v", err)
	}
	p.inside = true
	defer func() { p.inside = false }()
	if p.file(name, string(text)) == 0 {
		p.fail(at, "Source: there is no command in %s", name)
	}
	return nil
}

// path is the name of a file.
func (p *parser) path(command string) string {
	t := p.next()
	switch {
	case t.sort == pattern || t.sort == broken:
		p.fail(t.Pos, "%s: a path that begins with a slash needs quotes", command)
	case !t.isText() || t.text == "":
		p.fail(t.Pos, "%s needs the name of a file, not %s; one that is no plain word needs quotes", command, t.shown())
	}
	p.unclosed(t)
	return t.text
}

// isText reports whether a token can stand for a text: it is between quotes, or
// a bare word that is no word of the language.
func (t token) isText() bool { return t.sort == quoted || t.sort == word && !t.own }

// texts are texts up to something else, joined with blanks. At least one is
// needed, unless it may be left out; then it stands on the same line.
func (p *parser) texts(command string, optional bool) string {
	var parts []string
	for {
		t := p.peek()
		switch {
		case !t.isText() && len(parts) > 0 || optional && (!t.isText() || t.first):
			p.loose(t, command)
			return strings.Join(parts, " ")
		case !t.isText():
			p.next()
			p.fail(t.Pos, "%s needs a text in quotes, not %s", command, t.shown())
		case t.first && t.sort == word && len(parts) > 0:
			return strings.Join(parts, " ") // a command that is misspelt, as it will turn out
		}
		p.next()
		p.unclosed(t)
		parts = append(parts, t.text)
	}
}

// loose refuses what follows a text on its line and begins no command, where it
// is clear what was meant.
func (p *parser) loose(t token, command string) {
	if !t.first && (t.sort == number || t.sort == illegal) {
		p.next()
		p.fail(t.Pos, "%s: %s needs quotes", command, t.shown())
	}
}

func (p *parser) unclosed(t token) {
	if t.open {
		p.warn(t.Pos, "the quote that ends this text is missing; it ends with the line")
	}
}

// shown is a token as it is spoken of.
func (t token) shown() string {
	switch t.sort {
	case ending:
		return "the end of the tape"
	case broken:
		return "this: " + t.text
	case pattern:
		return "a pattern"
	case object:
		return "a theme"
	case word:
		if t.own {
			return "the word " + t.text + " of the language"
		}
	}
	return fmt.Sprintf("%q", clip(t.text))
}

// clip bounds what is repeated in a message.
func clip(text string) string {
	const most = 40
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}
