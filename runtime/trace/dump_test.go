package trace

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"
)

// dumped is everything a value consists of, in text, with what is not exported:
// equal values have equal dumps. Of the pointers that lead back into the tree
// only the PID is told, and nothing of how a list or a roster is stored.
func dumped(v any) string { return string(dump(nil, reflect.ValueOf(v))) }

func dump(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(b, '-')
		}
		return dump(b, v.Elem())
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[slot]() { // there are many of them
			b = append(strconv.AppendUint(b, v.Field(0).Uint(), 16), ':')
			b = append(strconv.AppendUint(b, v.Field(1).Uint(), 16), ':')
			return strconv.AppendUint(b, v.Field(2).Uint(), 16)
		}
		return dumpFields(b, v)
	case reflect.Slice, reflect.Array:
		b = append(b, '[')
		for i := range v.Len() {
			b = append(dump(b, v.Index(i)), ' ')
		}
		return append(b, ']')
	case reflect.Map:
		return dumpMap(b, v)
	case reflect.String:
		return strconv.AppendQuote(b, v.String())
	case reflect.Int, reflect.Int64:
		return strconv.AppendInt(b, v.Int(), 10)
	case reflect.Uint64, reflect.Uint32:
		return strconv.AppendUint(b, v.Uint(), 10)
	}
	return fmt.Append(b, v)
}

func dumpFields(b []byte, v reflect.Value) []byte {
	b = append(b, '{')
	for i, name := range fieldNames(v.Type()) {
		field := v.Field(i)
		if name == "owner" || name == "array" {
			continue
		}
		b = append(append(b, name...), ':')
		switch {
		case name == "Parent" || name == "host":
			b = identity(b, field)
		case name == "ended":
			for i := range field.Len() {
				b = identity(b, field.Index(i))
			}
		default:
			b = append(dump(b, field), ' ')
		}
	}
	return append(b, '}')
}

// namesOf are the fields of the types that were met. Asking reflect is slow.
var namesOf = map[reflect.Type][]string{}

func fieldNames(of reflect.Type) []string {
	names, known := namesOf[of]
	if !known {
		for i := range of.NumField() {
			names = append(names, of.Field(i).Name)
		}
		namesOf[of] = names
	}
	return names
}

// identity names a host or process without what is in it.
func identity(b []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(b, "none "...)
	}
	return append(dump(b, v.Elem().Field(0)), ' ')
}

// dumpMap writes the entries in the order of their text. What the maps of a
// world lead to is in its lists already.
func dumpMap(b []byte, v reflect.Value) []byte {
	var entries [][]byte
	for _, key := range v.MapKeys() {
		entry := append(dump(nil, key), '=')
		if value := v.MapIndex(key); value.Kind() == reflect.Pointer {
			entry = identity(entry, value)
		} else {
			entry = dump(entry, value)
		}
		entries = append(entries, entry)
	}
	slices.SortFunc(entries, bytes.Compare)
	return append(b, bytes.Join(entries, []byte(" "))...)
}
