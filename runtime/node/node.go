package node

import (
	"io/fs"
	"slices"
	"time"

	"echotui/runtime/actor"
	"echotui/runtime/app"
	"echotui/runtime/trace"
	"echotui/runtime/vm"
	"echotui/runtime/wire"
)

// Config is what a run depends on besides its app and its input.
type Config struct {
	Seed  int64
	Epoch time.Time // date at virtual time 0; the zero Time means DefaultEpoch

	// Environ looks up a variable of the machine's environment, and Files is
	// the folder of the app. Either may be nil: then nothing is there. They
	// are asked for what entries declare, while the node begins.
	Environ func(name string) (value string, found bool)
	Files   fs.FS

	// ShutdownTimeout bounds how long processes may take to end, all together,
	// when the app is asked to end or its terminal process has ended; 0 means
	// actor.AskedGrace and actor.FinishedGrace.
	ShutdownTimeout time.Duration

	// Limits bound what processes may take; those that are 0 are
	// wire.DefaultLimits.
	Limits wire.Limits
}

// DefaultEpoch is the date at which runs begin that are to be the same every
// time.
var DefaultEpoch = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// Node is an app on the machine. It is not safe for concurrent use.
type Node struct {
	app     *app.App
	origin  Origin
	files   fs.FS // the folder of the app; nil: there is none
	system  *actor.System
	machine *vm.Machine
	pending []wire.Event // happened, not told yet
	room    []wire.Event // empty, for those that come when all were told
	met     *wire.Stop   // see Met
	what    string       // the event is that it stands still at
	breaks  breakpoints
	passing bool // breakpoints count, and are no reason to stand still
	roster  *trace.Roster
	heard   uint64     // the last fact that the roster knows of
	born    [1024]born // by PID.N
	journal Journal
	unkept  bool     // the journal stays empty: nobody will make the run again
	fresh   *Journal // commands that nobody has taken yet; nil: nobody will
}

// New compiles an app and boots it. Errors tell file:line.
func New(a *app.App, config Config) (*Node, error) {
	origin, err := Find(a, config)
	if err != nil {
		return nil, err
	}
	n, err := Boot(a, origin)
	if err == nil {
		n.files = config.Files
	}
	return n, err
}

// Boot is New for a run that is to begin as another one did.
func Boot(a *app.App, origin Origin) (*Node, error) {
	lua := machineConfig(a)
	lua.Variables = origin.declared(a)
	machine, err := vm.New(lua)
	if err != nil {
		return nil, err
	}
	n := &Node{app: a, origin: origin, machine: machine, roster: trace.NewRoster()}
	n.system = actor.New(actor.Config{
		App: a.Name, Seed: origin.Seed, Epoch: time.Unix(0, origin.Epoch).UTC(), Code: machine,
		Hosts: hosts(a), Services: services(a), Scopes: scopes(a), Limits: origin.Limits,
		AskedGrace: origin.ShutdownTimeout, FinishedGrace: origin.ShutdownTimeout,
	})
	n.collect()
	return n, nil
}

// App is the app on the node.
func (n *Node) App() *app.App { return n.app }

// Origin is what the run began with.
func (n *Node) Origin() Origin { return n.origin }

// Journal is the commands of the run so far. It does not change any more.
func (n *Node) Journal() *Journal {
	j := n.journal.clone()
	j.end = n.system.Place()
	return j
}

// Close ends everything that still runs, without a word.
func (n *Node) Close() {
	n.system.Close()
	n.machine.Close()
}

// Exec starts the terminal process.
func (n *Node) Exec(x app.Exec, args []string) error {
	values := make([]wire.Value, len(args))
	for i, arg := range args {
		values[i] = arg
	}
	return n.Apply(wire.Command{Kind: wire.CommandRun, Name: x.Entry, Host: x.Host, Args: values})
}

// Test starts an entry that needs no terminal: a test. It returns the process
// that runs it.
func (n *Node) Test(entry string) (wire.PID, error) {
	if err := n.Apply(wire.Command{Kind: wire.CommandRun, Name: entry}); err != nil {
		return wire.PID{}, err
	}
	for _, e := range slices.Backward(n.pending) {
		if e.Kind == wire.KindSpawn && e.Name == entry && e.PID.IsZero() {
			return e.Peer, nil
		}
	}
	return wire.PID{}, nil
}

