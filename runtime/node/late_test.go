package node

import (
	"testing"
	"time"
)

// TestLateLoop: a loop that is far behind the clock on the wall, for timers run
// out faster than it can let them, tells facts as they happen, and not all of them
// in the end.
func TestLateLoop(t *testing.T) {
	n := luaApp(t, "cli.lua", `return { main = function() while true do time.sleep("1us") end end }`)
	if err := n.Exec(cliExec, nil); err != nil {
		t.Fatal(err)
	}
	s := NewStage(n, RealClock)
	defer s.Close()
	s.work()
	s.at = time.Second
	for before := s.Status().Last; before < 20_000; {
		s.work()
		last := s.Status().Last
		if last == before || last > before+4*timersAtOnce {
			t.Fatalf("after fact %d comes fact %d", before, last)
		}
		before = last
	}
}
