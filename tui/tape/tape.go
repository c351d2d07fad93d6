package tape

import (
	"fmt"
	"time"
)

// Tape is a script of a recording.
type Tape struct {
	Name     string // of the file, as it is written in positions
	Commands []Command
	Warnings []Warning // what is read and has no effect, or hardly the meant one
}

// Pos is a place in a tape.
type Pos struct {
	File         string
	Line, Column int // from 1, in characters
}

// At is the place where a command begins.
func (p Pos) At() Pos { return p }

func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// Warning is something that a tape says in vain.
type Warning struct {
	Pos
	Text string
}

func (w Warning) String() string { return w.Pos.String() + ": " + w.Text }

// Command is one step of a tape.
type Command interface {
	At() Pos
	write(w *writer)
}

// Unset is a duration that the tape leaves to its settings.
const Unset time.Duration = -1

// The commands that say what is recorded and where to. Parse lets them come
// only before all others, but for Env and for Set TypingSpeed.
type (
	// Output asks for a file, or for a folder of pictures.
	Output struct {
		Pos
		Path string
		Kind Kind
	}
	// Require names a program without which the tape makes no sense.
	Require struct {
		Pos
		Program string
	}
	// Set changes a setting. Value is as Settings reads it, without quotes.
	Set struct {
		Pos
		Name, Value string
	}
	// App is the app that is shown: an example by name, or a folder.
	App struct {
		Pos
		Name string
		Args []string
	}
	// Seed is that of everything random in the app.
	Seed struct {
		Pos
		N int64
	}
	// Env is an environment variable of the app, set before it starts.
	Env struct {
		Pos
		Name, Value string
	}
)

// The commands that do something to the screen.
type (
	// Type types a text, with a pause of Each after each character.
	Type struct {
		Pos
		Text string
		Each time.Duration // Unset: TypingSpeed
	}
	// Press presses keys one after the other, all of them Times times, with a
	// pause of Each after each key.
	Press struct {
		Pos
		Keys  []Key
		Times int
		Each  time.Duration // Unset: TypingSpeed
	}
	// Mouse does something with the mouse. A drag ends at ToColumn, ToRow.
	Mouse struct {
		Pos
		Action          Action
		Column, Row     int // from 1
		ToColumn, ToRow int // from 1; 0 unless it is a drag
		Times           int
		Each            time.Duration // the pause after each time; Unset: TypingSpeed
	}
	// Resize changes the size of the screen, in cells.
	Resize struct {
		Pos
		Columns, Rows int
	}
	// Copy puts a text into the clipboard of the tape, Paste pastes it at once.
	Copy struct {
		Pos
		Text string
	}
	// Paste pastes what Copy has put into the clipboard.
	Paste struct{ Pos }
)

// The commands that let time pass, or look whether all is as it should be.
type (
	// Sleep lets time pass.
	Sleep struct {
		Pos
		For time.Duration
	}
	// Wait lets time pass until something is so, and fails after Timeout.
	Wait struct {
		Pos
		Condition
		Timeout time.Duration // Unset: WaitTimeout
	}
	// Assert fails unless something is so.
	Assert struct {
		Pos
		Condition
	}
)

// The commands that shape the film.
type (
	// Hide leaves out of the film what comes, until Show.
	Hide struct{ Pos }
	// Show ends Hide.
	Show struct{ Pos }
	// Screenshot writes what is to be seen right now.
	Screenshot struct {
		Pos
		Path string
		Kind Kind // one that can hold a still
	}
	// Marker begins a chapter.
	Marker struct {
		Pos
		Label string // may be ""
	}
	// Caption shows a line for the viewer until the next one; "" shows none.
	Caption struct {
		Pos
		Text string
	}
	// Speed lets the film run so many times as fast from here on. It is about
	// the film: for the app no less time passes.
	Speed struct {
		Pos
		Factor float64
	}
)

// Condition is what Wait waits for and Assert looks at. Of Pattern, Text and
// Expr at most one is set.
type Condition struct {
	Scope   Scope
	Pattern string // regular expression of Go; "" in a Wait: WaitPattern
	Text    string // for Assert: this is to be seen as it stands
	Expr    string // of a fact, in the language of runtime/filter
}

// Scope is where a condition looks.
type Scope string

// The scopes.
const (
	Line    Scope = "Line"    // the row with the cursor
	Screen  Scope = "Screen"  // all rows
	Settled Scope = "Settled" // nothing is left to do before somebody does something
	Fact    Scope = "Fact"    // the facts; Wait looks at those after the last step that did something
)

// Kind is a format of an output, by its suffix: "cast", "gif", …
type Kind string

// Frames is the kind of a folder of pictures, a path that ends in a slash.
const Frames Kind = "frames"
