package app

import (
	"fmt"
	"strings"

	"echotui/runtime/wire"
)

// node is one value of a YAML or JSON file. Aliases are resolved: a value that
// is referred to several times is one node in several places.
type node struct {
	line   int
	shape  shape
	scalar wire.Value // bool, float64 or string; nil for null, lists and tables
	items  []*node    // of a list
	fields []field    // of a table, in file order

	written  string      // a scalar as its file has it
	values   int         // how many values it is, aliases written out
	textFile string      // of a text that was file://…: the file it came from
	textLine int         // of a text: the line on which its first line stands
	inlined  bool        // file:// texts in it have been replaced
	wired    *wire.Table // what wire made of it, once it has
}

// field is one key of a table with its value.
type field struct {
	key   string
	line  int // of the key
	value *node
}

type shape uint8

const (
	shapeNull shape = iota
	shapeBool
	shapeNumber
	shapeText
	shapeList
	shapeTable
)

// String is how an error calls a value of the shape.
func (s shape) String() string {
	return [...]string{"nothing", "true or false", "a number", "a text", "a list", "a table"}[s]
}

// get returns the value of a key, or nil when the table lacks it or holds
// nothing under it.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	for _, f := range n.fields {
		if f.key == key && f.value.shape != shapeNull {
			return f.value
		}
	}
	return nil
}

// text returns the text of a key, or "" when there is none.
func (n *node) text(key string) string {
	if v := n.get(key); v != nil && v.shape == shapeText {
		return v.scalar.(string)
	}
	return ""
}

// wire is the node as Lua will see it. Nothing has no place in a Lua table, so
// such fields are left out; in a list it keeps its place.
func (n *node) wire() wire.Value {
	if n.shape < shapeList {
		return n.scalar
	}
	if n.wired == nil {
		n.wired = &wire.Table{}
		for _, item := range n.items {
			n.wired.Items = append(n.wired.Items, item.wire())
		}
		for _, f := range n.fields {
			if v := f.value.wire(); v != nil {
				n.wired.Fields = append(n.wired.Fields, wire.Field{Key: f.key, Value: v})
			}
		}
	}
	return n.wired
}

// table makes a table node of fields gathered from others.
func table(line int, fields []field) *node {
	return &node{line: line, shape: shapeTable, fields: fields}
}

// overlay returns the fields of lower, with those of upper in their place or
// behind them. Either may be nil.
func overlay(lower, upper *node) []field {
	var merged []field
	if lower != nil {
		merged = append(merged, lower.fields...)
	}
	if upper == nil {
		return merged
	}
	place := make(map[string]int, len(merged))
	for i, f := range merged {
		place[f.key] = i
	}
	for _, f := range upper.fields {
		if i, ok := place[f.key]; ok {
			merged[i] = f
		} else {
			merged = append(merged, f)
		}
	}
	return merged
}

// with is the table n with value at the end of a way like "restart.jitter".
// Tables that are missing on it are made. What n holds may be in several places
// and stays as it is.
func (n *node) with(way string, value *node) (*node, error) {
	key, rest, _ := strings.Cut(way, ".")
	if _, whole := lookup(n, way); whole {
		key, rest = way, ""
	}
	if rest != "" {
		inner := n.get(key)
		switch {
		case inner == nil:
			inner = table(value.line, nil)
		case inner.shape != shapeTable:
			return n, fmt.Errorf("%s is %s and has no fields", key, inner.shape)
		}
		changed, err := inner.with(rest, value)
		if err != nil {
			return n, err
		}
		value = changed
	}
	return table(n.line, overlay(n, table(0, []field{{key: key, line: value.line, value: value}}))), nil
}

// eachPath tells the way to every value inside of the tables of n.
func (n *node) eachPath(prefix string, tell func(string)) {
	for _, f := range n.fields {
		tell(prefix + f.key)
		f.value.eachPath(prefix+f.key+".", tell)
	}
}

// at is a copy of n that stands on a certain line.
func (n *node) at(line int) *node {
	moved := *n
	moved.line, moved.textLine, moved.items, moved.fields = line, line, nil, nil
	for _, item := range n.items {
		moved.items = append(moved.items, item.at(line))
	}
	for _, f := range n.fields {
		moved.fields = append(moved.fields, field{f.key, line, f.value.at(line)})
	}
	return &moved
}
