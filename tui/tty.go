package tui

import (
	"echotui/runtime/trace"
	"echotui/runtime/wire"
	"echotui/tui/screen"
)

// tty is that of the app's terminal process: what the process has written
// up to a fact, and what has become of it by then.
type tty struct {
	screen *screen.Screen
	pid    wire.PID // the terminal process; zero before there is one
	name   string
	ended  bool
	result string // how it ended
	failed bool
	unread uint64 // the fact by which the newest line came, until somebody reads
}

func newTTY() tty {
	t := tty{screen: screen.New(80, 24)}
	t.screen.BreakWords()
	return t
}

// apply takes from a fact what belongs on the terminal.
func (t *tty) apply(e *wire.Event, w *trace.World) {
	switch e.Kind {
	case wire.KindSpawn:
		if wire.SpawnFlags(e.N)&wire.SpawnTerminal != 0 {
			t.pid, t.name, t.ended = e.Peer, w.Label(e.Peer), false
		}
	case wire.KindExit:
		if e.PID == t.pid && !t.pid.IsZero() {
			t.end(e)
		}
	case wire.KindInput:
		t.screen.Write(e.Text)
		t.unread = e.Seq
	case wire.KindRead:
		t.unread = 0
	case wire.KindOutput:
		if e.N == wire.Stderr {
			// Only the colour is touched, so that what else the program set stays.
			t.screen.Write("\x1b[31m" + e.Text + "\x1b[39m")
			return
		}
		t.screen.Write(e.Text)
	}
}

func (t *tty) end(e *wire.Event) {
	t.ended, t.failed = true, false
	switch wire.Outcome(e.N) {
	case wire.OutcomeReturned:
		t.result = t.name + " finished"
	case wire.OutcomeFailed:
		t.result, t.failed = t.name+" failed: "+firstLine(e.Text), true
	default:
		t.result, t.failed = t.name+" was terminated", true
	}
}

// alive reports whether the terminal has a process that has not ended.
func (t *tty) alive() bool { return !t.pid.IsZero() && !t.ended }
