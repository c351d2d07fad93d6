package vm

import lua "github.com/yuin/gopher-lua"

// operation does what the VM does for an instruction. It answers 1 when the loop
// that runs it is to be left.
type operation func(L *lua.LState, instruction uint32, base *callFrame) int

// operations are those of the VM, but for the ones that see the fields of tables,
// which know small tables, and for calls. What is rare they leave to the VM's.
var operations [lua.OP_NOP + 1]operation

func init() {
	operations = instructions
	operations[lua.OP_CALL] = opCall
	operations[lua.OP_RETURN] = opReturn
	operations[lua.OP_NEWTABLE] = opNewTable
	operations[lua.OP_GETGLOBAL] = opGetGlobal
	operations[lua.OP_GETTABLE] = opGetTable
	operations[lua.OP_GETTABLEKS] = opGetField
	operations[lua.OP_SELF] = opSelf
	operations[lua.OP_SETGLOBAL] = opSetGlobal
	operations[lua.OP_SETTABLE] = opSetTable
	operations[lua.OP_SETTABLEKS] = opSetField
}

// The operands of an instruction: a register, and two more or a constant.
func operandA(instruction uint32) int { return int(instruction >> registerAt & 0xff) }
func operandB(instruction uint32) int { return int(instruction & 0x1ff) }
func operandC(instruction uint32) int { return int(instruction >> groupAt & 0x1ff) }
func constant(instruction uint32) int { return int(instruction & constantMask) }

// isConstant is in an operand that is the number of a constant.
const isConstant = 0x100

// value is what an operand stands for.
func (th *thread) value(operand int) lua.LValue {
	if operand&isConstant != 0 {
		return th.currentFrame.Fn.Proto.Constants[operand&^isConstant]
	}
	return th.reg.array[th.currentFrame.LocalBase+operand]
}

// set fills a register of the running function.
func (th *thread) set(operand int, v lua.LValue) {
	r, n := th.reg, th.currentFrame.LocalBase+operand
	r.array[n] = v
	if n >= r.top {
		r.top = n + 1
	}
}

func opNewTable(L *lua.LState, instruction uint32, _ *callFrame) int {
	threadOf(L).set(operandA(instruction), newTable(L, operandB(instruction), operandC(instruction)))
	return 0
}

func opGetGlobal(L *lua.LState, instruction uint32, _ *callFrame) int {
	th := threadOf(L)
	fn := th.currentFrame.Fn
	th.set(operandA(instruction), index(L, fn.Env, fn.Proto.Constants[constant(instruction)].(lua.LString)))
	return 0
}

func opSetGlobal(L *lua.LState, instruction uint32, _ *callFrame) int {
	th := threadOf(L)
	fn := th.currentFrame.Fn
	setIndex(L, fn.Env, fn.Proto.Constants[constant(instruction)], th.value(operandA(instruction)))
	return 0
}

func opGetTable(L *lua.LState, instruction uint32, base *callFrame) int {
	th := threadOf(L)
	object := th.value(operandB(instruction))
	switch key := th.value(operandC(instruction)).(type) {
	case lua.LString:
		th.set(operandA(instruction), index(L, object, key))
		return 0
	case lua.LNumber:
		if place := item(object, key); place != nil && *place != lua.LNil {
			th.set(operandA(instruction), *place)
			return 0
		}
	}
	return instructions[lua.OP_GETTABLE](L, instruction, base)
}

func opGetField(L *lua.LState, instruction uint32, _ *callFrame) int {
	th := threadOf(L)
	name := th.value(operandC(instruction)).(lua.LString)
	th.set(operandA(instruction), index(L, th.value(operandB(instruction)), name))
	return 0
}

func opSelf(L *lua.LState, instruction uint32, _ *callFrame) int {
	th := threadOf(L)
	object := th.value(operandB(instruction))
	method := index(L, object, th.value(operandC(instruction)).(lua.LString))
	th.set(operandA(instruction), method)
	th.set(operandA(instruction)+1, object)
	return 0
}

