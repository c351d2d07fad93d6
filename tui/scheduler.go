package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Scheduler is how the screen waits. All its waiting goes through here, so that
// somebody who is no terminal can let time pass: a recorder, in which an hour
// takes no time.
type Scheduler interface {
	// Now is what time it is.
	Now() time.Time
	// After wakes the screen with a message after d.
	After(d time.Duration, wake func(now time.Time) tea.Msg) tea.Cmd
	// Idle is After for what moves only because time does, such as ages. It may
	// come later than asked for.
	Idle(d time.Duration, wake func(now time.Time) tea.Msg) tea.Cmd
	// Await wakes the screen with a message once there is something in changed,
	// which it takes, and never once done is closed.
	Await(changed, done <-chan struct{}, wake tea.Msg) tea.Cmd
}

// wallClock is the Scheduler of somebody who sits in front of a terminal.
type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func (wallClock) After(d time.Duration, wake func(time.Time) tea.Msg) tea.Cmd {
	return tea.Tick(d, wake)
}

func (wallClock) Idle(d time.Duration, wake func(time.Time) tea.Msg) tea.Cmd {
	return tea.Tick(d, wake)
}

func (wallClock) Await(changed, done <-chan struct{}, wake tea.Msg) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-changed:
			return wake
		case <-done:
			return nil
		}
	}
}
