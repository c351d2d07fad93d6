//go:build unix

package cli

import (
	"os/signal"
	"syscall"
)

// SurviveFileLimit makes a file that must not get larger (ulimit -f) an error of
// the one who writes it. Otherwise it would end the program.
func SurviveFileLimit() { signal.Ignore(syscall.SIGXFSZ) }
