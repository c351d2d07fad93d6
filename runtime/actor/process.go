package actor

import (
	"cmp"
	"slices"

	"echotui/runtime/wire"
)

// Process is one running instance of an entry.
type Process struct {
	wire.PID
	Entry   string
	Args    []wire.Value // of its main function
	system  *System
	host    *Host
	service *service    // the service it runs for, if any
	call    *Call       // who waits for its result, if anybody does
	context *wire.Table // values that its code can ask for; nil when there are none
	upgrade *upgrade    // the code that takes over once the running one is out of the way
	main    *Task
	tasks   []*Task // all that have not ended, the main one first
	nextCo  uint32
	ready   queue[*Task]
	queued  bool // in the run queue
	started bool
	ended   bool
	spawned uint64 // its spawn event
	budget  int    // reductions left in this turn
	tired   int    // turns in a row that it used up
	reds    uint64 // reductions used up to the last switch
	doom    *doom  // how it will end as soon as its code is out of the way

	failSpawn, failSend uint64 // the act that makes the next one fail; 0: none

	mailbox  mailbox
	names    []string
	watchers peers // who monitors it
	watching peers // whom it monitors
	links    peers
	grouped  bool // it has joined a group, or asked to hear of some
	trap     bool // trap_links
	terminal *terminal
	// Data is for the code that runs the process.
	Data    any
	grown   int    // bytes that its code has made since it was weighed, garbage included
	held    int    // bytes that its code held then
	weighed uint64 // reds then
	before  int    // bytes that it took when all were weighed
	timers  *Timer // those that are set, latest first
	random  random
	text    string // its PID as String tells it; "" before somebody asked

	// Room for what every process has at least, so that it is one allocation.
	first Task
	room  struct {
		tasks [1]*Task
		ready [4]*Task
	}
}

type doom struct {
	outcome wire.Outcome
	err     *wire.Error
	cause   uint64
}

// SpawnOptions tell how to make a process.
type SpawnOptions struct {
	Entry, Host string
	Args        []wire.Value
	Size        int // about how many bytes Args take
	Monitored   bool
	Linked      bool
	Name        string      // to register it under; if somebody has the name, no process is made
	Context     *wire.Table // values added to those it inherits
	Messages    []*Message  // what it finds in its mailbox, from nobody
	call        *Call
}

// Spawn makes a process and returns its PID. It exists when Spawn returns, and
// what is sent to it waits until its first turn.
func (t *Task) Spawn(o SpawnOptions) (wire.PID, *wire.Error) {
	t.mustRun()
	s := t.process.system
	t.beforeMake(o)
	if pid, taken := s.taken(o.Name); taken {
		t.greet(s.processes[pid.N], o.Messages)
		return pid, nil
	}
	child, err := t.make(o)
	if err != nil {
		return wire.PID{}, err
	}
	return child.PID, nil
}

// beforeMake asks about a spawn and the name that comes with it.
func (t *Task) beforeMake(o SpawnOptions) {
	s := t.process.system
	if _, taken := s.taken(o.Name); taken || !s.asks(makeKinds) || t.process.failSpawn != 0 {
		return // make asks about what fails
	}
	h, err := s.hostFor(o)
	if err != nil {
		return
	}
	pid := wire.PID{Host: h.ID, N: s.lastPID + 1}
	if o.Name == "" {
		t.before(o.event(pid, h, nil))
		return
	}
	t.before(o.event(pid, h, nil), wire.Event{Kind: wire.KindRegister, PID: pid, Name: o.Name, Cause: s.seq + 1})
}

