package wire

import (
	"math"
	"testing"
	"time"
)

func TestTimeString(t *testing.T) {
	for want, at := range map[string]Time{
		"00:00.000":         0,
		"00:00.001":         Time(time.Millisecond),
		"00:03.102":         Time(3102 * time.Millisecond),
		"00:59.999":         Time(time.Minute - 1),
		"59:59.999":         Time(time.Hour - 1),
		"1:00:00.000":       Time(time.Hour),
		"25:01:01.500":      Time(25*time.Hour + time.Minute + 1500*time.Millisecond),
		"2562047:47:16.854": math.MaxInt64,
	} {
		if got := at.String(); got != want {
			t.Errorf("%d is %s, want %s", int64(at), got, want)
		}
	}
}

func TestTimeStaysAtItsEnd(t *testing.T) {
	end := Time(math.MaxInt64)
	if got := end.Add(1); got != end {
		t.Errorf("after the end comes %d", got)
	}
	if got := Time(1).Add(math.MaxInt64); got != end {
		t.Errorf("1 and all time make %d", got)
	}
	if got := Time(5).Add(-3); got != 2 {
		t.Errorf("3 before 5 is %d", got)
	}
	if got := Time(5).Sub(2); got != 3 {
		t.Errorf("2 is %d before 5", got)
	}
}
