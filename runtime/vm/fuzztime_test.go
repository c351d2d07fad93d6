package vm

import (
	"strings"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
)

// timeFunction makes a function of the time module one that can be called without
// a process: those that read texts need none.
func (z *fuzzed) timeFunction(f func(*lua.LState, *actor.Task) int) lua.LGFunction {
	return func(L *lua.LState) int { return f(L, nil) }
}

// Whatever is read as a time or a duration is written so that it is read as the
// same; what cannot be read is an error of kind Invalid, never a failure of Go.
func FuzzTime(f *testing.F) {
	for _, layout := range []string{
		time.RFC3339Nano, time.RFC822Z, time.RFC850, time.Kitchen, time.StampNano, time.DateTime, time.DateOnly,
		"Jan _2", "2006-002", "MST", ".000", ",999", "Z07:00:00", "", "\xff日本",
	} {
		f.Add(layout, time.Date(2026, 2, 28, 23, 59, 58, 999999999, time.UTC).Format(layout), "1h30m", "Asia/Tokyo", 1.5e9)
	}
	for _, text := range []string{"9223372036854775807ns", "-2562047h47m16.854775808s", "1e3s", ".5s", "1µs", "1d", "+", "0", "99999999999999h"} {
		f.Add(time.RFC3339, "2026-13-40T25:61:61Z", text, "../../etc/passwd", -1e300)
	}
	z := newFuzzed(f)
	m := z.machine
	f.Fuzz(func(t *testing.T, layout, text, length, zone string, seconds float64) {
		parse := z.timeFunction(m.parseTime)
		read, problem := z.call(t, parse, lua.LString(layout), lua.LString(text))
		z.expect(t, read, problem)
		if at, ok := goValue[time.Time](read); ok {
			nano := lua.LString(time.RFC3339Nano)
			again, problem := z.call(t, parse, nano, lua.LString(at.UTC().Format(time.RFC3339Nano)))
			if same, ok := goValue[time.Time](again); at.Year() >= 0 && at.Year() < 9999 && (!ok || !same.Equal(at)) {
				t.Fatalf("%v was read again as %v: %s", at, same, problem)
			}
		}
		read, problem = z.call(t, z.timeFunction(m.parseDuration), lua.LString(length))
		z.expect(t, read, problem)
		if d, ok := goValue[time.Duration](read); ok {
			again, problem := z.call(t, z.timeFunction(m.parseDuration), lua.LString(d.String()))
			if same, ok := goValue[time.Duration](again); !ok || same != d {
				t.Fatalf("%v was read again as %v: %s", d, same, problem)
			}
		}
		read, problem = z.call(t, z.timeFunction(m.loadLocation), lua.LString(zone))
		z.expect(t, read, problem)
		if seconds > -1e15 && seconds < 1e15 {
			date := time.Unix(int64(seconds), 0).UTC()
			if got := formatDate(layout, date); !strings.Contains(layout, "%") && got != layout {
				t.Fatalf("%q without a specifier is %q", layout, got)
			}
		}
	})
}

// expect fails unless a function returned a value, or nil and an error object.
func (z *fuzzed) expect(t *testing.T, results []lua.LValue, problem string) {
	t.Helper()
	if problem != "" {
		t.Fatal(problem)
	}
	if len(results) == 0 || results[0] == lua.LNil && len(results) != 2 {
		t.Fatalf("returned %v", results)
	}
}

// goValue is the Go value in the first of the results, if that has one.
func goValue[T any](results []lua.LValue) (value T, ok bool) {
	if len(results) == 0 {
		return value, false
	}
	if u, is := results[0].(*lua.LUserData); is {
		value, ok = u.Value.(T)
	}
	return value, ok
}
