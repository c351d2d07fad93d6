package trace

import (
	"github.com/tidwall/btree"

	"echotui/runtime/share"
	"echotui/runtime/wire"
)

// World is a picture of a node after a prefix of its log: which hosts,
// services and processes there are, what each waits for, what lies in which
// mailbox. It is made by applying the events of the prefix in order, and in no
// other way; two worlds of the same prefix are equal.
//
// Readers may look at everything and change nothing. Strings are as the
// program wrote them. What a World points to it may share with its clones: see
// Clone. A process refers to others by number, so that it need not change when
// they do; ask the World for them.
type World struct {
	Seq      uint64    // last event applied
	At       wire.Time // its time
	Missed   uint64    // events that were never applied because numbers were skipped; normally 0
	App      string    // name of the app, from the boot event
	Seed     int64
	Hosts    []*Host     // in the order in which they first appeared
	Services []*Service  // in the order in which they first appeared
	Live     int         // processes that have not ended
	Ready    int         // those that could go on, as far as facts tell: at work, just made, or with what they wait for
	Waiting  int         // messages in mailboxes
	Boxes    int         // mailboxes with a message in them
	Spawned  int         // processes ever made
	Lost     int         // messages that reached nobody, and those that went away unread
	Losses   [losses]int // how many of them for each Loss
	Dead     []*Letter   // the last of those, newest last, at most 100
	Pulse    Pulse       // how all that went over time
	Stats    []*Series   // numbers that programs log, in the order in which they first appeared, at most 64
	Refused  int         // log records with numbers that found no room in Stats
	Ended    bool        // shutdown has begun
	Stopped  bool        // the node has ended
	Status   int         // exit status, once Ended

	owner     *share.Owner               // of what may be written; see clone.go
	hosts     *btree.Map[string, int]    // places in Hosts
	services  *btree.Map[string, int]    // places in Services
	processes share.Table[Process]       // by PID.N; ended ones are forgotten after a while
	names     *btree.Map[string, uint64] // registered names, and the numbers of those who have them
	series    map[seriesKey]int          // places in Stats; it never changes
	roster    roster
}

// Host is a place where processes run.
type Host struct {
	ID     string
	Kind   string // terminal.host or process.host; "" until the host says so
	State  wire.State
	Extent     // of the whole tree below
	Gone   int // ended processes that are no longer shown in the tree

	owner *share.Owner
	roots *siblings // processes with nobody of this host above them, in the order in which they came here
}

// Service keeps a process running.
type Service struct {
	ID    string
	State wire.State
	PID   wire.PID // its process, while it has one
	Text  string   // why it is in this state
	Since wire.Time
	Made  int     // how often its process was made
	Turns []*Turn // the last times it changed for a reason, newest last, at most 20
	Told  int     // how often it did, in all
	lost  *Turn   // the end of its process, until it is told what that means for it
	owner *share.Owner
}

// Turn is a change of a service that has a reason. It never changes.
type Turn struct {
	Seq     uint64 // of the fact that tells it
	At      wire.Time
	State   wire.State
	Text    string      // the reason
	PID     wire.PID    // the process whose end led to it; zero if none did
	Failure *wire.Error // how that failed, if more is known of it than Text tells
}

// Process is one process, alive or recently ended: what changes with nearly each
// of its facts, and what seldom does.
type Process struct {
	*Profile
	Coroutines []*Coroutine // the main one first, always there; ended ones are removed
	Mailbox    Mailbox
	Extent     // from here down: itself, coroutines but main, children
	Reds       uint64
	Sent       int // messages it sent, lost ones included
	Received   int
	Last       uint64 // Seq of its latest event

	owner   *share.Owner
	counted bool          // it is one of World.Ready
	busy    int           // coroutines that could go on
	stirred uint64        // the last fact by which a timer or a channel of it may have ended a wait
	main    Coroutine     // Coroutines[0]
	only    [1]*Coroutine // what Coroutines is while there is no other
}

// Profile is what seldom changes of a process. Where 100,000 of them live, most
// facts are the first of their process since a checkpoint, and copy it: so they
// copy half of it.
type Profile struct {
	PID       wire.PID
	Maker     wire.PID // the process that made it; zero if the node did
	Entry     string
	Service   string // the service that runs it, if one does
	Names     []string
	Ties      Ties
	Flags     wire.SpawnFlags
	Args      []wire.Value
	Gone      int    // ended processes once below it that are no longer shown
	Trap      bool   // it is told of the failure of those it is linked to, and lives on
	Made      uint64 // Seq of its spawn
	Born      wire.Time
	Started   bool
	Ended     bool
	Exit      uint64 // Seq of its end
	EndedAt   wire.Time
	Outcome   wire.Outcome
	Result    wire.Value
	Error     string // why it failed, with entry:line
	ErrorKind string
	Failure   *wire.Error // the error with its stack and details, if it has any

	owner   *share.Owner
	host    int       // its place in World.Hosts
	above   uint64    // the number of the process above it in the tree; 0 for a root
	below   *siblings // processes below it, oldest first; see tree.go for which those are
	place   uint64    // grows along the list of siblings it is in
	label   uint32    // its number in the roster
	lane    uint32    // among those of its label
	routed  bool      // it leads topics into channels of its own
	failing uint64    // the act that makes its next send fail
	topics  topics    // to which it is known to listen
}

// Coroutine is one line of execution of a process.
type Coroutine struct {
	Co      uint32
	Waiting bool
	Name    string    // function name; "main" for the first
	Where   string    // entry:line at which it was begun
	On      string    // what kind of wait: sleep, receive, select, send, readline, call
	For     string    // for what: "inbox, events"
	Since   wire.Time // when it began to wait or to run
	Until   wire.Time // end of a sleep; 0 if it is not asleep
	Due     uint64    // Ref of the message that it is about to take; 0 if that is not known

	owner *share.Owner
	timer uint64 // the one that ends the sleep; 0 if it is not asleep
	awaits
}

// NewWorld is the world before the first event.
func NewWorld() *World {
	return &World{
		owner:    new(share.Owner),
		hosts:    new(btree.Map[string, int]),
		services: new(btree.Map[string, int]),
		names:    new(btree.Map[string, uint64]),
		roster:   newRoster(),
		Pulse:    newPulse(),
	}
}

// Process returns the process that p names, or nil if there never was one or
// it ended too long ago.
func (w *World) Process(p wire.PID) *Process {
	if found := w.processes.Get(p.N); found != nil && found.PID.Host == p.Host {
		return found
	}
	return nil
}

// Registered returns the live process that is called name, or nil.
func (w *World) Registered(name string) *Process {
	if n, found := w.names.Get(name); found {
		return w.processes.Get(n)
	}
	return nil
}
