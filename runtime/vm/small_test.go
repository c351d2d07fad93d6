package vm

import (
	"fmt"
	"testing"

	lua "github.com/yuin/gopher-lua"
	"pgregory.net/rapid"
)

// TestSmallTables: whatever is done with a table, and whenever it becomes an
// ordinary one, it has the fields, in the order, that one of the interpreter's own
// would have.
func TestSmallTables(t *testing.T) {
	L := lua.NewState()
	defer L.Close()
	rapid.Check(t, func(t *rapid.T) {
		items, fields := rapid.IntRange(0, 4).Draw(t, "items"), rapid.IntRange(0, smallFields+2).Draw(t, "fields")
		here, stock := newTable(L, items, fields), L.NewTable()
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			name := fmt.Sprint("k", rapid.IntRange(0, smallFields+2).Draw(t, "key"))
			switch rapid.IntRange(0, 9).Draw(t, "action") {
			case 0:
				ordinary(here)
			case 1:
				forGood(here)
			case 2:
				ordinary(here).RawSet(lua.LTrue, lua.LString(name))
				stock.RawSet(lua.LTrue, lua.LString(name))
			case 3:
				here.Append(lua.LString(name))
				stock.Append(lua.LString(name))
			case 4, 5:
				setField(here, lua.LString(name), name, lua.LNil)
				stock.RawSetString(name, lua.LNil)
			default:
				value := lua.LNumber(rapid.IntRange(0, 99).Draw(t, "value"))
				setField(here, lua.LString(name), name, value)
				stock.RawSetString(name, value)
			}
			if got, want := insideOf(here).field(name), stock.RawGetString(name); got != want {
				t.Fatalf("%s is %v, not %v", name, got, want)
			}
			if got, want := insideOf(here).count(), insideOf(stock).count(); got != want {
				t.Fatalf("%d fields, not %d", got, want)
			}
		}
		if got, want := told(here), told(stock); got != want {
			t.Fatalf("has %s, not %s", got, want)
		}
	})
}

// told lists what next yields.
func told(t *lua.LTable) string {
	text := ""
	ordinary(t)
	for k, v := t.Next(lua.LNil); k != lua.LNil; k, v = t.Next(k) {
		text += k.String() + "=" + v.String() + " "
	}
	return text
}

// TestSmallTablesAreOne: a table of few fields is one allocation, and its names
// and values none.
func TestSmallTablesAreOne(t *testing.T) {
	L := lua.NewState()
	defer L.Close()
	names := []lua.LValue{lua.LString("a"), lua.LString("b"), lua.LString("c"), lua.LString("d")}
	for n := 1; n <= len(names); n++ {
		var made *lua.LTable
		count := testing.AllocsPerRun(10, func() {
			made = newTable(L, 0, n)
			for _, name := range names[:n] {
				setField(made, name, string(name.(lua.LString)), lua.LTrue)
			}
		})
		if count != 1 || insideOf(made).field("a") != lua.LTrue {
			t.Errorf("%d fields take %g allocations", n, count)
		}
	}
}

// TestListsWeighTheSame: what a process weighs depends on the room that lists
// have, which is that of the interpreter's own.
func TestListsWeighTheSame(t *testing.T) {
	L := lua.NewState()
	defer L.Close()
	for fields := range smallFields + 2 {
		for items := range 5 {
			here, stock := newTable(L, items, fields), L.CreateTable(items, fields)
			for i := range 9 {
				if got, want := cap(insideOf(here).array), cap(insideOf(stock).array); got != want {
					t.Errorf("room for %d, not %d, of a list made for %d that has %d, beside %d fields", got, want, items, i, fields)
				}
				here.RawSetInt(i+1, lua.LTrue)
				stock.RawSetInt(i+1, lua.LTrue)
			}
		}
	}
}
