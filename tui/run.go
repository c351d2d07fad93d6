package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// Run shows a session on a terminal until the user quits, ctx ends, or SIGTERM
// or SIGHUP arrives; the terminal is restored whatever happens, also when a
// panic happens. All of these end the program in an orderly way, which is no
// error. What is: a terminal that cannot be used, and a panic.
func Run(ctx context.Context, session Session, options Options, in io.Reader, out io.Writer) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM, syscall.SIGHUP, os.Interrupt)
	defer stop()
	return run(ctx, session, options, tea.WithInput(in), tea.WithOutput(out))
}

// run is Run with the options of the program open, and deaf to signals.
func run(ctx context.Context, session Session, options Options, more ...tea.ProgramOption) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // releases whoever still waits for the session
	model := New(session, options)
	model.done = ctx.Done()
	more = append(more, tea.WithContext(ctx), tea.WithoutSignalHandler())
	_, err := tea.NewProgram(model, more...).Run()
	if errors.Is(err, tea.ErrProgramPanic) {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, tea.ErrInterrupted) {
		return nil
	}
	return err
}
