package vm

import (
	_ "unsafe" // for go:linkname

	lua "github.com/yuin/gopher-lua"
)

// instructions are what the VM does for each operation of its code.
//
//go:linkname instructions github.com/yuin/gopher-lua.jumpTable
var instructions [lua.OP_NOP + 1]operation

// loop runs Lua code in the place of the VM's own loops. One of those counts
// nothing; the other asks a context before each instruction, by a select on a
// channel, which takes as long as many an instruction does. It begins with the
// innermost call and ends with base, or when nothing is left on the thread.
func loop(L *lua.LState, base *callFrame) {
	th := threadOf(L)
	calls := th.calls()
	calls.makeRoom()
	c := calls.last()
	switch {
	case c == nil:
		return
	case c.Fn.IsG:
		threadOf(L.G.MainThread).mainLoop(L, base) // it calls it, and that is all
		return
	}
	th.currentFrame = c
	f := th.ctx.(*fiber)
	for {
		c := th.currentFrame
		instruction := c.Fn.Proto.Code[c.Pc]
		c.Pc++
		f.left--
		if f.left < 0 && f.spent(true) {
			L.RaiseError("%s", errKilled.Error())
		}
		operation := int(instruction >> operationAt)
		if operations[operation](L, instruction, base) == 1 {
			return
		}
		if operation == lua.OP_CALL { // other calls come here, to the beginning
			calls.makeRoom()
		}
	}
}

// attach makes a thread run for a fiber, which counts.
func attach(L *lua.LState, f *fiber) {
	L.SetContext(f)
	threadOf(L).mainLoop = loop
}
