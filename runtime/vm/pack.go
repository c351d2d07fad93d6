package vm

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// packer makes the packed text.
type packer struct {
	*packFormat
	text []byte
	n    int // the argument that was packed last
}

func stringPack(L *lua.LState) int {
	p := packer{packFormat: newPackFormat(L), n: 1}
	work := meter{fiber: fiberOf(L)}
	for {
		item, ok := p.next(len(p.text))
		if !ok {
			grew(L, len(p.text))
			return push(L, lua.LString(p.text))
		}
		if len(p.text)+item.padding+item.size > maxText {
			L.RaiseError("resulting string too large")
		}
		p.text = append(p.text, make([]byte, item.padding)...)
		p.add(item)
		work.step(1)
	}
}

func (p *packer) add(item packItem) {
	switch item.kind {
	case packAlign:
		return
	case packPadding:
		p.text = append(p.text, 0)
		return
	}
	p.n++
	switch item.kind {
	case packInteger, packUnsigned:
		n := p.checkInteger(item)
		p.integer(uint64(n), item.size, item.kind == packInteger && n < 0)
	case packFloat:
		p.float(checkNumber(p.L, p.n), item.size)
	default:
		p.string(item, checkText(p.L, p.n))
	}
}

func (p *packer) string(item packItem, text string) {
	if len(p.text)+len(text) > maxText {
		p.L.RaiseError("resulting string too large")
	}
	switch item.kind {
	case packFixed:
		if len(text) > item.size {
			p.L.ArgError(p.n, "string longer than given size")
		}
		p.text = append(p.text, text...)
		p.text = append(p.text, make([]byte, item.size-len(text))...)
	case packSized:
		if item.size < 8 && len(text)>>(8*item.size) != 0 {
			p.L.ArgError(p.n, "string length does not fit in given size")
		}
		p.integer(uint64(len(text)), item.size, false)
		p.text = append(p.text, text...)
	case packTerminated:
		if strings.Contains(text, "\x00") {
			p.L.ArgError(p.n, "string contains zeros")
		}
		p.text = append(append(p.text, text...), 0)
	}
}

// checkInteger is the argument as 64 bits that fit the item.
func (p *packer) checkInteger(item packItem) int64 {
	number := checkNumber(p.L, p.n)
	n, ok := toInteger(number)
	if !ok && item.kind == packUnsigned && item.size >= 8 && number == math.Trunc(number) && number > 0 && number < 1<<64 {
		return int64(uint64(number))
	}
	if !ok {
		p.L.ArgError(p.n, "number has no integer representation")
	}
	if item.size >= 8 {
		return n
	}
	bits := 8 * item.size
	switch {
	case item.kind == packInteger && (n < -1<<(bits-1) || n >= 1<<(bits-1)):
		p.L.ArgError(p.n, "integer overflow")
	case item.kind == packUnsigned && uint64(n)>>bits != 0:
		p.L.ArgError(p.n, "unsigned overflow")
	}
	return n
}

// integer writes the lowest size bytes of n. Bytes past its 64 bits repeat the
// sign.
func (p *packer) integer(n uint64, size int, negative bool) {
	start := len(p.text)
	p.text = binary.LittleEndian.AppendUint64(p.text, n)
	for range size - 8 {
		fill := byte(0)
		if negative {
			fill = 0xff
		}
		p.text = append(p.text, fill)
	}
	p.text = p.text[:start+size]
	p.order(start)
}

func (p *packer) float(number float64, size int) {
	start := len(p.text)
	if size == 4 {
		p.text = binary.LittleEndian.AppendUint32(p.text, math.Float32bits(float32(number)))
	} else {
		p.text = binary.LittleEndian.AppendUint64(p.text, math.Float64bits(number))
	}
	p.order(start)
}

// order turns a number around that was written lowest byte first.
func (p *packer) order(start int) {
	if p.big {
		slices.Reverse(p.text[start:])
	}
}

func stringPackSize(L *lua.LState) int {
	f := newPackFormat(L)
	work := meter{fiber: fiberOf(L)}
	size := 0
	for {
		item, ok := f.next(size)
		switch {
		case !ok:
			return push(L, lua.LNumber(size))
		case item.kind == packSized || item.kind == packTerminated:
			L.ArgError(1, "variable-length format")
		}
		size += item.padding + item.size
		if size > maxText {
			L.ArgError(1, "format result too large")
		}
		work.step(1)
	}
}
