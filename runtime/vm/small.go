package vm

import (
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// Most tables have a few fields and are soon forgotten. The interpreter makes two
// maps for the fields of a table, a list of their names, and two boxes for each
// name: 7 allocations for one field, and 3 for each further one. A small table is
// one allocation: names and values lie behind it, and are looked for one by one.
//
//	keys   [ name name ---- | value value ---- ]
//	         as many as       as many in the second
//	         have come        half of the room
//
// The interpreter's own functions see a table that has no fields. So operations
// that take or give fields are ours (see operations.go), and whatever else may
// look at a table's fields makes an ordinary one of it before: see ordinary. Who
// forgets that finds no fields, and a write raises, for there is no index.

// smallFields is how many fields a small table has at most.
const smallFields = 8

// newTable makes a table with room for so many items and fields.
func newTable(root *lua.LState, items, fields int) *lua.LTable {
	switch {
	case fields > smallFields || fields == 0 && items > 2:
		return root.CreateTable(items, fields)
	case fields == 0 && items == 0:
		return &lua.LTable{Metatable: lua.LNil}
	case fields == 0:
		t, room := roomy[[2]lua.LValue](2)
		insideOf(t).array = room[:0:items] // a process weighs what its lists have room for
		return t
	}
	var t *lua.LTable
	var room []lua.LValue
	switch fields {
	case 1:
		t, room = roomy[[2]lua.LValue](2)
	case 2:
		t, room = roomy[[4]lua.LValue](4)
	case 3:
		t, room = roomy[[6]lua.LValue](6)
	case 4:
		t, room = roomy[[8]lua.LValue](8)
	default:
		t, room = roomy[[2 * smallFields]lua.LValue](2 * smallFields)
	}
	insideOf(t).keys = room[:0]
	if items > 0 {
		insideOf(t).array = make([]lua.LValue, 0, items)
	}
	return t
}

// roomy makes a table with room for n values behind it.
func roomy[Room any](n int) (*lua.LTable, []lua.LValue) {
	made := &struct {
		lua.LTable
		room Room
	}{}
	made.Metatable = lua.LNil
	return &made.LTable, unsafe.Slice((*lua.LValue)(unsafe.Pointer(&made.room)), n)
}

// small reports whether fields lie behind the table. In an ordinary one there is
// an index wherever there are keys.
func (in *inside) small() bool { return in.k2i == nil && in.keys != nil }

// blank reports whether a table has never had fields, nor room for some.
func (in *inside) blank() bool { return in.keys == nil && in.strdict == nil && in.dict == nil }

// values are those of the fields of a small table.
func (in *inside) values() []lua.LValue {
	half := cap(in.keys) / 2
	return in.keys[half : half+len(in.keys) : cap(in.keys)]
}

// field is what a table has by a name; nil if nothing.
func (in *inside) field(name string) lua.LValue {
	switch {
	case in.small():
		for i, key := range in.keys {
			if string(key.(lua.LString)) == name {
				return in.values()[i]
			}
		}
	case in.strdict != nil:
		if v, found := in.strdict[name]; found {
			return v
		}
	}
	return lua.LNil
}

// setField gives a table a field; name is what key says.
func setField(t *lua.LTable, key lua.LValue, name string, value lua.LValue) {
	in := insideOf(t)
	if in.small() {
		for i, known := range in.keys {
			if string(known.(lua.LString)) == name {
				in.values()[i] = value
				return
			}
		}
	} else if !in.blank() {
		t.RawSetString(name, value)
		return
	}
	if value == lua.LNil {
		return
	}
	n := len(in.keys)
	switch {
	case n < cap(in.keys)/2:
	case n < smallFields:
		in.makeRoom()
	default:
		ordinary(t)
		t.RawSetString(name, value)
		return
	}
	in.keys = in.keys[:n+1]
	in.keys[n] = key
	in.values()[n] = value
}

// makeRoom doubles how many fields a small or blank table can have.
func (in *inside) makeRoom() {
	n := len(in.keys)
	room := make([]lua.LValue, max(4, min(4*n, 2*smallFields)))
	copy(room, in.keys)
	copy(room[len(room)/2:], in.values())
	in.keys = room[:n]
}

// ordinary makes a small table one that the interpreter's functions can handle,
// and returns it. It remains the same table.
func ordinary(t *lua.LTable) *lua.LTable {
	if in := insideOf(t); in.small() {
		in.unfold()
	}
	return t
}

func (in *inside) unfold() {
	names, values := in.keys, in.values()
	in.keys = append(make([]lua.LValue, 0, len(names)), names...)
	in.strdict = make(map[string]lua.LValue, len(names))
	in.k2i = make(map[lua.LValue]int, len(names))
	for i, key := range names {
		in.k2i[key] = i
		if values[i] != lua.LNil {
			in.strdict[string(key.(lua.LString))] = values[i]
		}
	}
}

// forGood is ordinary for a table that must never be a small one again, such as a
// metatable, which the interpreter reads all by itself.
func forGood(t *lua.LTable) *lua.LTable {
	ordinary(t)
	if in := insideOf(t); in.strdict == nil {
		in.strdict = map[string]lua.LValue{}
	}
	return t
}

// count is how many fields a table has.
func (in *inside) count() int {
	if !in.small() {
		return len(in.dict) + len(in.strdict)
	}
	n := 0
	for _, v := range in.values() {
		if v != lua.LNil {
			n++
		}
	}
	return n
}
