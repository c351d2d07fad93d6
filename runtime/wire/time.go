package wire

import (
	"fmt"
	"time"
)

// Time is virtual time: nanoseconds since the node began. It moves only when a
// command says so.
type Time int64

// Add returns the moment d after t, staying at the end of time instead of
// wrapping around.
func (t Time) Add(d time.Duration) Time {
	sum := t + Time(d)
	if d > 0 && sum < t {
		return 1<<63 - 1
	}
	return sum
}

// Sub returns how long before t the moment u was.
func (t Time) Sub(u Time) time.Duration { return time.Duration(t - u) }

// String is minutes, seconds and milliseconds, 00:03.102, with hours in front
// when there are any.
func (t Time) String() string {
	ms := int64(t) / int64(time.Millisecond)
	s, ms := ms/1000, ms%1000
	m, s := s/60, s%60
	if h := m / 60; h > 0 {
		return fmt.Sprintf("%d:%02d:%02d.%03d", h, m%60, s, ms)
	}
	return fmt.Sprintf("%02d:%02d.%03d", m, s, ms)
}
