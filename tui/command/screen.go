package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"echotui/runtime/cli"
	"echotui/runtime/node"
	"echotui/tui"
	"echotui/tui/filming"
	"echotui/tui/record"
)

// noScreen tells why the screen cannot be shown; "" if it can.
func noScreen() string {
	switch {
	case !term.IsTerminal(os.Stdout.Fd()):
		return "standard output is no terminal"
	case !term.IsTerminal(os.Stdin.Fd()):
		return "standard input is no terminal"
	case os.Getenv("TERM") == "dumb":
		return "the terminal is a dumb one"
	}
	return ""
}

// colored reports whether standard output shows colours.
func colored() bool {
	return term.IsTerminal(os.Stdout.Fd()) && os.Getenv("TERM") != "dumb" && os.Getenv("NO_COLOR") == ""
}

// screenOptions are what the screen is to be like, whatever it shows. What is
// wrong with a file that nobody named is a warning.
func screenOptions(wishes tui.Wishes) (options tui.Options, warning, err error) {
	options, warning, err = wishes.Options(os.Environ())
	if kept, err := cli.KeepForAll("layout"); err == nil {
		options.Layout = kept
	}
	return options, warning, err
}

// meansTrace reports whether a word is meant to be a trace: it is the name of a
// file, whatever is in that, or looks like one.
func meansTrace(word string) bool {
	info, err := os.Stat(word)
	return err == nil && !info.IsDir() || filepath.Ext(word) == ".trace"
}

// traceFlags are the flags that a trace can be opened with.
var traceFlags = []string{"plain", "filter", "log-memory", "theme", "screen-config"}

// openTrace shows a run that is over on the screen, or tells it as lines.
func openTrace(cmd *cobra.Command, args []string, o cli.Options, wishes tui.Wishes) error {
	others := 0
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if !slices.Contains(traceFlags, f.Name) {
			others++
		}
	})
	if len(args) > 1 || others > 0 {
		return fmt.Errorf("%s is opened as it is, without anything beside it", args[0])
	}
	options, warning, err := screenOptions(wishes)
	if err != nil {
		return err
	}
	p, err := cli.OpenPast(args[0])
	if err != nil {
		return err
	}
	defer p.Close()
	if o.Plain {
		return p.List(os.Stdout, os.Stderr, o.Filter)
	}
	if why := noScreen(); why != "" {
		return fmt.Errorf("%s cannot be shown: %s; --plain tells it as text", args[0], why)
	}
	loop, err := p.Loop()
	if err != nil {
		return err
	}
	var problems cli.Problems
	letGo, err := o.Bound(loop, problems.Add)
	if err != nil {
		return err
	}
	defer letGo()
	options.News = problems.News
	go loop.Run()
	warnOf(warning)
	recordings := filming.Recordings{Hand: record.Hand{Lack: "it would need the run in " + args[0]}}
	options.Record, options.Recordable = recordings.Write, recordings.Hand.Try
	options.Rescue = func() (string, error) { return p.Name, nil } // it is kept as it is
	_, err = show(loop, options, os.Stdin, os.Stdout)
	tell(append(problems.All(), recordings.Told...))
	return err
}

// watch shows a run on the screen, and writes its trace if that was asked for.
func watch(r *cli.Run, o cli.Options, options tui.Options, args []string) (status int, err error) {
	var problems cli.Problems
	t, err := r.Trace(problems.Add)
	if err != nil {
		r.Node.Close()
		return 1, err
	}
	loop := node.NewLoop(r.Node, o.Clock, nil)
	defer r.Bound(loop, problems.Add)()
	if t != nil {
		loop.Trace(t)
	}
	r.Watched(loop)
	go loop.Run()
	if kept, err := o.Keep("breakpoints"); err == nil { // else they last as long as the program
		options.Breakpoints = kept
	}
	if kept, err := cli.KeepForAll("hint"); err == nil {
		options.Hint = kept
	}
	options.News = problems.News
	options.Write = func(file string) error {
		if t.Sound() {
			return fmt.Errorf("the run is being written to %s", t.Name())
		}
		t.Close()
		t = nil
		made, err := r.TraceTo(file, problems.Add)
		if err == nil {
			t = made
			loop.Trace(t)
		}
		return err
	}
	options.Rescue = func() (string, error) {
		if t.Sound() {
			return t.Name(), nil
		}
		file, err := cli.RescueFile()
		if err != nil {
			return "", err
		}
		return file, options.Write(file)
	}
	hand := record.Hand{App: record.App{Args: args, Seed: o.Seed}}
	hand.App.Name, hand.Lack = o.OnStage()
	recordings := filming.Recordings{Hand: hand}
	options.Record, options.Recordable = recordings.Write, recordings.Hand.Try
	status, err = show(loop, options, os.Stdin, os.Stdout)
	t.Close()
	tell(append(problems.All(), recordings.Told...))
	return status, err
}

// A loop does everything that the screen can ask for.
var _ interface {
	tui.Session
	tui.Driver
	tui.Past
} = (*node.Loop)(nil)

// makeRoom lets one thread more run than there are processors, until done. A key
// passes through several goroutines. While the node and the screen keep all
// processors busy, Go lets each of them wait until it takes one away, which it
// does every ten milliseconds; the system lets run at once what has slept.
func makeRoom() (done func()) {
	before := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(before + 1)
	return func() { runtime.GOMAXPROCS(before) }
}

// show runs a loop's app on the screen until the user leaves. An app that still
// runs then has done nothing wrong.
func show(loop *node.Loop, options tui.Options, in io.Reader, out io.Writer) (status int, err error) {
	defer makeRoom()()
	err = tui.Run(context.Background(), loop, options, in, out)
	end := loop.Status()
	loop.Close()
	switch {
	case err != nil:
		return 1, err
	case end.Err != "":
		return 1, errors.New(end.Err)
	case end.Stopped:
		return loop.Exit(), nil
	}
	return 0, nil
}
