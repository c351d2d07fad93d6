// Echotui runs actor apps written in Lua and shows every message in them.
//
// This file is flags and wiring: which command was given, which app it means,
// and whether the screen or a plain terminal is put in front of it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"charm.land/fang/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"echotui/runtime/cli"
	"echotui/runtime/node"
	"echotui/runtime/trace"
	"echotui/scripts"
	"echotui/tui"
	"echotui/tui/filming"
	"echotui/tui/record"
)

// version is set by whoever makes a release:
//
//	go build -ldflags "-X main.version=v1.2.3"
var version string

func main() { os.Exit(run()) }

// run returns the exit status: that of the app, or 1 with one line on standard
// error that says what is wrong.
func run() int {
	// The collector runs when as much has become garbage as is in use. An app
	// in which nothing waits uses little and would have it run all the time;
	// memory that nobody touches counts as used, and takes none.
	untouched := make([]byte, 64<<20)
	defer runtime.KeepAlive(untouched)
	cli.SurviveFileLimit()
	var status int
	err := fang.Execute(context.Background(), rootCommand(&status),
		fang.WithVersion(cli.ReadBuild(version).Version),
		fang.WithErrorHandler(printError))
	if err != nil {
		return 1
	}
	return status
}

// printError writes an error as it is, but nothing that a terminal would obey:
// file names are part of many. W drops the colours where there are none.
func printError(w io.Writer, _ fang.Styles, err error) {
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
	root.SetFlagErrorFunc(flagError)
	addFlags(root, &o)
	addScreenFlags(root, &wishes)
	root.Flags().StringVar(&o.Test, "test", "", "watch a test of the app instead: namespace:entry")
	root.AddCommand(runCommand(status), testCommand(status), replayCommand(status), filming.RecordCommand(status, warn), filming.PlayCommand(noScreen, warn), exportCommand(), initCommand(), examplesCommand(), screenConfigCommand(), versionCommand())
	return root
}

// flagError says what is wrong with a flag. Of numbers, the library tells which
// function could not read them.
func flagError(_ *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	var number *strconv.NumError
	switch {
	case !errors.As(err, &value) || !errors.As(err, &number):
		return err
	case errors.Is(number, strconv.ErrRange):
		return fmt.Errorf("--%s: %q is too big", value.GetFlag().Name, value.GetValue())
	}
	kind := "whole number"
	if value.GetFlag().Value.Type() == "float64" {
		kind = "number"
	}
	return fmt.Errorf("--%s: %q is no %s", value.GetFlag().Name, value.GetValue(), kind)
}

func runCommand(status *int) *cobra.Command {
	var o cli.Options
	run := &cobra.Command{
		Use:   "run [NAME | list] [ARGS]",
		Short: "Run an app in the plain terminal",
		Long: "Runs an app without the screen: standard output gets what the app prints and nothing else, and typed or piped lines " +
			"are what it reads. NAME is a command of the app; \"list\" shows which there are. " +
			"The exit status is the app's. Ctrl+C asks the app to end, Ctrl+C again ends it at once.",
		Example: "  echotui run -x app:terminal/app:cli\n" +
			"  echo hello | echotui run --clock virtual",
		RunE: func(cmd *cobra.Command, args []string) error {
			words, behind := atDashes(cmd, args)
			if o.Exec == "" && slices.Equal(words, []string{"list"}) {
				return o.List(cmd.OutOrStdout())
			}
			if err := o.CheckPlain(); err != nil {
				return err
			}
			r, err := o.Boot(words, behind)
			if err != nil {
				return err
			}
			*status, err = r.Plain()
			return err
		},
	}
	addFlags(run, &o)
	return run
}

func testCommand(status *int) *cobra.Command {
	var o cli.TestOptions
	test := &cobra.Command{
		Use:   "test",
		Short: "Run the tests of an app",
		Long: "Runs every process.lua and function.lua with meta.type: test, each on a node of its own and in virtual time. " +
			"A test passes when it ends without an error and its first value is not false. " +
			"The exit status is 1 if one failed; each that did comes with the command that shows its run.",
		Example: "  echotui test -C demo\n" +
			"  echotui test --run 'math' --seeds 20",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			*status, err = o.Test(cmd.OutOrStdout())
			return err
		},
	}
	flags := test.Flags()
	addAppFlags(test, &o.Options)
	flags.StringVar(&o.Pattern, "run", "", "only tests whose ID matches this regular expression")
	flags.BoolVar(&o.JSON, "json", false, "one JSON object a test")
	flags.IntVar(&o.Seeds, "seeds", 1, "run each test under so many seeds")
	flags.StringVar(&o.Trace, "trace", "", "folder to write the runs of failed tests to: echotui FILE shows one")
	_ = test.MarkFlagDirname("trace")
	o.Version = cli.ReadBuild(version).Version
	return test
}

