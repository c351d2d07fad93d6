// Package contract holds the promises that apps rely on, each as a test that
// carries its number. It has no code of its own.
//
//	statement  one promise, numbered 1 to 124: an entry s042_… of an app, which
//	           raises when the promise is broken
//	archive    a group of statements as a small app: testdata/*.txtar; what all
//	           of them import is in testdata/shared/shared.txtar
//	script     a statement about the program itself: testdata/script/*.txtar
//
// A statement is run as a user would run it: its entry is the terminal process
// of a node that nothing else has happened in. What the run has to come to
// stands in the meta of the entry:
//
//	comment  the promise in a few words
//	input    what is typed; the input ends behind it
//	args     the arguments on the command line
//	stdout   what it writes, byte for byte; nothing unless told
//	stderr   the same for standard error
//	status   the exit status; 0 unless told
//	logs     the messages that the app logs, in order; not looked at unless told
//
// Invariants: the same files hold with the virtual clock and, with -real, with
// the real one. Nothing here knows how the runtime works: what a test sees is
// what a program or a user could see.
package contract
