package wire

import "time"

// Command is something from outside that is about to happen to a node. A run
// is its app, its seed and its commands: applied again at the same places,
// they yield the same events.
type Command struct {
	Kind  CommandKind
	PID   PID           // input: the terminal process, zero means the only one; what acts on a process or its mailbox: that process
	Name  string        // run: entry ID; signal: "interrupt" or "terminate"; send: topic; fail: FailSpawn or FailSend; stop, restart: service ID; reload: entry ID
	Host  string        // run: entry ID of the terminal host; "" for a test, which needs none
	Text  string        // input: the bytes, with their newline; cancel: the reason; reload: the source
	At    Time          // advance: the new time, never before the present
	EOF   bool          // input: nothing will follow
	Args  []Value       // run: arguments of the main function; send, edit: payloads
	Ref   uint64        // drop, delay, edit: the message, which waits in the mailbox of PID
	Delay time.Duration // delay: how long it is away, more than 0
}

// CommandKind says what a Command asks for.
type CommandKind uint8

// The commands a node takes. Traces hold these numbers: new ones come last.
const (
	CommandAdvance CommandKind = iota + 1 // let time pass until At; timers due on the way fire at their own times
	CommandRun                            // start process Name on terminal host Host
	CommandInput                          // somebody typed Text
	CommandSignal                         // asks for an orderly end; when that is on its way already, ends at once

	// What a person does to the run. Each yields a KindAct first; what cannot
	// be done is refused and yields nothing.

	CommandSend      // put a message from nobody into the mailbox of PID
	CommandCancel    // ask PID to end
	CommandTerminate // end PID
	CommandDrop      // take message Ref out of a mailbox: nobody gets it
	CommandDelay     // take message Ref out of a mailbox; after Delay it arrives again
	CommandEdit      // give message Ref other payloads
	CommandFail      // let the next spawn or send of PID fail
	CommandStop      // stop service Name
	CommandRestart   // stop service Name, if it runs, and start it
	CommandReload    // processes made from now on run Text as the source of entry Name

	commandKinds // how many there are, and one more
)

// What a CommandFail can be about.
const (
	FailSpawn = "spawn"
	FailSend  = "send"
)

var commandNames = [commandKinds]string{
	CommandAdvance: "advance", CommandRun: "run", CommandInput: "input", CommandSignal: "signal",
	CommandSend: "send", CommandCancel: "cancel", CommandTerminate: "terminate",
	CommandDrop: "drop", CommandDelay: "delay", CommandEdit: "edit", CommandFail: "fail",
	CommandStop: "stop", CommandRestart: "restart", CommandReload: "reload",
}

// String is the command's one-word name, which is also the Name of its KindAct.
func (k CommandKind) String() string {
	if k == 0 || k >= commandKinds {
		return "unknown"
	}
	return commandNames[k]
}

// IsAct reports whether the command is something that a person does to the run.
func (k CommandKind) IsAct() bool { return k >= CommandSend && k < commandKinds }
