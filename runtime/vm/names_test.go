package vm

import (
	"runtime"
	"testing"
	"weak"
)

// A machine goes away although something that it holds was given a name.
func TestNamedMachineGoes(t *testing.T) {
	m, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	name := m.name(m.library.base["tostring"])
	if again := m.name(m.library.base["tostring"]); again != name || m.name(m.library.base["math"]) == name {
		t.Errorf("it is called %s, and then %s", name, again)
	}
	m.Close()
	left := weak.Make(m)
	runtime.KeepAlive(m)
	m = nil
	runtime.GC()
	if left.Value() != nil {
		t.Error("it is still there")
	}
}