func opSetTable(L *lua.LState, instruction uint32, base *callFrame) int {
	th := threadOf(L)
	object := th.value(operandA(instruction))
	switch key := th.value(operandB(instruction)).(type) {
	case lua.LString:
		setIndex(L, object, th.value(operandB(instruction)), th.value(operandC(instruction)))
		return 0
	case lua.LNumber:
		if place := item(object, key); place != nil && *place != lua.LNil {
			*place = th.value(operandC(instruction))
			return 0
		}
		if !inList(key) {
			makeOrdinary(object)
		}
	default:
		makeOrdinary(object)
	}
	return instructions[lua.OP_SETTABLE](L, instruction, base)
}

// item is the place of a number in the list of a table; nil if there is none.
func item(object lua.LValue, n lua.LNumber) *lua.LValue {
	t, isTable := object.(*lua.LTable)
	if !isTable {
		return nil
	}
	list, i := insideOf(t).array, int(n)-1
	if uint(i) >= uint(len(list)) || lua.LNumber(i+1) != n {
		return nil
	}
	return &list[i]
}

// inList reports whether a number can be the place of an item.
func inList(n lua.LNumber) bool { return n >= 1 && n <= maxList && n == lua.LNumber(int(n)) }

func opSetField(L *lua.LState, instruction uint32, _ *callFrame) int {
	th := threadOf(L)
	setIndex(L, th.value(operandA(instruction)), th.value(operandB(instruction)), th.value(operandC(instruction)))
	return 0
}

// index is what object.name is.
func index(L *lua.LState, object lua.LValue, name lua.LString) lua.LValue {
	for range lua.MaxTableGetLoop {
		var metatable lua.LValue
		switch o := object.(type) {
		case *lua.LTable:
			if v := insideOf(o).field(string(name)); v != lua.LNil {
				return v
			}
			if o.Metatable == lua.LNil {
				return lua.LNil
			}
			metatable = o.Metatable
		case *lua.LUserData:
			metatable = o.Metatable
		}
		further, _ := metatable.(*lua.LTable)
		if further == nil {
			return L.GetField(object, string(name)) // a text, or a mistake
		}
		if isFixed(further) {
			if v := fiberOf(L).machine.offered(further, string(name)); v != lua.LNil {
				return v
			}
		}
		next := further.RawGetString("__index")
		if next == lua.LNil || next.Type() == lua.LTFunction {
			return L.GetField(object, string(name))
		}
		object = next
	}
	L.RaiseError("too many recursions in gettable")
	return lua.LNil
}

// setIndex is object.name = value; name is a text.
func setIndex(L *lua.LState, object, name, value lua.LValue) {
	text := string(name.(lua.LString))
	for range lua.MaxTableGetLoop {
		t, isTable := object.(*lua.LTable)
		if !isTable {
			L.SetField(object, text, value) // a mistake
			return
		}
		metatable, _ := t.Metatable.(*lua.LTable)
		if metatable == nil || insideOf(t).field(text) != lua.LNil {
			setField(t, name, text, value)
			return
		}
		next := metatable.RawGetString("__newindex")
		if next == lua.LNil {
			setField(t, name, text, value)
			return
		}
		if next.Type() == lua.LTFunction {
			L.SetField(object, text, value)
			return
		}
		object = next
	}
	L.RaiseError("too many recursions in settable")
}

// makeOrdinary makes the table ordinary that is given an item by the VM.
func makeOrdinary(object lua.LValue) {
	for range lua.MaxTableGetLoop {
		t, isTable := object.(*lua.LTable)
		if !isTable {
			return
		}
		ordinary(t)
		metatable, _ := t.Metatable.(*lua.LTable)
		if metatable == nil {
			return
		}
		object = metatable.RawGetString("__newindex")
	}
}