// Apply makes a command happen. An error means that it cannot be done.
func (n *Node) Apply(c wire.Command) error {
	place := n.system.Place()
	err := n.system.Apply(c)
	if c.Kind == wire.CommandReload && err == nil {
		n.SetBreakpoints(n.breaks.list) // lines have moved
	}
	if c.Kind == wire.CommandAdvance {
		c.At = n.system.Now() // the node may have stopped on the way
	}
	if err == nil || n.system.Last() != place.Seq { // a refused one may have left traces
		applied := wire.Applied{Command: c, Place: place}
		if !n.unkept {
			n.journal.add(applied)
		}
		if n.fresh != nil {
			n.fresh.add(applied)
		}
	}
	n.collect()
	if err == nil {
		n.forestall(c)
	}
	return err
}

// Run lets processes take up to turns turns and reports whether there is more
// to do.
func (n *Node) Run(turns int) (more bool) {
	if n.met == nil {
		n.system.Run(turns, ^uint64(0))
		n.collect()
	}
	return n.met == nil && n.system.Ready()
}

// stepTurns bounds how long Step looks for a fact among processes that compute
// and do nothing else.
const stepTurns = 20_000

// Next makes one more fact happen without letting time pass: the next that was
// not told yet, else the next action of a process. It reports whether there was
// one.
func (n *Node) Next() bool {
	if len(n.pending) == 0 && n.met == nil {
		n.system.Run(stepTurns, 1)
		n.collect()
	}
	return len(n.pending) > 0
}

// Step is Next, and lets time jump to the next timers when nothing else can
// happen.
func (n *Node) Step() bool {
	for !n.Next() {
		due, ok := n.system.NextTimer()
		if n.met != nil || n.system.Ready() || !ok || n.Apply(wire.Command{Kind: wire.CommandAdvance, At: due}) != nil {
			return false
		}
	}
	return true
}

// Settle runs with the virtual clock until the node has stopped, waits for a
// line, or waits for nothing at all. It gives up after turns turns and reports
// false: then the app never rests.
func (n *Node) Settle(turns int) bool {
	for turns > 0 {
		before := n.system.Turns()
		if !n.Pass(min(turns, settleBatch)) {
			return true
		}
		// A jump of the clock that wakes nobody counts too.
		turns -= max(1, int(n.system.Turns()-before))
	}
	return false
}

// Pass takes up to turns turns with the virtual clock, and lets time jump to
// the next timer once there is nothing else to do. It reports false when
// nothing more happens by itself.
func (n *Node) Pass(turns int) bool {
	if n.Run(turns) {
		// Something computes without end; time must not stand still for
		// everybody else.
		n.advance(n.system.Now().Add(time.Duration(turns) * turnTime))
		return true
	}
	return n.idle()
}

const (
	// settleBatch is how many turns pass before a node that never rests is
	// taken for busy.
	settleBatch = 1000
	// turnTime is the virtual time that each of so many turns takes.
	turnTime = time.Microsecond
)

// idle lets time jump to the next timer, and reports false if there is none or
// the app waits for a line.
func (n *Node) idle() bool {
	if _, stopped := n.system.Stopped(); stopped || n.met != nil || n.system.Reading() {
		return false
	}
	due, ok := n.system.NextTimer()
	if ok {
		n.advance(due)
	}
	return ok
}

// advance lets time pass; the node is still there and at is not in the past.
func (n *Node) advance(at wire.Time) {
	if err := n.Apply(wire.Command{Kind: wire.CommandAdvance, At: at}); err != nil {
		panic("node: " + err.Error())
	}
}

// Take returns the facts that have not been taken yet, at most limit of them.
// The slice is valid until the next call of any method.
func (n *Node) Take(limit int) []wire.Event {
	limit = min(limit, len(n.pending))
	taken := n.pending[:limit:limit]
	n.pending = n.pending[limit:]
	return taken
}

// forget drops the facts up to number seq that have not been taken.
func (n *Node) forget(seq uint64) {
	if len(n.pending) > 0 && n.pending[0].Seq <= seq {
		n.Take(int(min(seq-n.pending[0].Seq+1, uint64(everything))))
	}
}

// keptRoom is the largest room for facts that is kept for the next ones.
const keptRoom = 1 << 12

func (n *Node) collect() {
	if len(n.pending) == 0 {
		n.pending = n.room // what was taken is no longer valid
	}
	n.hear(n.system.Last())
	n.standStill()
	had := len(n.pending)
	n.pending = append(n.pending, n.system.Take()...)
	if had == 0 && cap(n.pending) <= keptRoom {
		n.room = n.pending[:0]
	}
}

// Now is the virtual time.
func (n *Node) Now() wire.Time { return n.system.Now() }

// Reading reports whether the app waits for a line that nobody has typed.
func (n *Node) Reading() bool { return n.system.Reading() }

// Stopped reports whether the node has ended, and with which exit status.
func (n *Node) Stopped() (status int, stopped bool) { return n.system.Stopped() }
