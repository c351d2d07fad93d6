package actor

import (
	"fmt"
	"testing"

	"echotui/runtime/wire"
)

// TestFound: a process that was found by its PID is found again, nobody is found
// in its place, and it is not once it has ended.
func TestFound(t *testing.T) {
	s := &System{processes: map[uint64]*Process{}, hosts: map[string]*Host{"app:host": {}}}
	const many = 3 * len(s.found)
	for n := range uint64(many) {
		p := &Process{PID: wire.PID{Host: "app:host", N: n + 1}}
		p.text = p.PID.String()
		s.processes[p.N] = p
	}
	for range 2 {
		for n := range uint64(many) {
			pid := wire.PID{Host: "app:host", N: n + 1}
			for _, dest := range []string{pid.String(), fmt.Sprintf("{app:host|0x%x}", pid.N)} {
				for range 2 {
					if p, found, err := s.resolve(dest); err != nil || found != pid || p != s.processes[pid.N] {
						t.Fatalf("%s is %v: %v", dest, found, err)
					}
				}
			}
		}
	}
	for n := range uint64(many) {
		p := s.processes[n+1]
		s.resolve(p.text)
		delete(s.processes, p.N)
		s.found.forget(p)
		if other, _, err := s.resolve(p.text); err == nil {
			t.Fatalf("%v was found when it had ended", other.PID)
		}
	}
	for _, place := range s.found {
		if place != nil {
			t.Errorf("%v is kept", place.PID)
		}
	}
	for _, dest := range []string{"", "0", "}", "{}", "a name"} {
		if p, _, err := s.resolve(dest); err == nil {
			t.Errorf("%q is %v", dest, p.PID)
		}
	}
}
