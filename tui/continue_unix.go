//go:build unix

package tui

import (
	"os"
	"os/signal"
	"syscall"
)

// listenContinued tells when the program goes on after it was stopped, until
// somebody calls stop.
func listenContinued() (continued <-chan os.Signal, stop func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGCONT)
	return c, func() { signal.Stop(c) }
}
