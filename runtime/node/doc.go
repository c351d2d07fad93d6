// Package node puts an app on the machine and makes time pass.
//
//	Node  an app, its actor.System and the facts it has told so far. A value:
//	      whoever has it decides when anything happens.
//	Loop  the one goroutine that drives a Node, and the only reader of the wall
//	      clock. It satisfies tui.Session.
//	Plain an app in a plain terminal, without a screen of ours.
//
// With the real clock, virtual time follows the wall clock: timers run out when
// they are due, at their exact virtual times. With the virtual clock time jumps
// to the next timer as soon as nothing is left to do, except while the app
// waits for a line: then it stands still until there is one.
//
// Invariants: facts leave the machine in order and none is left out; what has
// been published never changes. Pausing, stepping and the clock change when
// things happen, never what happens. With the virtual clock, the same app, seed
// and typed lines give the same facts, byte for byte.
package node
