package tui

import (
	"context"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
)

// continuedMsg says that the program was stopped and goes on. Whoever stopped it
// from outside gave it no time to give the terminal back, and the shell may have
// set and written over it since. Time that follows the clock on the wall has gone
// on meanwhile, as for any program: what was due happens now.
type continuedMsg struct{}

// tellContinued tells a program each time that it goes on, until ctx ends.
func tellContinued(ctx context.Context, p *tea.Program, continued <-chan os.Signal) {
	for {
		select {
		case <-continued:
			p.Send(continuedMsg{})
		case <-ctx.Done():
			return
		}
	}
}

// retake gives the terminal back and takes it anew, with all that is on it.
func retake() tea.Cmd { return tea.Exec(nothing{}, nil) }

// nothing is a program to which the terminal is given for no time at all.
type nothing struct{}

func (nothing) Run() error          { return nil }
func (nothing) SetStdin(io.Reader)  {}
func (nothing) SetStdout(io.Writer) {}
func (nothing) SetStderr(io.Writer) {}
