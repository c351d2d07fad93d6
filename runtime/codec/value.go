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

// listWriter numbers the lists of a block in the order in which they come.
type listWriter struct {
	codes map[string]int
	bytes []byte
	found objects
}

func (w *listWriter) reset() {
	if w.codes == nil || len(w.codes) > crowded {
		w.codes = map[string]int{}
	}
	clear(w.codes)
	w.bytes = reuse(w.bytes)
}

// list is the number of a list of values. A new one takes the next and is
// written.
func (e *Encoder) list(args []wire.Value) int {
	w := &e.lists
	w.bytes = w.bytes[:0]
	w.found.reset()
	e.values(args)
	for i := 0; i < len(w.found.list); i++ {
		switch o := w.found.list[i].(type) {
		case *wire.Table:
			e.table(o)
		case *wire.Error:
			e.error(o)
		}
	}
	if n, known := w.codes[string(w.bytes)]; known {
		return n
	}
	n := len(w.codes)
	w.codes[string(w.bytes)] = n
	e.columns[values] = append(e.columns[values], w.bytes...)
	return n
}

// values writes how many there are, and each.
func (e *Encoder) values(list []wire.Value) {
	e.uint(uint64(len(list)))
	for _, v := range list {
		e.value(v)
	}
}

func (e *Encoder) uint(v uint64) { e.lists.bytes = appendUint(e.lists.bytes, v) }

func (e *Encoder) tag(tag, more uint64) { e.uint(more<<tagBits | tag) }

func (e *Encoder) value(v wire.Value) {
	switch v := v.(type) {
	case nil:
		e.tag(tagNil, 0)
	case bool:
		if v {
			e.tag(tagTrue, 0)
		} else {
			e.tag(tagFalse, 0)
		}
	case float64:
		e.number(v)
	case string:
		e.tag(tagText, uint64(e.text(v)))
	case *wire.Table:
		e.object(tagTable, v)
	case *wire.Error:
		e.object(tagError, v)
	default:
		panic(fmt.Sprintf("codec: a value of type %T", v))
	}
}

func (e *Encoder) number(v float64) {
	if i := int64(v); float64(i) == v && -maxInteger < i && i < maxInteger && (i != 0 || !math.Signbit(v)) {
		e.tag(tagInteger, zigzag(i))
		return
	}
	e.tag(tagFloat, 0)
	e.lists.bytes = binary.LittleEndian.AppendUint64(e.lists.bytes, math.Float64bits(v))
}

// object writes a table or an error: that it is new, or which one it is.
func (e *Encoder) object(tag uint64, o any) {
	if n, again := e.lists.found.add(o); again {
		e.tag(tagAgain, uint64(n))
		return
	}
	e.tag(tag, 0)
}

func (e *Encoder) table(t *wire.Table) {
	e.values(t.Items)
	e.uint(uint64(len(t.Fields)))
	for _, f := range t.Fields {
		e.value(f.Key)
		e.value(f.Value)
	}
	e.optional(t.Meta)
}

func (e *Encoder) error(err *wire.Error) {
	e.uint(uint64(e.text(err.Message)))
	e.uint(uint64(e.text(err.Kind)))
	e.uint(uint64(err.Retryable))
	e.optional(err.Details)
	e.uint(uint64(e.text(err.Stack)))
}

// optional writes a table, or nil for none.
func (e *Encoder) optional(t *wire.Table) {
	if t == nil {
		e.tag(tagNil, 0)
		return
	}
	e.object(tagTable, t)
}

// Value appends a single value to dst as a block of its own. It panics for a
// value that is none of those that wire.Value allows.
func (e *Encoder) Value(dst []byte, v wire.Value) []byte {
	e.reset()
	e.list([]wire.Value{v})
	return e.appendSection(dst, e.join())
}
