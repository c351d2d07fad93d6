package vm

import (
	"fmt"
	"time"
	_ "time/tzdata" // for machines that have no zones of their own

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

// units are the durations that time names, in nanoseconds.
var units = map[string]time.Duration{
	"NANOSECOND": time.Nanosecond, "MICROSECOND": time.Microsecond, "MILLISECOND": time.Millisecond,
	"SECOND": time.Second, "MINUTE": time.Minute, "HOUR": time.Hour,
}

// layouts are the ways of writing a time that time names.
var layouts = map[string]string{
	"RFC3339": time.RFC3339, "RFC3339NANO": time.RFC3339Nano,
	"RFC822": time.RFC822, "RFC822Z": time.RFC822Z, "RFC850": time.RFC850,
	"RFC1123": time.RFC1123, "RFC1123Z": time.RFC1123Z,
	"KITCHEN": time.Kitchen, "STAMP": time.Stamp, "STAMP_MILLI": time.StampMilli,
	"STAMP_MICRO": time.StampMicro, "STAMP_NANO": time.StampNano,
	"DATE_TIME": time.DateTime, "DATE_ONLY": time.DateOnly, "TIME_ONLY": time.TimeOnly,
}

// localTime is where programs live. It is fixed, because the place of the
// machine must not reach the facts of a run.
var localTime = time.UTC

func (m *Machine) timeModule() *lua.LTable {
	table := m.functions(map[string]function{
		"sleep": func(L *lua.LState, t *actor.Task) int {
			d, err := duration(L.Get(1))
			if err != nil {
				return m.fail(L, err)
			}
			_ = t.Sleep(d) // there is nothing more to do, left or not
			return 0
		},
		"after": m.positive("time.after", func(t *actor.Task, d time.Duration) lua.LValue {
			return m.channel(t.After(d))
		}),
		"timer": m.positive("time.timer", func(t *actor.Task, d time.Duration) lua.LValue {
			return m.newTimer(t.NewTimer(d))
		}),
		"ticker": m.positive("time.ticker", func(t *actor.Task, d time.Duration) lua.LValue {
			return m.newTimer(t.NewTicker(d))
		}),
		"now":            m.now,
		"date":           m.date,
		"unix":           m.unix,
		"parse":          m.parseTime,
		"parse_duration": m.parseDuration,
		"load_location":  m.loadLocation,
		"fixed_zone": func(L *lua.LState, _ *actor.Task) int {
			return push(L, m.newLocation(time.FixedZone(L.CheckString(1), L.CheckInt(2))))
		},
	})
	for name, unit := range units {
		table.RawSetString(name, lua.LNumber(unit))
	}
	for name, layout := range layouts {
		table.RawSetString(name, lua.LString(layout))
	}
	for month := time.January; month <= time.December; month++ {
		table.RawSetString(upper(month), lua.LNumber(month))
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		table.RawSetString(upper(day), lua.LNumber(day))
	}
	table.RawSetString("utc", m.newLocation(time.UTC))
	table.RawSetString("localtz", m.newLocation(localTime))
	return m.readOnly("time", table)
}

// positive is a function of a duration that must be more than none.
func (m *Machine) positive(name string, f func(*actor.Task, time.Duration) lua.LValue) function {
	return func(L *lua.LState, t *actor.Task) int {
		d, err := duration(L.Get(1))
		switch {
		case err != nil:
			return m.fail(L, err)
		case d <= 0:
			return m.invalid(L, name+": duration must be > 0")
		}
		return push(L, f(t, d))
	}
}

// duration reads a value that is a number of nanoseconds, a text such as
// "1h30m", or a Duration.
func duration(v lua.LValue) (time.Duration, *wire.Error) {
	switch v := v.(type) {
	case lua.LNumber:
		return nanoseconds(float64(v)), nil
	case lua.LString:
		d, err := time.ParseDuration(string(v))
		if err != nil {
			return 0, wire.NewError(wire.Invalid, err.Error())
		}
		return d, nil
	case *lua.LUserData:
		if d, ok := v.Value.(time.Duration); ok {
			return d, nil
		}
	}
	return 0, wire.NewError(wire.Invalid, "duration must be number or string")
}

// nanoseconds keeps what is too much for a Duration at the longest there is.
func nanoseconds(v float64) time.Duration {
	const longest = float64(1<<63 - 1)
	switch {
	case v >= longest:
		return 1<<63 - 1
	case v <= -longest:
		return -1 << 63
	}
	return time.Duration(v)
}

func (m *Machine) now(L *lua.LState, t *actor.Task) int {
	s := t.Process().System()
	return push(L, m.timeAt(s, s.Now()))
}

// date is time.date(year, month, day, hour, minute, second, nanosecond, zone?).
func (m *Machine) date(L *lua.LState, _ *actor.Task) int {
	var part [7]int
	for i := range part {
		part[i] = L.CheckInt(i + 1)
	}
	return push(L, m.newTime(time.Date(
		part[0], time.Month(part[1]), part[2], part[3], part[4], part[5], part[6], optionalLocation(L, 8))))
}

func (m *Machine) unix(L *lua.LState, _ *actor.Task) int {
	return push(L, m.newTime(time.Unix(L.CheckInt64(1), L.CheckInt64(2)).In(localTime)))
}

func (m *Machine) parseTime(L *lua.LState, _ *actor.Task) int {
	t, err := time.ParseInLocation(L.CheckString(1), L.CheckString(2), optionalLocation(L, 3))
	if err != nil {
		return m.invalid(L, err.Error())
	}
	return push(L, m.newTime(t))
}

func (m *Machine) parseDuration(L *lua.LState, _ *actor.Task) int {
	d, err := duration(L.Get(1))
	if err != nil {
		return m.fail(L, err)
	}
	return push(L, m.newDuration(d))
}

func (m *Machine) loadLocation(L *lua.LState, _ *actor.Task) int {
	name := L.CheckString(1)
	switch name {
	case "":
		return m.invalid(L, "empty location name")
	case "Local":
		return push(L, m.newLocation(localTime))
	}
	location, err := time.LoadLocation(name)
	if err != nil {
		return m.fail(L, wire.NewError(wire.NotFound, err.Error()))
	}
	return push(L, m.newLocation(location))
}

func optionalLocation(L *lua.LState, n int) *time.Location {
	if L.Get(n) == lua.LNil {
		return localTime
	}
	return argument[*time.Location](L, n, "location")
}

// timeAt is a virtual time as the date that programs see.
func (m *Machine) timeAt(s *actor.System, at wire.Time) lua.LValue {
	return m.newTime(s.Clock().Add(time.Duration(at - s.Now())).In(localTime))
}

func (m *Machine) newTime(t time.Time) lua.LValue {
	return &lua.LUserData{Value: t, Metatable: m.types.time}
}

func (m *Machine) newDuration(d time.Duration) lua.LValue {
	return &lua.LUserData{Value: d, Metatable: m.types.duration}
}

func (m *Machine) newLocation(l *time.Location) lua.LValue {
	return &lua.LUserData{Value: l, Metatable: m.types.location}
}

func (m *Machine) newTimer(t *actor.Timer) lua.LValue {
	return &lua.LUserData{Value: t, Metatable: m.types.timer}
}

// timerType serves timers and tickers alike.
func (m *Machine) timerType() *lua.LTable {
	response := func(L *lua.LState, _ *actor.Task) int {
		return push(L, m.channel(argument[*actor.Timer](L, 1, "timer").Channel()))
	}
	return m.userdataType(methodsOf(map[string]function{
		"response": response,
		"channel":  response,
		"stop": func(L *lua.LState, t *actor.Task) int {
			timer := argument[*actor.Timer](L, 1, "timer")
			return push(L, lua.LBool(t.StopTimer(timer) || timer.Ticks()))
		},
		"reset": func(L *lua.LState, t *actor.Task) int {
			timer := argument[*actor.Timer](L, 1, "timer")
			d, err := duration(L.Get(2))
			if err != nil {
				return m.fail(L, err)
			}
			if d <= 0 {
				L.RaiseError("timer:reset: duration must be > 0")
			}
			return push(L, lua.LBool(t.ResetTimer(timer, d)))
		},
	}))
}

// argument is the Go value of the userdata that is the n-th argument.
func argument[T any](L *lua.LState, n int, name string) T {
	if u, ok := L.Get(n).(*lua.LUserData); ok {
		if v, ok := u.Value.(T); ok {
			return v
		}
	}
	L.ArgError(n, name+" expected")
	panic("unreachable")
}

func upper(name fmt.Stringer) string {
	text := []byte(name.String())
	for i, c := range text {
		if c >= 'a' {
			text[i] = c - 'a' + 'A'
		}
	}
	return string(text)
}
