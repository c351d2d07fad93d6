package vm

import (
	"time"

	lua "github.com/yuin/gopher-lua"
)

// The methods of Time, Duration and Location: those of Go's time package,
// under Lua names.

func (m *Machine) timeType() *lua.LTable {
	methods := map[string]lua.LGFunction{
		"add":      m.timeAdd,
		"add_date": m.timeAddDate,
		"sub":      m.ofTwo(func(t, u time.Time) lua.LValue { return m.newDuration(t.Sub(u)) }),
		"before":   m.ofTwo(func(t, u time.Time) lua.LValue { return lua.LBool(t.Before(u)) }),
		"after":    m.ofTwo(func(t, u time.Time) lua.LValue { return lua.LBool(t.After(u)) }),
		"equal":    m.ofTwo(func(t, u time.Time) lua.LValue { return lua.LBool(t.Equal(u)) }),
		"format": func(L *lua.LState) int {
			return push(L, lua.LString(self[time.Time](L, "time").Format(L.CheckString(2))))
		},
		"date": func(L *lua.LState) int {
			year, month, day := self[time.Time](L, "time").Date()
			return pushNumbers(L, year, int(month), day)
		},
		"clock": func(L *lua.LState) int {
			hour, minute, second := self[time.Time](L, "time").Clock()
			return pushNumbers(L, hour, minute, second)
		},
		"in_location": func(L *lua.LState) int {
			location := argument[*time.Location](L, 2, "location")
			return push(L, m.newTime(self[time.Time](L, "time").In(location)))
		},
		"round": func(L *lua.LState) int {
			d := argument[time.Duration](L, 2, "duration")
			return push(L, m.newTime(self[time.Time](L, "time").Round(d)))
		},
		"truncate": func(L *lua.LState) int {
			d := argument[time.Duration](L, 2, "duration")
			return push(L, m.newTime(self[time.Time](L, "time").Truncate(d)))
		},
	}
	for name, f := range m.timeParts() {
		methods[name] = func(L *lua.LState) int { return push(L, f(self[time.Time](L, "time"))) }
	}
	return m.printable(methods, func(L *lua.LState) string { return self[time.Time](L, "time").String() })
}

// timeParts are the methods of a time that take no arguments.
func (m *Machine) timeParts() map[string]func(time.Time) lua.LValue {
	number := func(f func(time.Time) int) func(time.Time) lua.LValue {
		return func(t time.Time) lua.LValue { return lua.LNumber(f(t)) }
	}
	return map[string]func(time.Time) lua.LValue{
		"format_rfc3339": func(t time.Time) lua.LValue { return lua.LString(t.Format(time.RFC3339)) },
		"unix":           func(t time.Time) lua.LValue { return lua.LNumber(t.Unix()) },
		"unix_nano":      func(t time.Time) lua.LValue { return lua.LNumber(t.UnixNano()) },
		"year":           number(time.Time.Year),
		"month":          number(func(t time.Time) int { return int(t.Month()) }),
		"day":            number(time.Time.Day),
		"hour":           number(time.Time.Hour),
		"minute":         number(time.Time.Minute),
		"second":         number(time.Time.Second),
		"nanosecond":     number(time.Time.Nanosecond),
		"weekday":        number(func(t time.Time) int { return int(t.Weekday()) }),
		"year_day":       number(time.Time.YearDay),
		"is_zero":        func(t time.Time) lua.LValue { return lua.LBool(t.IsZero()) },
		"utc":            func(t time.Time) lua.LValue { return m.newTime(t.UTC()) },
		"in_local":       func(t time.Time) lua.LValue { return m.newTime(t.In(localTime)) },
		"location":       func(t time.Time) lua.LValue { return m.newLocation(t.Location()) },
	}
}

func (m *Machine) timeAdd(L *lua.LState) int {
	d, err := duration(L.Get(2))
	if err != nil {
		return m.fail(L, err)
	}
	return push(L, m.newTime(self[time.Time](L, "time").Add(d)))
}

func (m *Machine) timeAddDate(L *lua.LState) int {
	t := self[time.Time](L, "time")
	return push(L, m.newTime(t.AddDate(L.CheckInt(2), L.CheckInt(3), L.CheckInt(4))))
}

// ofTwo is a method of one time that takes another.
func (m *Machine) ofTwo(f func(t, u time.Time) lua.LValue) lua.LGFunction {
	return func(L *lua.LState) int {
		return push(L, f(self[time.Time](L, "time"), argument[time.Time](L, 2, "time")))
	}
}

func (m *Machine) durationType() *lua.LTable {
	number := func(f func(time.Duration) float64) lua.LGFunction {
		return func(L *lua.LState) int { return push(L, lua.LNumber(f(self[time.Duration](L, "duration")))) }
	}
	return m.printable(map[string]lua.LGFunction{
		"nanoseconds":  number(func(d time.Duration) float64 { return float64(d.Nanoseconds()) }),
		"microseconds": number(func(d time.Duration) float64 { return float64(d.Microseconds()) }),
		"milliseconds": number(func(d time.Duration) float64 { return float64(d.Milliseconds()) }),
		"seconds":      number(time.Duration.Seconds),
		"minutes":      number(time.Duration.Minutes),
		"hours":        number(time.Duration.Hours),
	}, func(L *lua.LState) string { return self[time.Duration](L, "duration").String() })
}

func (m *Machine) locationType() *lua.LTable {
	name := func(L *lua.LState) string { return self[*time.Location](L, "location").String() }
	return m.printable(map[string]lua.LGFunction{
		"string": func(L *lua.LState) int { return push(L, lua.LString(name(L))) },
	}, name)
}

// printable is userdataType with a __tostring.
func (m *Machine) printable(methods map[string]lua.LGFunction, text func(*lua.LState) string) *lua.LTable {
	metatable := m.userdataType(methods)
	metatable.RawSetString("__tostring", m.root.NewFunction(func(L *lua.LState) int {
		return push(L, lua.LString(text(L)))
	}))
	return metatable
}

// self is the Go value of the userdata that a method was called on.
func self[T any](L *lua.LState, name string) T { return argument[T](L, 1, name) }

func pushNumbers(L *lua.LState, numbers ...int) int {
	for _, n := range numbers {
		L.Push(lua.LNumber(n))
	}
	return len(numbers)
}
