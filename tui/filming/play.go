package filming

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"echotui/runtime/cli"
	"echotui/tui"
	"echotui/tui/player"
	"echotui/tui/record"
)

// PlayCommand is "play". NoScreen tells why there is no terminal to play on; ""
// if there is one.
func PlayCommand(noScreen func() string, warn func(string)) *cobra.Command {
	var o player.Options
	var idle time.Duration
	studio := record.Studio{Open: open(warn), Warn: warn}
	cmd := &cobra.Command{
		Use:   "play FILE",
		Short: "Play a cast or a tape in the terminal",
		Long: "Plays a recording: an asciicast of any version, or a tape, of which a film is made first. Space stops it, the arrows seek, " +
			"n and N step, + and - change how fast it runs, ? shows all keys. Without a terminal it prints the last screen.",
		Example: "  echotui play demo.cast\n" +
			"  echotui play --speed 2 --idle-limit 1s demo.tape",
		Args: func(cmd *cobra.Command, words []string) error {
			return cli.OneWord(cmd.Name(), "cast or tape", words)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.Speed < player.MinSpeed || o.Speed > player.MaxSpeed:
				return fmt.Errorf("--speed: it is from %v to %v", player.MinSpeed, player.MaxSpeed)
			case idle < 0:
				return errors.New("--idle-limit: it is 0, for none, or more")
			}
			f, err := player.Open(args[0], studio.Film)
			if err != nil {
				return err
			}
			if idle > 0 {
				f = player.Shorten(f, idle)
			}
			if why := noScreen(); why != "" {
				warn(why + ", so this is the last screen of " + args[0])
				fmt.Fprintln(cmd.OutOrStdout(), player.Last(f))
				return nil
			}
			o.Name = filepath.Base(args[0])
			o.Theme, o.Glyphs = tui.Detect(os.Environ())
			return player.Run(f, o, os.Stdin, os.Stdout)
		},
	}
	flags := cmd.Flags()
	flags.Float64Var(&o.Speed, "speed", 1, "how many times as fast")
	flags.DurationVar(&idle, "idle-limit", 0, "nothing stays the same for longer than this, such as 2s")
	return cmd
}
