//go:build unix

package tui

import (
	"os"

	"golang.org/x/sys/unix"
)

// noShell is why the program cannot stop itself. The system does not stop a
// program that no shell could let go on, and Bubble Tea would wait for ever.
func noShell() string {
	const why = "there is no shell to go back to"
	session, err := unix.Getsid(0)
	if err != nil || unix.Getpgrp() == session {
		return why
	}
	parent, err := unix.Getsid(os.Getppid())
	if unix.Getpgrp() == os.Getpid() && (err != nil || parent != session) {
		return why
	}
	return ""
}
