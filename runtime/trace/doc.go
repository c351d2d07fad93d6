// Package trace is what can be known about a node from its facts alone.
//
//	Log       the facts themselves, in order, bounded
//	World     a picture of the node after a prefix of the log: a fold
//	Pulse     how busy the node was: rates and levels over its time
//	Letter    a message that nobody took, and why
//	Siblings  processes side by side, with what many of them amount to
//	Lane      where the life of a process is drawn beside those of others
//	History   a fold at any moment of the log, from checkpoints and a few facts
//	Causality what led to one fact, and everything that came of it
//	Sentence  one fact in plain words, in parts that a screen can colour
//	Namer     who turns a PID into the short name people use; a World does
//
// Invariants: the package reads no clock, starts no goroutine and opens
// nothing. Nothing here is safe for concurrent use; whoever shares a Log or a
// World guards it. Equal prefixes give equal worlds and equal sentences, on
// every machine. Applying a fact costs the same however long the log is and
// however many processes there are. Every list has a bound, or holds what is
// alive; what a bound removed is counted.
//
// A World shares with its clones what has not changed, and whatever is written
// is owned first, by own and its like: to write past them changes the past. So a
// clone costs a few microseconds, and then a copy of each process that goes on.
//
// Text in a World is as the program wrote it, and may be hostile: a Sentence
// is escaped, anything else goes through Clean before it reaches a terminal.
package trace
