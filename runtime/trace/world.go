package trace

import "echotui/runtime/wire"

// World is a picture of a node after a prefix of its log: which hosts,
// services and processes there are, what each waits for, what lies in which
// mailbox. It is made by applying the events of the prefix in order, and in no
// other way; two worlds of the same prefix are equal.
//
// Readers may look at everything and change nothing.
type World struct {
	Seq      uint64    // last event applied
	At       wire.Time // its time
	App      string    // name of the app, from the boot event
	Seed     int64
	Hosts    []*Host    // in the order in which they first appeared
	Services []*Service // in the order in which they first appeared
	Live     int        // processes that have not ended
	Spawned  int        // processes ever made
	Lost     int        // messages that reached nobody, and those that went away unread
	Ended    bool       // shutdown has begun
	Stopped  bool       // the node has ended
	Status   int        // exit status, once Ended

	processes map[uint64]*Process // by PID.N; ended ones are forgotten after a while
	names     map[string]wire.PID
}

// Host is a place where processes run.
type Host struct {
	ID    string
	Kind  string // terminal.host or process.host
	State wire.State
	Roots []*Process // processes nobody else on this host made: the tops of its tree
	Rows  int        // rows of the whole tree below, coroutines included
	Gone  int        // ended processes that are no longer shown in the tree
}

// Service keeps a process running.
type Service struct {
	ID    string
	State wire.State
	PID   wire.PID // its process, while it has one
	Text  string   // why it is in this state
	Since wire.Time
}

// Process is one process, alive or recently ended.
type Process struct {
	PID        wire.PID
	Parent     *Process // the process that made it; nil if the node did
	Entry      string
	Service    string // the service that runs it, if one does
	Names      []string
	Flags      wire.SpawnFlags
	Args       []wire.Value
	Children   []*Process   // same host only, oldest first; the ended ones among them are bounded
	Coroutines []*Coroutine // the main one first, always there; ended ones are removed
	Mailbox    Mailbox
	Rows       int // rows of the tree from here down: itself, coroutines but main, children
	Born       wire.Time
	Started    bool
	Ended      bool
	EndedAt    wire.Time
	Outcome    wire.Outcome
	Result     wire.Value
	Error      string // why it failed, with entry:line
	ErrorKind  string
	Reds       uint64
	Sent       int
	Received   int
	Last       uint64 // Seq of its latest event
}

// Coroutine is one line of execution of a process.
type Coroutine struct {
	Co      uint32
	Name    string // function name; "main" for the first
	Where   string // entry:line at which it was begun
	Waiting bool
	On      string    // what kind of wait: sleep, receive, select, send, readline, call
	For     string    // for what: "inbox, events"
	Since   wire.Time // when it began to wait or to run
	Until   wire.Time // end of a sleep; 0 if it is not asleep
}

// Mailbox is a queue of messages, oldest first.
type Mailbox struct {
	Messages []*Message // never more than is shown; see Dropped
	Len      int        // how many wait
	High     int        // the most that ever waited
}

// Message is one message in a mailbox.
type Message struct {
	Ref    uint64
	From   wire.PID
	Topic  string // for notifications: EXIT, LINK_DOWN, CANCEL
	Notice bool   // the runtime sent it
	Args   []wire.Value
	SentAt wire.Time
	Seq    uint64 // of the send
}

// Process returns the process that p names, or nil if there never was one or
// it ended too long ago.
func (w *World) Process(p wire.PID) *Process { return w.processes[p.N] }
