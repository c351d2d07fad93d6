package command

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"echotui/runtime/cli"
	"echotui/scripts"
	"echotui/tui"
)

// noWords and oneTrace are what may stand behind the name of a command.
func noWords(cmd *cobra.Command, words []string) error {
	return cli.NoWords(strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" "), words)
}

func oneTrace(cmd *cobra.Command, words []string) error {
	return cli.OneWord(cmd.Name(), "trace", words)
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
			if err != nil && o.Dir == "" && len(words) == 1 && isFolder(words[0]) {
				return fmt.Errorf("%w; to run the app in that folder: echotui run -C %s", err, words[0])
			}
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
		Args: noWords,
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
	o.Version = build().Version
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
		Args: oneTrace,
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
		Args: oneTrace,
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
		Args:  noWords,
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
		Short: "Print version, commit and its date, Go version and system",
		Args:  noWords,
		Run: func(cmd *cobra.Command, _ []string) {
			if short {
				fmt.Fprintln(cmd.OutOrStdout(), build().Version)
				return
			}
			fmt.Fprintf(cmd.OutOrStdout(), "echotui version %s\n", build()) // as --version does
		},
	}
	cmd.Flags().BoolVar(&short, "short", false, "the version alone")
	return cmd
}

func screenConfigCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "screen-config",
		Short: "Print a file of settings for the screen: theme, keys, layout",
		Long: "Prints a file that says what is so without one, with all actions, their keys and what they do. " +
			"The screen reads echotui/config.yaml in the folder of your settings, or what --screen-config names.",
		Example: "  echotui screen-config > mine.yaml  # change it, and then\n" +
			"  echotui --screen-config mine.yaml",
		Args: noWords,
		Run: func(cmd *cobra.Command, _ []string) {
			fmt.Fprint(cmd.OutOrStdout(), tui.WriteConfig())
		},
	}
}
