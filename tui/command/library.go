package command

import (
	"fmt"
	"strings"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

// addLibraryCommands adds the commands that the library would else add while it
// runs: so that mistakes in their words are told as those in ours are.
func addLibraryCommands(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	root.AddCommand(manCommand())
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "completion":
			cmd.Args, cmd.RunE = aShell, func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, shell := range cmd.Commands() {
				shell.Args = noWords
			}
		case "help":
			cmd.Args = aCommand
		}
	}
}

// aShell refuses words behind "completion": a shell that is known is a command.
func aShell(cmd *cobra.Command, words []string) error {
	if len(words) == 0 {
		return nil
	}
	var shells []string
	for _, shell := range cmd.Commands() {
		shells = append(shells, shell.Name())
	}
	return fmt.Errorf("completion: there is no %q; there are %s", words[0], strings.Join(shells, ", "))
}

// aCommand refuses words behind "help" that are no command.
func aCommand(cmd *cobra.Command, words []string) error {
	found, rest, err := cmd.Root().Find(words)
	if err == nil && found == cmd.Root() && len(rest) > 0 {
		return unknownCommand(found, rest[0])
	}
	return err
}

func manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual page",
		Hidden: true,
		Args:   noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			page, err := mango.NewManPage(1, cmd.Root())
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), page.Build(roff.NewDocument()))
			return err
		},
	}
}
