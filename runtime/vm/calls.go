package vm

import lua "github.com/yuin/gopher-lua"

// Calls and returns are ours, too: much of what a call of a Go function takes in
// the VM is copying its frame. Ours do what comes most: a function takes no
// variable arguments, its frame and registers have room, no closure holds its
// variables, and the thread is no coroutine, which a return may end. The VM sees
// to the rest.

func opCall(L *lua.LState, instruction uint32, base *callFrame) int {
	th := threadOf(L)
	r, caller, calls := th.reg, th.currentFrame, th.calls()
	at := caller.LocalBase + operandA(instruction)
	have := operandB(instruction) - 1
	if have < 0 { // as many as there are
		have = r.top - at - 1
	}
	fn, isFunction := r.array[at].(*lua.LFunction)
	if !isFunction || calls.segSp == lua.FramesPerSegment || th.Parent != nil || !r.holds(fn, at+1+have) {
		return instructions[lua.OP_CALL](L, instruction, base)
	}
	c := &calls.segments[calls.segIdx].array[calls.segSp]
	*c = callFrame{
		Idx: int(calls.segIdx)*lua.FramesPerSegment + int(calls.segSp), Fn: fn, Parent: caller,
		Base: at, LocalBase: at + 1, ReturnBase: at, NArgs: have, NRet: operandC(instruction) - 1,
	}
	calls.segSp++
	th.currentFrame = c
	if !fn.IsG {
		r.enter(c)
		return 0
	}
	r.setTop(c.LocalBase + have)
	results := fn.GFunction(L)
	if th.reg != r { // the fiber has left its stack
		calls = th.calls()
		calls.pop()
		th.currentFrame = calls.last()
		return 0
	}
	c.results(r, r.top-results, results)
	calls.pop()
	th.currentFrame = caller
	return 0
}

// holds reports whether there are registers for a function whose arguments end
// before a register, and whether they become its variables where they lie.
func (r *registers) holds(fn *lua.LFunction, end int) bool {
	return fn.IsG || fn.Proto.IsVarArg&lua.VarArgIsVarArg == 0 && end+int(fn.Proto.NumUsedRegisters) <= len(r.array)
}

// enter readies the registers for a Lua function that has been called: what is no
// argument is nil.
func (r *registers) enter(c *callFrame) {
	used := int(c.Fn.Proto.NumUsedRegisters)
	from, to := c.LocalBase+min(c.NArgs, int(c.Fn.Proto.NumParameters)), c.LocalBase+max(c.NArgs, used)
	for i := from; i < to; i++ {
		r.array[i] = lua.LNil
	}
	r.top = c.LocalBase + used
}

// setTop makes so many registers count.
func (r *registers) setTop(top int) {
	for i := r.top; i < top; i++ {
		r.array[i] = lua.LNil
	}
	if top < r.top {
		clear(r.array[top:r.top])
	}
	r.top = top
}

func opReturn(L *lua.LState, instruction uint32, base *callFrame) int {
	th := threadOf(L)
	r, c, calls := th.reg, th.currentFrame, th.calls()
	from := c.LocalBase + operandA(instruction)
	have := operandB(instruction) - 1
	if have < 0 {
		have = r.top - from
	}
	want := max(c.NRet, 0)
	if calls.segSp < 2 || th.Parent != nil || th.uvcache != nil || from+have > r.top || c.ReturnBase+want > len(r.array) {
		return instructions[lua.OP_RETURN](L, instruction, base)
	}
	c.results(r, from, have)
	calls.segSp--
	th.currentFrame = &calls.segments[calls.segIdx].array[calls.segSp-1]
	if c == base || th.currentFrame.Fn.IsG {
		return 1
	}
	return 0
}
