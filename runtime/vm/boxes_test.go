package vm

import (
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// TestBoxes: whatever texts came before, and wherever they lie, a text becomes
// the value that says the same.
func TestBoxes(t *testing.T) {
	m := &Machine{}
	long := strings.Repeat("0123456789", 40)
	for round := range 3 {
		for from := range long {
			for _, length := range []int{0, 1, 7, boxedMax, boxedMax + 1} {
				text := long[from:min(from+length, len(long))]
				if got := m.luaText(text); got != lua.LString(text) {
					t.Fatalf("%d: %q became %q", round, text, got)
				}
				if got := m.wireText(text); got != text {
					t.Fatalf("%d: %q became %q", round, text, got)
				}
			}
		}
	}
}

// TestBoxesKeep: a text that is asked for again takes no more memory.
func TestBoxesKeep(t *testing.T) {
	m, text := &Machine{}, strings.Repeat("x", boxedMax)
	if n := testing.AllocsPerRun(10, func() { m.luaText(text); m.wireText(text) }); n != 0 {
		t.Errorf("%g allocations", n)
	}
}

// TestManyTables: a message may have more tables than are found without a map,
// in each other and in itself.
func TestManyTables(t *testing.T) {
	for n := range 3 * fewTables {
		m := &Machine{root: lua.NewState()}
		list := m.root.CreateTable(n, 1)
		for i := range n {
			item := m.root.CreateTable(0, 2)
			item.RawSetString("number", lua.LNumber(i))
			item.RawSetString("around", list)
			list.RawSetInt(i+1, item)
		}
		list.RawSetString("self", list)
		copied := m.toLua(m.toWire(list)).(*lua.LTable)
		if copied == list || insideOf(copied).field("self") != copied || copied.Len() != n {
			t.Fatalf("%d: another list", n)
		}
		for i := range n {
			item := insideOf(copied.RawGetInt(i + 1).(*lua.LTable))
			if item.field("number") != lua.LNumber(i) || item.field("around") != copied {
				t.Errorf("%d: item %d is another one", n, i)
			}
		}
	}
}
