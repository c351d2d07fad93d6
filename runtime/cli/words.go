package cli

import "fmt"

// OneWord says what is wrong if a command was not given the one thing that it
// takes, such as a trace.
func OneWord(command, thing string, words []string) error {
	switch len(words) {
	case 0:
		return fmt.Errorf("%s needs a %s: echotui %s FILE", command, thing, command)
	case 1:
		return nil
	}
	return fmt.Errorf("%s takes one %s, not %d", command, thing, len(words))
}

// NoWords says what is wrong if a command was given a word, though it takes none.
func NoWords(command string, words []string) error {
	if len(words) == 0 {
		return nil
	}
	return fmt.Errorf("%s takes no word such as %q; see echotui %s --help", command, words[0], command)
}
