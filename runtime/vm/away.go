package vm

import lua "github.com/yuin/gopher-lua"

// A fiber that waits where only Lua functions are on its stack, called by each
// other, needs no Go stack: all that it needs is in the frames and registers of
// its thread. To stay on the stack is quicker, but stacks are two thirds of what a
// process takes, so when many processes wait, the others leave. Frames and
// registers are put aside; the Go functions of the VM return, and do what they do
// behind a call to a thread that has nothing in it; then they are put back. To
// come back, a function is called on the empty thread, puts frames and registers
// in their place, and goes on with the loop.
//
//	run                                run
//	  PCall, loop                        PCall, loop
//	    channel.receive                    goOn
//	      Leave                              channel.receive, once more
//	                                         loop

// exchange gives a thread what was put aside, and puts aside what it had. No
// other fiber runs before that is done once more.
func (m *Machine) exchange(L *lua.LState) {
	th, aside := threadOf(L), m.aside
	th.reg, aside.reg = aside.reg, th.reg
	th.stack, aside.stack = aside.stack, th.stack
	th.currentFrame, aside.currentFrame = aside.currentFrame, th.currentFrame
	th.uvcache, aside.uvcache = aside.uvcache, th.uvcache
}

// resting is a function that does nothing but return.
var resting = &lua.LFunction{Proto: &lua.FunctionProto{Code: []uint32{uint32(lua.OP_RETURN)<<operationAt | 1}}}

// Leave implements actor.Fiber.
func (f *fiber) Leave() bool {
	if f.machine.inUse <= f.machine.own || f.killed || f.loading || !f.direct() {
		return false
	}
	f.away = true
	f.left++ // resting takes an instruction, which is not the program's
	f.machine.exchange(f.thread)
	th := threadOf(f.thread)
	calls := th.calls()
	first := &calls.segments[0].array[0]
	// The VM looks at where results go, and how many, when run or goOn have been
	// called: that must be the same in each frame that is the first.
	*first = callFrame{Fn: resting, LocalBase: 1, NRet: 2}
	calls.segIdx, calls.segSp = 0, 2 // the second is of the function that leaves
	th.currentFrame = first
	th.reg.top = 0
	th.uvcache = nil
	return true
}

// deepest is how many calls in one another a fiber leaves; it is not worth while
// to look at more of them.
const deepest = 16

// direct reports whether a function in Go runs that was called by a Lua function,
// that by another one, and so on to the first: not by a metamethod, an iterator or
// a function of the library, which the VM's Go stack would have to know about.
func (f *fiber) direct() bool {
	if f.machine.global().CurrentThread != f.thread {
		return false // in a Lua coroutine
	}
	c := frame(f.thread)
	if !c.Fn.IsG || c.Parent == nil {
		return false
	}
	for range deepest {
		if c = c.Parent; c == nil {
			return true
		}
		if c.Fn.IsG || int(c.Fn.Proto.Code[c.pc()]>>operationAt) != lua.OP_CALL {
			return false
		}
	}
	return false
}

// comeBack readies the thread of a fiber that is away for a call of goOn.
func (f *fiber) comeBack() {
	f.away = false
	f.machine.exchange(f.thread)
	th := threadOf(f.thread)
	calls := th.calls()
	calls.segIdx, calls.segSp = 0, 0
	th.currentFrame = nil
	th.reg.top = 0
	th.uvcache = nil
	f.thread.Push(goOn)
}

// goOn goes on where a fiber has left.
var goOn = &lua.LFunction{IsG: true}

func init() { goOn.GFunction = goOnWhereLeft }

func goOnWhereLeft(L *lua.LState) int {
	f := fiberOf(L)
	f.machine.exchange(L)
	th := threadOf(L)
	c := th.currentFrame
	results := c.Fn.GFunction(L)
	if f.away {
		f.left-- // the VM returns without resting
		return 0
	}
	c.results(th.reg, th.reg.top-results, results)
	calls := th.calls()
	calls.pop()
	th.currentFrame = c.Parent
	loop(L, &calls.segments[0].array[0])
	if f.away {
		return 0
	}
	return 2 // as many as run wants
}

// results hands over what a function returns, which lies from a register on.
func (c *callFrame) results(r *registers, from, have int) {
	want := c.NRet
	if want == lua.MultRet {
		want = have
	}
	to := r.array[c.ReturnBase:]
	n := copy(to[:want], r.array[from:from+have])
	for i := n; i < want; i++ {
		to[i] = lua.LNil
	}
	before := r.top
	r.top = c.ReturnBase + want
	if r.top < before {
		clear(r.array[r.top:before])
	}
}
