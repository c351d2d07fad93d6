//go:build !unix

package tui

// noShell is why the program cannot stop itself.
func noShell() string { return "this system has no way to stop a program and let it go on" }
