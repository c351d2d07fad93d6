package filter

import (
	"math"
	"strconv"
	"strings"
	"time"

	"echotui/runtime/wire"
)

// parsePID reads {app:processes|0x00004}, or 0x00004 alone: then Host is "".
func parsePID(text string) (wire.PID, bool) {
	if p, err := wire.ParsePID(text); err == nil {
		return p, true
	}
	digits, isNumber := strings.CutPrefix(text, "0x")
	n, err := strconv.ParseUint(digits, 16, 64)
	return wire.PID{N: n}, isNumber && err == nil && n != 0
}

// parseTime reads a moment: a duration since the beginning, minutes and
// seconds as the screen shows them (00:03.102, 1:02:03.5), or seconds.
func parseTime(text string) (wire.Time, bool) {
	if d, ok := parseDuration(text); ok {
		return wire.Time(d), true
	}
	parts := strings.Split(text, ":")
	if len(parts) > 3 {
		return 0, false
	}
	total := 0.0
	for i, part := range parts {
		number, ok := parseFloat(part)
		if !ok || part[0] == '-' || part[0] == '+' || i > 0 && number >= 60 {
			return 0, false
		}
		total = total*60 + number
	}
	ns := math.Round(total * 1e9)
	return wire.Time(ns), ns < math.MaxInt64
}

func parseDuration(text string) (time.Duration, bool) {
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0 && strings.Trim(text, "0123456789.") != ""
}

// parseFloat reads a decimal number, as people write it.
func parseFloat(text string) (float64, bool) {
	if text == "" || strings.Trim(text, "0123456789.+-eE") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil
}
