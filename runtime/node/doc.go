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
//	Room     how much memory the facts of a Loop take, and where the rest goes
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
// What grows with a run, and what bounds it. Facts are those of the echo app; heavy
// ones take what they carry.
//
//	where                     bytes in memory        bound
//	facts, packed             3 a fact               Room.Memory; the rest is in the store
//	facts, the newest         160 a fact and more    half of Room.Memory
//	facts in the store        0.03 a fact            a quarter of Room.Memory; 2^28 facts
//	  on the disk             3 a fact               4 GB, then the oldest are forgotten
//	blocks decoded last       160 a fact and more    8 blocks of 1 MB and one fact
//	journal: a clock that     10 a ms of a busy app  1 MB; the rest is in the store of
//	  moves                   with the real clock    Room, and 56 bytes for each 16 KB there
//	  on the disk             10 a ms                none: 36 MB in a busy hour
//	journal: what was done    136 and its text       none: as many as somebody types
//	moments of the screen     a clone of the world   64 MB, thinned out: see trace.History
//	facts that match a filter 0.14 a fact            while the filter holds
//	facts that are followed   0.13 a fact            32 MB: see trace.Causality
//	run until the reply       1 a fact               while it is pursued
//	the world itself          what is alive          letters 100, messages of a mailbox
//	                                                 10,000, series 64 of 32 numbers with
//	                                                 120 samples, 128 stretches of a pulse
//	warnings                  a line each            1,000
//
// A node without a Loop keeps its journal, and whoever has it its facts. A plain
// terminal keeps neither.
//
// Invariants: facts leave the machine in order and none is left out; what has
// been published never changes. Pausing, stepping and the clock change when
// things happen, never what happens. The same app, Origin and Journal give the
// same facts, byte for byte; with the virtual clock the typed lines suffice.
package node
