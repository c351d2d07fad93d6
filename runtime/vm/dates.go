package vm

import (
	"fmt"
	"strings"
	"time"

	lua "github.com/yuin/gopher-lua"

	"echotui/runtime/actor"
)

// platform is what os.platform says. Programs ask it where they are.
const platform = "wippy"

// osModule is what is left of os. Its time is that of the node.
func (m *Machine) osModule() *lua.LTable {
	table := m.functions(map[string]function{
		"time":  m.osTime,
		"date":  m.osDate,
		"clock": func(L *lua.LState, t *actor.Task) int { return push(L, lua.LNumber(t.Process().System().Now())/1e9) },
		"difftime": func(L *lua.LState, _ *actor.Task) int {
			return push(L, lua.LNumber(checkNumber(L, 1)-checkNumber(L, 2)))
		},
	})
	table.RawSetString("platform", lua.LString(platform))
	return m.readOnly("os", table)
}

// osTime is the time now, or that of a table: seconds since 1970. A date that
// is not there is that of today, a time of day that is not there is zero.
func (m *Machine) osTime(L *lua.LState, t *actor.Task) int {
	now := t.Process().System().Clock().In(localTime)
	if L.Get(1) == lua.LNil {
		return push(L, lua.LNumber(now.Unix()))
	}
	fields := checkTable(L, 1)
	part := func(name string, otherwise int) int { return dateField(L, fields, name, otherwise) }
	date := time.Date(
		part("year", now.Year()), time.Month(part("month", int(now.Month()))), part("day", now.Day()),
		part("hour", 0), part("min", 0), part("sec", 0), 0, localTime)
	return push(L, lua.LNumber(date.Unix()))
}

// mostOfDate bounds the fields of a date, so that no sum of them overflows.
const mostOfDate = 1 << 31

func dateField(L *lua.LState, fields *lua.LTable, name string, otherwise int) int {
	v := fields.RawGetString(name)
	if v == lua.LNil {
		return otherwise
	}
	number, ok := numberOf(v)
	if !ok {
		L.RaiseError("field '%s' is not a number", name)
	}
	if !(number > -mostOfDate && number < mostOfDate) {
		L.RaiseError("field '%s' is out-of-bound", name)
	}
	return int(number)
}

// osDate writes a time the way a format says, or makes a table of it.
func (m *Machine) osDate(L *lua.LState, t *actor.Task) int {
	format := optionalText(L, 1, "%c")
	date := t.Process().System().Clock()
	if L.Get(2) != lua.LNil {
		date = time.Unix(unixArgument(L, 2), 0)
	}
	format, utc := strings.CutPrefix(format, "!")
	if date = date.In(localTime); utc {
		date = date.UTC()
	}
	if strings.HasPrefix(format, "*t") {
		return push(L, dateTable(L, date))
	}
	text := formatDate(format, date)
	if len(text) > maxText {
		L.RaiseError("resulting string too large")
	}
	return push(L, lua.LString(text))
}

// unixArgument is the n-th argument as seconds since 1970, of a year that can
// be written.
func unixArgument(L *lua.LState, n int) int64 {
	const years = 1e9 // about as many as an int counts the days of
	number := checkNumber(L, n)
	if !(number > -years*31e6 && number < years*31e6) {
		L.ArgError(n, "time out-of-bounds")
	}
	return int64(number)
}

func dateTable(L *lua.LState, date time.Time) *lua.LTable {
	table := L.CreateTable(0, 9)
	for _, field := range []struct {
		name  string
		value int
	}{
		{"year", date.Year()}, {"month", int(date.Month())}, {"day", date.Day()},
		{"hour", date.Hour()}, {"min", date.Minute()}, {"sec", date.Second()},
		{"wday", int(date.Weekday()) + 1}, {"yday", date.YearDay()},
	} {
		table.RawSetString(field.name, lua.LNumber(field.value))
	}
	table.RawSetString("isdst", lua.LFalse)
	return table
}

// dateLayouts are the specifiers of os.date that Go has a layout for.
var dateLayouts = map[byte]string{
	'a': "Mon", 'A': "Monday", 'b': "Jan", 'B': "January", 'c': "Mon Jan _2 15:04:05 2006",
	'd': "02", 'H': "15", 'I': "03", 'm': "01", 'M': "04", 'p': "PM", 'S': "05",
	'x': "01/02/06", 'X': "15:04:05", 'y': "06", 'Y': "2006", 'z': "-0700", 'Z': "MST",
}

// formatDate writes a date. What is no specifier is written as it is.
func formatDate(format string, date time.Time) string {
	var text strings.Builder
	for i := 0; i < len(format) && text.Len() <= maxText; i++ {
		if format[i] != '%' || i+1 == len(format) {
			text.WriteByte(format[i])
			continue
		}
		i++
		c := format[i]
		sunday, monday := weeks(date)
		switch layout := dateLayouts[c]; {
		case layout != "":
			text.WriteString(date.Format(layout))
		case c == 'j':
			fmt.Fprintf(&text, "%03d", date.YearDay())
		case c == 'U':
			fmt.Fprintf(&text, "%02d", sunday)
		case c == 'W':
			fmt.Fprintf(&text, "%02d", monday)
		case c == 'w':
			fmt.Fprint(&text, int(date.Weekday()))
		case c == '%':
			text.WriteByte('%')
		default:
			text.WriteByte('%')
			text.WriteByte(c)
		}
	}
	return text.String()
}

// weeks are the numbers of the week in the year, 0 to 53, when the first week
// begins with the first Sunday and with the first Monday.
func weeks(date time.Time) (sunday, monday int) {
	day, weekday := date.YearDay()-1, int(date.Weekday())
	return (day + 7 - weekday) / 7, (day + 7 - (weekday+6)%7) / 7
}
