//go:build unix

package command

import (
	"strings"
	"testing"

	"echotui/runtime/ptytest"
)

// A command that fails prints its error on the terminal and asks it nothing: an
// answer would land in the next command line of the shell.
func TestFailuresAskNothing(t *testing.T) {
	for args, want := range map[string]string{
		"nosuchcommand":         "unknown command",
		"--nosuchflag":          "unknown flag",
		"nosuch.trace":          "there is no such file",
		"run -C nosuchfolder":   "no such folder",
		"run --seed none":       "is no whole number",
		"init one two":          "init writes into one folder",
		"replay":                "replay needs a trace",
		"export --nosuch":       "unknown flag",
		"examples one":          "examples takes no word",
		"completion nonsense":   "completion: there is no",
		"completion bash one":   "completion bash takes no word",
		"help nosuchcommand":    "unknown command",
		"man one":               "man takes no word",
		"version --short=maybe": "is neither true nor false",
	} {
		t.Run(args, func(t *testing.T) {
			term := ptytest.Start(t, 110, 32, echotui(t, strings.Fields(args)...))
			if state := term.Ended(); state.ExitCode() != 1 {
				t.Error(state)
			}
			if screen := term.Screen(); !strings.Contains(screen, "Error: ") || !strings.Contains(screen, want) {
				t.Errorf("the terminal shows %q", screen)
			}
			for kind := range ptytest.Kinds(term.Wrote()) {
				switch kind {
				case "text", "CSI m", "control 0a", "control 0d":
				default:
					t.Errorf("it writes %s", kind)
				}
			}
		})
	}
}
