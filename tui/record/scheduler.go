package record

import (
	"container/heap"
	"time"

	tea "charm.land/bubbletea/v2"
)

// scheduler implements tui.Scheduler in time that somebody lets pass. Commands
// of the screen that wait come back at once, having left an alarm here.
type scheduler struct {
	now     time.Duration // since the screen began
	alarms  alarms
	set     int // how many alarms there have been
	awake   int // how many of those that are set are not idle
	idle    time.Duration
	changed <-chan struct{} // of the session; nil: nobody waits for it
	wake    tea.Msg
}

// epoch is what a clock on the wall shows when a screen begins.
var epoch = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

func (s *scheduler) Now() time.Time { return epoch.Add(s.now) }

func (s *scheduler) After(d time.Duration, wake func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		s.awake++
		s.add(d, false, wake)
		return nil
	}
}

// Idle comes no more often than every s.idle.
func (s *scheduler) Idle(d time.Duration, wake func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		s.add(max(d, s.idle), true, wake)
		return nil
	}
}

func (s *scheduler) Await(changed, _ <-chan struct{}, wake tea.Msg) tea.Cmd {
	return func() tea.Msg {
		s.changed, s.wake = changed, wake
		return nil
	}
}

func (s *scheduler) add(d time.Duration, idle bool, wake func(time.Time) tea.Msg) {
	s.set++
	heap.Push(&s.alarms, alarm{at: s.now + d, order: s.set, idle: idle, wake: wake})
}

// due takes what the screen is to be told now; nil if there is nothing.
func (s *scheduler) due() tea.Msg {
	if len(s.alarms) > 0 && s.alarms[0].at <= s.now {
		a := heap.Pop(&s.alarms).(alarm)
		if !a.idle {
			s.awake--
		}
		return a.wake(s.Now())
	}
	select {
	case <-s.changed:
		s.changed = nil
		return s.wake
	default:
		return nil
	}
}

// next is when the next alarm is due; never is true if there is none.
func (s *scheduler) next() (at time.Duration, never bool) {
	if len(s.alarms) == 0 {
		return 0, true
	}
	return s.alarms[0].at, false
}

// hasten lets what is idle come now.
func (s *scheduler) hasten() {
	for i := range s.alarms {
		if a := &s.alarms[i]; a.idle {
			a.at = s.now
		}
	}
	heap.Init(&s.alarms)
}

// alarm wakes the screen once.
type alarm struct {
	at    time.Duration
	order int // of those at the same instant
	idle  bool
	wake  func(time.Time) tea.Msg
}

// alarms is a heap: the next one comes first.
type alarms []alarm

func (a alarms) Len() int      { return len(a) }
func (a alarms) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a alarms) Less(i, j int) bool {
	return a[i].at < a[j].at || a[i].at == a[j].at && a[i].order < a[j].order
}
func (a *alarms) Push(x any) { *a = append(*a, x.(alarm)) }
func (a *alarms) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}
