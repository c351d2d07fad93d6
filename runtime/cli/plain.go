package cli

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"echotui/runtime/node"
	"echotui/runtime/wire"
)

// Plain lets the run happen on the standard streams of this program, until it
// ends. It returns the exit status.
//
// The logs of services are all there is to see of an app without a terminal
// process, so those are shown without asking, from level INFO. So are warnings.
func (r *Run) Plain() (status int, err error) {
	plain := node.Plain{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Signals: signals(),
		Logs:    r.options.Verbose || !r.Terminal,
	}
	if !r.options.Verbose {
		plain.Level = wire.LevelInfo
	}
	if plain.Logs {
		for _, warning := range r.Warnings {
			fmt.Fprintln(os.Stderr, "Warning: "+warning)
		}
	}
	if !r.Terminal {
		fmt.Fprintln(os.Stderr, "echotui: the app has services only; they run until Ctrl+C")
	}
	return plain.Run(r.Node, r.options.Clock)
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
