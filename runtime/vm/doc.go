// Package vm runs Lua code as the processes of an actor.System. It is the only
// package that knows gopher-lua.
//
//	Machine  the compiled entries of an app and everything processes share:
//	         read-only libraries, pools of stacks and Lua threads
//	program  one entry, compiled, with the globals that its processes see;
//	         repair.go tells what of it is rewritten before, and why
//	fiber    the code of one task: a Lua thread, on a Go stack of its own while
//	         it is in the middle of something
//
// Every scheduled coroutine is a Lua thread of one shared Lua state with a
// global table of its own; that costs a third of a state for each process. What
// they share cannot be changed from Lua: libraries answer reads through an
// empty table whose metatable refuses writes, and is itself locked. What
// crosses from one process to another is copied into wire values and back.
//
// A blocking call parks the Go stack of its fiber (iter.Pull), so it works at
// any depth: inside pcall, metamethods, sort comparators, iterators and
// coroutines. When many wait, those leave their Go stacks that have nothing on them
// but Lua functions that call each other; see away.go.
//
// Lua code runs in a loop of ours that takes the place of the VM's (see loop.go):
// it counts every instruction, gives up the turn when the budget is used up, and
// makes a killed process raise at every instruction until nothing of it is left.
// Go functions that may take long, such as matching a pattern, count through a
// meter.
//
// Tables of few fields are kept in a way that the VM does not know (see small.go),
// so operations that see fields are ours as well. A Go function that reads the
// fields of a table that a program may have made gets it from contents or ordinary,
// or asks for a field.
//
// A fiber that is stepped by lines, or that can come to a line with a break,
// looks at each of its instructions; it counts as ever, so a step ends at the
// same instruction every time.
//
// Looking into a process that stands still (Inspect) runs none of its code.
// Where a thread stands, the VM tells nobody; see mirror.go for how we know, and
// how its loop is replaced.
//
// Invariants: one fiber runs at a time. Nothing that differs from run to run
// reaches a program: time, random numbers and the names of tables ("table:
// 0x00000001") come from the node.
package vm
