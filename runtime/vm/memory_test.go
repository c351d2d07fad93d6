package vm

import (
	"strconv"
	"strings"
	"testing"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// Texts that share their bytes, as a text and its beginning do, weigh the same in
// whichever order they are met.
func TestTextsShareBytes(t *testing.T) {
	L := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer L.Close()
	text := strings.Repeat("x", 1000)
	table := L.NewTable()
	for i := 100; i <= len(text); i += 100 {
		table.RawSetString("key"+strconv.Itoa(i), lua.LString(text[:i]))
	}
	weights := map[int]int{}
	for range 100 {
		s := scale{seen: map[unsafe.Pointer]bool{}}
		s.value(table)
		s.rest()
		weights[s.bytes]++
	}
	if len(weights) != 1 {
		t.Errorf("it weighs, so often: %v", weights)
	}
	for weight := range weights {
		if weight < len(text) || weight > len(text)+3000 {
			t.Errorf("it weighs %d bytes", weight)
		}
	}
}
