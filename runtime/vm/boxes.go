package vm

import (
	"unsafe"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/wire"
)

// A text that becomes a Lua value, or a value of a message, needs a place for its
// address and length. Most texts that cross are the same few again and again,
// such as the names of fields: those that came last keep theirs.

const (
	boxCount = 256 // a power of two
	boxedMax = 64  // longer texts have none: they would be kept for too long
)

// box is a text as a value of either kind; nil: nobody has asked for that one.
type box struct {
	text string
	lua  lua.LValue
	wire wire.Value
}

// boxes finds texts by where they lie, not by what they say: that is quick, and
// what a text is copied from decides nothing but speed.
type boxes [boxCount]box

// of is the place of a text.
func (b *boxes) of(text string) *box {
	at := unsafe.StringData(text)
	place := &b[spread(uintptr(unsafe.Pointer(at))^uintptr(len(text)))%boxCount]
	if unsafe.StringData(place.text) != at || len(place.text) != len(text) {
		*place = box{text: text}
	}
	return place
}

// spread makes of an address a number whose lowest bits differ for most of the
// others.
func spread(address uintptr) uintptr { return address * 0x9e3779b1 >> 15 }

// luaText is a text as Lua sees it.
func (m *Machine) luaText(text string) lua.LValue {
	if len(text) == 0 || len(text) > boxedMax {
		return lua.LString(text)
	}
	b := m.boxes.of(text)
	if b.lua == nil {
		b.lua = lua.LString(text)
	}
	return b.lua
}

// wireText is a text as it is sent.
func (m *Machine) wireText(text string) wire.Value {
	if len(text) == 0 || len(text) > boxedMax {
		return text
	}
	b := m.boxes.of(text)
	if b.wire == nil {
		b.wire = text
	}
	return b.wire
}
