package actor

import (
	"container/heap"
	"fmt"
	"time"

	"echotui/runtime/wire"
)

// Timer runs out at a virtual time: it wakes a sleeping task, or puts the time
// into a channel, once or again and again.
type Timer struct {
	process *Process // nil: it belongs to the node
	at      wire.Time
	ref     uint64
	set     uint64 // the event that set it
	period  time.Duration
	sleeper *Task
	channel *Channel
	run     func() // for timers of the node
	index   int    // in the heap; -1 when it is not set
	prev    *Timer // of the same process
	next    *Timer
}

// tickBuffer is how many ticks a ticker keeps for a slow reader; it drops
// those that come when there are more.
const tickBuffer = 16

// timers is a heap of the timers that are set, next one first; those of the
// same time in the order in which they were set.
type timers struct{ heap []*Timer }

func (h *timers) Len() int { return len(h.heap) }
func (h *timers) Less(i, j int) bool {
	a, b := h.heap[i], h.heap[j]
	return a.at < b.at || a.at == b.at && a.ref < b.ref
}
func (h *timers) Swap(i, j int) {
	h.heap[i], h.heap[j] = h.heap[j], h.heap[i]
	h.heap[i].index, h.heap[j].index = i, j
}
func (h *timers) Push(x any) {
	t := x.(*Timer)
	t.index = len(h.heap)
	h.heap = append(h.heap, t)
}
func (h *timers) Pop() any {
	last := len(h.heap) - 1
	t := h.heap[last]
	h.heap[last] = nil
	h.heap = h.heap[:last]
	t.index = -1
	return t
}

func (h *timers) next() (wire.Time, bool) {
	if len(h.heap) == 0 {
		return 0, false
	}
	return h.heap[0].at, true
}

// advance lets time pass until at. The timers due on the way run out at their
// own times, in order; what they wake runs afterwards. No time passes after the
// end of the node.
func (s *System) advance(at wire.Time) error {
	if at < s.now {
		return fmt.Errorf("time cannot go back from %s to %s", s.now, at)
	}
	for len(s.timers.heap) > 0 && s.timers.heap[0].at <= at {
		t := heap.Pop(&s.timers).(*Timer)
		s.now = max(s.now, t.at)
		if s.fire(t); s.stopped {
			return nil
		}
	}
	s.now = at
	return nil
}

func (s *System) fire(t *Timer) {
	if t.run != nil {
		t.run()
		return
	}
	t.unlink()
	e := wire.Event{Kind: wire.KindFire, PID: t.process.PID, Ref: t.ref, Cause: t.set, Reds: t.process.reds}
	if task := t.sleeper; task != nil {
		e.Co = task.id
		task.last = s.emit(e)
		task.wait.timer = nil
		task.wait.done = true
		if task.state == taskWaiting {
			task.wake()
		}
		return
	}
	seq := s.emit(e)
	ch := t.channel
	if ch.receivers.first() != nil || ch.items.len() < ch.capacity {
		ch.offer(item{value: s.now, text: "time", seq: seq})
	}
	if t.period > 0 {
		s.schedule(t, t.period)
		return
	}
	ch.closed, ch.closedBy = true, seq
	for _, waiting := range ch.release() {
		waiting.process.ready.push(waiting)
		s.enqueue(waiting.process)
	}
}

// schedule sets a timer to run out after d.
func (s *System) schedule(t *Timer, d time.Duration) {
	t.at = s.now.Add(d)
	heap.Push(&s.timers, t)
	t.link()
}

// stopTimer takes a timer back and reports whether it was set.
func (s *System) stopTimer(t *Timer) bool {
	if t == nil || t.index < 0 {
		return false
	}
	heap.Remove(&s.timers, t.index)
	t.unlink()
	return true
}

// link and unlink keep the list of a process's timers, which end with it.
func (t *Timer) link() {
	if t.process == nil {
		return
	}
	t.prev, t.next = nil, t.process.timers
	if t.next != nil {
		t.next.prev = t
	}
	t.process.timers = t
}

func (t *Timer) unlink() {
	switch {
	case t.process == nil:
		return
	case t.prev != nil:
		t.prev.next = t.next
	case t.process.timers == t:
		t.process.timers = t.next
	}
	if t.next != nil {
		t.next.prev = t.prev
	}
	t.prev, t.next = nil, nil
}

// Sleep makes the task wait for d of virtual time; not at all if d ≤ 0.
func (t *Task) Sleep(d time.Duration) (left bool) {
	if d <= 0 {
		return false
	}
	if !t.wait.away {
		t.fallAsleep(d)
	}
	return t.parkUntilDone(true)
}

func (t *Task) fallAsleep(d time.Duration) {
	t.mustRun()
	s := t.process.system
	e := wire.Event{Kind: wire.KindWait, Name: "sleep", N: int64(d), Ref: s.nextRef()}
	t.before(e)
	timer := &Timer{process: t.process, ref: s.ref(), sleeper: t, index: -1}
	t.wait.done = false
	t.wait.timer = timer
	s.schedule(timer, d)
	e.Ref = timer.ref
	timer.set = t.emit(e)
	t.hold()
}

// After makes a channel that yields the time once, after d, and is closed
// then. D must be positive.
func (t *Task) After(d time.Duration) *Channel { return t.newTimer("after", d, 1, 0).channel }

// NewTimer is After with a handle to stop it or set it anew.
func (t *Task) NewTimer(d time.Duration) *Timer { return t.newTimer("timer", d, 1, 0) }

// NewTicker makes a channel that yields the time every d.
func (t *Task) NewTicker(d time.Duration) *Timer { return t.newTimer("ticker", d, tickBuffer, d) }

func (t *Task) newTimer(name string, d time.Duration, capacity int, period time.Duration) *Timer {
	p := t.process
	e := wire.Event{Kind: wire.KindTimer, Name: name, Ref: p.system.nextRef(), N: int64(d)}
	t.before(e)
	timer := &Timer{process: p, ref: p.system.ref(), period: period, index: -1}
	timer.channel = p.newChannel(name+" "+d.String(), capacity)
	p.system.schedule(timer, d)
	e.Ref = timer.ref
	timer.set = t.emit(e)
	t.hold()
	return timer
}

// Channel is where the timer puts the time.
func (t *Timer) Channel() *Channel { return t.channel }

// Ticks reports whether the timer runs out again and again.
func (t *Timer) Ticks() bool { return t.period > 0 }

// StopTimer takes a timer back, closes its channel, and reports whether it was
// still to run out.
func (t *Task) StopTimer(timer *Timer) bool {
	e := wire.Event{Kind: wire.KindTimerStop, Ref: timer.ref}
	if timer.index >= 0 {
		t.before(e)
	}
	pending := t.process.system.stopTimer(timer)
	if pending {
		t.did(e)
	}
	t.Close(timer.channel)
	return pending
}

// ResetTimer sets a timer to run out after d from now, and reports whether it
// was still to run out. A timer whose channel is closed gets a new one.
func (t *Task) ResetTimer(timer *Timer, d time.Duration) bool {
	s := t.process.system
	e := wire.Event{Kind: wire.KindTimer, Name: "timer", Ref: timer.ref, N: int64(d)}
	t.before(e)
	pending := s.stopTimer(timer)
	if timer.channel.closed {
		timer.channel = t.process.newChannel(timer.channel.name, timer.channel.capacity)
	}
	if timer.period > 0 {
		timer.period = d
	}
	s.schedule(timer, d)
	timer.set = t.emit(e)
	t.hold()
	return pending
}
