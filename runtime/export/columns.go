package export

import (
	"strconv"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// Column is one thing that jsonl and csv tell of every fact.
type Column struct{ Name, Help string }

// Columns lists them in their order, which does not change: new ones come last.
func Columns() []Column {
	return []Column{
		{"fact", "its number, from 1"},
		{"t", "when it happened: nanoseconds of virtual time since the run began"},
		{"cause", "number of the fact that led to it; 0 for what came from outside"},
		{"kind", "what sort of fact it is"},
		{"pid", "the process that did it or to which it happened; empty for the node"},
		{"label", "the short name of that process"},
		{"co", "the coroutine of that process; 0 is its main function"},
		{"peer", "the other process concerned; empty if there is none"},
		{"peer_label", "the short name of that one; empty if there is none"},
		{"ref", "number of the message, timer or channel concerned; 0 if there is none"},
		{"n", "a number that depends on the kind"},
		{"name", "a name that depends on the kind: the topic of a message, the entry of a process"},
		{"text", "a text that depends on the kind"},
		{"args", "payloads, arguments or fields: a list"},
		{"reds", "instructions that the process had used by then"},
		{"says", "the fact in plain words, as the screen shows it"},
	}
}

// mostPayload bounds what is written of one text, and of all payloads of one
// fact together, in bytes. What is left out ends in "…".
const mostPayload = 1 << 20

// cell is the value of a column: a uint64, an int64, a string, or payloads.
type cell any

// cells appends what the columns hold for a fact.
func cells(dst []cell, world *trace.World, e *wire.Event) []cell {
	return append(dst, e.Seq, int64(e.At), e.Cause, e.Kind.String(),
		e.PID.String(), world.Label(e.PID), uint64(e.Co), e.Peer.String(), peerLabel(world, e.Peer),
		e.Ref, e.N, e.Name, e.Text, e.Args, e.Reds, trace.Describe(world, e).Text())
}

func peerLabel(world *trace.World, p wire.PID) string {
	if p.IsZero() {
		return ""
	}
	return world.Label(p)
}

// appendInteger appends a cell that is a whole number, and reports whether it
// was one.
func appendInteger(dst []byte, c cell) ([]byte, bool) {
	switch n := c.(type) {
	case uint64:
		return strconv.AppendUint(dst, n, 10), true
	case int64:
		return strconv.AppendInt(dst, n, 10), true
	}
	return dst, false
}
