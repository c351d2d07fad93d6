package vm

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// unpacker reads a packed text.
type unpacker struct {
	*packFormat
	text string
	at   int
}

func stringUnpack(L *lua.LState) int {
	u := unpacker{packFormat: newPackFormat(L), text: checkText(L, 2)}
	u.at = place(optionalInteger(L, 3, 1), len(u.text))
	if u.at < 0 || u.at > len(u.text) {
		L.ArgError(3, "initial position out of string")
	}
	work := meter{fiber: fiberOf(L)}
	results := 0
	for {
		item, ok := u.next(u.at)
		if !ok {
			return results + push(L, lua.LNumber(u.at+1))
		}
		u.take(item.padding)
		switch item.kind {
		case packAlign:
		case packPadding:
			u.take(1)
		default:
			L.Push(u.value(item))
			if results++; results > maxResults {
				L.RaiseError("too many results")
			}
		}
		work.step(1)
	}
}

// take is the next size bytes.
func (u *unpacker) take(size int) string {
	if size > len(u.text)-u.at {
		u.L.ArgError(2, "data string too short")
	}
	u.at += size
	return u.text[u.at-size : u.at]
}

func (u *unpacker) value(item packItem) lua.LValue {
	switch item.kind {
	case packInteger:
		return lua.LNumber(int64(u.integer(item.size, true)))
	case packUnsigned:
		return lua.LNumber(u.integer(item.size, false))
	case packFloat:
		return lua.LNumber(u.float(item.size))
	case packFixed:
		return lua.LString(part(u.text, u.take(item.size)))
	case packSized:
		length := u.integer(item.size, false)
		return lua.LString(part(u.text, u.take(int(min(length, maxText+1)))))
	}
	end := strings.IndexByte(u.text[u.at:], 0)
	if end < 0 {
		u.L.ArgError(2, "unfinished string for format 'z'")
	}
	text := u.take(end)
	u.take(1)
	return lua.LString(text)
}

// ordered is the bytes of a number, lowest first.
func (u *unpacker) ordered(size int) []byte {
	number := []byte(u.take(size))
	if u.big {
		slices.Reverse(number)
	}
	return number
}

// integer reads size bytes as 64 bits. More bytes than these must not say
// more.
func (u *unpacker) integer(size int, signed bool) uint64 {
	number := u.ordered(size)
	fill := byte(0)
	if signed && number[min(size, 8)-1] >= 0x80 {
		fill = 0xff
	}
	for size > 8 {
		if size--; number[size] != fill {
			u.L.RaiseError("%d-byte integer does not fit into Lua Integer", len(number))
		}
	}
	bits := [8]byte{fill, fill, fill, fill, fill, fill, fill, fill}
	copy(bits[:], number)
	return binary.LittleEndian.Uint64(bits[:])
}

func (u *unpacker) float(size int) float64 {
	number := u.ordered(size)
	if size == 4 {
		return float64(math.Float32frombits(binary.LittleEndian.Uint32(number)))
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(number))
}
