package vm_test

import (
	"runtime"
	"testing"
)

// TestMemoryOfOneStore: a program that sets one key far away takes no memory
// for the keys before it.
func TestMemoryOfOneStore(t *testing.T) {
	for _, test := range []struct {
		store string
		most  uint64 // bytes that may be allocated, with all that runs a program
	}{
		{"t[6e7] = 1", 4 << 20},
		{"t[2 ^ 21] = 1", 4 << 20},
		{"t = { [6e7] = 1 }", 4 << 20},
		{"table.insert(t, 6e7, 1)", 4 << 20},
		{"t[2 ^ 21 - 1] = 1", 512 << 20}, // the longest list, and what it outgrew on the way
	} {
		n := luaNode(t, "store", "main", "return { main = function() local t = {} "+test.store+" end }")
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if failure := run(n, "store"); failure != "" {
			t.Errorf("%s: %s", test.store, failure)
		}
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > test.most {
			t.Errorf("%s: %d KB, want at most %d", test.store, took>>10, test.most>>10)
		}
	}
}
