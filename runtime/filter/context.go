package filter

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Context is what is known of the node right before the fact that is looked
// at. About processes it does not know it answers "", nil and 0.
type Context interface {
	trace.Namer
	Entry(wire.PID) string   // entry ID of its code
	Service(wire.PID) string // entry ID of the service that runs it
	Names(wire.PID) []string // those it is registered under; the caller changes nothing
	Waiting(wire.PID) int    // messages in its mailbox
}

// World is a Context of all that the facts so far have told.
type World struct{ *trace.World }

// Entry implements Context.
func (w World) Entry(p wire.PID) string {
	if found := w.Process(p); found != nil {
		return found.Entry
	}
	return ""
}

// Service implements Context.
func (w World) Service(p wire.PID) string {
	if found := w.Process(p); found != nil {
		return found.Service
	}
	return ""
}

// Names implements Context.
func (w World) Names(p wire.PID) []string {
	if found := w.Process(p); found != nil {
		return found.Names
	}
	return nil
}

// Waiting implements Context.
func (w World) Waiting(p wire.PID) int {
	if found := w.Process(p); found != nil {
		return found.Mailbox.Len
	}
	return 0
}
