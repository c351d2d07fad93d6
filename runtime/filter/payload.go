package filter

import (
	"strconv"

	"echotui/runtime/wire"
)

// What of a fact is searched.
const (
	longestText  = 4096 // bytes of text, its payload included
	mostValues   = 1000 // values of a payload
	deepestTable = 32   // tables in one another
)

// walk goes through the values of a payload, as far as they are searched.
type walk struct {
	text   int // bytes that may still be read
	values int
	test   func(wire.Value) bool
}

func newWalk(test func(wire.Value) bool) walk { return walk{longestText, mostValues, test} }

// leaves reports whether v, or a value in it that is no table, passes.
func (w *walk) leaves(v wire.Value, depth int) bool {
	w.values--
	if w.values < 0 || depth > deepestTable {
		return false
	}
	t, isTable := v.(*wire.Table)
	if !isTable {
		return w.test(v)
	}
	for _, item := range t.Items {
		if w.leaves(item, depth+1) {
			return true
		}
		if w.values <= 0 {
			return false
		}
	}
	for i := range t.Fields {
		if w.leaves(t.Fields[i].Value, depth+1) {
			return true
		}
		if w.values <= 0 {
			return false
		}
	}
	return false
}

// at is the value at a path into v: keys of tables, or places in them.
func at(v wire.Value, path []string) (wire.Value, bool) {
	for _, key := range path {
		t, isTable := v.(*wire.Table)
		if !isTable {
			return nil, false
		}
		if v = t.Get(key); v != nil {
			continue
		}
		i, err := strconv.Atoi(key)
		if err != nil || i < 1 || i > len(t.Items) {
			return nil, false
		}
		v = t.Items[i-1]
	}
	return v, true
}

// words reports whether the text of a fact, or a piece of text in its payload,
// passes. Numbers are text as Lua prints them.
func words(f *fact, test func(string) bool) bool {
	room := longestText
	if text := cut(f.e.Text, &room); text != "" && test(text) {
		return true
	}
	w := newWalk(func(v wire.Value) bool {
		text, isText := plain(v)
		return isText && room > 0 && test(cut(text, &room))
	})
	for _, arg := range f.e.Args {
		if w.leaves(arg, 0) {
			return true
		}
	}
	return false
}

// cut takes as much of a text as there is room for.
func cut(text string, room *int) string {
	text = text[:min(len(text), *room)]
	*room -= len(text)
	return text
}

// plain is a value as a program would print it, if it is no table.
func plain(v wire.Value) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case float64:
		return string(wire.AppendNumber(nil, v)), true
	case bool:
		return strconv.FormatBool(v), true
	case *wire.Error:
		return v.Message, true
	case nil:
		return "nil", true
	}
	return "", false
}
