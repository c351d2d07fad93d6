package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Run shows a session on a terminal until the user quits, ctx ends, or SIGINT,
// SIGTERM or SIGHUP arrives; none of these is an error. The terminal is
// restored whatever happens, a panic included. An error is: a terminal that
// cannot be used, and a Panic, before which Options.Rescue has been called.
func Run(ctx context.Context, session Session, options Options, in io.Reader, out io.Writer) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	continued, deaf := listenContinued()
	defer deaf()
	options.continued = continued
	return run(ctx, session, options, tea.WithInput(in), tea.WithOutput(out))
}

// run is Run deaf to signals, with more to be said about the program.
func run(ctx context.Context, session Session, options Options, more ...tea.ProgramOption) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // whoever still waits for the session goes away
	model := New(session, options)
	model.done = ctx.Done()
	// Bubble Tea would listen to signals too, but not to all of ours.
	more = append(more, tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithFPS(writesPerSecond))
	if options.colours != colorprofile.Unknown {
		more = append(more, tea.WithColorProfile(options.colours))
	}
	guarded := &guard{screen: model, end: stop}
	program := tea.NewProgram(guarded, more...)
	if options.continued != nil {
		go tellContinued(ctx, program, options.continued)
	}
	_, err := program.Run()
	model.recorder.blind = guarded.failed() != nil
	model.leaveRecording()
	_ = model.leave() // the screen that would tell of it is gone
	if model.recorder.blind {
		return guarded.rescue(options.Rescue)
	}
	if !errors.Is(err, tea.ErrProgramPanic) && ctx.Err() != nil {
		return nil
	}
	return err
}
