package node

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"

	"echotui/runtime/wire"
)

// jsonWriter writes values as JSON without spaces. What is not printable is
// escaped, also where JSON would not ask for it. Values that come after end
// are written as "…": a few nested tables can hold more than any memory when
// they are written out.
type jsonWriter struct {
	dst  []byte
	end  int
	open []*wire.Table // those that contain what is being written
}

func (w *jsonWriter) full() bool { return len(w.dst) >= w.end }

func (w *jsonWriter) value(v wire.Value) {
	if w.full() {
		v = "…"
	}
	switch v := v.(type) {
	case nil:
		w.dst = append(w.dst, "null"...)
	case bool:
		w.dst = strconv.AppendBool(w.dst, v)
	case float64:
		w.number(v)
	case string:
		w.text(v)
	case *wire.Error:
		w.text(v.Message)
	case *wire.Table:
		w.table(v)
	default:
		panic(fmt.Sprintf("node: a fact holds a %T", v))
	}
}

func (w *jsonWriter) number(f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		w.text(wire.Text(f, 0))
		return
	}
	w.dst = wire.AppendNumber(w.dst, f)
}

// table writes an array if that is what the table is, else an object of those
// keys that are texts.
func (w *jsonWriter) table(t *wire.Table) {
	if slices.Contains(w.open, t) {
		w.text("…")
		return
	}
	w.open = append(w.open, t)
	if len(t.Items) > 0 && len(t.Fields) == 0 {
		w.array(t.Items)
	} else {
		w.object(t.Fields)
	}
	w.open = w.open[:len(w.open)-1]
}

func (w *jsonWriter) array(items []wire.Value) {
	w.dst = append(w.dst, '[')
	for i, item := range items {
		if i > 0 {
			w.dst = append(w.dst, ',')
		}
		last := w.full()
		if w.value(item); last {
			break
		}
	}
	w.dst = append(w.dst, ']')
}

func (w *jsonWriter) object(fields []wire.Field) {
	w.dst = append(w.dst, '{')
	separator := ""
	for _, f := range fields {
		name, ok := f.Key.(string)
		if !ok {
			continue
		}
		w.dst = append(w.dst, separator...)
		separator = ","
		last := w.full()
		w.text(name)
		w.dst = append(w.dst, ':')
		if w.value(f.Value); last {
			break
		}
	}
	w.dst = append(w.dst, '}')
}

// text writes s in quotes, the broken parts of it as �.
func (w *jsonWriter) text(s string) {
	w.dst = append(w.dst, '"')
	for _, r := range s {
		if w.full() {
			w.dst = append(w.dst, "…"...)
			break
		}
		switch {
		case r == '"' || r == '\\':
			w.dst = append(w.dst, '\\', byte(r))
		case r == '\n':
			w.dst = append(w.dst, `\n`...)
		case r == '\r':
			w.dst = append(w.dst, `\r`...)
		case r == '\t':
			w.dst = append(w.dst, `\t`...)
		case strconv.IsPrint(r):
			w.dst = append(w.dst, string(r)...)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				w.dst = fmt.Appendf(w.dst, `\u%04x`, unit)
			}
		}
	}
	w.dst = append(w.dst, '"')
}
