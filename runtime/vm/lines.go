package vm

import (
	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// lines is where the machine is to stand still in the source: at the first
// instruction of a line. A fiber that can get there looks at each instruction;
// the others run as ever.
type lines struct {
	breaks   map[string]map[int]bool // by entry
	entries  map[string]bool         // those whose processes can get to a break
	met      func(t *actor.Task, entry string, line int) bool
	stepping *fiber // it goes on by lines; nil: none does
	step     step
}

// step is how a fiber goes on by lines.
type step struct {
	how     wire.LineStep
	height  height
	out     bool // it has left the function in which it stood
	reached func(entry string, line int)
}

// height is how deep in calls something stands.
type height struct {
	calls int // of the coroutines that have resumed it, too
	tails int // calls whose place the innermost one has taken
}

// SetLines sets the lines, from 1 and by entry, before which to stand still if
// met says so when one is about to begin. Instead of a line without code, the
// next one that has code counts: see LineWithCode.
func (m *Machine) SetLines(wanted map[string][]int, met func(t *actor.Task, entry string, line int) bool) {
	m.lines.breaks, m.lines.entries, m.lines.met = nil, nil, met
	for entry, list := range wanted {
		p := m.programs[entry]
		if p == nil {
			continue
		}
		for _, line := range list {
			m.breakAt(entry, p.lineWithCode(line))
		}
	}
	if m.lines.breaks == nil {
		return
	}
	m.lines.entries = map[string]bool{}
	for id, p := range m.programs {
		m.lines.entries[id] = m.uses(p, m.lines.breaks)
	}
}

func (m *Machine) breakAt(entry string, line int) {
	if m.lines.breaks == nil {
		m.lines.breaks = map[string]map[int]bool{}
	}
	if m.lines.breaks[entry] == nil {
		m.lines.breaks[entry] = map[int]bool{}
	}
	m.lines.breaks[entry][line] = true
}

// uses reports whether a program or a library that it imports is one of those.
func (m *Machine) uses(p *program, entries map[string]map[int]bool) bool {
	if entries[p.ID] != nil {
		return true
	}
	for _, imported := range p.Imports {
		if m.uses(m.programs[imported.ID], entries) {
			return true
		}
	}
	return false
}

// LineWithCode is the first line of an entry, from line on, that has code: where
// a break at line takes effect; 0 if there is none. The code of the chunk itself
// is none, for nobody can be held while it is loaded.
func (m *Machine) LineWithCode(entry string, line int) int {
	if p := m.programs[entry]; p != nil {
		return p.lineWithCode(line)
	}
	return 0
}

func (p *program) lineWithCode(line int) int {
	found := 0
	var look func(*lua.FunctionProto)
	look = func(proto *lua.FunctionProto) {
		for _, at := range proto.DbgSourcePositions {
			if proto != p.proto && at >= line && (found == 0 || at < found) {
				found = at
			}
		}
		for _, inner := range proto.FunctionPrototypes {
			look(inner)
		}
	}
	look(p.proto)
	return found
}

// Step makes the next run stand still when t has come to another line; reached
// tells which. It replaces the step before.
func (m *Machine) Step(t *actor.Task, how wire.LineStep, reached func(entry string, line int)) {
	f := t.Fiber().(*fiber)
	m.lines.stepping = f
	m.lines.step = step{how: how, reached: reached}
	if f.active == nil {
		return // it has not begun
	}
	m.lines.step.height = heightOf(f.active, luaFrame(f.active))
	f.skip = !f.looking && !frame(f.active).Fn.IsG
}

// EndStep takes back a Step that has not come to its end.
func (m *Machine) EndStep() { m.lines.stepping, m.lines.step = nil, step{} }

// luaFrame is the innermost Lua function of a thread; nil if there is none.
func luaFrame(L *lua.LState) *callFrame {
	c := frame(L)
	for c != nil && c.Fn.IsG {
		c = c.Parent
	}
	return c
}

func heightOf(L *lua.LState, c *callFrame) height {
	if c == nil {
		return height{}
	}
	h := height{calls: c.Idx + 1, tails: c.TailCall}
	for L = L.Parent; L != nil; L = L.Parent {
		if outer := frame(L); outer != nil {
			h.calls += outer.Idx + 1
		}
	}
	return h
}

// watched reports whether a fiber is to look at each instruction.
func (f *fiber) watched() bool {
	l := &f.machine.lines
	return l.stepping == f || l.entries != nil && l.entries[f.task.Process().Entry]
}

// look looks at the instruction that comes next, and holds the fiber there if
// that is where to stand still.
func (f *fiber) look() {
	L := f.machine.global().CurrentThread
	c := frame(L)
	if c == nil || c.Fn.IsG {
		return // a coroutine has ended: the VM counts that, too
	}
	before := f.seen
	f.seen = seen{c, c.pc()}
	if f.skip {
		f.skip = false
		return
	}
	begins := before.begins(c)
	met := begins && f.machine.lines.meets(f.task, c)
	if f.machine.stepped(f, L, c, begins, c != before.frame) || met {
		f.looking = true
		f.task.Halt()
		f.looking = false
	}
}

// meets reports whether to stand still before the line that begins.
func (l *lines) meets(t *actor.Task, c *callFrame) bool {
	entry, line := c.Fn.Proto.SourceName, c.line()
	return l.breaks != nil && l.breaks[entry][line] && l.met(t, entry, line)
}

// stepped reports whether a fiber has come to the end of its step.
func (m *Machine) stepped(f *fiber, L *lua.LState, c *callFrame, begins, moved bool) bool {
	l := &m.lines
	if l.stepping != f || !l.step.there(L, c, begins, moved) {
		return false
	}
	reached := l.step.reached
	m.EndStep()
	reached(c.Fn.Proto.SourceName, c.line())
	return true
}

// seen is the instruction that was looked at last.
type seen struct {
	frame *callFrame
	pc    int
}

// begins reports whether the next instruction of a call is the first of a line:
// of a function that begins, of another line than the instruction before, or
// of the line that a loop comes back to. What a call has returned to goes on
// behind the call.
func (s seen) begins(c *callFrame) bool {
	pc := c.pc()
	if pc == 0 {
		return true
	}
	before := pc - 1
	if c == s.frame {
		before = s.pc
	}
	positions := c.Fn.Proto.DbgSourcePositions
	return pc <= before || before >= len(positions) || positions[pc] != positions[before]
}

// there reports whether a step has come to its end at the next instruction,
// which begins a line, or is of another call than the one before (moved).
func (s *step) there(L *lua.LState, c *callFrame, begins, moved bool) bool {
	if s.how == wire.StepInto {
		return begins
	}
	if !begins && !moved {
		return false
	}
	h := heightOf(L, c)
	if h.calls < s.height.calls {
		s.height, s.out = h, true
	}
	if s.how == wire.StepOut {
		return s.out || s.height.calls == 0
	}
	return begins && h.calls <= s.height.calls && h.tails <= s.height.tails || begins && s.height.calls == 0
}
