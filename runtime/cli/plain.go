package cli

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"echotui/runtime/app"
	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// Logs say which log records a plain terminal shows, and how. Nobody having said
// anything, an app with a terminal process shows what that prints and nothing
// else; the records of services are all there is to see of any other app, so
// those are shown from level INFO.
type Logs struct {
	Verbose bool // all of them
	Facts   bool // and every other fact
	Console bool // short ones, between what the app prints
	Silent  bool // none, and nothing of ours either; it goes before the others
	Colors  bool // in short ones
}

// shown reports whether there are any records to be seen.
func (l Logs) shown(terminal bool) bool {
	return !l.Silent && (l.Verbose || l.Facts || l.Console || !terminal)
}

// format is the form of records when the app's settings are these.
func (l Logs) format(settings app.Config) node.LogFormat {
	switch {
	case l.Console:
		return node.LogShort
	case settings.JSONLogs:
		return node.LogJSON
	}
	return node.LogDated
}

// Plain lets the run happen on the standard streams of this program, until it
// ends. It returns the exit status. Warnings are shown where log records are.
func (r *Run) Plain() (status int, err error) {
	logs := r.options.Logs
	plain := node.Plain{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Signals: signals(),
		Silent:  logs.Silent,
		Test:    r.Test,
		Logs:    logs.shown(r.Terminal) && !r.settings.NoLogs,
		Facts:   logs.Facts,
		Format:  logs.format(r.settings),
		Colors:  logs.Colors,
	}
	if plain.Listing, err = r.options.listing(); err != nil {
		r.Node.Close()
		return 1, err
	}
	if !logs.Verbose && !logs.Facts {
		plain.Level = wire.LevelInfo
		if r.settings.Level != nil {
			plain.Level = *r.settings.Level
		}
	}
	if logs.shown(r.Terminal) {
		r.Warn(os.Stderr)
	}
	if !r.Terminal && r.Test.IsZero() && !logs.Silent {
		fmt.Fprintln(os.Stderr, "echotui: the app has services only; they run until Ctrl+C")
	}
	t, err := r.Trace(func(line string) { fmt.Fprintln(os.Stderr, "echotui: "+line) })
	if err != nil {
		r.Node.Close()
		return 1, err
	}
	if t != nil {
		plain.Tracer = t
		defer t.Close()
	}
	return plain.Run(r.Node, r.options.Clock)
}

// Warn tells what was passed over while the app was loaded.
func (r *Run) Warn(w io.Writer) {
	for _, warning := range r.Warnings {
		fmt.Fprintln(w, "Warning: "+warning)
	}
}

// signals yields those that ask a program to end, except the ones that whoever
// started it has switched off, as nohup does.
func signals() <-chan os.Signal {
	list := make(chan os.Signal, 2)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(list, s)
		}
	}
	return list
}
