package vm

import (
	"regexp"
	"strconv"

	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/ast"
)

// The compiler passes the line of a statement on to the code that it makes of
// it. That is how a goto tells finish how many locals go on behind the jump:
// its line is negative, with the number in the last bits.
const countBits = 8

// closing notes that all locals but the first ones end with a jump.
func closing(jump *ast.GotoStmt, first int) {
	line := jump.Line()
	jump.SetLastLine(line)
	jump.SetLine(-(line<<countBits | min(first, 1<<countBits-1)))
}

// noted is the true line, and the number if there is one.
func noted(line int) (trueLine, first int, found bool) {
	if line >= 0 {
		return line, 0, false
	}
	return -line >> countBits, -line & (1<<countBits - 1), true
}

// notedLine is what the compiler says about a goto that it does not like.
var notedLine = regexp.MustCompile(`at line (-\d+)`)

func withTrueLines(message string) string {
	return notedLine.ReplaceAllStringFunc(message, func(found string) string {
		number, _ := strconv.Atoi(notedLine.FindStringSubmatch(found)[1])
		line, _, _ := noted(number)
		return "at line " + strconv.Itoa(line)
	})
}

// The parts of an instruction.
const (
	operationAt  = 26
	registerAt   = 18
	registerMask = 0xff << registerAt
	groupAt      = 9
	groupMask    = 0x1ff << groupAt
	constantMask = 1<<registerAt - 1
)

// finish puts into compiled code what the syntax tree could not say.
func (m *Machine) finish(proto *lua.FunctionProto) {
	concat := -1               // the constant that is the function
	groups := map[uint32]int{} // those so far of the table constructed in a register
	for pc, code := range proto.Code {
		line, first, isJump := noted(proto.DbgSourcePositions[pc])
		proto.DbgSourcePositions[pc] = line
		register := code & registerMask
		switch operation := int(code >> operationAt); {
		case isJump && operation == lua.OP_CLOSE:
			proto.Code[pc] = code&^registerMask | uint32(first)<<registerAt
		case operation == lua.OP_GETGLOBAL && proto.Constants[code&constantMask] == lua.LString(concatName):
			if concat < 0 {
				concat = len(proto.Constants)
				proto.Constants = append(proto.Constants, m.concat)
			}
			proto.Code[pc] = uint32(lua.OP_LOADK)<<operationAt | register | uint32(concat)
		case operation == lua.OP_NEWTABLE:
			groups[register] = 0
		case operation == lua.OP_SETLIST:
			groups[register]++
			if code&groupMask != 0 {
				proto.Code[pc] = code&^groupMask | uint32(groups[register])<<groupAt
			} else {
				proto.Code[pc+1] = uint32(groups[register]) // too large a number to be part of the code
			}
		}
	}
	for _, inner := range proto.FunctionPrototypes {
		m.finish(inner)
	}
}
