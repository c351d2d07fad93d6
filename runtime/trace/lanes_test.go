package trace

import (
	"fmt"
	"testing"

	"echotui/runtime/wire"

	"pgregory.net/rapid"
)

// TestLanesEqualTwin: whatever lives has a lane of its own, and that is the
// first one of its label in which nobody lived when it came there.
func TestLanesEqualTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newLife()
		lives := map[string]uint64{} // lane: who lives there
		known := map[uint64]string{} // process: its lane, also when it has ended
		enter := func(n uint64, entry string) {
			for i := 0; ; i++ {
				lane := fmt.Sprint(shortName(entry), " ", i)
				if _, taken := lives[lane]; !taken {
					lives[lane], known[n] = n, lane
					return
				}
			}
		}
		for range 5 {
			from := len(l.log)
			l.live(t)
			for _, e := range l.log[from:] {
				switch e.Kind {
				case wire.KindSpawn:
					enter(e.Peer.N, e.Name)
				case wire.KindUpgrade:
					delete(lives, known[e.PID.N])
					enter(e.PID.N, e.Name)
				case wire.KindExit:
					delete(lives, known[e.PID.N])
				}
			}
		}
		for _, p := range l.twin.all {
			lane, _ := l.world.Lane(p.pid)
			if got := fmt.Sprint(l.world.Family(lane.Family).Label, " ", lane.Index); got != known[p.pid.N] {
				t.Fatalf("process %d is in lane %s, want %s", p.pid.N, got, known[p.pid.N])
			}
			if in := l.world.In(lane); p.ended == (in != nil && in.PID == p.pid) {
				t.Fatalf("process %d, ended %v: in its lane lives %+v", p.pid.N, p.ended, in)
			}
		}
		alive := 0
		for i := range l.world.Families() {
			alive += l.world.Family(i).Alive
		}
		if alive != len(lives) {
			t.Fatalf("%d are alive, want %d", alive, len(lives))
		}
	})
}

// TestLanesOfNobody: what was never made, or lives elsewhere, has no lane.
func TestLanesOfNobody(t *testing.T) {
	w := NewWorld()
	w.Apply(&wire.Event{Seq: 1, Kind: wire.KindSpawn, Peer: wire.PID{Host: "app:p", N: 1}, Name: "app:worker"})
	for _, pid := range []wire.PID{{}, {Host: "app:p", N: 2}, {Host: "there@app:p", N: 1}} {
		if lane, known := w.Lane(pid); known {
			t.Errorf("%s has lane %+v", pid, lane)
		}
	}
	if p := w.In(Lane{Family: 0, Index: 1}); p != nil {
		t.Errorf("%s lives in a lane that there is not", p.PID)
	}
	if p := w.In(Lane{Family: 1}); p != nil {
		t.Errorf("%s lives in a family that there is not", p.PID)
	}
}
