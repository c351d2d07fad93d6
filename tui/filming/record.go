package filming

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"echotui/runtime/cli"
	"echotui/tui/picture"
	"echotui/tui/record"
)

// RecordCommand is "record". Warn is told, in a line, what is not as it was asked
// for; status becomes that of a check.
func RecordCommand(status *int, warn func(string)) *cobra.Command {
	var outputs []string
	var theme string
	var check, update bool
	studio := record.Studio{Open: open(warn), FontFolders: picture.SystemFonts(), Warn: warn}
	cmd := &cobra.Command{
		Use:   "record TAPE",
		Short: "Play a tape to the screen and write what is to be seen",
		Long: "Plays a tape, a script of what is typed and waited for, to the screen of an app, and writes a film of it: as .cast, .gif, .apng, " +
			".svg, .html, .json or .txt, its end as .png, or all frames as a folder of pictures. Without -o it writes what the tape says, " +
			"or a cast. Time passes only where the tape says so: it takes none, and the same tape gives the same film.",
		Example: "  echotui record demo.tape -o demo.cast -o demo.gif\n" +
			"  echotui record --check .     # are the demos as they were?",
		Args: func(cmd *cobra.Command, words []string) error {
			return cli.OneWord(cmd.Name(), "tape", words)
		},
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := studio.UseTheme(theme); err != nil {
				return fmt.Errorf("--theme: %w", err)
			}
			switch {
			case !check && update:
				return errors.New("--update goes with --check")
			case check:
				*status, err = studio.Check(args[0], update, cmd.OutOrStdout())
				return err
			}
			files, err := studio.Record(args[0], outputs)
			for _, file := range files {
				fmt.Fprintln(cmd.OutOrStdout(), "wrote "+file)
			}
			return err
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&outputs, "output", "o", nil, "file to write; may be given often")
	flags.StringVar(&theme, "theme", "", "dark or light, instead of what the tape says")
	flags.IntVar(&studio.CastVersion, "cast-version", 2, "of .cast files: 2, or 3 for newer players")
	flags.BoolVar(&check, "check", false, "TAPE is a folder: compare what its tapes show with the .txt beside each")
	flags.BoolVar(&update, "update", false, "with --check: write those files anew")
	return cmd
}

// open is what puts the app of a tape behind its screen.
func open(warn func(string)) record.Open {
	return func(a record.App) (record.Stage, string, error) {
		s, err := cli.Stage(a.Name, a.Dir, a.Args, a.Seed, a.Env, warn)
		if err != nil {
			return nil, "", err
		}
		return s, s.App().Name, nil
	}
}
