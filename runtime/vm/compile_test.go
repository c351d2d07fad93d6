package vm_test

import (
	"strings"
	"testing"

	"echotui/runtime/vm"
)

// A mistake is told with the file and the line that it is in, in whatever way
// the code around it is repaired.
func TestCompileErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"x = 1\ngoto nowhere\nx = 2", "x.lua:4: no visible label 'nowhere' for <goto> at line 2"},
		{"x = 1\n\ngoto nowhere", "x.lua:4: no visible label 'nowhere' for <goto> at line 3"},
		{"do ::inside:: end\ngoto inside", "x.lua:3: no visible label 'inside' for <goto> at line 2"},
		{"::outside::\nlocal function f()\ngoto outside\nend", "x.lua:4: no visible label 'outside' for <goto> at line 3"},
		{"do\ngoto done\nlocal y = 1\n::done::\ny = 2 end", "x.lua:5: <goto done> at line 2 jumps into the scope of local 'y'"},
		{"repeat\ngoto done\nlocal y = 1\n::done:: until y", "x.lua:5: <goto done> at line 2 jumps into the scope of local 'y'"},
		{"::twice::\n::twice::", "x.lua:3: label 'twice' already defined on line 1"},
		{"x = 1\nbreak", "x.lua:2: no loop to break"},
		{"while true do\nlocal function f()\nbreak\nend end", "x.lua:3: no loop to break"},
		{"local x = 'a'\n.. ... return function()\nreturn ... end", "x.lua:3: cannot use '...' outside a vararg function"},
	} {
		_, err := vm.New(vm.Config{Sources: []vm.Source{{ID: "app:x", Kind: vm.ProcessCode, File: "x.lua", Line: 1, Text: test.text}}})
		if err == nil || err.Error() != test.want {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
	}
}

// As many values and targets as there is room for: what does not fit fails
// where it is, and never does something else.
func TestManyTargets(t *testing.T) {
	targets := func(n int) string {
		return "local x\n" + strings.Repeat("x, ", n-1) + "x = 1"
	}
	for n, fits := range map[int]bool{100: true, 300: false} {
		_, err := vm.New(vm.Config{Sources: []vm.Source{{ID: "app:x", Kind: vm.ProcessCode, File: "x.lua", Line: 1, Text: targets(n)}}})
		if (err == nil) != fits {
			t.Errorf("%d targets: %v", n, err)
		}
	}
}
