// Package cli is what the command line does once flags are read: it finds the
// app that is meant and what to run of it, boots it, puts it in front of a plain
// terminal, writes a project to begin with, and knows which version this is.
//
//	Options  which app to run, what is different about it, and how
//	Logs     which log records a plain terminal shows
//	Run      an app that has been booted
//	Trace    writes a run to a file as it happens
//	Past     a run in a file, to be watched, gone on from or made again (Replay)
//	Init     an app that comes along, as files of your own
//	Build    the version of this program
//
// It stays below tui/command: the screen, and the library that reads flags, are
// known only there. Errors are one line each, fit to be shown to whoever typed the command.
package cli
