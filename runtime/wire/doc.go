// Package wire is the vocabulary of echotui: plain data that every other
// package speaks and none may interpret differently.
//
//	PID      names a process
//	Value    what a message carries: nil, bool, float64, string, *Table, *Error
//	Command  something from outside that is about to happen to a node
//	Event    a fact: something that happened inside a node, numbered and timed,
//	         with the earlier event that caused it
//
// A node turns commands into events and does nothing else; the events, in
// order, are the log. Screen, exports, recordings and remote viewers read the
// log and nothing else.
//
// Invariants: the package imports nothing of ours, reads no clock, starts no
// goroutine and opens nothing. Everything here is immutable once it is in a
// log: tables and slices reached from an Event are never written again, so
// readers share them without locks. The text forms are the same on every
// machine: they depend on no map order, no address and no locale.
package wire
