// Package faults holds the tests of what goes wrong around the program: it is
// killed, asked to end, stopped, flooded and left without a terminal or a disk.
// It has no code of its own.
//
//	program  the real one, built once, with an app on a pseudo-terminal
//	leaving  a way in which the program ends; the terminal is as before after all
//	kill     an end that the program cannot see; its trace opens anyway
//	wicked   texts that would do something to the terminal, put wherever an app can
//	flood    an app that does as much as it can, on the screen and traced
//
// The short forms are run with all other tests. Those that take a while:
//
//	go test ./runtime/faults -run Kill -v -kills 200
//	go test ./runtime/faults -run Flood -v -flood 60s -timeout 20m
//
// Invariants: what a test knows of the program is what somebody in front of the
// terminal sees, and the files that it leaves.
package faults
