package vm

import (
	"fmt"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// TestOffers: what a metatable of the machine's answers to a name is its own,
// however many others there are, and whoever asked before.
func TestOffers(t *testing.T) {
	m, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	var names []string
	for i := range 3 * offerCount {
		names = append(names, fmt.Sprint("name", i))
	}
	var metatables []*lua.LTable
	for i := range 3 {
		answers := m.root.NewTable()
		for j, name := range names {
			if j%(i+2) != 0 {
				answers.RawSetString(name, lua.LString(fmt.Sprint(name, " of ", i)))
			}
		}
		metatables = append(metatables, m.lockedIndex(answers))
	}
	for range 2 {
		for j, name := range names {
			for i, metatable := range metatables {
				want := lua.LValue(lua.LNil)
				if j%(i+2) != 0 {
					want = lua.LString(fmt.Sprint(name, " of ", i))
				}
				for range 2 {
					if got := m.offered(metatable, name); got != want {
						t.Fatalf("%s is %v, not %v", name, got, want)
					}
				}
			}
		}
	}
}

// TestFixed: only metatables of the machine's own count as what never changes.
func TestFixed(t *testing.T) {
	m, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	frozen := m.root.CreateTable(0, 1)
	m.freeze(frozen)
	for i, table := range []*lua.LTable{
		{}, newTable(m.root, 0, 0), newTable(m.root, 2, 0), newTable(m.root, 0, 2), m.root.NewTable(),
		frozen, frozen.Metatable.(*lua.LTable), forGood(newTable(m.root, 0, 0)),
	} {
		if isFixed(table) {
			t.Errorf("table %d counts as one", i)
		}
	}
	if !isFixed(m.types.channel) || !isFixed(m.library.modules["time"].(*lua.LTable).Metatable.(*lua.LTable)) {
		t.Error("one of the machine's own does not")
	}
}
