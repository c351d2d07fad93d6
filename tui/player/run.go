package player

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"echotui/tui/draw"
	"echotui/tui/film"
)

// Run plays a film on a terminal until somebody leaves, or SIGINT, SIGTERM or
// SIGHUP arrives. The terminal is restored whatever happens.
func Run(f *film.Film, o Options, in io.Reader, out io.Writer) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	p, done := newPlayer(f, o, time.Now), make(chan struct{})
	p.done = done
	defer close(done)
	_, err := tea.NewProgram(p, tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithInput(in), tea.WithOutput(out)).Run()
	if !errors.Is(err, tea.ErrProgramPanic) && ctx.Err() != nil {
		return nil
	}
	return err
}

// Last is the text of what is to be seen at the end of a film: for who has no
// terminal to play it on.
func Last(f *film.Film) string {
	p := newPlayer(f, Options{}, func() (t time.Time) { return t })
	p.seek(f.Length)
	w, h := f.Size()
	p.width, p.height = w, h+2
	c := draw.NewCanvas(w, h)
	p.drawFilm(c)
	return c.Plain()
}
