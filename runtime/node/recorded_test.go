package node

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// TestRecorded: a run that was recorded can be looked at and into, and gone on
// from, and gone on from again.
func TestRecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		old := echoed(t, "hello")
		log := trace.NewLog(keptFacts)
		log.Append(facts(old)...)
		journal := old.node.Journal()
		l := startLoop(t, NewRecorded(old.app, old.origin, log, NewJournal(journal.All(), journal.End()), RealClock, ""))
		last := log.Last()
		checkStatus(t, l, 1, last, true)
		if s := l.Status(); s.Now != facts(old)[last-1].At || s.Stopped || s.Speed != 1 {
			t.Errorf("the status is %+v", s)
		}
		if b := l.Branches(); len(b) != 1 || b[0] != (wire.Branch{ID: 1, Last: last}) {
			t.Errorf("branches are %+v", b)
		}
		for seq := last; seq > 20; seq -= 11 {
			checkInspect(t, l, facts(old)[:seq])
		}
		l.Do(typed("nobody hears this"))
		l.Resume()
		l.Step()
		l.SetSpeed(2)
		time.Sleep(time.Hour)
		synctest.Wait()
		checkStatus(t, l, 1, last, true)

		for i, from := range []uint64{last, 1, 40} {
			from = max(from, l.began)
			l.Continue(from)
			synctest.Wait()
			checkStatus(t, l, i+2, from, true)
			l.Resume()
			l.Do(typed("again"))
			time.Sleep(time.Second)
			l.Pause()
			synctest.Wait()
			if text := printed(l); !strings.Contains(text, "AGAIN") {
				t.Errorf("after fact %d the client has written %q", from, text)
			}
			for seq := l.Status().Last; seq > 30; seq -= 25 {
				checkInspect(t, l, facts(l)[:seq])
			}
		}
		l.Open(1)
		if !slices.EqualFunc(facts(l), facts(old), sameLine) {
			t.Error("what was recorded has changed")
		}
	})
}
