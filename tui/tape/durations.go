package tape

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxDuration bounds what a tape may sleep or wait at once: more than a month.
const maxDuration = 1000 * time.Hour

var units = map[string]time.Duration{"ms": time.Millisecond, "s": time.Second, "m": time.Minute, "h": time.Hour}

// duration is a number with a unit, or of seconds.
func (p *parser) duration(command string, allowed ...string) time.Duration {
	t := p.number(command, "a time, such as 500ms or 2s")
	unit := "s"
	if u := p.peek(); u.sort == word && (u.joined || isUnit(u.text)) {
		p.next()
		unit = u.text
		if units[unit] == 0 || len(allowed) > 0 && !slices.Contains(allowed, unit) {
			p.fail(u.Pos, "%s: a time is in %s, not in %q", command, orUnits(allowed), clip(unit))
		}
	}
	d, problem := span(t.text, unit)
	if problem != "" {
		p.fail(t.Pos, "%s: %s", command, problem)
	}
	return d
}

func orUnits(allowed []string) string {
	if len(allowed) == 0 {
		return "ms, s, m or h"
	}
	return strings.Join(allowed, " or ")
}

// span is so many units. Fractions of a nanosecond are rounded.
func span(text, unit string) (d time.Duration, problem string) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, strconv.Quote(clip(text)) + " is no number"
	}
	length := math.Round(n * float64(units[unit]))
	if length > float64(maxDuration) {
		return 0, "the longest time is " + formatDuration(maxDuration)
	}
	return time.Duration(length), ""
}

// formatDuration writes a time so that it is read as the same again.
func formatDuration(d time.Duration) string {
	switch {
	case d%time.Second == 0:
		return strconv.FormatInt(int64(d/time.Second), 10) + "s"
	case d%time.Millisecond == 0:
		return strconv.FormatInt(int64(d/time.Millisecond), 10) + "ms"
	}
	fraction := strconv.FormatInt(int64(d%time.Millisecond)+int64(time.Millisecond), 10)[1:]
	return strconv.FormatInt(int64(d/time.Millisecond), 10) + "." + strings.TrimRight(fraction, "0") + "ms"
}

// each is the time behind an @, Unset if there is none.
func (p *parser) each() time.Duration {
	if !p.isSign("@") {
		return Unset
	}
	return p.duration("@")
}
