package wire

// Event is one fact. Seq, At and Kind are always set; what the other fields
// mean depends on the kind and is told beside each Kind constant. One flat
// record for all kinds keeps the log compact and lets filters, exports and the
// file format treat every fact alike.
type Event struct {
	Seq   uint64 // place in the log, from 1, without gaps
	At    Time   // virtual time at which it happened
	Cause uint64 // Seq of the event that led to it; 0 for what came from outside
	Kind  Kind
	Co    uint32 // coroutine of PID in which it happened; 0 is its main function
	PID   PID    // the process that did it or to which it happened
	Peer  PID    // the other process concerned
	Reds  uint64 // reductions (Lua instructions) PID had used by then
	Ref   uint64 // the message, timer or channel concerned; never reused
	N     int64
	Name  string
	Text  string
	Args  []Value
}

// Kind says what sort of fact an Event is.
type Kind uint8

// The kinds of facts. Cause is, unless said otherwise, the previous event of
// the same coroutine.
const (
	KindNone Kind = iota

	// What came from outside; no cause.

	KindBoot   // the node began: Name app, N seed, Text what was loaded
	KindInput  // Text was typed for terminal process PID; N 1: end of input
	KindSignal // Name "interrupt" or "terminate" reached the node

	// The node and its services.

	KindHost     // host Name became N (State), Text "terminal.host" or "process.host"
	KindService  // service Name became N (State), PID its process if any, Text why; it begins with Restarting when that is what follows
	KindShutdown // shutdown began: N exit status, Text why
	KindStopped  // nothing will ever happen again: N exit status

	// Processes.

	KindSpawn       // PID (zero: the node) made Peer of entry Name; N SpawnFlags, Text service or registered name, Args its arguments
	KindSpawnFailed // PID could not make a process of entry Name: Text why; cause an act, if that made it fail
	KindStart       // PID runs for the first time; cause its spawn
	KindExit        // PID ended: N Outcome, Args[0] result if any, Text the error, Name its kind; if more is known of the error, such as its stack, Args[0] is all of it
	KindMonitor     // PID watches Peer
	KindDemonitor   // PID stopped watching Peer
	KindLink        // PID and Peer are linked
	KindUnlink      // PID and Peer are no longer linked
	KindUpgrade     // PID goes on as entry Name with Args; its old code is gone
	KindRegister    // PID is now also called Name
	KindUnregister  // PID lost Name
	KindJoin        // PID is a member of group Name of scope Text, once more
	KindLeave       // PID is one time less a member of group Name of scope Text

	// Messages. A message lies in the mailbox of its receiver from its send
	// (or notify) to its receive, unless somebody takes it out (see KindAct);
	// Ref is the message.

	KindSend    // PID sent Ref to Peer: Name topic, Args payloads
	KindNotify  // the runtime told Peer about PID: Name EXIT, LINK_DOWN or CANCEL, Args[0] the event table; cause the exit or cancel
	KindReceive // PID took Ref, which Peer had sent: Name topic; cause the send, or its arrival if somebody delayed it
	KindPublish // PID told the event bus: Name system, Text kind, Args path and data; N subscriptions that it reached
	KindLost    // PID sent to Text and nobody was there: Name topic, Args payloads, Peer if it is known; cause an act, if that made it fail
	KindDiscard // N unread messages went away with PID

	// Coroutines, timers and channels inside one process.

	KindCoroutine // PID began coroutine Co: N coroutine that did it, Name its function, Text entry:line
	KindFinish    // coroutine Co of PID ended (not the main one: that is an exit)
	KindWait      // Co of PID stopped: Name sleep, receive, select, send, readline or call; Text for what; N nanoseconds and Ref timer when sleeping; told again when that becomes something else
	KindWake      // Co of PID goes on; cause what another coroutine or the node did
	KindTimer     // Co of PID set timer Ref to N nanoseconds: Name after, timer or ticker
	KindFire      // timer Ref of PID ran out; cause the timer, or the wait of a sleep
	KindTimerStop // Co of PID stopped timer Ref
	KindPut       // Co of PID put Text (shortened) into channel Ref; Name the channel
	KindTake      // Co of PID took Text (shortened) from channel Ref; Name the channel; cause the put
	KindClose     // Co of PID closed channel Ref; Name the channel

	// What a program says and reads.

	KindOutput // PID wrote Text: N 1 standard output, 2 standard error
	KindRead   // PID read Text from its terminal; N 1: end of input; cause the input
	KindLog    // PID logged Text: N Level, Name entry:line; the rest is for Logged to tell

	// The entry registry, and bounds.

	KindRegistry // PID changed the entry registry: N the version that this made, Text what changed
	KindLimit    // bound Name was reached in PID: N its value, Text a sentence

	// What a person does to the run; no cause, but for what is done to a
	// message: that is due to its send. (They come last because traces hold
	// these numbers.)

	KindAct    // somebody did Name, a CommandKind, to PID if it is about a process; Text topic, reason, service, entry, or what is to fail; Ref message, Peer who had sent it, N nanoseconds of a delay, Args its payloads from then on
	KindArrive // Ref, which Peer had sent and somebody delayed, lies in the mailbox of PID again: Name topic, Args payloads; N ArriveFlags; cause the act

	// What was told too late to stand with its like.

	KindOption // PID set its option Name to N: 1 on, 0 off

	kinds // how many there are
)

