package vm

import (
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/wire"
)

// stackFrames is how many callers the stack of an error tells: enough to find
// the place, and little enough that errors are cheap to make.
const stackFrames = 16

// stackOf tells where the Lua code is that called the running function, and who
// called that, a line each.
func (m *Machine) stackOf(L *lua.LState) string {
	var lines []string
	bottom := ""
	for level := 1; len(lines) < stackFrames; level++ {
		frame, ok := L.GetStack(level)
		if !ok {
			break
		}
		v, err := L.GetInfo("fSl", frame, lua.LNil)
		fn, isFunction := v.(*lua.LFunction)
		if err != nil || !isFunction || fn.IsG {
			continue
		}
		line := frame.Source + ":" + strconv.Itoa(frame.CurrentLine)
		if name := m.functionName(fn); name != "function" {
			line += ": in function '" + name + "'"
		}
		if frame.What == "main" {
			// The VM also shows it in the place of each frame that a
			// tail call has replaced.
			bottom = line
			continue
		}
		lines = append(lines, line)
	}
	if bottom != "" && len(lines) < stackFrames {
		lines = append(lines, bottom)
	}
	return strings.Join(lines, "\n")
}

// callStack answers errors.call_stack: the stack of an error as a table.
func (m *Machine) callStack(L *lua.LState) int {
	e := errorOf(L.Get(1))
	if e == nil {
		return push(L, lua.LNil)
	}
	frames := &wire.Table{}
	for line := range strings.Lines(e.Stack) {
		source, number, rest := position(line)
		if number == 0 {
			continue
		}
		_, name, _ := strings.Cut(rest, "'")
		name, _, _ = strings.Cut(name, "'")
		frames.Items = append(frames.Items, wire.Record(
			"level", float64(len(frames.Items)), "source", source, "line", float64(number), "name", name, "type", "lua"))
	}
	return push(L, m.toLua(wire.Record("thread", "main", "frames", frames)))
}

// position reads "ns:entry:12" at the beginning of a line of a stack.
func position(line string) (source string, number int, rest string) {
	line = strings.TrimSpace(line)
	namespace, named, _ := strings.Cut(line, ":")
	entry, numbered, found := strings.Cut(named, ":")
	digits, rest, _ := strings.Cut(numbered, ":")
	number, err := strconv.Atoi(digits)
	if !found || err != nil {
		return "", 0, ""
	}
	return namespace + ":" + entry, number, rest
}
