package draw

import (
	"fmt"
	"strconv"
	"time"
)

// Duration is d for people, at most seven columns wide below a thousand days:
// 0s, 40ms, 1.9s, 2m05s, 1h02m, 3d04h. It rounds down, so that nothing seems to
// have happened before it did.
func Duration(d time.Duration) string {
	if d < 0 {
		if d == -1<<63 {
			d++
		}
		return "-" + Duration(-d)
	}
	const day = 24 * time.Hour
	switch {
	case d == 0:
		return "0s"
	case d < time.Microsecond:
		return strconv.Itoa(int(d)) + "ns"
	case d < time.Millisecond:
		return strconv.Itoa(int(d/time.Microsecond)) + "us"
	case d < time.Second:
		return strconv.Itoa(int(d/time.Millisecond)) + "ms"
	case d < time.Minute:
		tenths := d / (100 * time.Millisecond)
		return fmt.Sprintf("%d.%ds", tenths/10, tenths%10)
	case d < time.Hour:
		return fmt.Sprintf("%dm%02ds", d/time.Minute, d%time.Minute/time.Second)
	case d < day:
		return fmt.Sprintf("%dh%02dm", d/time.Hour, d%time.Hour/time.Minute)
	default:
		return fmt.Sprintf("%dd%02dh", d/day, d%day/time.Hour)
	}
}

// Count is n for people, at most four columns wide and a sign: 412, 1.2k, 56k,
// 3.4M. It rounds towards zero.
func Count[N ~int | ~int32 | ~int64 | ~uint32 | ~uint64](n N) string {
	if n < 0 {
		return "-" + count(-uint64(n))
	}
	return count(uint64(n))
}

func count(n uint64) string {
	if n < 1000 {
		return strconv.FormatUint(n, 10)
	}
	unit := 0
	for n >= 1000*1000 {
		n /= 1000
		unit++
	}
	suffix := "kMGTPE"[unit : unit+1]
	if n < 10*1000 {
		return fmt.Sprintf("%d.%d%s", n/1000, n/100%10, suffix)
	}
	return strconv.FormatUint(n/1000, 10) + suffix
}
