// Package ptytest runs programs on a pseudo-terminal and looks at what they do
// to it. It is imported by tests only, and is empty where there are no
// pseudo-terminals.
//
//	Terminal  a terminal with one program on it
//	Screen    what somebody in front of it sees
//	Kinds     what a program has written, by what it does to a terminal
//	Modes     what a program has switched on, and has not switched off again
//
// The terminal answers queries, as one of today does. Invariants: nothing here
// waits for time to pass: a wait ends when what was waited for is there, or when
// the program has ended, or fails the test after half a minute. All that was started
// has gone when the test has ended.
package ptytest
