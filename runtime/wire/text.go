package wire

import (
	"strconv"
	"unicode/utf8"
)

// AppendValue appends v as a Lua literal: {data="hello", sender="{app:…}"}.
// It stops soon after limit bytes (0: 1 MiB) and then ends in "…", so that
// showing a huge payload costs what is shown: forty tables that contain each
// other twice would fill any memory. Bytes that are not printable are
// escaped; a table inside itself is written as {…}.
func AppendValue(dst []byte, v Value, limit int) []byte {
	if limit <= 0 {
		limit = maxLength
	}
	w := writer{dst: dst, end: len(dst) + limit}
	w.value(v)
	return w.dst
}

// Text is AppendValue as a string.
func Text(v Value, limit int) string { return string(AppendValue(nil, v, limit)) }

// The most that is written out: tables in one another, and bytes.
const (
	maxDepth  = 32
	maxLength = 1 << 20
)

type writer struct {
	dst  []byte
	end  int // stop when dst is longer
	open []*Table
}

func (w *writer) full() bool { return len(w.dst) >= w.end }

// exceeds reports whether n more bytes are too many.
func (w *writer) exceeds(n int) bool { return len(w.dst)+n > w.end }

func (w *writer) value(v Value) {
	switch v := v.(type) {
	case nil:
		w.dst = append(w.dst, "nil"...)
	case bool:
		w.dst = strconv.AppendBool(w.dst, v)
	case float64:
		w.dst = AppendNumber(w.dst, v)
	case string:
		w.str(v)
	case *Table:
		w.table(v)
	case *Error:
		w.dst = append(w.dst, "error("...)
		w.str(v.Message)
		w.dst = append(w.dst, ')')
	default:
		w.dst = append(w.dst, "?"...)
	}
}

func (w *writer) table(t *Table) {
	for _, outer := range w.open {
		if outer == t {
			w.dst = append(w.dst, "{…}"...)
			return
		}
	}
	if len(w.open) == maxDepth {
		w.dst = append(w.dst, "{…}"...)
		return
	}
	w.open = append(w.open, t)
	w.dst = append(w.dst, '{')
	w.entries(t)
	w.dst = append(w.dst, '}')
	w.open = w.open[:len(w.open)-1]
}

func (w *writer) entries(t *Table) {
	separator := ""
	for _, item := range t.Items {
		if !w.next(&separator) {
			return
		}
		w.value(item)
	}
	for _, f := range t.Fields {
		if !w.next(&separator) {
			return
		}
		w.key(f.Key)
		w.dst = append(w.dst, '=')
		w.value(f.Value)
	}
}

// next begins another entry, unless there is no room for one.
func (w *writer) next(separator *string) bool {
	w.dst = append(w.dst, *separator...)
	*separator = ", "
	if w.full() {
		w.dst = append(w.dst, "…"...)
		return false
	}
	return true
}

func (w *writer) key(k Value) {
	if s, ok := k.(string); ok && isName(s) && !w.exceeds(len(s)) {
		w.dst = append(w.dst, s...)
		return
	}
	w.dst = append(w.dst, '[')
	w.value(k)
	w.dst = append(w.dst, ']')
}

func (w *writer) str(s string) {
	w.dst = append(w.dst, '"')
	for i := 0; i < len(s); {
		if w.full() {
			w.dst = append(w.dst, "…"...)
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			w.dst = append(w.dst, '\\', byte(r))
		case r == utf8.RuneError && size <= 1 || !strconv.IsPrint(r):
			w.dst = AppendEscaped(w.dst, s[i:i+size])
		default:
			w.dst = append(w.dst, s[i:i+size]...)
		}
		i += size
	}
	w.dst = append(w.dst, '"')
}

// AppendEscaped appends each byte of s as Lua writes bytes that cannot be
// shown: \n, \t, \r or \ddd.
func AppendEscaped(dst []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\n':
			dst = append(dst, `\n`...)
		case '\t':
			dst = append(dst, `\t`...)
		case '\r':
			dst = append(dst, `\r`...)
		default:
			dst = append(dst, '\\', '0'+c/100, '0'+c/10%10, '0'+c%10)
		}
	}
	return dst
}

// AppendNumber appends a number as Lua prints it: integral values without a
// fraction, others in the shortest %.14g style.
func AppendNumber(dst []byte, f float64) []byte {
	if f == float64(int64(f)) && f > -1e15 && f < 1e15 {
		return strconv.AppendInt(dst, int64(f), 10)
	}
	return strconv.AppendFloat(dst, f, 'g', 14, 64)
}

func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
