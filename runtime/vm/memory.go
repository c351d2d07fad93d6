package vm

import (
	"unsafe"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// How much memory a process holds is found out in two steps, which are the same
// in every run. While it runs, one instruction of some 128, at random, is
// looked at: if it makes something, that counts 128 times. Functions of the
// library that make much at once count what they make. Garbage is counted, too:
// it is only an estimate of when to look. When a good part of the limit may have
// been made, the process gives up its turn and is weighed: all that its code can
// reach is walked through and counted once. So a process holds about an eighth
// more than its limit at most, and some gigabytes more if it makes many lists
// that have little but gaps: each takes up to 32 MB by one instruction.

// sampleSpace is how many instructions there are from one that is looked at to
// the next, on average; a power of two.
const sampleSpace = 128

// nextSample draws how far it is to the next one.
func (f *fiber) nextSample() int {
	if f.task == nil {
		return 1 << 30 // it runs for nobody
	}
	if f.dice == 0 {
		f.dice = f.task.Process().N<<20 ^ uint64(f.task.ID()) ^ 0x9e3779b97f4a7c15
	}
	f.dice ^= f.dice << 13
	f.dice ^= f.dice >> 7
	f.dice ^= f.dice << 17
	return 1 + int(f.dice&(2*sampleSpace-1))
}

// sample looks at the instruction that comes next.
func (f *fiber) sample() {
	L := f.machine.global().CurrentThread
	if c := frame(L); c != nil && !c.Fn.IsG && c.pc() < len(c.Fn.Proto.Code) {
		if made := makes(L, c, c.Fn.Proto.Code[c.pc()]); made > 0 {
			f.grow(made * sampleSpace)
		}
	}
}

// grow notes that about so many bytes were made. It may give up the turn; while
// a module is loaded, where that cannot be done, garbage counts as what is held.
func (f *fiber) grow(bytes int) {
	switch p := f.task.Process(); {
	case !p.Grow(bytes) || f.killed:
	case f.loading && !p.Heavy(): // all are weighed when a turn is over
	case f.loading:
		f.killed = true
		f.err = wire.NewError(wire.LimitExceeded, "memory limit exceeded: the module makes too much while it is loaded")
		f.stopShort()
	default:
		f.stopShort()
		f.Yield(actor.Preempted)
	}
}

// stopShort takes what is left of the budget away; it has used what it has used.
func (f *fiber) stopShort() {
	f.budget -= f.left + f.rest
	f.left, f.rest = 0, 0
}

// grew is grow for a Go function.
func grew(L *lua.LState, bytes int) {
	if f := fiberOf(L); bytes >= smallest && f.task != nil {
		f.grow(bytes)
	}
}

// smallest is how many bytes a Go function makes that need not count them: the
// instruction that calls it counts for some.
const smallest = 256

// About how many bytes things take.
const (
	sizeOfTable    = 96
	sizeOfItem     = 16
	sizeOfMaps     = 500 // of a table with fields: they begin with room for some
	sizeOfField    = 96
	sizeOfFunction = 96
	sizeOfUpvalue  = 48
	sizeOfUserdata = 96
	sizeOfThread   = 4096
	sizeOfText     = 16
)

// makes is about how many bytes an instruction makes.
func makes(L *lua.LState, c *callFrame, instruction uint32) int {
	switch operation := int(instruction >> 26); operation {
	case lua.OP_NEWTABLE:
		return sizeOfTable + sizeOfMaps
	case lua.OP_SETTABLEKS:
		return sizeOfField
	case lua.OP_SETTABLE:
		return sizeOfField + gap(L, c, instruction)
	case lua.OP_SETLIST:
		return sizeOfItem * int(instruction>>9&0x1ff)
	case lua.OP_CLOSURE:
		return sizeOfFunction
	case lua.OP_CALL, lua.OP_TAILCALL:
		return sizeOfUserdata
	}
	return 0
}

// gap is how many bytes a list grows by when a value is put behind its end.
func gap(L *lua.LState, c *callFrame, instruction uint32) int {
	t, isTable := register(L, c.LocalBase+int(instruction>>18&0xff)).(*lua.LTable)
	key, isNumber := operand(L, c, int(instruction&0x1ff)).(lua.LNumber)
	if !isTable || !isNumber || key < 1 || key > maxList {
		return 0
	}
	return max(0, int(key)-len(insideOf(t).array)) * sizeOfItem
}

// operand is what an instruction names: a register, or a constant.
func operand(L *lua.LState, c *callFrame, n int) lua.LValue {
	if n&0x100 == 0 {
		return register(L, c.LocalBase+n)
	}
	if constants := c.Fn.Proto.Constants; n&0xff < len(constants) {
		return constants[n&0xff]
	}
	return lua.LNil
}

// inside mirrors what is in a table: more than Lua can see of it, for a list that
// became shorter, and a field that was set to nil, still take their room.
type inside struct {
	Metatable lua.LValue
	array     []lua.LValue
	dict      map[lua.LValue]lua.LValue
	strdict   map[string]lua.LValue
	keys      []lua.LValue
	k2i       map[lua.LValue]int
}

func init() { mustMirror[lua.LTable, inside]() }

func insideOf(t *lua.LTable) *inside { return (*inside)(unsafe.Pointer(t)) }

// Weigh implements actor.Code.
func (m *Machine) Weigh(p *actor.Process) int {
	s := scale{seen: make(map[unsafe.Pointer]bool, p.Held()/bytesPerThing), shared: m.sharedParts()}
	for _, t := range p.Tasks() {
		f := t.Fiber().(*fiber)
		s.value(f.main)
		for _, arg := range f.args {
			s.value(arg)
		}
		if f.thread != nil {
			s.thread(f.thread)
		}
	}
	for _, arg := range p.Args {
		s.data(arg)
	}
	s.rest()
	return s.bytes
}

// bytesPerThing is how large things are that are seen, about.
const bytesPerThing = 500

// scale weighs what can be reached, each thing once.
type scale struct {
	bytes   int
	seen    map[unsafe.Pointer]bool
	texts   map[unsafe.Pointer]int  // how many bytes that begin there are counted
	shared  map[unsafe.Pointer]bool // what belongs to all
	waiting []any
}

// first reports whether something is seen for the first time, and is the
// process's own.
func (s *scale) first(p unsafe.Pointer) bool {
	if p == nil || s.seen[p] || s.shared[p] {
		return false
	}
	s.seen[p] = true
	return true
}

// rest weighs what is in what was found, which may lie deeper than a stack is
// high.
func (s *scale) rest() {
	for last := len(s.waiting) - 1; last >= 0; last = len(s.waiting) - 1 {
		next := s.waiting[last]
		s.waiting = s.waiting[:last]
		switch next := next.(type) {
		case *lua.LTable:
			s.table(next)
		case *lua.LFunction:
			s.function(next)
		case *lua.LUserData:
			s.userdata(next)
		case *wire.Table:
			s.wireTable(next)
		}
	}
}

func (s *scale) value(v lua.LValue) {
	switch v := v.(type) {
	case lua.LString:
		s.text(string(v))
	case *lua.LTable:
		if s.first(unsafe.Pointer(v)) {
			s.waiting = append(s.waiting, v)
		}
	case *lua.LFunction:
		if s.first(unsafe.Pointer(v)) {
			s.waiting = append(s.waiting, v)
		}
	case *lua.LUserData:
		if s.first(unsafe.Pointer(v)) {
			s.waiting = append(s.waiting, v)
		}
	case *lua.LState:
		if s.first(unsafe.Pointer(v)) {
			s.thread(v)
		}
	}
}

// text counts a text. Several values may hold the same one, or the beginning of
// it: the longest counts, whichever is met first.
func (s *scale) text(text string) {
	s.bytes += sizeOfText
	if len(text) <= sizeOfText {
		return
	}
	at := unsafe.Pointer(unsafe.StringData(text))
	if counted := s.texts[at]; len(text) > counted && !s.shared[at] {
		if s.texts == nil {
			s.texts = map[unsafe.Pointer]int{}
		}
		s.texts[at] = len(text)
		s.bytes += len(text) - counted
	}
}

func (s *scale) table(t *lua.LTable) {
	in := insideOf(t)
	s.bytes += sizeOfTable + sizeOfItem*cap(in.array)
	if fields := in.count(); fields > 0 {
		s.bytes += sizeOfMaps + sizeOfField*fields
	}
	s.value(in.Metatable)
	for _, v := range in.array {
		s.value(v)
	}
	if in.small() {
		for i, v := range in.values() {
			if v != lua.LNil {
				s.value(in.keys[i])
				s.value(v)
			}
		}
	}
	for k, v := range in.strdict {
		s.text(k)
		s.value(v)
	}
	for k, v := range in.dict {
		s.value(k)
		s.value(v)
	}
}

func (s *scale) function(fn *lua.LFunction) {
	s.bytes += sizeOfFunction + sizeOfUpvalue*len(fn.Upvalues)
	if fn.Env != nil {
		s.value(fn.Env)
	}
	for _, upvalue := range fn.Upvalues {
		if upvalue != nil {
			s.value(upvalue.Value())
		}
	}
}

func (s *scale) thread(L *lua.LState) {
	all := threadOf(L).reg
	s.bytes += sizeOfThread
	if L.Env != nil {
		s.value(L.Env)
	}
	if all == nil {
		return // one that stands for a scheduled coroutine
	}
	s.bytes += sizeOfItem * len(all.array)
	for _, v := range all.array {
		s.value(v)
	}
}

func (s *scale) userdata(u *lua.LUserData) {
	s.bytes += sizeOfUserdata // its metatable is always one of ours
	switch v := u.Value.(type) {
	case *actor.Channel:
		v.Values(func(item any) {
			s.bytes += sizeOfUserdata
			if inside, ok := item.(lua.LValue); ok {
				s.value(inside)
			} else if v.Closed() {
				s.data(item) // before, it counts as what waits for the process
			}
		})
	case *actor.Message:
		for _, payload := range v.Payloads {
			s.data(payload)
		}
	case *payload:
		s.data(v.value)
		s.value(v.lua)
		s.text(v.json)
	case *wire.Error:
		s.data(v)
	}
}

// data weighs what came out of a message and was not copied yet.
func (s *scale) data(v wire.Value) {
	switch v := v.(type) {
	case string:
		s.text(v)
	case *wire.Table:
		if v != nil && s.first(unsafe.Pointer(v)) {
			s.waiting = append(s.waiting, v)
		}
	case *wire.Error:
		if s.first(unsafe.Pointer(v)) {
			s.text(v.Message)
			s.text(v.Stack)
			s.data(v.Details)
		}
	}
}

func (s *scale) wireTable(t *wire.Table) {
	s.bytes += tableBytes + valueBytes*len(t.Items) + 2*valueBytes*len(t.Fields)
	s.data(t.Meta)
	for _, v := range t.Items {
		s.data(v)
	}
	for _, f := range t.Fields {
		s.data(f.Key)
		s.data(f.Value)
	}
}

// sharedParts are the tables and functions that all processes share.
func (m *Machine) sharedParts() map[unsafe.Pointer]bool {
	if m.shared == nil {
		s := scale{seen: map[unsafe.Pointer]bool{}}
		for _, v := range m.library.base {
			s.value(v)
		}
		for _, v := range m.library.modules {
			s.value(v)
		}
		s.value(m.root.GetMetatable(lua.LString("")))
		for _, p := range m.programs {
			s.value(p.metatable)
		}
		s.rest()
		for text := range s.texts {
			s.seen[text] = true
		}
		m.shared = s.seen
	}
	return m.shared
}
