package watch

import (
	"fmt"
	"strings"
	"time"

	"echotui/runtime/wire"
)

const (
	stormFailures = 5                // in a row
	stormRun      = 10 * time.Second // a run as long as that ends a row
)

// killed looks whether a process, returning, took coroutines with it that were
// in the middle of something.
func (w *Watch) killed(p *process, e *wire.Event) {
	if w.ended || p.canceled || wire.Outcome(e.N) != wire.OutcomeReturned || p.terminal {
		return
	}
	for i := range p.more {
		t := &p.more[i]
		if t.state != hung && t.state != timed || !t.inMidst() {
			continue
		}
		w.raise(t.where, Warning{Kind: CoroutineKilled, PID: p.pid, Co: t.co, Entry: p.entry, Where: t.where, Seq: e.Seq, At: e.At,
			Text: "returned while its coroutine ~" + fmt.Sprint(t.co) + " " + t.pursuit()})
	}
}

// inMidst reports whether a task that waits has begun something that is not
// over.
func (t *task) inMidst() bool {
	return t.for_&(onCall|onSend) != 0 || t.asked.ref != 0 && t.for_&onMessage != 0 && t.for_&(onEvents|onAnything) == 0
}

// pursuit tells what that is.
func (t *task) pursuit() string {
	if t.for_&(onCall|onSend) == 0 {
		return "waited for the answer to " + quoted(t.asked.topic)
	}
	return strings.Replace(t.waits(), "waits", "waited", 1)
}

// service is what is known of a service.
type service struct {
	pid     wire.PID // its process, or the one before
	entry   string
	started wire.Time
	failed  int // times in a row
	next    int // failures at which that is worth a warning
	pending bool
}

// service follows the runs of a service.
func (w *Watch) service(e *wire.Event) {
	w.ownServices()
	s := w.services[e.Name]
	if s.pending {
		w.pending--
		s.pending = false
	}
	switch wire.State(e.N) {
	case wire.StateRunning:
		s.pid, s.started = e.PID, e.At
		if p := w.find(e.PID); p != nil {
			s.entry = p.entry
		}
	case wire.StateFailed:
		if s.failed++; e.At.Sub(s.started) > stormRun {
			s.failed, s.next = 1, 0
		}
		if strings.HasPrefix(e.Text, wire.Restarting) {
			s.pending = true
			w.pending++
		}
		w.storm(&s, e)
	}
	w.services[e.Name] = s
}

// storm looks at a service that has failed.
func (w *Watch) storm(s *service, e *wire.Event) {
	if s.failed < max(s.next, stormFailures) || w.ended {
		return
	}
	s.next = 2 * s.failed
	where := ""
	if w.left.pid == s.pid && w.left.exit == e.Cause {
		where = w.left.where
	}
	w.raise(e.Name, Warning{Kind: RestartStorm, PID: s.pid, Entry: s.entry, Where: where, Seq: e.Seq, At: e.At,
		Text: fmt.Sprintf("fails again and again: service %s, %d times in a row", short(e.Name), s.failed)})
}

// limit notes a process that computes and never waits.
func (w *Watch) limit(p *process, e *wire.Event) {
	if e.Name != wire.LimitTurns || w.ended {
		return
	}
	w.raise("", Warning{Kind: NeverYields, PID: p.pid, Co: e.Co, Entry: p.entry, Where: p.whereIs(e.Co), Seq: e.Seq, At: e.At,
		Text: fmt.Sprintf("never waits: %d turns in a row, each to its end", e.N)})
}

// whereIs is entry:line at which a coroutine was begun.
func (p *process) whereIs(co uint32) string {
	if t := p.task(co); t != nil {
		return t.where
	}
	return ""
}
