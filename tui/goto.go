package tui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"echotui/runtime/wire"
)

// place is a moment as people write it: a fact, a time, or so many facts from
// where the cursor is.
type place struct {
	fact     uint64
	steps    int64
	time     wire.Time
	relative bool // steps count
	timed    bool // time counts
}

// parsePlace reads #1234, 1234, +10, -10, 1m3.5s and 01:03.500. It reports
// whether text looks like a place at all, and what is wrong with it if it does.
func parsePlace(text string) (p place, looks bool, err error) {
	digits, isFact := strings.CutPrefix(text, "#")
	switch {
	case text == "":
		return place{}, false, nil
	case isFact:
		p.fact, err = strconv.ParseUint(digits, 10, 64)
		if err != nil {
			err = fmt.Errorf("%q is no number of a fact", text)
		}
		return p, true, err
	case strings.ContainsRune("+-", rune(text[0])):
		p.relative = true
		p.steps, err = strconv.ParseInt(text, 10, 64)
		if err != nil {
			err = fmt.Errorf("%q is no number of steps", text)
		}
		return p, true, err
	case text[0] < '0' || text[0] > '9':
		return place{}, false, nil
	}
	if p.fact, err = strconv.ParseUint(text, 10, 64); err == nil {
		return p, true, nil
	}
	d, err := parseTime(text)
	if err != nil {
		return place{}, true, fmt.Errorf("%q is neither a fact nor a time: #12, 1m3.5s or 01:03.500", text)
	}
	return place{timed: true, time: wire.Time(d)}, true, nil
}

// help says where a place leads.
func (p place) help() string {
	switch {
	case p.timed:
		return placeHelp[1].help
	case p.relative:
		return placeHelp[2].help
	}
	return placeHelp[0].help
}

// parseTime reads a time as Go writes durations or as the screen shows times:
// [hours:]minutes:seconds.
func parseTime(text string) (time.Duration, error) {
	parts := strings.Split(text, ":")
	switch len(parts) {
	case 2:
		text = parts[0] + "m" + parts[1] + "s"
	case 3:
		text = parts[0] + "h" + parts[1] + "m" + parts[2] + "s"
	}
	return time.ParseDuration(text)
}

// goTo moves the cursor to a place.
func (m *Model) goTo(p place) {
	switch {
	case p.timed:
		m.jumpTo(m.lastBefore(p.time))
		if p.time > max(m.status.Now, m.head.world.At) {
			m.notice = fmt.Sprintf("there is no fact at %s: #%d is the nearest", p.time, m.at())
		}
	case p.relative:
		m.goSteps(p.steps)
	default:
		m.jumpTo(p.fact)
		if p.fact < m.log.first || p.fact > m.newest() {
			m.notice = fmt.Sprintf("there is no fact #%d: #%d is the nearest", p.fact, m.at())
		}
	}
}

// onlySo says that there are no more than so many facts on one side of another.
func onlySo(n uint64, side string, of uint64) string {
	if n == 0 {
		return fmt.Sprintf("there is no fact %s #%d", side, of)
	}
	return fmt.Sprintf("only %s %s #%d", count(int(n), "fact"), side, of)
}

// goSteps goes so many facts on or back, as far as there are so many.
func (m *Model) goSteps(steps int64) {
	at := m.at()
	back, on := at-min(at, m.log.first), m.newest()-min(m.newest(), at)
	switch {
	case steps < 0 && uint64(-steps) > back:
		m.jumpTo(m.log.first)
		m.notice = onlySo(back, "before", at)
	case steps < 0:
		m.jumpTo(at - uint64(-steps))
	case uint64(steps) > on:
		m.jumpTo(m.newest())
		m.notice = onlySo(on, "after", at)
	default:
		m.jumpTo(at + uint64(steps))
	}
}
