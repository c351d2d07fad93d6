package vm

import (
	"time"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
	"echotui/runtime/wire"
)

func (m *Machine) timeModule() *lua.LTable {
	table := m.functions(map[string]function{
		"sleep": func(L *lua.LState, t *actor.Task) int {
			d, err := duration(L, 1)
			if err != nil {
				return m.fail(L, err)
			}
			t.Sleep(d)
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
		"now": func(L *lua.LState, t *actor.Task) int {
			s := t.Process().System()
			return push(L, m.timeAt(s, s.Now()))
		},
		"parse_duration": func(L *lua.LState, _ *actor.Task) int {
			d, err := duration(L, 1)
			if err != nil {
				return m.fail(L, err)
			}
			return push(L, m.newDuration(d))
		},
	})
	for name, unit := range map[string]time.Duration{
		"NANOSECOND": time.Nanosecond, "MICROSECOND": time.Microsecond, "MILLISECOND": time.Millisecond,
		"SECOND": time.Second, "MINUTE": time.Minute, "HOUR": time.Hour,
	} {
		table.RawSetString(name, lua.LNumber(unit))
	}
	return m.readOnly("time", table)
}

// positive is a function of a duration that must be more than none.
func (m *Machine) positive(name string, f func(*actor.Task, time.Duration) lua.LValue) function {
	return func(L *lua.LState, t *actor.Task) int {
		d, err := duration(L, 1)
		switch {
		case err != nil:
			return m.fail(L, err)
		case d <= 0:
			return m.invalid(L, name+": duration must be > 0")
		}
		return push(L, f(t, d))
	}
}

// duration reads an argument that is a number of nanoseconds, a text such as
// "1h30m", or a Duration.
func duration(L *lua.LState, n int) (time.Duration, *wire.Error) {
	switch v := L.Get(n).(type) {
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

func (m *Machine) timeAt(s *actor.System, at wire.Time) lua.LValue {
	moment := s.Clock().Add(time.Duration(at - s.Now()))
	return &lua.LUserData{Value: moment, Metatable: m.types.time}
}

func (m *Machine) newDuration(d time.Duration) lua.LValue {
	return &lua.LUserData{Value: d, Metatable: m.types.duration}
}

func (m *Machine) newTimer(t *actor.Timer) lua.LValue {
	return &lua.LUserData{Value: t, Metatable: m.types.timer}
}

func (m *Machine) timeType() *lua.LTable {
	methods := map[string]lua.LGFunction{
		"unix":      func(L *lua.LState) int { return push(L, lua.LNumber(check[time.Time](L, "time").Unix())) },
		"unix_nano": func(L *lua.LState) int { return push(L, lua.LNumber(check[time.Time](L, "time").UnixNano())) },
		"format": func(L *lua.LState) int {
			return push(L, lua.LString(check[time.Time](L, "time").Format(L.CheckString(2))))
		},
		"format_rfc3339": func(L *lua.LState) int {
			return push(L, lua.LString(check[time.Time](L, "time").Format(time.RFC3339)))
		},
	}
	metatable := m.userdataType(methods)
	metatable.RawSetString("__tostring", m.root.NewFunction(func(L *lua.LState) int {
		return push(L, lua.LString(check[time.Time](L, "time").String()))
	}))
	return metatable
}

func (m *Machine) durationType() *lua.LTable {
	number := func(f func(time.Duration) float64) lua.LGFunction {
		return func(L *lua.LState) int { return push(L, lua.LNumber(f(check[time.Duration](L, "duration")))) }
	}
	metatable := m.userdataType(map[string]lua.LGFunction{
		"nanoseconds":  number(func(d time.Duration) float64 { return float64(d.Nanoseconds()) }),
		"microseconds": number(func(d time.Duration) float64 { return float64(d.Microseconds()) }),
		"milliseconds": number(func(d time.Duration) float64 { return float64(d.Milliseconds()) }),
		"seconds":      number(time.Duration.Seconds),
		"minutes":      number(time.Duration.Minutes),
		"hours":        number(time.Duration.Hours),
	})
	metatable.RawSetString("__tostring", m.root.NewFunction(func(L *lua.LState) int {
		return push(L, lua.LString(check[time.Duration](L, "duration").String()))
	}))
	return metatable
}

func (m *Machine) timerType() *lua.LTable {
	response := func(L *lua.LState, _ *actor.Task) int {
		return push(L, m.channel(check[*actor.Timer](L, "timer").Channel()))
	}
	return m.userdataType(methodsOf(map[string]function{
		"response": response,
		"channel":  response,
		"stop": func(L *lua.LState, t *actor.Task) int {
			return push(L, lua.LBool(t.StopTimer(check[*actor.Timer](L, "timer"))))
		},
		"reset": func(L *lua.LState, t *actor.Task) int {
			d, err := duration(L, 2)
			if err != nil {
				return m.fail(L, err)
			}
			if d <= 0 {
				L.RaiseError("timer:reset: duration must be > 0")
			}
			return push(L, lua.LBool(t.ResetTimer(check[*actor.Timer](L, "timer"), d)))
		},
	}))
}

// check is the Go value of the userdata that a method was called on.
func check[T any](L *lua.LState, name string) T {
	if u, ok := L.Get(1).(*lua.LUserData); ok {
		if v, ok := u.Value.(T); ok {
			return v
		}
	}
	L.ArgError(1, name+" expected")
	panic("unreachable")
}
