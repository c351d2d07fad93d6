// Package watch finds what is likely wrong with an app, from its facts alone.
//
//	Watch    a fold over the facts that raises warnings; see each Kind for what it means
//	Warning  one thing that is wrong: who, where in the source, and the fact to look at
//	process  what a Watch remembers of a live process
//	task     the same of one coroutine: what it waits for, and whom it has asked
//
// A warning is right or it is not raised: where the facts leave a doubt, the
// watch is silent. What it therefore does not find is told beside each Kind.
//
// What it knows of a task that waits decides most of them:
//
//	acting ──wait──▶ timed    it may go on by itself, or for what comes from outside
//	       ──wait──▶ hung     only another task can let it go on
//	hung ──message, value, result, close──▶ woken    and will act when it has its turn
//	any of them ──it does something──▶ acting
//
// Invariants: the package reads no clock, starts no goroutine and opens
// nothing. Equal prefixes give equal warnings. A fact costs the same however
// many came before. What is kept is bounded: warnings by mostWarnings, the rest
// by what is alive. After a gap in the log it knows nobody, and is silent
// about those it does not know.
//
// Texts name what programs chose, and may be hostile: trace.Clean is for who
// shows them.
package watch
