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
	// Do hands in a command: a typed line, a signal.
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
