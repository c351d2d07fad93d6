package vm

import (
	"slices"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// shownFrames is how many calls of a coroutine are told; of a deeper stack the
// innermost ones.
const shownFrames = 100

// Inspect tells where the coroutines of a process stand and what their
// variables hold, while nothing runs. It runs no code of the process and
// changes nothing: the run goes on as if nobody had looked.
func (m *Machine) Inspect(p *actor.Process) []wire.TaskState {
	var states []wire.TaskState
	for _, t := range p.Tasks() {
		f := t.Fiber().(*fiber)
		state := wire.TaskState{Co: t.ID(), Name: "main"}
		if fn, ok := f.main.(*lua.LFunction); ok && t.ID() > 0 {
			state.Name = m.functionName(fn)
		}
		if f.active != nil {
			state.Frames = m.frames(f.active)
		}
		states = append(states, state)
	}
	return states
}

// frames are the calls of a thread and of those that wait for it, because it
// is a coroutine that they have resumed.
func (m *Machine) frames(L *lua.LState) []wire.Frame {
	var frames []wire.Frame
	for ; L != nil; L = L.Parent {
		for c := frame(L); c != nil; c = c.Parent {
			if len(frames) == shownFrames {
				return append(frames, wire.Frame{Function: "…"})
			}
			frames = append(frames, m.frame(L, c))
		}
	}
	return frames
}

func (m *Machine) frame(L *lua.LState, c *callFrame) wire.Frame {
	if c.Fn.IsG {
		return wire.Frame{Function: calledName(c)}
	}
	return wire.Frame{
		Entry: c.Fn.Proto.SourceName, Line: c.line(), Function: m.calleeName(c),
		Locals: m.locals(L, c), Upvalues: m.upvalues(c.Fn),
	}
}

// calleeName is the name of a function as it was defined, else as it was
// called.
func (m *Machine) calleeName(c *callFrame) string {
	if c.Fn.Proto.LineDefined == 0 {
		return "main chunk"
	}
	if name := m.functionName(c.Fn); name != "function" {
		return name
	}
	return calledName(c)
}

// calledName is what the caller calls a function; "" if that is not known.
func calledName(c *callFrame) string {
	caller := c.Parent
	if caller == nil || caller.Fn.IsG || !c.Fn.IsG && c.TailCall > 0 {
		return ""
	}
	for _, call := range caller.Fn.Proto.DbgCalls {
		if call.Pc == caller.pc() && call.Name != "?" {
			return call.Name
		}
	}
	return ""
}

// locals are the variables that the function can use where it stands, in the
// order in which they were declared. Of two with one name it can use the last.
func (m *Machine) locals(L *lua.LState, c *callFrame) []wire.Variable {
	proto := c.Fn.Proto
	p := m.programs[proto.SourceName]
	if p == nil {
		return nil
	}
	var found []wire.Variable
	declared := m.scopesOf(p)[proto]
	for i := range declared {
		v := &declared[i]
		if v.name[0] == '(' || !v.visible(proto.DbgLocals[i], c.pc(), c.line()) {
			continue
		}
		found = slices.DeleteFunc(found, func(other wire.Variable) bool { return other.Name == v.name })
		found = append(found, shown(v.name, register(L, c.LocalBase+v.register)))
	}
	return found
}

func (m *Machine) upvalues(fn *lua.LFunction) []wire.Variable {
	var found []wire.Variable
	for i, upvalue := range fn.Upvalues {
		if upvalue != nil && i < len(fn.Proto.DbgUpvalues) {
			found = append(found, shown(fn.Proto.DbgUpvalues[i], upvalue.Value()))
		}
	}
	return found
}
