// Package actor is the machine at the centre of echotui: processes with
// mailboxes, channels and coroutines, names, monitors and links, timers, hosts
// and services. It is a value. It takes commands and turns, and returns events;
// it owns no goroutine, clock, file or socket.
//
//	System   one node: everything below, and the numbered events it yields
//	Process  an entry's code with a mailbox, on a host
//	Task     one coroutine of a process that the scheduler knows
//	Fiber    what runs a task's code; another package supplies it
//	Channel  passes values between the tasks of one process, or out of its mailbox
//	Host     where processes run; a terminal host gives its process a terminal
//	Service  keeps one process running
//
// One task runs at a time. A task runs until it has to wait, or has used up
// the reductions of its turn; then the next process in the run queue takes its
// turn. Time stands still meanwhile: it moves only by CommandAdvance.
//
//	     Apply(command)             Run(turns, facts)
//	           │                          │
//	           ▼                          ▼
//	timers fire, input arrives ──▶ run queue ──▶ turn of a process ──▶ Resume of a task's fiber
//	           │                                                            │ (send, spawn, select, …)
//	           └──────────────▶ events, in order ◀──────────────────────────┘
//
// Invariants: the same configuration, seed and commands, applied at the same
// places, give the same events. No map order, address or wall time reaches an
// event. What a process sends is data that it can no longer change. Every fact
// has a cause: the earlier fact that led to it, or nothing when it came from
// outside. A fact is emitted when the thing has happened, and a task can be
// held right there, with its stack intact, before it does anything else. It can
// also be held before a thing happens, when nothing of it has been done. Where a
// run was held never changes what happens: see wire.Place for how it is known.
package actor
