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

	"echotui/tui/pulse"
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
	options.continued, options.live = continued, true
	return run(ctx, session, options, out, tea.WithInput(in))
}

// run is Run deaf to signals, with more to be said about the program.
func run(ctx context.Context, session Session, options Options, out io.Writer, more ...tea.ProgramOption) error {
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end() // whoever still waits for the session goes away
	model := New(session, options)
	model.done = life.Done()
	defer context.AfterFunc(ctx, func() {
		select {
		case <-model.questions.answered: // or the shell would get the answers
			end()
		case <-life.Done():
		}
	})()
	// Bubble Tea would listen to signals too, but not to all of ours.
	beat := pulse.New()
	more = append(more, tea.WithContext(life), tea.WithoutSignalHandler(), tea.WithOutput(beat.Output(out)), tea.WithFPS(pulse.FPS))
	if options.colours != colorprofile.Unknown {
		more = append(more, tea.WithColorProfile(options.colours))
	}
	guarded := &guard{screen: model, end: end, same: func() bool { return model.same }}
	program := tea.NewProgram(guarded, more...)
	guarded.start = func() {
		beat.Start(program)
		_, _ = io.WriteString(out, model.firstQuestion()) // who cannot be written to is found out soon enough
	}
	guarded.shown = func(after tea.Msg) {
		if model.questions.ground != groundAsked { // else there is nothing to be seen
			beat.Show(gapAfter(after))
		}
	}
	if options.continued != nil {
		go tellContinued(life, program, options.continued)
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