// make makes a process whose name nobody has.
func (t *Task) make(o SpawnOptions) (*Process, *wire.Error) {
	s := t.process.system
	if act := t.process.failSpawn; act != 0 {
		err := onPurpose()
		t.before(o.failed(err, act))
		if t.process.failSpawn == act { // else it is another one's turn next
			t.process.failSpawn = 0
		}
		t.did(o.failed(err, act))
		return nil, err
	}
	child, err := s.spawn(t, o, nil)
	if err != nil {
		t.note(o.failed(err, 0))
		return nil, err
	}
	if o.Name != "" {
		s.name(o.Name, child.PID, child)
		s.did(t, wire.Event{Kind: wire.KindRegister, PID: child.PID, Name: o.Name})
	}
	t.greet(child, o.Messages)
	t.hold()
	return child, nil
}

// greet delivers the messages that a spawn brings along.
func (t *Task) greet(to *Process, messages []*Message) {
	if to == nil {
		return
	}
	for _, msg := range messages {
		if t.before(sent(to, t.process.system.nextRef(), msg.Topic, msg.Payloads)) && to.ended {
			return
		}
		msg.Ref = t.process.system.ref()
		msg.seq = t.emit(sent(to, msg.Ref, msg.Topic, msg.Payloads))
		to.deliver(msg)
	}
}

// spawn makes a process for a task, or (by is nil) for the service or the node.
func (s *System) spawn(by *Task, o SpawnOptions, sv *service) (*Process, *wire.Error) {
	h, err := s.hostFor(o)
	if err != nil {
		s.refused(by, s.hosts[o.Host], err)
		return nil, err
	}
	p := s.newProcess(h, o)
	p.service = sv
	s.announce(by, p, o)
	if err := p.main.fiber.Load(o.Entry, o.Args); err != nil {
		s.bury(p, p.main.last, wire.OutcomeFailed, nil, err) // it was never anybody's
		return nil, err
	}
	s.processes[p.N] = p
	h.add(p)
	p.main.wake()
	if by != nil && !h.isTerminal() {
		if o.Monitored {
			watch(by.process, p)
		}
		if o.Linked {
			link(by.process, p)
		}
	}
	return p, nil
}

// hostFor finds the host on which a process can be made.
func (s *System) hostFor(o SpawnOptions) (*Host, *wire.Error) {
	h := s.hosts[o.Host]
	if h == nil && s.config.Code.Defined(o.Host) {
		return nil, wire.NewError(wire.Internal, "host does not implement process.Host")
	}
	err := h.accepts()
	if err == nil {
		err = s.crowded()
	}
	if err != nil {
		return nil, err
	}
	return h, s.config.Code.Known(o.Entry, h.Kind == functionHost)
}

func (s *System) newProcess(h *Host, o SpawnOptions) *Process {
	s.lastPID++
	p := &Process{
		PID: wire.PID{Host: h.ID, N: s.lastPID}, Entry: o.Entry, Args: o.Args,
		system: s, host: h, call: o.call, context: o.Context, weighed: neverWeighed,
	}
	s.memory.held += processBytes
	p.Grow(o.Size * bytesInCode)
	p.random = newRandom(uint64(s.config.Seed), p.N)
	p.tasks, p.ready.ring = p.room.tasks[:0], p.room.ready[:]
	p.main = &p.first
	p.addTask(p.main)
	p.main.fiber = s.config.Code.NewFiber(p.main)
	return p
}

// announce emits the spawn of p. It comes before the entry's chunk runs, so
// that whatever the chunk does has a process that did it.
func (s *System) announce(by *Task, p *Process, o SpawnOptions) {
	e := o.event(p.PID, p.host, p.service)
	switch {
	case by != nil:
		p.context = Merge(by.process.context, o.Context)
		p.spawned = by.emit(e)
	case p.service != nil:
		e.Cause = p.service.last
		p.spawned = s.emit(e)
	default:
		p.spawned = s.emit(e)
	}
	p.main.last = p.spawned
}

