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

// tape is a Recorder in memory.
type tape struct {
	log      *trace.Log
	commands []wire.Applied
	stand    wire.Place
}

func newTape() *tape { return &tape{log: trace.NewLog(keptFacts)} }

func (r *tape) Append(facts []wire.Event, commands []wire.Applied, stand wire.Place) {
	r.log.Append(facts...)
	r.commands = append(r.commands, commands...)
	r.stand = stand
}

func (r *tape) journal() *Journal { return NewJournal(slices.Values(r.commands), r.stand) }

// recorded is a paused loop over the echo app that was recorded from a moment
// on.
func recorded(t *testing.T, from time.Duration) (*Loop, *tape) {
	t.Helper()
	r := newTape()
	l := startLoop(t, echoLoop(t, RealClock))
	time.Sleep(from)
	l.Record(r)
	l.Do(typed("hello"))
	time.Sleep(7 * time.Second)
	l.Step()
	l.Pause()
	l.Step()
	synctest.Wait()
	return l, r
}

// TestRecord: it does not matter when recording begins, and what was recorded
// is the run.
func TestRecord(t *testing.T) {
	for _, from := range []time.Duration{0, time.Second, 6 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			l, r := recorded(t, from)
			if was, is := lines(facts(l)), lines(r.log.Since(nil, 0, everything)); !slices.Equal(was, is) {
				t.Error(difference(strings.Join(was, "\n"), strings.Join(is, "\n")))
			}
			again, err := NewReplay(l.app, l.origin, r.journal())
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			done, d := false, (*Difference)(nil)
			for !done {
				done, d = again.Compare(r.log, 10)
			}
			if d != nil || again.last() != r.log.Last() {
				t.Errorf("made again, it differs at %d of %d: %+v", again.last(), r.log.Last(), d)
			}
		})
	}
}

// TestRecordEnds: the recorded run is the one that was live then.
func TestRecordEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, r := recorded(t, 0)
		before := r.log.Last()
		l.Continue(30)
		synctest.Wait()
		l.Resume()
		time.Sleep(time.Minute)
		synctest.Wait()
		if now := r.log.Last(); now != before || l.Status().Last < now {
			t.Errorf("%d facts were recorded, then %d, and now there are %d", before, now, l.Status().Last)
		}
	})
}

// TestRecorded: a run that was recorded can be looked at and into, and gone on
// from, and gone on from again.
func TestRecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		old, r := recorded(t, 0)
		l := startLoop(t, NewRecorded(old.app, old.origin, r.log, r.journal(), RealClock))
		last := r.log.Last()
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

// TestCompare: a record that is not of this run tells where.
func TestCompare(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, r := recorded(t, 0)
		all := facts(l)
		compare := func(facts []wire.Event, commands []wire.Applied) *Difference {
			log := trace.NewLog(keptFacts)
			log.Append(facts...)
			again, err := NewReplay(l.app, l.origin, NewJournal(slices.Values(commands), r.stand))
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			for {
				if done, d := again.Compare(log, 10); done {
					return d
				}
			}
		}
		if d := compare(all[:40], r.commands); d != nil {
			t.Errorf("a part of the record differs: %+v", d)
		}
		other := slices.Clone(all)
		other[29].Text += "!"
		if d := compare(other, r.commands); d == nil || d.Seq != 30 || d.Recorded.Line() != other[29].Line() || d.Now.Line() != all[29].Line() {
			t.Errorf("another fact 30 is %+v", d)
		}
		more := append(slices.Clone(all), wire.Event{Seq: uint64(len(all)) + 1})
		if d := compare(more, r.commands); d == nil || d.Seq != uint64(len(all))+1 || d.Now != nil {
			t.Errorf("a fact too many is %+v", d)
		}
		if d := compare(all, r.commands[:len(r.commands)/2]); d == nil || d.Recorded == nil {
			t.Errorf("half of the commands are %+v", d)
		}
	})
}
