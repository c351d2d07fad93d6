package wire

// Command is something from outside that is about to happen to a node. A run
// is its app, its seed and its commands: applied again at the same places,
// they yield the same events.
type Command struct {
	Kind CommandKind
	PID  PID     // input: the terminal process; zero means the only one
	Name string  // run: entry ID; signal: "interrupt" or "terminate"
	Host string  // run: entry ID of the terminal host; "" for a test, which needs none
	Text string  // input: the bytes, with their newline
	At   Time    // advance: the new time, never before the present
	EOF  bool    // input: nothing will follow
	Args []Value // run: arguments of the main function
}

// CommandKind says what a Command asks for.
type CommandKind uint8

// The commands a node takes.
const (
	CommandAdvance CommandKind = iota + 1 // let time pass until At; timers due on the way fire at their own times
	CommandRun                            // start process Name on terminal host Host
	CommandInput                          // somebody typed Text
	CommandSignal                         // asks for an orderly end; when that is on its way already, ends at once
)
