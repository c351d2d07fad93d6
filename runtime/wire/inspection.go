package wire

// Inspection is what one process looks like inside at one moment, which no
// fact tells: where each of its coroutines stands in its source, and what its
// variables hold. It is made by looking at a node that stands still.
type Inspection struct {
	PID   PID
	Seq   uint64 // the moment: right after this fact
	Tasks []TaskState
}

// TaskState is one coroutine of an inspected process.
type TaskState struct {
	Co     uint32
	Name   string  // function name; "main" for the first
	Frames []Frame // the innermost call first; empty before it has begun
}

// Frame is one call on the stack of a coroutine.
type Frame struct {
	Entry    string // entry ID of the source; "" for a function of the runtime
	Line     int    // from 1; 0 if it is not known
	Function string // "main chunk", or the name by which it was called; may be ""
	Locals   []Variable
	Upvalues []Variable
}

// Variable is a named value, copied out and cut to what a screen can show.
type Variable struct {
	Name  string
	Value Value  // nil also for what is no data
	Type  string // of the Lua value: "nil", "number", "string", "table", "function", "userdata", "thread", "boolean"
	Text  string // for what is no data: a short description such as "function app:relay:12"; else ""
}
