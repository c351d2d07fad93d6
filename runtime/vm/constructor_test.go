package vm_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestConstructors makes lists of all lengths at which the code for them
// changes, with fields between the values and something at the end.
func TestConstructors(t *testing.T) {
	const check = `
local function two() return -1, -2 end
local function verify(t, count, fields, more)
	assert(#t == count + more, #t .. " values")
	for i = 1, count do assert(t[i] == i % 50, "value " .. i .. " is " .. tostring(t[i])) end
	for i = 1, more do assert(t[count + i] == -i, "behind the list is " .. tostring(t[count + i])) end
	for i = 1, fields do assert(t["f" .. i] == -1, "field " .. i .. " is " .. tostring(t["f" .. i])) end
end
`
	for _, count := range []int{0, 1, 2, 48, 49, 50, 51, 52, 99, 100, 101, 149, 150, 151, 200, 25_549, 25_550, 25_551, 25_601} {
		for _, every := range []int{1, 7, 50} { // values between two fields
			if every < 50 && count > 1000 {
				continue // the compiler takes long for so many names
			}
			for end, more := range map[string]int{"": 0, "f0 = two()": 0, "two()": 2} {
				if count == 25_550 && more > 0 {
					continue // one group more than the compiler has a number for
				}
				fields := 0
				var text strings.Builder
				for i := 1; i <= count; i++ {
					fmt.Fprintf(&text, "%d, ", i%50)
					if i%every == 0 {
						fields++
						fmt.Fprintf(&text, "f%d = two(), ", fields)
					}
				}
				program := fmt.Sprintf("%s return { main = function() local t = { %s%s } verify(t, %d, %d, %d) end }",
					check, text.String(), end, count, fields, more)
				if failure := run(luaNode(t, "list", "main", program), "list"); failure != "" {
					t.Errorf("%d values, a field every %d, then %q: %s", count, every, end, failure)
				}
			}
		}
	}
}
