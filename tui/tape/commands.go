package tape

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"echotui/runtime/filter"
)

// reader reads what follows the name of a command.
type reader func(p *parser, at Pos) Command

// readers are those of all commands but keys without modifiers.
func readers() map[string]reader {
	return map[string]reader{
		"Output": (*parser).output, "Require": (*parser).require, "Set": (*parser).set, "App": (*parser).app,
		"Seed": (*parser).seed, "Env": (*parser).env, "Source": (*parser).source,
		"Type": (*parser).typing, "Ctrl": modified(Ctrl), "Alt": modified(Alt), "Shift": modified(Shift),
		"Mouse": (*parser).mouse, "Resize": (*parser).resize, "Copy": (*parser).copy, "Paste": (*parser).paste,
		"Sleep": (*parser).sleep, "Wait": (*parser).wait, "Assert": (*parser).assert,
		"Hide":       func(_ *parser, at Pos) Command { return Hide{at} },
		"Show":       func(_ *parser, at Pos) Command { return Show{at} },
		"Screenshot": (*parser).screenshot, "Marker": (*parser).marker, "Caption": (*parser).caption, "Speed": (*parser).speed,
	}
}

// refusals are words that VHS has or that people expect, and what to write.
var refusals = map[string]string{
	"ScrollUp":   "this screen keeps nothing above it; write PageUp, or Mouse wheelup COLUMN ROW",
	"ScrollDown": "this screen keeps nothing above it; write PageDown, or Mouse wheeldown COLUMN ROW",
	"Esc":        "write Escape",
	"Return":     "write Enter",
}

// names are all words that a command may begin with.
func (p *parser) names() []string {
	list := slices.AppendSeq(slices.Collect(maps.Keys(keyCodes)), maps.Keys(p.readers))
	slices.Sort(list)
	return list
}

// owns reports whether a bare word belongs to the language. ScrollUp and the
// like do, so that a tape which is refused for one does not get another meaning.
func (p *parser) owns(text string) bool {
	switch text {
	case "em", "px", "true", "false", "ScrollUp", "ScrollDown":
		return true
	}
	return isUnit(text) || named(text) || p.readers[text] != nil
}

// isUnit reports whether a word is one of time. That h is one goes without
// saying only right behind a number, for VHS does not have it.
func isUnit(text string) bool { return text != "h" && units[text] > 0 }

func (p *parser) require(at Pos) Command {
	name := p.path("Require")
	if p.begun {
		p.warn(at, "Require comes before the commands that do something; here it has no effect")
		return nil
	}
	return Require{at, name}
}

func (p *parser) app(at Pos) Command {
	c := App{Pos: at, Name: p.path("App")}
	for t := p.peek(); !t.first && t.sort != ending; t = p.peek() {
		p.next()
		if !t.isText() && t.sort != number {
			p.fail(t.Pos, "App: the argument %s needs quotes", t.shown())
		}
		p.unclosed(t)
		c.Args = append(c.Args, t.text)
	}
	p.early(at, "App")
	return c
}

func (p *parser) seed(at Pos) Command {
	t := p.number("Seed", "a whole number")
	n, err := strconv.ParseInt(t.text, 10, 64)
	if err != nil {
		p.fail(t.Pos, "Seed needs a whole number up to 9223372036854775807, not %s", clip(t.text))
	}
	p.early(at, "Seed")
	return Seed{at, n}
}

// early refuses a command that says what is recorded once that has begun, or
// has been said.
func (p *parser) early(at Pos, name string) {
	if p.begun {
		p.fail(at, "%s comes before the commands that do something", name)
	}
	for _, c := range p.tape.Commands {
		_, app := c.(App)
		_, seed := c.(Seed)
		if app && name == "App" || seed && name == "Seed" {
			p.fail(at, "%s is said already, at %s", name, c.At())
		}
	}
}

func (p *parser) env(at Pos) Command {
	name := p.path("Env")
	t := p.next()
	if !t.isText() {
		p.fail(t.Pos, "Env %s needs its value in quotes, not %s", clip(name), t.shown())
	}
	p.unclosed(t)
	return Env{at, name, t.text}
}

func (p *parser) typing(at Pos) Command {
	each := p.each()
	return Type{at, p.texts("Type", false), each}
}

func (p *parser) copy(at Pos) Command { return Copy{at, p.texts("Copy", false)} }

func (p *parser) paste(at Pos) Command {
	copied := func(c Command) bool { _, is := c.(Copy); return is }
	if !slices.ContainsFunc(p.tape.Commands, copied) {
		p.warn(at, "Paste: nothing was copied; the clipboard is that of the tape, not of the desktop")
	}
	return Paste{at}
}

