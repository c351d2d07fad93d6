package trace

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/tidwall/btree"

	"echotui/runtime/share"
)

// dumped is everything a value consists of, in text, with what is not exported:
// equal values have equal dumps. Nothing is told of how collections are stored,
// nor of who owns what.
func dumped(v any) string { return string(dump(nil, reflect.ValueOf(v))) }

func dump(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(b, '-')
		}
		return dump(b, v.Elem())
	case reflect.Struct:
		if all, known := dumpAll(b, v); known {
			return all
		}
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

// dumpAll writes what is in a collection.
func dumpAll(b []byte, v reflect.Value) (all []byte, known bool) {
	if !v.CanAddr() {
		return nil, false
	}
	add := func(part any) { b = append(dump(b, reflect.ValueOf(part)), ' ') }
	switch all := reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Interface().(type) {
	case *share.Table[Process]:
		for n, p := range all.All() {
			add(n)
			add(p)
		}
	case *share.List[Extent]:
		add(slices.Collect(all.From(0)))
		for end, sum := range all.Blocks {
			add(end)
			add(sum)
		}
	case *share.Set:
		add(slices.Collect(all.From(0)))
	case *share.Vector[uint64]:
		for i := range all.Len() {
			add(all.At(i))
		}
	case *share.Vector[uint32]:
		for i := range all.Len() {
			add(all.At(i))
		}
	case *btree.Map[string, int]:
		all.Scan(func(key string, value int) bool { add(key); add(value); return true })
	case *btree.Map[string, uint64]:
		all.Scan(func(key string, value uint64) bool { add(key); add(value); return true })
	case *btree.Map[string, uint32]:
		all.Scan(func(key string, value uint32) bool { add(key); add(value); return true })
	default:
		return nil, false
	}
	return b, true
}

func dumpFields(b []byte, v reflect.Value) []byte {
	b = append(b, '{')
	for i, name := range fieldNames(v.Type()) {
		if name == "owner" || name == "array" || name == "only" {
			continue
		}
		b = append(append(b, name...), ':')
		b = append(dump(b, v.Field(i)), ' ')
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

// dumpMap writes the entries in the order of their text.
func dumpMap(b []byte, v reflect.Value) []byte {
	var entries [][]byte
	for _, key := range v.MapKeys() {
		entries = append(entries, dump(append(dump(nil, key), '='), v.MapIndex(key)))
	}
	slices.SortFunc(entries, bytes.Compare)
	return append(b, bytes.Join(entries, []byte(" "))...)
}
