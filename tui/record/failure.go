package record

import (
	"errors"
	"fmt"
	"strings"

	"echotui/tui/film"
	"echotui/tui/tape"
)

// Failure is what went wrong with a tape while it was played.
type Failure struct {
	tape.Pos
	Text string     // what went wrong
	Seen *film.Grid // the screen at that moment; nil: it was not there yet
}

// Error is the place, what went wrong, and the screen.
func (f *Failure) Error() string {
	var text strings.Builder
	if f.Line > 0 {
		fmt.Fprintf(&text, "%s: ", f.Pos)
	} else {
		fmt.Fprintf(&text, "%s: ", f.File)
	}
	text.WriteString(f.Text)
	if f.Seen != nil {
		fmt.Fprintf(&text, "\nThe screen was:\n%s", Text(f.Seen))
	}
	return text.String()
}

// failed is a problem with a command, or with the whole tape if that is nil.
func (p *player) failed(c tape.Command, problem error) error {
	var known *Failure
	if problem == nil || errors.As(problem, &known) {
		return problem
	}
	f := &Failure{Text: problem.Error(), Seen: film.Snap(p.screen.look().canvas)}
	f.File = p.take.Tape.Name
	if c != nil {
		f.Pos = c.At()
	}
	return f
}