func replayCommand(status *int) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "replay TRACE",
		Short: "Make a run again and compare it with its trace",
		Long: "Makes the run that a trace holds again, from its commands, and compares every fact. The app is in the trace; " +
			"with -C it is another one, such as that app with a change. " +
			"The exit status is 1 if a fact is another one: the first such fact is told, then and now.",
		Example: "  echotui run --trace run.trace < lines.txt\n" +
			"  echotui replay run.trace",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			*status, err = cli.Replay(args[0], dir, cmd.OutOrStdout(), os.Stderr)
			return err
		},
	}
	cmd.Flags().StringVarP(&dir, "app", "C", "", "folder of the app to run instead of the one in the trace")
	_ = cmd.MarkFlagDirname("app")
	return cmd
}

func exportCommand() *cobra.Command {
	var o cli.ExportOptions
	cmd := &cobra.Command{
		Use:   "export TRACE",
		Short: "Write a run in a form that other tools read",
		Long: "Writes the run that a trace holds in another form, to standard output or to a file:\n\n" + cli.ExportHelp() +
			"\nOf a trace that is cut or damaged, what is sound is written; standard error says where it ends.",
		Example: "  echotui export run.trace --format mermaid --filter 'topic:echo'\n" +
			"  echotui export run.trace --format perfetto -o run.json",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return cli.Export(args[0], o, cmd.OutOrStdout(), os.Stderr)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Format, "format", "jsonl", strings.Join(cli.ExportFormats(), ", "))
	flags.StringVar(&o.Filter, "filter", "", "only facts that match this expression, as behind / on the screen")
	flags.StringVarP(&o.Out, "out", "o", "", "file to write, instead of standard output")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(cli.ExportFormats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
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

func initCommand() *cobra.Command {
	var example string
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write the echo app, or another example, as a project to edit",
		Long: "Writes an app that comes along into DIR, or into the current folder: wippy.lock, src/_index.yaml and the Lua files. " +
			"It never replaces a file.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("init writes into one folder, not %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := append(args, ".")[0]
			files, err := cli.Init(dir, example)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "wrote %s\n\nRun it with: echotui -C %s\n", strings.Join(files, "\nwrote "), dir)
			return nil
		},
	}
	cmd.Flags().StringVar(&example, "example", "echo", "which app; see echotui examples")
	return cmd
}

func examplesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "examples",
		Short: "List the apps that come along",
		Long:  "Lists the apps that come along, each of one idea. \"echotui init --example NAME\" makes one a project of yours.",
		Args:  cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			for _, e := range scripts.All() {
				fmt.Fprintf(cmd.OutOrStdout(), "%-10s %s\n", e.Name, e.Title)
			}
			fmt.Fprint(cmd.OutOrStdout(), "\nMake one yours with: echotui init --example NAME DIR\n")
		},
	}
}

func versionCommand() *cobra.Command {
	var short bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print version, commit and Go version",
		Args:  cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			build := cli.ReadBuild(version)
			if short {
				fmt.Fprintln(cmd.OutOrStdout(), build.Version)
				return
			}
			fmt.Fprint(cmd.OutOrStdout(), build)
		},
	}
	cmd.Flags().BoolVar(&short, "short", false, "the version alone")
	return cmd
}

// unknownCommand is the error for a word that is none; people forget -C.
func unknownCommand(cmd *cobra.Command, word string) error {
	if info, err := os.Stat(word); err == nil && info.IsDir() {
		return fmt.Errorf("unknown command %q; to open that folder: echotui -C %s", word, word)
	}
	if near := cmd.SuggestionsFor(word); len(near) > 0 {
		return fmt.Errorf("unknown command %q; did you mean %s?", word, near[0])
	}
	return fmt.Errorf("unknown command %q; see echotui --help", word)
}

// atDashes splits arguments where "--" stood.
func atDashes(cmd *cobra.Command, args []string) (before, behind []string) {
	if n := cmd.ArgsLenAtDash(); n >= 0 {
		return args[:n], args[n:]
	}
	return args, nil
}

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

// addAppFlags adds the flags that say which app is meant, and what is different
// about it.
func addAppFlags(cmd *cobra.Command, o *cli.Options) {
	flags := cmd.Flags()
	flags.StringVarP(&o.Dir, "app", "C", "", "folder of the app: one with wippy.lock, or one that holds entry files")
	flags.StringArrayVarP(&o.Override, "override", "o", nil, "change a field of an entry: namespace:entry:field=value")
	flags.StringArrayVar(&o.Set, "set", nil, "change a setting: section.name=value")
	flags.StringVar(&o.Config, "config", "", "file of settings, instead of .wippy.yaml in the folder of the app")
	flags.Int64Var(&o.Seed, "seed", 1, "seed of everything random in the app")
	_ = cmd.MarkFlagDirname("app") // these fail only for a flag that is not there
	_ = cmd.MarkFlagFilename("config", "yaml", "yml")
}

