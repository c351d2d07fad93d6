package tui

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"echotui/runtime/meant"
	"echotui/runtime/trace"
)

// command is a word that can be typed after a colon. The table of commands
// feeds the line and the help page.
type command struct {
	word string
	args string // what follows it, for the help page; "" for nothing
	help string // a sentence
	run  func(m *Model, args string) error
}

// commands is the table.
func commands() []command {
	return append([]command{
		{"speed", "N", "Let time go N times as fast as the clock, from 0.1 to 100, or max.", (*Model).commandSpeed},
		{"mark", "LETTER", "Mark the moment under the cursor, as m does.", (*Model).commandMark},
		{"write", "FILE", "Write the run to a file, from its beginning on: echotui FILE shows it later.", (*Model).commandWrite},
		{"branches", "", "List the branches of this run; enter opens one.", (*Model).commandBranches},
		{"break", "EXPR", "Make a breakpoint, of an expression or a line such as app:relay:21; alone: list them.", (*Model).commandBreak},
		{"live", "", "Go back to the present.", func(m *Model, _ string) error { m.live(); return nil }},
		{"help", "", "Show this page, as ? does.", func(m *Model, _ string) error { m.openHelp(); return nil }},
		{quitName, "", "Leave the program, as q does.", commandQuit},
		{"q", "", "The same.", commandQuit},
	}, actCommands()...)
}

// errQuit is what a command answers that leaves the program.
var errQuit = errors.New("the program is left")

func commandQuit(*Model, string) error { return errQuit }

// entry is a command as lists offer it. One that wants to be told more is put
// into the line.
func (c command) entry() entry {
	e := entry{name: strings.TrimSpace(c.word + " " + c.args), help: c.help, line: c.word, ends: c.word == quitName}
	if c.args == "" {
		e.run = func(m *Model) tea.Cmd { return m.runLine(c.word) }
		return e
	}
	e.line += " "
	e.run = do(func(m *Model) { m.propose(e.line) })
	return e
}

// placeForm is a way to write a place, what it leads to, and how it begins.
type placeForm struct{ text, help, begins string }

// placeHelp tells what else can be typed after a colon.
var placeHelp = []placeForm{
	{"#1234", "Go to a fact by its number.", "#"},
	{"1m3.5s", "Go to a time; 01:03.500 is the same.", ""},
	{"+10 -10", "Go so many facts on or back.", "+"},
}

// entry is a way to write a place as lists offer it: its beginning is put into
// the line.
func (f placeForm) entry() entry {
	return entry{name: f.text, help: f.help, line: f.begins, run: do(func(m *Model) { m.propose(f.begins) })}
}

// commandLine is the line that is typed after a colon.
type commandLine struct {
	editor  editor
	history history
	offer   offer // how the word at the cursor goes on, while it is being completed
}

func newCommandLine() commandLine { return commandLine{editor: newEditor()} }

// typeCommand opens the line.
func (m *Model) typeCommand() {
	m.over = inCommand
	m.command.editor.set("")
	m.aside(func() { m.palette.find(m, "") })
}

// runLine does what a line says.
func (m *Model) runLine(line string) tea.Cmd {
	switch err := m.execute(strings.TrimSpace(line)); err {
	case nil:
	case errQuit:
		return m.onceAnswered(tea.Quit)
	default:
		m.notice = err.Error()
	}
	return nil
}

// execute does what a line says.
func (m *Model) execute(line string) error {
	where, looks, err := parsePlace(line)
	if err != nil {
		return err
	}
	if looks {
		m.goTo(where)
		return nil
	}
	word, args, _ := strings.Cut(line, " ")
	if word == "" {
		return nil
	}
	var words []string
	for _, c := range commands() {
		if c.word == word {
			return c.run(m, strings.TrimSpace(args))
		}
		words = append(words, c.word)
	}
	return fmt.Errorf("there is no command %q%s", word, or(meant.Question(word, words), "; "+m.keyOf("command-line")+" lists all there are"))
}

func (m *Model) commandSpeed(args string) error {
	speed, err := strconv.ParseFloat(strings.TrimSuffix(args, "x"), 64)
	switch {
	case args == "max":
		speed = fastest
	case err != nil || !(speed >= 0.1 && speed <= 100):
		return fmt.Errorf("a speed is a number from 0.1 to 100, or max, not %q", args)
	}
	if why := noSpeed(m); why != "" {
		return errors.New(why)
	}
	m.setSpeed(speed)
	return nil
}

func (m *Model) commandMark(args string) error {
	m.mark(args)
	return nil
}

func (m *Model) commandWrite(args string) error {
	why := cannotWrite(m)
	switch {
	case why != "":
		return errors.New(why)
	case args == "":
		return errors.New("write needs the name of a file")
	}
	if err := m.options.Write(args); err != nil {
		return err
	}
	m.hint.did(wroteTrace)
	m.notice = "the run is written to " + args + ", from its beginning on"
	return nil
}

// cannotWrite is why the run cannot be written to a file.
func cannotWrite(m *Model) string {
	if m.options.Write == nil {
		return "this run cannot be written to a file"
	}
	return ""
}

// typeWrite opens the line with a file to write to.
func (m *Model) typeWrite() {
	m.typeCommand()
	m.command.editor.suggest("write ", or(trace.Clean(m.head.world.App, 40), "run")+".trace")
}

func (m *Model) commandBranches(string) error {
	if why := oneBranch(m); why != "" {
		return errors.New(why)
	}
	m.focus, m.tab = paneLog, inBranches
	return nil
}
