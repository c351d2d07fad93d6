// Package node puts an app on the machine and makes time pass.
//
//	Node     an app, its actor.System and the facts it has told so far. A
//	         value: whoever has it decides when anything happens.
//	Origin   what a run depends on besides its app and its commands
//	Journal  the commands of a run, each with the place where it was applied
//	Replay   a run once more, to any of its facts, on a node of its own
//	Tracer   is told a run as it happens, to write it down
//	Loop     the one goroutine that drives a Node, and the only reader of the
//	         wall clock. It satisfies tui.Session.
//	Plain    an app in a plain terminal, without a screen of ours
//
// With the real clock, virtual time follows the wall clock: timers run out when
// they are due, at their exact virtual times. With the virtual clock time jumps
// to the next timer as soon as nothing is left to do, except while the app
// waits for a line: then it stands still until there is one.
//
// A Node stands still where Break, a breakpoint or a step by lines says so, before
// the thing happens and with all stacks as they are. Met tells why, and Inspect
// what is to be seen there.
//
// Invariants: facts leave the machine in order and none is left out; what has
// been published never changes. Pausing, stepping and the clock change when
// things happen, never what happens. The same app, Origin and Journal give the
// same facts, byte for byte; with the virtual clock the typed lines suffice.
package node
