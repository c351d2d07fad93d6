package vm

import (
	"errors"
	"iter"
	"strings"
	"time"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// loadReductions bounds what the chunk of an entry may use. It runs while
// somebody else's turn stands still, so it cannot be preempted.
const loadReductions = 10_000_000

// fiber implements actor.Fiber, and context.Context for the Lua VM.
type fiber struct {
	machine *Machine
	task    *actor.Task
	thread  *lua.LState
	active  *lua.LState // the Lua coroutine that was running when it parked
	stack   *stack      // nil before the first Resume, while it is away, and after the end
	main    lua.LValue
	args    []lua.LValue
	cases   []actor.Case // of a select, while it is on

	budget  int // reductions it may use before it has to yield
	left    int // up to the next instruction that is looked at
	rest    int // what is left besides
	due     int // how many are used when the next instruction is a sample
	dice    uint64
	looks   bool // it does
	seen    seen // what it has looked at
	looking bool // it is held while it looks
	skip    bool // it stands at an instruction that is not worth a look
	loading bool
	entered bool // between the beginning and the end of Resume
	away    bool // it waits and has left its stack, or is about to
	killed  bool
	ended   bool
	value   wire.Value
	err     *wire.Error
}

// stack is a Go stack that fibers run on, one after the other. Reusing stacks
// saves growing a new one for every process.
type stack struct {
	fiber *fiber
	next  func() (actor.Pause, bool)
	stop  func()
	yield func(actor.Pause) bool
}

func newStack() *stack {
	s := &stack{}
	s.next, s.stop = iter.Pull(func(yield func(actor.Pause) bool) {
		s.yield = yield
		for {
			if !yield(s.fiber.run()) {
				return
			}
		}
	})
	return s
}

var errKilled = errors.New("process ended")

// spent is what happens at the instruction, or other work, for which nothing is
// left. It reports whether the code must end.
func (f *fiber) spent(instruction bool) bool {
	f.left = 0
	if f.killed {
		return true
	}
	if f.loading && f.rest == 0 {
		f.killed = true
		f.err = wire.NewError(wire.Internal, "the module runs too long while it is loaded")
		return true
	}
	if f.rest == 0 {
		f.Yield(actor.Preempted)
	}
	if f.looks && instruction {
		f.look()
	}
	if instruction && f.Used() >= f.due {
		f.due = f.Used() + f.nextSample()
		f.sample()
	}
	if f.rest > 0 {
		f.rest--
	} else {
		f.left--
	}
	f.slice()
	return false
}

// slice makes the code run on until the next sample, unless it looks at each
// instruction.
func (f *fiber) slice() {
	if !f.looks {
		all := f.left + f.rest
		f.left = max(0, min(all, f.due-(f.budget-all)))
		f.rest = all - f.left
	}
}

// Done is asked by the VM when a coroutine is made, and when it ends: that
// counts as an instruction each.
func (f *fiber) Done() <-chan struct{} {
	f.left--
	if f.left < 0 && f.spent(true) {
		return closed
	}
	return nil
}

// closed is what Done returns when the code must end.
var closed = func() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// Err is why Done is closed.
func (f *fiber) Err() error { return errKilled }

// Deadline and Value complete context.Context; nothing uses them.
func (f *fiber) Deadline() (deadline time.Time, ok bool) { return }
func (f *fiber) Value(any) any                           { return nil }

// Used implements actor.Fiber.
func (f *fiber) Used() int { return f.budget - f.left - f.rest }

// Resume implements actor.Fiber.
func (f *fiber) Resume(budget int) actor.Pause {
	f.due -= f.Used()
	f.budget, f.left, f.rest = budget, 0, budget
	if f.looks = f.watched(); !f.looks {
		f.seen = seen{}
	}
	f.slice()
	if f.stack == nil {
		f.stack = f.machine.takeStack()
		f.stack.fiber = f
		if f.active == nil {
			f.active = f.thread
		}
	}
	global := f.machine.global()
	before := global.CurrentThread
	global.CurrentThread = f.active
	f.entered = true
	pause, _ := f.stack.next()
	f.entered = false
	f.active = global.CurrentThread
	global.CurrentThread = before
	switch {
	case pause == actor.Done:
		f.release()
	case f.away:
		f.machine.keepStack(f.stack)
		f.stack = nil
	}
	return pause
}

// Yield implements actor.Fiber.
func (f *fiber) Yield(pause actor.Pause) {
	if f.loading {
		f.thread.RaiseError("this cannot be done while a module is being loaded")
	}
	if !f.killed {
		f.stack.yield(pause)
	}
	if f.killed {
		f.raiseKilled()
	}
}

// Kill implements actor.Fiber.
func (f *fiber) Kill() {
	if f.ended || f.killed {
		return
	}
	f.killed = true
	f.stopShort()
	switch {
	case f.entered: // it unwinds when it comes to its next instruction
	case f.stack == nil:
		f.release()
	default:
		f.Resume(0)
	}
}

// Result implements actor.Fiber.
func (f *fiber) Result() (wire.Value, *wire.Error) { return f.value, f.err }

// run is the life of a fiber on its stack: from its beginning, or from where it
// left another one, to its end, or to where it leaves this one.
func (f *fiber) run() actor.Pause {
	args := f.args
	if f.away {
		args = nil
		f.comeBack()
	} else {
		f.thread.Push(f.main)
	}
	for _, arg := range args {
		f.thread.Push(arg)
	}
	err := f.thread.PCall(len(args), 2, nil)
	if f.away {
		f.machine.exchange(f.thread)
		return actor.Parked
	}
	f.value, f.err = f.outcome(err)
	return actor.Done
}

// outcome takes the results of a function as those of a process: a second result
// that is a string or an error object means failure, and so does err.
func (f *fiber) outcome(err error) (wire.Value, *wire.Error) {
	if err != nil {
		return nil, f.raised(err)
	}
	th := f.thread
	value, second := th.Get(-2), th.Get(-1)
	th.Pop(2)
	switch problem := second.(type) {
	case lua.LString:
		return nil, wire.NewError(wire.Internal, string(problem))
	case *lua.LUserData:
		if e, ok := problem.Value.(*wire.Error); ok {
			return nil, orInternal(e)
		}
	}
	return f.machine.toWire(value), nil
}

// raised turns what a call failed with into an error object. What tells its
// message may be code too: it runs like all code of the process, for as long
// as that may run.
func (f *fiber) raised(err error) *wire.Error {
	e, ok := err.(*lua.ApiError)
	if !ok {
		return &wire.Error{Message: err.Error(), Kind: wire.Internal}
	}
	if object := errorOf(e.Object); object != nil {
		return orInternal(object)
	}
	L := f.thread
	L.Push(L.NewFunction(func(L *lua.LState) int { return push(L, lua.LString(f.machine.text(L, L.Get(1)))) }))
	L.Push(errorValue(e))
	message := "error object whose message cannot be told"
	if L.PCall(1, 1, nil) == nil {
		message = L.Get(-1).String()
		L.Pop(1)
	}
	message = f.machine.explained(message)
	return &wire.Error{Message: message, Kind: wire.Internal, Stack: strings.TrimSpace(e.StackTrace)}
}

func orInternal(e *wire.Error) *wire.Error {
	if e.Kind != "" {
		return e
	}
	known := *e
	known.Kind = wire.Internal
	return &known
}

// release gives back what the fiber ran on. A thread is used again only if it
// came to a regular end: otherwise its upvalues may still be in use.
func (f *fiber) release() {
	f.ended = true
	if f.stack != nil {
		f.machine.keepStack(f.stack)
		f.stack = nil
	}
	if f.err == nil && !f.killed {
		f.machine.keepThread(f.thread)
	}
	f.thread, f.active, f.main, f.args, f.cases, f.seen = nil, nil, nil, nil, nil, seen{}
}
