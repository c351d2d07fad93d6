package export

import (
	"bufio"
	"encoding/csv"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

// csvTable writes a row for each fact, below one with the names of the columns.
type csvTable struct {
	out    *csv.Writer
	cells  []cell
	fields []string
}

func openCSV(out *bufio.Writer, _ tracefile.Header) exporter {
	x := &csvTable{out: csv.NewWriter(out)}
	for _, c := range Columns() {
		x.fields = append(x.fields, c.Name)
	}
	_ = x.out.Write(x.fields) // end tells what goes wrong
	return x
}

func (x *csvTable) fact(world *trace.World, e *wire.Event, shown bool) bool {
	if !shown {
		return false
	}
	x.cells = cells(x.cells[:0], world, e)
	for i, c := range x.cells {
		x.fields[i] = csvText(c)
	}
	_ = x.out.Write(x.fields)
	return true
}

func (x *csvTable) end(*trace.World) error {
	x.out.Flush()
	return x.out.Error()
}

// csvText is a cell as text. What is not printable is written as in Lua, and
// what a spreadsheet would take for a formula gets an apostrophe in front, as
// spreadsheets do it themselves.
func csvText(c cell) string {
	if number, isInteger := appendInteger(nil, c); isInteger {
		return string(number)
	}
	var text string
	switch v := c.(type) {
	case string:
		text = trace.Clean(v, mostPayload)
	case []wire.Value:
		text = csvPayloads(v)
	}
	if text != "" && strings.IndexByte("=+-@'", text[0]) >= 0 {
		return "'" + text
	}
	return text
}

// csvPayloads are values as Lua writes them.
func csvPayloads(list []wire.Value) string {
	var b []byte
	for i, v := range list {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = wire.AppendValue(b, v, max(1, mostPayload-len(b)))
	}
	return string(b)
}