// addFlags adds those, and the flags that say what to run of the app, and how.
func addFlags(cmd *cobra.Command, o *cli.Options) {
	addAppFlags(cmd, o)
	flags := cmd.Flags()
	flags.StringVarP(&o.Exec, "exec", "x", "", "terminal process: namespace:entry, host/entry, or the name of a command")
	flags.StringVar(&o.Host, "host", "", "terminal host it runs on, if there are several")
	flags.StringVar(&o.Trace, "trace", "", "file to write the run to, as it happens: echotui FILE shows it later")
	o.Version = cli.ReadBuild(version).Version
	flags.Var((*clock)(&o.Clock), "clock", "real, or virtual: time jumps to the next timer at once")
	flags.BoolVarP(&o.Logs.Verbose, "verbose", "v", false, "all logs on standard error; the screen shows them anyway")
	flags.BoolVar(&o.Logs.Facts, "very-verbose", false, "and every other fact, too: who sent what to whom")
	flags.BoolVarP(&o.Logs.Console, "console", "c", false, "short logs on standard output, between what the app prints")
	flags.BoolVar(&o.Plain, "plain", false, "tell every fact as a line of text, for pipes and screen readers")
	flags.StringVar(&o.Filter, "filter", "", "with --plain: tell only the facts that match, as / does on the screen")
	o.Logs.Colors = colored()
	flags.BoolVarP(&o.Logs.Silent, "silent", "s", false, "no logs, also of services")
	_ = cmd.RegisterFlagCompletionFunc("clock", cobra.FixedCompletions(clocks[:], cobra.ShellCompDirectiveNoFileComp))
}

// clock is a node.Clock on the command line.
type clock node.Clock

var clocks = [...]string{node.RealClock: "real", node.VirtualClock: "virtual"}

func (c *clock) String() string { return clocks[*c] }
func (c *clock) Type() string   { return "real|virtual" }

func (c *clock) Set(name string) error {
	i := slices.Index(clocks[:], name)
	if i < 0 {
		return errors.New("it is real or virtual")
	}
	*c = clock(i)
	return nil
}

// traceFlags are the flags that a trace can be opened with.
var traceFlags = []string{"plain", "filter", "theme", "screen-config"}

// addScreenFlags adds the flags that say what the screen is to be like, whatever
// it shows.
func addScreenFlags(cmd *cobra.Command, w *tui.Wishes) {
	flags := cmd.Flags()
	flags.StringVar(&w.Theme, "theme", "", "colours of the screen: "+strings.Join(tui.ThemeNames(), ", "))
	flags.StringVar(&w.Config, "screen-config", "", "file of settings for the screen, instead of echotui/config.yaml in the folder of yours")
	_ = cmd.MarkFlagFilename("screen-config", "yaml", "yml")
	_ = cmd.RegisterFlagCompletionFunc("theme", cobra.FixedCompletions(tui.ThemeNames(), cobra.ShellCompDirectiveNoFileComp))
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

func screenConfigCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "screen-config",
		Short: "Print a file of settings for the screen: theme, keys, layout",
		Long: "Prints a file that says what is so without one, with all actions, their keys and what they do. " +
			"The screen reads echotui/config.yaml in the folder of your settings, or what --screen-config names.",
		Example: "  echotui screen-config > mine.yaml  # change it, and then\n" +
			"  echotui --screen-config mine.yaml",
		Args: cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			fmt.Fprint(cmd.OutOrStdout(), tui.WriteConfig())
		},
	}
}

// meansTrace reports whether a word is meant to be a trace: it is the name of a
// file, whatever is in that, or looks like one.
func meansTrace(word string) bool {
	info, err := os.Stat(word)
	return err == nil && !info.IsDir() || filepath.Ext(word) == ".trace"
}

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
		return fmt.Errorf("%s cannot be shown: %s", args[0], why)
	}
	loop, err := p.Loop()
	if err != nil {
		return err
	}
	go loop.Run()
	warnOf(warning)
	recordings := filming.Recordings{Hand: record.Hand{Lack: "it would need the run in " + args[0]}}
	options.Record = recordings.Write
	options.Rescue = func() (string, error) { return p.Name, nil } // it is kept as it is
	_, err = show(loop, options, os.Stdin, os.Stdout)
	tell(recordings.Told)
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
	if t != nil {
		loop.Trace(t)
	}
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
	options.Record = recordings.Write
	status, err = show(loop, options, os.Stdin, os.Stdout)
	t.Close()
	tell(append(problems.All(), recordings.Told...))
	return status, err
}

// tell tells lines on standard error.
func tell(lines []string) {
	for _, line := range lines {
		warn(line)
	}
}

// A loop does everything that the screen can ask for.
var _ interface {
	tui.Session
	tui.Driver
	tui.Past
} = (*node.Loop)(nil)

// show runs a loop's app on the screen until the user leaves. An app that still
// runs then has done nothing wrong.
func show(loop *node.Loop, options tui.Options, in io.Reader, out io.Writer) (status int, err error) {
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
