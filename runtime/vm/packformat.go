package vm

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// packKind says what one item of a format of pack is.
type packKind uint8

const (
	packInteger    packKind = iota // of size bytes, with a sign
	packUnsigned                   // of size bytes, without one
	packFloat                      // of size bytes: 4 or 8
	packFixed                      // a text of size bytes
	packSized                      // a text behind its length, which takes size bytes
	packTerminated                 // a text before a zero
	packPadding                    // one byte of padding
	packAlign                      // padding alone, as before the next item
)

// packItem is one item of a format, and the padding in front of it.
type packItem struct {
	kind    packKind
	size    int
	padding int
}

// The widest integer that pack writes, and how items are aligned by a bare
// "!", in bytes. Sizes are those of common 64-bit machines, on every machine.
const (
	maxIntegerSize = 16
	nativeAlign    = 8
)

// packFormat reads a format of pack, unpack and packsize item by item.
type packFormat struct {
	L         *lua.LState
	rest      string
	big       bool // the first byte of a number is its highest
	alignment int  // bound of it; a power of two
}

func newPackFormat(L *lua.LState) *packFormat {
	return &packFormat{L: L, rest: checkText(L, 1), alignment: 1}
}

// next reads the next item, which will be at a place in the packed text.
func (f *packFormat) next(at int) (item packItem, ok bool) {
	for f.rest != "" {
		c := f.rest[0]
		f.rest = f.rest[1:]
		switch c {
		case ' ':
		case '<', '=':
			f.big = false
		case '>':
			f.big = true
		case '!':
			f.alignment = f.limited(nativeAlign)
		default:
			item, aligned := f.item(c)
			item.padding = f.padding(item, aligned, at)
			return item, true
		}
	}
	return packItem{}, false
}

// item is the item that a letter names, and how it wants to be aligned.
func (f *packFormat) item(c byte) (item packItem, align int) {
	size, kind := 0, packInteger
	switch c | 0x20 {
	case 'b':
		size = 1
	case 'h':
		size = 2
	case 'i':
		size = f.limited(4)
	case 'l', 'j':
		size = 8
	}
	switch {
	case size > 0 && c < 'a':
		kind = packUnsigned
	case size > 0:
	case c == 'T':
		size, kind = 8, packUnsigned
	case c == 'f':
		size, kind = 4, packFloat
	case c == 'd' || c == 'n':
		size, kind = 8, packFloat
	case c == 's':
		size, kind = f.limited(8), packSized
	case c == 'c':
		if size = f.number(-1); size < 0 {
			f.L.RaiseError("missing size for format option 'c'")
		}
		return packItem{kind: packFixed, size: size}, 1
	case c == 'z':
		return packItem{kind: packTerminated}, 1
	case c == 'x':
		return packItem{kind: packPadding, size: 1}, 1
	case c == 'X':
		return packItem{kind: packAlign}, f.aligned()
	default:
		f.L.RaiseError("invalid format option '%s'", string(rune(c)))
	}
	return packItem{kind: kind, size: size}, size
}

// aligned is how the item behind an X wants to be aligned.
func (f *packFormat) aligned() int {
	if f.rest != "" && strings.IndexByte("<>=! cxXz", f.rest[0]) < 0 {
		c := f.rest[0]
		f.rest = f.rest[1:]
		if item, align := f.item(c); item.size > 0 {
			return align
		}
	}
	f.L.RaiseError("invalid next option for option 'X'")
	return 0
}

func (f *packFormat) padding(item packItem, align, at int) int {
	align = min(align, f.alignment)
	if align <= 1 {
		return 0
	}
	if align&(align-1) != 0 {
		f.L.RaiseError("format asks for alignment not power of 2")
	}
	return (align - at&(align-1)) & (align - 1)
}

// limited reads the size of an integer, if there is one.
func (f *packFormat) limited(otherwise int) int {
	size := f.number(otherwise)
	if size < 1 || size > maxIntegerSize {
		f.L.RaiseError("integral size (%d) out of limits [1,%d]", size, maxIntegerSize)
	}
	return size
}

func (f *packFormat) number(otherwise int) int {
	digits := len(f.rest) - len(strings.TrimLeft(f.rest, "0123456789"))
	if digits == 0 {
		return otherwise
	}
	number := 0
	for _, c := range []byte(f.rest[:digits]) {
		number = min(number*10+int(c-'0'), maxText+1)
	}
	f.rest = f.rest[digits:]
	return number
}
