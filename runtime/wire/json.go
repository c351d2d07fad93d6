package wire

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
)

// JSONWriter writes values as JSON without spaces. What is not printable is
// escaped, also where JSON would not ask for it, so that a terminal can be shown
// the text. Bytes that are no UTF-8 become �. Values that come after End are
// written as "…": a few nested tables can hold more than any memory when they
// are written out.
//
// A table is an array if it has items and nothing else, else an object. What
// JSON has no word for depends on Whole.
type JSONWriter struct {
	Dst []byte // what is written is appended here
	End int    // of Dst, about
	// Whole says that nothing may be left out: keys that are no text are written
	// as in Lua, ["[1]"], and so is a text that would look like one; numbers have
	// all their digits; an error is an object of its fields. Else only keys that
	// are text are written, numbers have 14 digits, and an error is its message.
	Whole bool

	open []*Table // those that contain what is being written
}

// Full reports whether no more values are written.
func (w *JSONWriter) Full() bool { return len(w.Dst) >= w.End }

// Value writes one value.
func (w *JSONWriter) Value(v Value) {
	if w.Full() {
		v = "…"
	}
	switch v := v.(type) {
	case nil:
		w.Dst = append(w.Dst, "null"...)
	case bool:
		w.Dst = strconv.AppendBool(w.Dst, v)
	case float64:
		w.number(v)
	case string:
		w.Text(v)
	case *Error:
		w.failure(v)
	case *Table:
		w.table(v)
	default:
		w.Text("?")
	}
}

func (w *JSONWriter) number(f float64) {
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		w.Text(Text(f, 0))
	case w.Whole && f != math.Trunc(f):
		w.Dst = strconv.AppendFloat(w.Dst, f, 'g', -1, 64)
	default:
		w.Dst = AppendNumber(w.Dst, f)
	}
}

func (w *JSONWriter) failure(e *Error) {
	if !w.Whole {
		w.Text(e.Message)
		return
	}
	retryable := [...]Value{RetryUnknown: nil, RetryNo: false, RetryYes: true}
	fields := []Field{{"error", e.Message}, {"kind", e.Kind}}
	if int(e.Retryable) < len(retryable) {
		fields = append(fields, Field{"retryable", retryable[e.Retryable]})
	}
	if e.Details != nil {
		fields = append(fields, Field{"details", e.Details})
	}
	w.object(&Table{Fields: fields})
}

func (w *JSONWriter) table(t *Table) {
	if slices.Contains(w.open, t) || len(w.open) == maxDepth {
		w.Text("…")
		return
	}
	w.open = append(w.open, t)
	if len(t.Items) > 0 && len(t.Fields) == 0 {
		w.Array(t.Items)
	} else {
		w.object(t)
	}
	w.open = w.open[:len(w.open)-1]
}

// Array writes a list of values.
func (w *JSONWriter) Array(items []Value) {
	w.Dst = append(w.Dst, '[')
	for i, item := range items {
		if i > 0 {
			w.Dst = append(w.Dst, ',')
		}
		last := w.Full()
		if w.Value(item); last {
			break
		}
	}
	w.Dst = append(w.Dst, ']')
}

func (w *JSONWriter) object(t *Table) {
	w.Dst = append(w.Dst, '{')
	separator, last := "", false
	add := func(key string, v Value) {
		w.Dst = append(w.Dst, separator...)
		separator, last = ",", w.Full()
		w.Text(key)
		w.Dst = append(w.Dst, ':')
		w.Value(v)
	}
	for i := 0; w.Whole && i < len(t.Items) && !last; i++ {
		add("["+strconv.Itoa(i+1)+"]", t.Items[i])
	}
	for i := 0; i < len(t.Fields) && !last; i++ {
		if key, ok := w.key(t.Fields[i].Key); ok {
			add(key, t.Fields[i].Value)
		}
	}
	w.Dst = append(w.Dst, '}')
}

// key is what a key is called, and whether it is written at all. When Whole, no
// two keys of a table are called the same but tables that look the same.
func (w *JSONWriter) key(k Value) (name string, ok bool) {
	name, ok = k.(string)
	if !w.Whole || ok && isJSONKey(name) {
		return name, ok
	}
	return "[" + Text(k, 0) + "]", true
}

// isJSONKey reports whether a text can be a key as it is: another key could
// look like it if not.
func isJSONKey(s string) bool {
	for _, r := range s {
		if r == '\uFFFD' {
			return false
		}
	}
	return s == "" || s[0] != '['
}

// Text writes s in quotes.
func (w *JSONWriter) Text(s string) {
	w.Dst = append(w.Dst, '"')
	for _, r := range s {
		if w.Full() {
			w.Dst = append(w.Dst, "…"...)
			break
		}
		switch {
		case r == '"' || r == '\\':
			w.Dst = append(w.Dst, '\\', byte(r))
		case r == '\n':
			w.Dst = append(w.Dst, `\n`...)
		case r == '\r':
			w.Dst = append(w.Dst, `\r`...)
		case r == '\t':
			w.Dst = append(w.Dst, `\t`...)
		case strconv.IsPrint(r):
			w.Dst = append(w.Dst, string(r)...)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				w.Dst = append(w.Dst, '\\', 'u', hex[unit>>12], hex[unit>>8&15], hex[unit>>4&15], hex[unit&15])
			}
		}
	}
	w.Dst = append(w.Dst, '"')
}

const hex = "0123456789abcdef"
