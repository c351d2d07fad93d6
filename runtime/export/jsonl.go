package export

import (
	"bufio"

	"echotui/runtime/trace"
	"echotui/runtime/tracefile"
	"echotui/runtime/wire"
)

// jsonl writes a JSON object for each fact, with all columns in their order.
type jsonl struct {
	out   *bufio.Writer
	names []Column
	cells []cell
	line  []byte
}

func openJSONL(out *bufio.Writer, _ tracefile.Header) exporter {
	return &jsonl{out: out, names: Columns()}
}

func (x *jsonl) fact(world *trace.World, e *wire.Event, shown bool) bool {
	if !shown {
		return false
	}
	x.cells = cells(x.cells[:0], world, e)
	x.line = x.line[:0]
	for i, c := range x.cells {
		x.line = append(x.line, `{,`[min(i, 1)], '"')
		x.line = append(append(x.line, x.names[i].Name...), `":`...)
		x.line = appendJSON(x.line, c)
	}
	x.line = append(x.line, "}\n"...)
	_, _ = x.out.Write(x.line) // it remembers what goes wrong
	return true
}

func (x *jsonl) end(*trace.World) error { return nil }

func appendJSON(dst []byte, c cell) []byte {
	dst, isInteger := appendInteger(dst, c)
	if isInteger {
		return dst
	}
	w := wire.JSONWriter{Dst: dst, End: len(dst) + mostPayload, Whole: true}
	switch v := c.(type) {
	case string:
		w.Text(v)
	case []wire.Value:
		w.Array(v)
	}
	return w.Dst
}
