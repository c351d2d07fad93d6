package command

import "github.com/spf13/cobra"

// failure is what goes wrong with a command, kept from the library that runs
// commands: before that has an error printed it asks the terminal for the colour
// of its ground, and waits for the answer, to choose colours that we do not use.
type failure struct{ err error }

// catch keeps the errors of a command, and of those below it.
func (f *failure) catch(cmd *cobra.Command) {
	check, run, plain := cmd.Args, cmd.RunE, cmd.Run
	if check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			f.err = check(cmd, args)
			return nil
		}
	}
	if run != nil || plain != nil {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			switch {
			case f.err != nil:
			case run != nil:
				f.err = run(cmd, args)
			default:
				plain(cmd, args)
			}
			return nil
		}
	}
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		f.err = flagError(cmd, err)
		return nil
	})
	for _, below := range cmd.Commands() {
		f.catch(below)
	}
}