// Merge is base with the fields of more added, or in the place of its own.
func Merge(base, more *wire.Table) *wire.Table {
	if base == nil || more == nil {
		return cmp.Or(base, more)
	}
	merged := &wire.Table{}
	for _, f := range base.Fields {
		if key, ok := f.Key.(string); !ok || more.Get(key) == nil {
			merged.Fields = append(merged.Fields, f)
		}
	}
	merged.Fields = append(merged.Fields, more.Fields...)
	return merged
}

// Context is what the code may ask for by name: values that its makers left
// for it. It may be nil.
func (p *Process) Context() *wire.Table { return p.context }

// event is the spawn of pid; sv is nil unless a service does it.
func (o SpawnOptions) event(pid wire.PID, h *Host, sv *service) wire.Event {
	e := wire.Event{Kind: wire.KindSpawn, Peer: pid, Name: o.Entry, Args: o.Args, Text: o.Name, N: int64(o.flags(h, sv))}
	if sv != nil {
		e.Text = sv.ID
	}
	return e
}

// failed is the event of a spawn that came to nothing. Programs know which host
// they have asked for; who reads the event does not.
func (o SpawnOptions) failed(err *wire.Error, cause uint64) wire.Event {
	why := err.Message
	if why == hostNotFound {
		why += ": " + o.Host
	}
	return wire.Event{Kind: wire.KindSpawnFailed, Name: o.Entry, Text: why, Args: o.Args, Cause: cause}
}

func (o SpawnOptions) flags(h *Host, sv *service) wire.SpawnFlags {
	var flags wire.SpawnFlags
	if h.isTerminal() {
		return wire.SpawnTerminal // this host ignores the options
	}
	if o.Monitored {
		flags |= wire.SpawnMonitored
	}
	if o.Linked {
		flags |= wire.SpawnLinked
	}
	if sv != nil {
		flags |= wire.SpawnService
	}
	if o.call != nil {
		flags |= wire.SpawnCall
	}
	return flags
}

// start is the event of its first turn.
func (p *Process) start() wire.Event {
	return wire.Event{Kind: wire.KindStart, Cause: p.spawned, Name: p.Entry}
}

// addTask makes t a coroutine of p.
func (p *Process) addTask(t *Task) {
	t.process, t.id, t.state = p, p.nextCo, taskWaiting
	p.nextCo++
	p.tasks = append(p.tasks, t)
}

// String is the PID as Lua programs see it.
func (p *Process) String() string {
	if p.text == "" {
		p.text = p.PID.String()
	}
	return p.text
}

// drop forgets a task that has ended.
func (p *Process) drop(t *Task) {
	for i, other := range p.tasks {
		if other == t {
			p.tasks = append(p.tasks[:i], p.tasks[i+1:]...)
			return
		}
	}
}

// used counts the reductions used so far, those of the running task included.
func (p *Process) used() uint64 {
	if t := p.system.current; t != nil && t.process == p {
		return p.reds + uint64(t.fiber.Used())
	}
	return p.reds
}

// Random draws the next number of the process's own generator, which depends
// on the node's seed and the PID alone.
func (p *Process) Random() uint64 { return p.random.next() }

// Tasks lists those that have not ended, the main one first.
func (p *Process) Tasks() []*Task { return slices.Clone(p.tasks) }

// Names are those that the process is registered under, oldest first. The
// caller must not change them.
func (p *Process) Names() []string { return p.names }

// Waiting counts the messages that were sent to the process and not taken yet.
func (p *Process) Waiting() int { return p.mailbox.unread() }

// System is the node that the process lives on.
func (p *Process) System() *System { return p.system }

// Trap reports whether the failure of a linked process reaches p as an event
// (true) or ends p (false, at first).
func (p *Process) Trap() bool { return p.trap }

// SetTrap changes what Trap reports of the process of t.
func (t *Task) SetTrap(trap bool) {
	p := t.process
	if p.trap == trap {
		return
	}
	e := wire.Event{Kind: wire.KindOption, Name: "trap_links"}
	if trap {
		e.N = 1
	}
	t.before(e)
	p.trap = trap
	t.did(e)
}
