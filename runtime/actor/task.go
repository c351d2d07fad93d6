package actor

import "echotui/runtime/wire"

// Code makes the fibers that run processes. The package that knows the
// language implements it.
type Code interface {
	// Known tells why no process can be made of an entry, or (function) why
	// it cannot be called; nil if that can be done.
	Known(entry string, function bool) *wire.Error
	// Defined reports whether there is an entry of this ID, of any kind.
	Defined(id string) bool
	// Reload compiles another source for an entry, for processes that are made
	// from now on. An error tells file:line, and nothing has changed.
	Reload(entry, text string) error
	// Weigh is about how many bytes the code of a process holds, which does not
	// run. It is the same in every run.
	Weigh(p *Process) int
	// NewFiber makes the fiber of the main task of a new process.
	NewFiber(t *Task) Fiber
}

// Fiber runs the code of one task, on a stack of its own that can be left in
// the middle and entered again.
type Fiber interface {
	// Load readies the fiber to run an entry's main function with args. It
	// executes the entry's chunk, which must not wait for anything.
	Load(entry string, args []wire.Value) *wire.Error
	// Resume runs until the code yields, has used budget reductions, or ends.
	Resume(budget int) Pause
	// Used counts the reductions used since the last Resume (or Load) began.
	Used() int
	// Yield is called on the fiber's own stack: it makes Resume return pause,
	// and returns when the fiber is resumed. On a killed fiber it does not
	// return; it unwinds the code. Nor does it during Load: it raises.
	Yield(pause Pause)
	// Leave is Yield(Parked) for code that can do without its stack meanwhile. If
	// it reports true, the function of the language that has led here has to
	// return at once. It is called again, with the same arguments, when the
	// fiber is resumed, and goes on where it was: see Task.Away.
	Leave() bool
	// Result tells how the code ended, after Resume has returned Done.
	Result() (wire.Value, *wire.Error)
	// Kill ends the code. On a fiber that is parked it unwinds at once; on the
	// one that runs it takes effect when control is back in the code.
	Kill()
}

// Pause says why Resume returned.
type Pause int

// The reasons for which a fiber gives the turn back.
const (
	Parked    Pause = iota // it waits; somebody will make it ready
	Preempted              // it used up its budget
	Held                   // the run was to stop right here
	Done                   // it returned or failed
)

type taskState uint8

const (
	taskReady taskState = iota
	taskRunning
	taskWaiting
	taskEnded
)

// Task is one coroutine of a process that the scheduler knows. Its methods are
// what the code running on it may do; they are called on its own fiber only.
type Task struct {
	process *Process
	fiber   Fiber
	id      uint32
	state   taskState
	last    uint64 // its latest event: the cause of the next
	between bool   // it stands between two instructions, not inside of one
	inside  bool   // it is held inside of one
	over    bool   // its code has ended, and it was asked about that
	asked   bool   // of a main task: it was asked about the start, or the exit, that comes next
	wait    wait
}

// Process is the process that the task belongs to.
func (t *Task) Process() *Process { return t.process }

// ID is the number of the coroutine in its process; 0 is the main one.
func (t *Task) ID() uint32 { return t.id }

// Fiber is what runs the task.
func (t *Task) Fiber() Fiber { return t.fiber }

// Dead reports whether the process has ended or is about to: its code, being
// unwound, may do nothing any more.
func (t *Task) Dead() bool { return t.process.ended || t.process.doom != nil }

// mustRun raises in the chunk of an entry. That is executed in the turn of
// whoever makes the process: it can neither wait nor reach anybody else.
func (t *Task) mustRun() {
	if t.state != taskRunning {
		t.fiber.Yield(Parked)
	}
}

// emit records that t did or met e. Unless e tells its cause, it is the last
// thing that happened to t.
func (t *Task) emit(e wire.Event) uint64 {
	t.sign(&e)
	t.last = t.process.system.record(e)
	return t.last
}

// sign writes into an event that t is who did or met it.
func (t *Task) sign(e *wire.Event) {
	p := t.process
	e.PID = p.PID
	e.Co = t.id
	e.Reds = p.used()
	if e.Cause == 0 {
		e.Cause = t.last
	}
}

// did is emit as the last step of an action: the task is held there when the
// run was to stop after this event.
func (t *Task) did(e wire.Event) uint64 {
	seq := t.emit(e)
	t.hold()
	return seq
}

// note is did for what changes nothing but the log.
func (t *Task) note(e wire.Event) {
	t.before(e)
	t.did(e)
}

// Away reports whether the function that is being called has been called before,
// with the same arguments, and left its stack while it waited: Select and Sleep go
// on from there.
func (t *Task) Away() bool { return t.wait.away }

// wake makes a waiting task ready, behind the others of its process.
func (t *Task) wake() {
	t.state = taskReady
	t.process.ready.push(t)
	t.process.system.enqueue(t.process)
}

// yieldTo lets another task of the process, which is not in its queue yet, run
// up to its next wait first.
func (t *Task) yieldTo(other *Task) {
	t.state = taskReady
	t.process.ready.pushFront(t)
	other.state = taskReady
	t.process.ready.pushFront(other)
	t.fiber.Yield(Parked)
}

// Go begins a coroutine named name, defined at where (entry:line). It runs up
// to its first wait before the caller goes on.
func (t *Task) Go(name, where string, newFiber func(*Task) Fiber) *Task {
	t.mustRun()
	p := t.process
	e := wire.Event{
		Kind: wire.KindCoroutine, Cause: t.last, PID: p.PID, Co: p.nextCo, N: int64(t.id),
		Name: name, Text: where, Reds: p.used(),
	}
	t.before(e)
	child := &Task{}
	p.addTask(child)
	child.fiber = newFiber(child)
	child.last = p.system.record(e)
	t.hold()
	t.yieldTo(child)
	return child
}

// finish is what happens when the code of a task has ended, unless the run
// stands still before that.
func (s *System) finish(t *Task) (held bool) {
	p := t.process
	switch {
	case p.doom != nil:
		return false // it was unwound; reap ends the process
	case p.upgrade != nil:
		s.takeOver(p)
		return false
	}
	value, err := t.fiber.Result()
	if t.beforeEnd(value, err) {
		return true
	}
	switch {
	case err != nil:
		s.end(p, t.last, wire.OutcomeFailed, nil, err)
	case t == p.main:
		s.end(p, t.last, wire.OutcomeReturned, value, nil)
	default:
		p.drop(t)
		t.emit(wire.Event{Kind: wire.KindFinish})
	}
	return false
}