func (p *parser) marker(at Pos) Command  { return Marker{at, p.texts("Marker", true)} }
func (p *parser) caption(at Pos) Command { return Caption{at, p.texts("Caption", false)} }

func (p *parser) speed(at Pos) Command {
	t := p.number("Speed", "a factor")
	factor, err := decimal(t.text, 0.01, 100)
	if err != nil {
		p.fail(t.Pos, "Speed: %v", err)
	}
	return Speed{at, factor}
}

func (p *parser) resize(at Pos) Command {
	const form = "Resize needs columns and rows, such as Resize 80x24"
	columns := p.number("Resize", "columns and rows, such as 80x24")
	rows := p.next()
	if rows.sort != word || !rows.joined || rows.text[0] != 'x' {
		p.fail(rows.Pos, form)
	}
	c := Resize{Pos: at}
	var err, err2 error
	c.Columns, err = whole(columns.text, 1, maxColumns)
	c.Rows, err2 = whole(rows.text[1:], 1, maxRows)
	if err = errors.Join(err, err2); err != nil {
		p.fail(columns.Pos, "Resize: %v", err)
	}
	return c
}

func (p *parser) sleep(at Pos) Command { return Sleep{at, p.duration("Sleep")} }

// number is a token that has to be one.
func (p *parser) number(command, what string) token {
	t := p.next()
	if t.sort != number {
		p.fail(t.Pos, "%s needs %s, not %s", command, what, t.shown())
	}
	return t
}

func (p *parser) wait(at Pos) Command {
	c := Wait{Pos: at, Timeout: Unset}
	c.Scope = p.scope("Wait", Line, Screen, Settled, Fact)
	if p.isSign("@") {
		c.Timeout = p.duration("Wait@")
	}
	switch c.Scope {
	case Fact:
		c.Expr = p.expression("Wait+Fact")
	case Line, Screen:
		c.Pattern = p.pattern("Wait", true)
	}
	return c
}

func (p *parser) assert(at Pos) Command {
	c := Assert{Pos: at}
	c.Scope = p.scope("Assert", Screen, Line, Fact)
	if c.Scope == Fact {
		c.Expr = p.expression("Assert+Fact")
	} else if t := p.peek(); t.isText() && !t.first {
		if c.Text = p.texts("Assert", false); c.Text == "" {
			p.fail(t.Pos, "Assert: an empty text is on every screen")
		}
	} else {
		c.Pattern = p.pattern("Assert", false)
	}
	return c
}

// scope is the word behind a plus, the first one without.
func (p *parser) scope(command string, known ...Scope) Scope {
	if !p.isSign("+") {
		return known[0]
	}
	t := p.next()
	if !slices.Contains(known, Scope(t.text)) {
		p.fail(t.Pos, "%s is followed by one of %v, not %s", command+"+", known, t.shown())
	}
	return Scope(t.text)
}

// pattern is a regular expression between slashes.
func (p *parser) pattern(command string, optional bool) string {
	switch t := p.peek(); {
	case t.sort == pattern:
		p.next()
		if _, err := regexp.Compile(t.text); err != nil || t.text == "" {
			p.fail(t.Pos, "%s: %s", command, whyNoPattern(t.text, err))
		}
		return t.text
	case t.sort == broken:
		p.next()
		p.fail(t.Pos, "%s: %s", command, t.text)
	case t.sort == quoted && !t.first:
		p.next()
		p.fail(t.Pos, "%s needs its pattern between slashes: /text/", command)
	case !optional:
		p.next()
		p.fail(t.Pos, "%s needs a pattern between slashes or a text between quotes, not %s", command, t.shown())
	}
	return ""
}

func whyNoPattern(text string, err error) string {
	if text == "" {
		return "an empty pattern matches everything"
	}
	return err.Error()
}

// expression is what is left of the line: a filter.
func (p *parser) expression(command string) string {
	text, at := p.remainder()
	if text == "" {
		p.fail(at, "%s needs an expression, such as kind:exit by:worker", command)
	}
	_, err := filter.Parse(text)
	if wrong := (*filter.Error)(nil); errors.As(err, &wrong) {
		at.Column += wrong.Column() - 1
		p.fail(at, "%s: %s", command, wrong.Text)
	} else if err != nil {
		p.fail(at, "%s: %v", command, err)
	}
	return text
}

// whole is a whole number in a range.
func whole(text string, least, most int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, fmt.Errorf("a whole number from %d to %d is needed, not %q", least, most, clip(text))
	}
	return n, nil
}

// decimal is a number in a range.
func decimal(text string, least, most float64) (float64, error) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n < least || n > most {
		return 0, fmt.Errorf("a number from %v to %v is needed, not %q", least, most, clip(text))
	}
	return n, nil
}
