package vm

import (
	"regexp"
	"runtime"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// replaceCoroutine gives Lua coroutines the counting of the task that runs
// them, and adds spawn.
func (m *Machine) replaceCoroutine(table *lua.LTable, set setter) {
	create, wrap := original(table, "create"), original(table, "wrap")
	resume, status := original(table, "resume"), original(table, "status")
	set(table, "create", func(L *lua.LState) int {
		n := create(L)
		attach(L.Get(-1).(*lua.LState), fiberOf(L))
		return n
	})
	set(table, "resume", func(L *lua.LState) int {
		thread := L.CheckThread(1)
		if problem := enter(L, thread); problem != "" {
			return failed(L, lua.LString(problem))
		}
		n := resume(L)
		if n == 2 && L.Get(-2) == lua.LFalse {
			L.Push(clean(L.Get(-1)))
			L.Remove(-2)
			detach(thread)
		}
		return n
	})
	set(table, "wrap", func(L *lua.LState) int {
		wrap(L)
		inner := L.Get(-1).(*lua.LFunction)
		thread := inner.Upvalues[0].Value().(*lua.LState)
		return push(L, L.NewFunction(func(L *lua.LState) int {
			if problem := enter(L, thread); problem != "" {
				L.RaiseError("%s", problem)
			}
			return callWrapped(L, inner, thread)
		}))
	})
	set(table, "yield", func(L *lua.LState) int {
		switch {
		case L.Parent == nil:
			L.RaiseError("can not yield from outside of a coroutine")
		case !m.yieldable():
			L.RaiseError("attempt to yield across metamethod/C-call boundary")
		}
		return -1 // the VM's sign for it
	})
	set(table, "status", func(L *lua.LState) int {
		thread := L.CheckThread(1)
		if f := handled(thread); f != nil {
			return push(L, lua.LString(f.status(L)))
		}
		if thread != L && thread.Parent != nil {
			return push(L, lua.LString("normal"))
		}
		return status(L)
	})
	set(table, "running", func(L *lua.LState) int {
		if fiberOf(L).thread == L {
			return push(L, lua.LNil)
		}
		return push(L, L)
	})
	set(table, "spawn", bind(m.spawnCoroutine))
}

// maxResumes bounds how deep coroutines may resume each other, as in standard
// Lua: each takes its part of one Go stack.
const maxResumes = 200

// enter readies a Lua coroutine to be resumed by L, or tells why it cannot be.
func enter(L, thread *lua.LState) (problem string) {
	depth := 0
	for outer := L; outer != nil; outer = outer.Parent {
		depth++
	}
	switch {
	case handled(thread) != nil:
		return "cannot resume a scheduled coroutine"
	case thread.Parent != nil || thread == L:
		return "cannot resume non-suspended coroutine"
	case depth > maxResumes:
		return "C stack overflow"
	}
	attach(thread, fiberOf(L))
	return ""
}

// yieldable reports whether the Lua function that calls yield was called by Lua
// all the way up to resume. A yield leaves the VM's loop; if that was entered
// anew by a Go function or a metamethod, whoever did would go on with an answer
// that it never got. Only the Go stack tells.
func (m *Machine) yieldable() bool {
	var callers [8]uintptr
	inLoop := false
	for _, pc := range callers[:runtime.Callers(2, callers[:])] {
		name, known := m.goCallers[pc]
		if !known {
			name = runtime.FuncForPC(pc - 1).Name()
			m.goCallers[pc] = name
		}
		if inLoop {
			return name == resumeFunction
		}
		inLoop = name == loopFunction
	}
	return false
}

// What the VM calls its loop, and who enters it when a coroutine is resumed.
const (
	loopFunction   = "echotui/runtime/vm.loop"
	resumeFunction = "github.com/yuin/gopher-lua.threadRun"
)

// callWrapped calls what stock wrap returned. When that raises, stock forgets
// to leave the coroutine, and to tell the function that called it.
func callWrapped(L *lua.LState, inner *lua.LFunction, thread *lua.LState) int {
	L.Insert(inner, 1)
	if err := protected(L, L.GetTop()-1, lua.MultRet); err != nil {
		thread.Parent, thread.Dead = nil, true
		detach(thread)
		L.G.CurrentThread = L
		L.Error(errorValue(err), 0)
	}
	return L.GetTop()
}

// spawnCoroutine begins a scheduled coroutine; it is ahead of its parent.
func (m *Machine) spawnCoroutine(L *lua.LState, t *actor.Task) int {
	fn := L.CheckFunction(1)
	// What Lua gets to hold is not the thread that runs the coroutine: that
	// one will be used again by others.
	shown := &lua.LState{Dead: true}
	t.Go(m.functionName(fn), definition(fn), func(task *actor.Task) actor.Fiber {
		child := m.newFiber(task, L.Env)
		child.main = fn
		shown.SetContext(handle{child})
		return child
	})
	return push(L, shown)
}

// handle is the context of a thread that stands for a scheduled coroutine and
// never runs itself.
type handle struct{ *fiber }

// handled is the scheduled coroutine that a thread stands for, or nil.
func handled(thread *lua.LState) *fiber {
	if h, ok := thread.Context().(handle); ok {
		return h.fiber
	}
	return nil
}

// status is what coroutine.status answers about a scheduled coroutine to L.
func (f *fiber) status(L *lua.LState) string {
	switch {
	case f.ended:
		return "dead"
	case f.thread == L:
		return "running"
	case f == fiberOf(L):
		return "normal"
	}
	return "suspended"
}

// functionName is the name with which fn was defined. Lua functions have none
// of their own, and the VM does not know for certain which variables are in
// scope; so it is read from the line, if no other function begins there.
func (m *Machine) functionName(fn *lua.LFunction) string {
	if fn.IsG {
		return "function"
	}
	if name, known := m.functionNames[fn.Proto]; known {
		return name
	}
	name := "function"
	if p := m.programs[fn.Proto.SourceName]; p != nil {
		line := p.line(fn.Proto.LineDefined)
		if words := functionWord.FindAllString(line, 2); len(words) == 1 {
			if found := definedName.FindStringSubmatch(line); found != nil {
				name = found[1] + found[2]
			}
		}
	}
	m.functionNames[fn.Proto] = name
	return name
}

var (
	functionWord = regexp.MustCompile(`\bfunction\b`)
	// either "name = function" or "function name"
	definedName = regexp.MustCompile(`([\w.]+)\s*=\s*function\b|\bfunction\s+([\w.:]+)`)
)

// line is the n-th line of the program's text, from 1.
func (p *program) line(n int) string {
	for line := range strings.Lines(p.Text) {
		if n--; n == 0 {
			return line
		}
	}
	return ""
}

// definition is entry:line at which a function is defined.
func definition(fn *lua.LFunction) string {
	if fn.IsG {
		return ""
	}
	return fn.Proto.SourceName + ":" + wire.Text(float64(fn.Proto.LineDefined), 0)
}
