package command

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"echotui/runtime/cli"
	"echotui/runtime/meant"
	"echotui/runtime/node"
	"echotui/tui"
)

// flagError says what is wrong with a flag. Of numbers, the library tells which
// function could not read them.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var value *pflag.InvalidValueError
	var number *strconv.NumError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		return fmt.Errorf("%w%s", err, meant.Question("--"+unknown.GetSpecifiedName(), flagNames(cmd)))
	case !errors.As(err, &value):
		return err
	case value.GetFlag().Value.Type() == "duration":
		return fmt.Errorf("--%s: %q is no time such as 2s", value.GetFlag().Name, value.GetValue())
	case !errors.As(err, &number):
		return fmt.Errorf("--%s: there is no %q: %w", value.GetFlag().Name, value.GetValue(), errors.Unwrap(value))
	case errors.Is(number, strconv.ErrRange):
		return fmt.Errorf("--%s: %q is too big", value.GetFlag().Name, value.GetValue())
	}
	switch value.GetFlag().Value.Type() {
	case "bool":
		return fmt.Errorf("--%s: %q is neither true nor false", value.GetFlag().Name, value.GetValue())
	case "float64":
		return fmt.Errorf("--%s: %q is no number", value.GetFlag().Name, value.GetValue())
	}
	return fmt.Errorf("--%s: %q is no whole number", value.GetFlag().Name, value.GetValue())
}

// flagNames are the names of the flags that a command takes.
func flagNames(cmd *cobra.Command) (names []string) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}

// unknownCommand is the error for a word that is none; people forget -C.
func unknownCommand(cmd *cobra.Command, word string) error {
	if isFolder(word) {
		return fmt.Errorf("unknown command %q; to open that folder: echotui -C %s", word, word)
	}
	if near := cmd.SuggestionsFor(word); len(near) > 0 {
		return fmt.Errorf("unknown command %q; did you mean %s?", word, near[0])
	}
	return fmt.Errorf("unknown command %q; see echotui --help", word)
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// atDashes splits arguments where "--" stood.
func atDashes(cmd *cobra.Command, args []string) (before, behind []string) {
	if n := cmd.ArgsLenAtDash(); n >= 0 {
		return args[:n], args[n:]
	}
	return args, nil
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
	o.Version = build().Version
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

// addMemoryFlag adds the flag that says how much memory the screen's log takes.
func addMemoryFlag(cmd *cobra.Command, o *cli.Options) {
	cmd.Flags().StringVar(&o.Memory, "log-memory", "", "memory for the log, such as 64MB: older facts go to temporary files; 0: no limit (256MB)")
}

// clock is a node.Clock on the command line.
type clock node.Clock

var clocks = [...]string{node.RealClock: "real", node.VirtualClock: "virtual"}

func (c *clock) String() string { return clocks[*c] }

func (c *clock) Type() string { return "real|virtual" }

func (c *clock) Set(name string) error {
	i := slices.Index(clocks[:], name)
	if i < 0 {
		return errors.New("it is real or virtual")
	}
	*c = clock(i)
	return nil
}

// addScreenFlags adds the flags that say what the screen is to be like, whatever
// it shows.
func addScreenFlags(cmd *cobra.Command, w *tui.Wishes) {
	flags := cmd.Flags()
	flags.StringVar(&w.Theme, "theme", "", "colours of the screen: "+strings.Join(tui.ThemeNames(), ", "))
	flags.StringVar(&w.Config, "screen-config", "", "file of settings for the screen, instead of echotui/config.yaml in the folder of yours")
	_ = cmd.MarkFlagFilename("screen-config", "yaml", "yml")
	_ = cmd.RegisterFlagCompletionFunc("theme", cobra.FixedCompletions(tui.ThemeNames(), cobra.ShellCompDirectiveNoFileComp))
}
