// Package command is the command line: which command was given, which app it
// means, and whether the screen or a plain terminal is put in front of it.
//
//	Run     the whole program, once
//	flags   what a command takes; they fill the options of runtime/cli and the
//	        wishes of the screen, which do the work
//
// Invariant: the exit status is that of the app, or 1 with a line on standard
// error that says what is wrong. Nothing said there can do something to a terminal.
package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"charm.land/fang/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"echotui/runtime/cli"
	"echotui/runtime/trace"
	"echotui/tui"
	"echotui/tui/filming"
)

// version, commit and date of the commit are set by scripts/release.
var version, commit, date string

// build tells this build of the program from others.
func build() cli.Build {
	return cli.ReadBuild(cli.Build{Version: version, Commit: commit, Date: date})
}

// Run runs the program with the arguments that it was started with, and returns
// its exit status.
func Run() int {
	// The collector runs when as much has become garbage as is in use. An app
	// in which nothing waits uses little and would have it run all the time;
	// memory that nobody touches counts as used, and takes none.
	untouched := make([]byte, 64<<20)
	defer runtime.KeepAlive(untouched)
	cli.SurviveFileLimit()
	var status int
	root := rootCommand(&status)
	addLibraryCommands(root)
	var failed failure
	failed.catch(root)
	err := fang.Execute(context.Background(), root,
		fang.WithVersion(build().String()),
		fang.WithoutManpage(),
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) { printError(w, err) }))
	if err != nil {
		return 1
	}
	if failed.err != nil {
		printError(colorprofile.NewWriter(os.Stderr, os.Environ()), failed.err)
		return 1
	}
	return status
}

// printError writes an error as it is, but nothing that a terminal would obey:
// file names are part of many. W drops the colours where there are none.
func printError(w io.Writer, err error) {
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	for i, line := range lines {
		lines[i] = trace.Clean(line, maxErrorLine)
	}
	fmt.Fprintf(w, "\x1b[1;31mError:\x1b[m %s\n", strings.Join(lines, "\n"))
}

// maxErrorLine bounds one line of an error, in bytes.
const maxErrorLine = 4096

func rootCommand(status *int) *cobra.Command {
	var o cli.Options
	var wishes tui.Wishes
	root := &cobra.Command{
		Use:   "echotui [TRACE] [-- ARGS]",
		Short: "Run actor apps written in Lua and see every message",
		Long: "Runs an app of actors written in Lua, as Wippy would, and shows every message in it: who sent it, " +
			"where it waits, who took it and what it caused.\n\n" +
			"Without -C the app is that of the current folder if it has a wippy.lock, else an echo service that comes with echotui.\n\n" +
			"TRACE is a run that --trace has written: it is shown as it was, and can be looked into and gone on from.",
		Example: "  echotui                  # watch the echo app\n" +
			"  echotui --plain          # hear it: a line of text for each fact\n" +
			"  echotui init demo        # make it a project of yours\n" +
			"  echotui -C demo          # and watch that\n" +
			"  echotui run < lines.txt  # no screen, only what the app prints\n" +
			"  echotui --trace run.trace; echotui run.trace  # keep a run, and look at it later",
		Args: func(cmd *cobra.Command, args []string) error {
			if words, _ := atDashes(cmd, args); len(words) > 0 && !meansTrace(words[0]) {
				return unknownCommand(cmd, words[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			words, behind := atDashes(cmd, args)
			if err := o.CheckPlain(); err != nil {
				return err
			}
			if len(words) > 0 {
				return openTrace(cmd, args, o, wishes)
			}
			options, warning, err := screenOptions(wishes)
			if err != nil {
				return err
			}
			r, err := o.Boot(words, behind)
			if err != nil {
				return err
			}
			if o.Plain {
				*status, err = r.Plain()
				return err
			}
			if why := noScreen(); why != "" {
				if !o.Logs.Silent {
					fmt.Fprintf(os.Stderr, "echotui: %s, so the app runs without the screen, as \"echotui run\" does\n", why)
				}
				*status, err = r.Plain()
				return err
			}
			if !o.Logs.Silent {
				r.Warn(os.Stderr) // the screen goes over them, and leaves them there
				warnOf(warning)
			}
			*status, err = watch(r, o, options, behind)
			return err
		},
	}
	root.SuggestionsMinimumDistance = 2
	addFlags(root, &o)
	addScreenFlags(root, &wishes)
	addMemoryFlag(root, &o)
	root.Flags().StringVar(&o.Test, "test", "", "watch a test of the app instead: namespace:entry")
	root.AddCommand(runCommand(status), testCommand(status), replayCommand(status), filming.RecordCommand(status, warn), filming.PlayCommand(noScreen, warn), exportCommand(), initCommand(), examplesCommand(), screenConfigCommand(), versionCommand())
	return root
}

// warn tells something on standard error.
func warn(line string) { fmt.Fprintln(os.Stderr, "echotui: "+trace.Clean(line, maxErrorLine)) }

// warnOf tells of what is wrong and keeps nothing from being run, a line for
// each part of it.
func warnOf(warning error) {
	if warning != nil {
		for _, line := range strings.Split(warning.Error(), "\n") {
			warn(line)
		}
	}
}

// tell tells lines on standard error.
func tell(lines []string) {
	for _, line := range lines {
		warn(line)
	}
}
