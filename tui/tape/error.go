package tape

import (
	"strings"
)

// Error is something in a tape that is refused.
type Error struct {
	Pos
	Text string // what is wrong and what to do instead, without a full stop
}

func (e *Error) Error() string { return e.Pos.String() + ": " + e.Text }

// Errors are all that is refused in a tape, in order; never empty.
type Errors []*Error

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}
