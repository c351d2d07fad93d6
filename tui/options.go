package tui

import (
	"os"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"echotui/tui/config"
	"echotui/tui/draw"
)

// Options say how the screen looks. The zero Options are a dark theme and
// Unicode.
type Options struct {
	Title  string // of the terminal window; "" for the name of the app
	Theme  *draw.Theme
	Glyphs *draw.Glyphs
	// AskGround asks the terminal whether its background is dark or light, which
	// is Dark or Light then; Theme is for one that does not answer.
	AskGround bool
	live      bool                 // somebody sits in front of a terminal, and a shell is behind it
	colours   colorprofile.Profile // what the terminal can show, if it is not to be found out
	// Breakpoints keeps the breakpoints for the next run; nil: nobody does.
	Breakpoints Keeper
	// Layout keeps where the lines between panes are; nil: nobody does.
	Layout Keeper
	// Notice is shown until the first key: what went wrong before there was a
	// screen.
	Notice string
	// News tells the next thing that has gone wrong beside the session, such as a
	// disk that is full, in a line; "" if there is none. It is asked when there is
	// something to draw. Nil: nobody knows.
	News func() string
	// Keys gives actions other keys; see Configure.
	Keys []config.Binding
	// MouseOff leaves the mouse to the terminal until a key takes it.
	MouseOff bool
	// Shares is where the lines are that nobody has moved.
	Shares draw.Shares
	// Hint keeps which of the first steps are done; nil: they are not shown.
	Hint Keeper
	// HintOff keeps them from being shown, whatever is kept of them.
	HintOff bool
	// Write begins to write the run to a file: what has happened and all that
	// will. It is called from the screen's goroutine and returns soon; nil if
	// there is no way.
	Write func(file string) error
	// Rescue keeps the run after a mistake of the screen has ended it, and returns
	// the file that it is in, once the session is over at the latest. Nil if there
	// is no way.
	Rescue    func() (file string, err error)
	continued <-chan os.Signal // the program goes on after it was stopped; nil: nobody tells
	shell     func() string    // why the program cannot be suspended; nil: as the system says
	// Record writes a recording that was made by hand, and tells in a sentence
	// where to. It is called from a goroutine of its own, one call after the
	// other, the last one when the screen is gone; nil if there is no way.
	Record func(*Recording) (string, error)
	// Recordable tells whether Record could write something. It is called from the
	// screen's goroutine when a recording is to begin, and returns soon; nil: it
	// could.
	Recordable func() error
	// Scheduler lets time pass; nil: the clock on the wall does.
	Scheduler Scheduler
}

// withDefaults fills in what was left open.
func (o Options) withDefaults() Options {
	if o.Theme == nil {
		o.Theme = &draw.Dark
	}
	if o.Glyphs == nil {
		o.Glyphs = &draw.Unicode
	}
	if o.shell == nil && o.Scheduler != nil { // what is shown must not depend on who makes the recording
		o.shell = func() string { return "where time is not that of a clock, there is no shell" }
	}
	if o.shell == nil {
		o.shell = noShell
	}
	if o.Scheduler == nil {
		o.Scheduler = wallClock{}
	}
	return o
}

// Detect chooses theme and glyphs for the terminal that env, a list of
// NAME=value, describes: no colour where there is none or where NO_COLOR is
// set to anything, ASCII where the locale or the terminal knows no Unicode.
func Detect(env []string) (*draw.Theme, *draw.Glyphs) {
	get := func(name string) string { return lookup(env, name) }
	theme, glyphs := &draw.Dark, &draw.Unicode
	switch profile := colorprofile.Env(env); {
	case get("NO_COLOR") != "" || profile <= colorprofile.ASCII:
		theme = &draw.NoColour
	case profile == colorprofile.ANSI:
		theme = &draw.Basic
	}
	if !unicodeLocale(get) || plainTerminal(get("TERM")) {
		glyphs = &draw.ASCII
	}
	return theme, glyphs
}

// unicodeLocale follows the order in which a C library looks: LC_ALL, then
// LC_CTYPE, then LANG. Where none is set (containers, Windows) today's
// terminals know Unicode; who has one that does not says LANG=C.
func unicodeLocale(get func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(get(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return true
}

// plainTerminal names the terminals whose fonts lack what we draw with.
func plainTerminal(term string) bool {
	switch term {
	case "dumb", "linux", "cons25", "ansi":
		return true
	}
	return strings.HasPrefix(term, "vt1") || strings.HasPrefix(term, "vt2")
}

// lookup returns the last value of a name in env, as the system does.
func lookup(env []string, name string) string {
	value := ""
	for _, pair := range env {
		if key, v, found := strings.Cut(pair, "="); found && key == name {
			value = v
		}
	}
	return value
}
