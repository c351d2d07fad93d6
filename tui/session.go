package tui

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Session is all the screen knows of what it watches: facts come out, commands
// go in. A node in this program satisfies it, and so could one elsewhere.
//
// Methods return at once and may be called from the screen's goroutine only.
type Session interface {
	// Since appends to dst the facts numbered after seq, oldest first, at most
	// limit of them, and returns it. When the facts right after seq have been
	// forgotten (the log is bounded) it starts at the oldest one kept.
	Since(dst []wire.Event, seq uint64, limit int) []wire.Event
	// Status tells where the session stands now.
	Status() Status
	// Changed yields a value after something has changed that Since or Status
	// would show. Changes are merged: one value may stand for many.
	Changed() <-chan struct{}
	// Do hands in a command: a typed line, a signal, what a person does to the
	// run. Status.Refused tells why that could not be done. The session reads
	// the Text of a reload itself.
	Do(wire.Command)
	// Pause stops time: nothing happens until Resume or Step.
	Pause()
	// Resume lets time go on.
	Resume()
	// Step lets exactly one more fact happen while paused, letting time jump
	// to the next timer if nothing else can. The fact arrives through Since.
	Step()
}

// Status is where a session stands.
type Status = trace.Status

// Driver is a session that can be told how to run. Methods return at once.
type Driver interface {
	// SetSpeed says how fast virtual time follows the wall clock: 1 is as
	// fast, 0.1 to 100 are slower and faster, 0 lets it jump to the next
	// timer whenever there is nothing else to do.
	SetSpeed(speed float64)
	// RunUntil resumes a paused session until a goal is reached, and pauses it
	// there. Status.Stop then tells so.
	RunUntil(wire.Goal)
	// StepLine lets a coroutine of a process go on by lines of its source, and
	// pauses there.
	StepLine(pid wire.PID, co uint32, how wire.LineStep)
	// SetBreakpoints replaces all breakpoints. Their Expr must be valid.
	SetBreakpoints([]wire.Breakpoint)
	// Breakpoints returns them with their hits so far.
	Breakpoints() []wire.Breakpoint
}

// Past is a session whose past can be entered again, because what happened can
// be made to happen once more.
type Past interface {
	// Inspect looks into a process as it was right after a fact. When that
	// takes a while, it returns nil and how much of the work is done, from 0
	// to 1, and Changed tells when there is more; it is asked again then.
	// Asking for something else gives up what was asked for before. An error
	// says why it cannot be done.
	Inspect(seq uint64, pid wire.PID) (found *wire.Inspection, done float64, err error)
	// Source is the Lua source of an entry, as its author wrote it.
	Source(entry string) (text string, found bool)
	// Continue makes a new branch that is like this one up to a fact and goes
	// on from there, paused. Status.Branch tells when it is there.
	Continue(seq uint64)
	// Branches lists all branches, in the order of their IDs.
	Branches() []wire.Branch
	// Open turns to another branch: Since and Status are about that one from
	// then on. Status.Branch tells when it is there.
	Open(branch int)
}
