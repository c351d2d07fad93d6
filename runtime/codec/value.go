package codec

import (
	"encoding/binary"
	"fmt"
	"math"

	"echotui/runtime/wire"
)

// A value is a tag in the lower bits of a number, and in the upper ones what
// the tag says. Tables and errors are only announced where they occur; what
// they hold follows after the list, in the order in which they were announced,
// and may announce more. So they may hold one another in any way and to any
// depth, and nobody recurses.
const (
	tagNil     = iota
	tagFalse   //
	tagTrue    //
	tagFloat   // eight bytes follow, the lowest first
	tagInteger // the number, as a zigzag
	tagText    // the number of the text
	tagTable   // a new one: later items, fields and metatable
	tagError   // a new one: later message, kind, retry, details and stack
	tagAgain   // a table or an error that was announced before: which
	tags
)

// tagBits is how many bits a tag takes.
const tagBits = 4

// maxInteger bounds the numbers that are written as integers.
const maxInteger = 1 << 53

// listWriter numbers the lists of a block in the order in which they come. The
// lists are in their column, one after another.
type listWriter struct {
	index index
	ends  []int // in the column
	found objects
}

func (w *listWriter) reset() {
	w.index.reset()
	w.ends = emptied(w.ends)
}

// list is the number of a list of values. A new one takes the next and is
// written.
func (e *Encoder) list(args []wire.Value) int {
	w, column := &e.lists, e.columns[values]
	before := len(column)
	w.found.reset()
	column = e.values(column, args)
	for i := 0; i < len(w.found.list); i++ {
		switch o := w.found.list[i].(type) {
		case *wire.Table:
			column = e.table(column, o)
		case *wire.Error:
			column = e.error(column, o)
		}
	}
	e.columns[values] = column
	written := column[before:]
	hash := hashed(written)
	for _, s := range w.index.near(hash) {
		if s.number == 0 {
			break
		}
		if s.hash == hash && string(w.at(column, int(s.number)-1)) == string(written) {
			e.columns[values] = column[:before]
			return int(s.number) - 1
		}
	}
	n := len(w.ends)
	w.index.add(hash, n)
	w.ends = append(w.ends, len(column))
	return n
}

// at is list n as it is in the column.
func (w *listWriter) at(column []byte, n int) []byte {
	begin := 0
	if n > 0 {
		begin = w.ends[n-1]
	}
	return column[begin:w.ends[n]]
}

// values writes how many there are, and each.
func (e *Encoder) values(dst []byte, list []wire.Value) []byte {
	dst = appendUint(dst, uint64(len(list)))
	for _, v := range list {
		dst = e.value(dst, v)
	}
	return dst
}

func appendTag(dst []byte, tag, more uint64) []byte { return appendUint(dst, more<<tagBits|tag) }

func (e *Encoder) value(dst []byte, v wire.Value) []byte {
	switch v := v.(type) {
	case string:
		return appendTag(dst, tagText, uint64(e.text(v)))
	case float64:
		return appendNumber(dst, v)
	case nil:
		return appendTag(dst, tagNil, 0)
	case bool:
		if v {
			return appendTag(dst, tagTrue, 0)
		}
		return appendTag(dst, tagFalse, 0)
	case *wire.Table:
		return e.object(dst, tagTable, v)
	case *wire.Error:
		return e.object(dst, tagError, v)
	default:
		panic(fmt.Sprintf("codec: a value of type %T", v))
	}
}

func appendNumber(dst []byte, v float64) []byte {
	if i := int64(v); float64(i) == v && -maxInteger < i && i < maxInteger && (i != 0 || !math.Signbit(v)) {
		return appendTag(dst, tagInteger, zigzag(i))
	}
	return binary.LittleEndian.AppendUint64(appendTag(dst, tagFloat, 0), math.Float64bits(v))
}

// object writes a table or an error: that it is new, or which one it is.
func (e *Encoder) object(dst []byte, tag uint64, o any) []byte {
	if n, again := e.lists.found.add(o); again {
		return appendTag(dst, tagAgain, uint64(n))
	}
	return appendTag(dst, tag, 0)
}

func (e *Encoder) table(dst []byte, t *wire.Table) []byte {
	dst = e.values(dst, t.Items)
	dst = appendUint(dst, uint64(len(t.Fields)))
	for i := range t.Fields {
		f := &t.Fields[i]
		dst = e.value(e.value(dst, f.Key), f.Value)
	}
	return e.optional(dst, t.Meta)
}

func (e *Encoder) error(dst []byte, err *wire.Error) []byte {
	dst = appendUint(dst, uint64(e.text(err.Message)))
	dst = appendUint(dst, uint64(e.text(err.Kind)))
	dst = appendUint(dst, uint64(err.Retryable))
	dst = e.optional(dst, err.Details)
	return appendUint(dst, uint64(e.text(err.Stack)))
}

// optional writes a table, or nil for none.
func (e *Encoder) optional(dst []byte, t *wire.Table) []byte {
	if t == nil {
		return appendTag(dst, tagNil, 0)
	}
	return e.object(dst, tagTable, t)
}

// Value appends a single value to dst as a block of its own. It panics for a
// value that is none of those that wire.Value allows.
func (e *Encoder) Value(dst []byte, v wire.Value) []byte {
	e.reset()
	e.list([]wire.Value{v})
	return e.appendSection(dst, e.join())
}
