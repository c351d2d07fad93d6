package tui

import (
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Of facts that come faster than they can be taken, some are shown now and then,
// and a key shows what is there.
func TestHurries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, e := newEcho()
		for range 9 * factsPerFrame {
			e.print(e.cli, "x")
		}
		m := New(f, Options{live: true})
		m.Init()
		m.Update(tea.WindowSizeMsg{Width: 110, Height: 32})
		take := func(same bool) {
			t.Helper()
			if m.Update(frameMsg{}); !m.behind || m.same != same {
				t.Fatalf("behind: %t, the same: %t", m.behind, m.same)
			}
		}
		take(true)
		time.Sleep(framePeriod - 1)
		take(true)
		if m.Update(keyNamed("tab")); m.same || m.shown.seq() != m.head.seq() {
			t.Error("a key shows nothing new")
		}
		take(true)
		time.Sleep(framePeriod)
		take(false)
		for m.behind {
			m.Update(frameMsg{})
		}
		if m.same || m.shown.seq() != f.Status().Last {
			t.Error("the end is not shown")
		}
		if m.Update(frameMsg{}); !m.same {
			t.Error("nothing has changed")
		}
	})
}