var kindNames = [kinds]string{
	KindNone: "none",
	KindBoot: "boot", KindInput: "input", KindSignal: "signal",
	KindHost: "host", KindService: "service", KindShutdown: "shutdown", KindStopped: "stopped",
	KindSpawn: "spawn", KindSpawnFailed: "spawn-failed", KindStart: "start", KindExit: "exit",
	KindMonitor: "monitor", KindDemonitor: "demonitor", KindLink: "link", KindUnlink: "unlink",
	KindUpgrade: "upgrade", KindRegister: "register", KindUnregister: "unregister",
	KindJoin: "join", KindLeave: "leave",
	KindSend: "send", KindNotify: "notify", KindReceive: "receive", KindPublish: "publish", KindLost: "lost", KindDiscard: "discard",
	KindCoroutine: "coroutine", KindFinish: "finish", KindWait: "wait", KindWake: "wake",
	KindTimer: "timer", KindFire: "fire", KindTimerStop: "timer-stop",
	KindPut: "put", KindTake: "take", KindClose: "close",
	KindOutput: "output", KindRead: "read", KindLog: "log",
	KindRegistry: "registry", KindLimit: "limit",
	KindAct: "act", KindArrive: "arrive",
	KindOption: "option",
}

// String is the kind's one-word name, as filters and exports write it.
func (k Kind) String() string {
	if k >= kinds {
		return "unknown"
	}
	return kindNames[k]
}

// Kinds lists every kind in order.
func Kinds() []Kind {
	list := make([]Kind, 0, kinds-1)
	for k := KindNone + 1; k < kinds; k++ {
		list = append(list, k)
	}
	return list
}

// State is where a host or service stands.
type State int64

// The states of a host or service.
const (
	StateUnknown State = iota
	StateStarting
	StateRunning
	StateStopping
	StateStopped
	StateExited // ended on its own and will not be started again
	StateFailed // ended with an error; a restart may be pending
)

// String is the state's name, as logs write it.
func (s State) String() string {
	names := [...]string{"unknown", "starting", "running", "stopping", "stopped", "exited", "failed"}
	if s < 0 || int(s) >= len(names) {
		return "unknown"
	}
	return names[s]
}

// Restarting begins the text of a KindService of a service that has failed and
// will be started again: "restarting app:relay in 2.0s, attempt 2 of 5: why".
const Restarting = "restarting "

// SpawnFlags tell how a process was made.
type SpawnFlags int64

// The ways in which a process may be made; they combine.
const (
	SpawnMonitored SpawnFlags = 1 << iota
	SpawnLinked
	SpawnTerminal // it owns the terminal of its host
	SpawnService  // Text of the event names the service that runs it
	SpawnCall     // somebody waits for its result
)

// ArriveFlags tell how a message arrived that somebody had delayed.
type ArriveFlags int64

// What may be so when a message arrives; they combine.
const (
	ArriveDead   ArriveFlags = 1 << iota // its receiver has ended: nobody gets it
	ArriveNotice                         // the runtime had told it, by a KindNotify
)

// Outcome tells how a process ended.
type Outcome int64

// The ways in which a process may end.
const (
	OutcomeReturned   Outcome = iota // main returned; Args[0] of the exit is its value
	OutcomeFailed                    // main returned or raised an error
	OutcomeTerminated                // somebody ended it
)

// Level is the severity of a log record.
type Level int64

// The levels of log records, mildest first.
const (
	LevelDebug Level = iota
	LevelInfo
	LevelWarn
	LevelError
)

// String is the level in upper case, as log lines write it.
func (l Level) String() string {
	names := [...]string{"DEBUG", "INFO", "WARN", "ERROR"}
	if l < 0 || int(l) >= len(names) {
		return "INFO"
	}
	return names[l]
}

// LogArgs makes the Args of a KindLog: a record without fields or from a logger
// without a name has none for them.
func LogArgs(fields *Table, logger string) []Value {
	switch {
	case logger != "" && fields == nil:
		return []Value{nil, logger}
	case logger != "":
		return []Value{fields, logger}
	case fields != nil:
		return []Value{fields}
	}
	return nil
}

// Logged returns the fields of a KindLog, nil if it has none, and the name of
// the logger, "" if that has none.
func (e *Event) Logged() (fields *Table, logger string) {
	if len(e.Args) > 0 {
		fields, _ = e.Args[0].(*Table)
	}
	if len(e.Args) > 1 {
		logger, _ = e.Args[1].(string)
	}
	return fields, logger
}

// The two output streams of a terminal process: N of a KindOutput event.
const (
	Stdout = 1
	Stderr = 2
)
