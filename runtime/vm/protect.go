package vm

import (
	"regexp"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// replaceProtected makes the functions that catch errors hand out messages
// that are the same in every run.
func (m *Machine) replaceProtected(stock *lua.LTable, set setter) {
	pcall, xpcall := original(stock, "pcall"), original(stock, "xpcall")
	set(stock, "pcall", func(L *lua.LState) int { return cleaned(L, pcall(L)) })
	set(stock, "xpcall", func(L *lua.LState) int {
		handler := L.CheckFunction(2)
		L.Replace(2, L.NewFunction(func(L *lua.LState) int {
			L.Replace(1, clean(L.Get(1)))
			L.Insert(handler, 1)
			L.Call(L.GetTop()-1, 1)
			return 1
		}))
		return cleaned(L, xpcall(L))
	})
}

// cleaned cleans the message in the n results of a function that catches
// errors.
func cleaned(L *lua.LState, n int) int {
	if n == 2 && L.Get(-2) == lua.LFalse {
		message := clean(L.Get(-1))
		L.Pop(1)
		L.Push(message)
	}
	return n
}

// addressed is the one message of the VM that may tell the address of an
// object: that of the key with which nil was indexed.
const addressed = "attempt to index a non-table object("

var address = regexp.MustCompile(`with key '(table|function|thread|userdata): 0x[0-9a-f]+'`)

// clean takes an address out of a message.
func clean(message lua.LValue) lua.LValue {
	text, ok := message.(lua.LString)
	if !ok || !strings.Contains(string(text), addressed) {
		return message
	}
	return lua.LString(address.ReplaceAllString(string(text), "with a $1 as key"))
}
