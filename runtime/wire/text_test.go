package wire

import (
	"math"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	list := &Table{Items: []Value{1.0, "two", nil, true}}
	inside := &Table{Items: []Value{1.0}}
	inside.Items = append(inside.Items, inside)
	shared := &Table{Items: []Value{list, list}}
	for want, v := range map[string]Value{
		"nil":                   nil,
		"false":                 false,
		"0":                     0.0,
		"-3":                    -3.0,
		"1.5":                   1.5,
		"0.1":                   0.1,
		"1e+15":                 1e15,
		"999999999999999":       999999999999999.0,
		"1.2345678901235e+17":   123456789012345678.0,
		`""`:                    "",
		`"a\"b\\c"`:             `a"b\c`,
		`"\n\t\r\000\027\255"`:  "\n\t\r\x00\x1b\xff",
		`"�"`:                   "\ufffd",
		`"é 日本 👍🏽"`:             "é 日本 👍🏽",
		`"\226\128\174"`:        "\u202e", // would turn the rest of the line around
		`{1, "two", nil, true}`: list,
		"{1, {…}}":              inside,
		`{{1, "two", nil, true}, {1, "two", nil, true}}`: shared,
		`{a=1, ["b c"]=2, [3.5]=3, [true]=4, ["1x"]=5}`: &Table{Fields: []Field{
			{"a", 1.0}, {"b c", 2.0}, {3.5, 3.0}, {true, 4.0}, {"1x", 5.0}}},
		`{[{}]={}}`:     &Table{Fields: []Field{{&Table{}, &Table{}}}},
		`error("oops")`: &Error{Message: "oops", Kind: Invalid},
		"?":             struct{}{},
	} {
		if got := Text(v, 0); got != want {
			t.Errorf("%#v is %s, want %s", v, got, want)
		}
	}
	for _, v := range []Value{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64} {
		if got := Text(v, 0); got == "" || strings.ContainsAny(got, " \n") {
			t.Errorf("%v is %q", v, got)
		}
	}
}

func TestTextIsBounded(t *testing.T) {
	const limit, slack = 40, 250 // what is open must be closed
	long := strings.Repeat("x", 1<<20)
	deep := &Table{}
	inner := deep
	for range 100_000 {
		next := &Table{}
		inner.Items = []Value{next}
		inner = next
	}
	wide := &Table{Items: make([]Value, 1<<20)}
	for name, v := range map[string]Value{
		"text": long, "escapes": strings.Repeat("\x00", 1<<20), "deep": deep, "wide": wide,
		"key": Record(long, long), "odd key": Record(long+" ", 1.0), "error": &Error{Message: long},
		"fields": &Table{Fields: []Field{{long, wide}, {wide, long}}},
	} {
		if got := Text(v, limit); len(got) > limit+slack || !strings.Contains(got, "…") {
			t.Errorf("%s: %d bytes: %.200s", name, len(got), got)
		}
	}
	bomb := &Table{}
	for range 40 {
		bomb = &Table{Items: []Value{bomb, bomb}}
	}
	if got := Text(bomb, 0); len(got) > maxLength+slack {
		t.Errorf("the bomb has %d bytes", len(got))
	}
	if got := Text(deep, 0); strings.Count(got, "{") > maxDepth+1 {
		t.Errorf("deep is %d deep", strings.Count(got, "{"))
	}
}

// valueOf makes any value of some bytes, tables inside themselves included.
func valueOf(data []byte) Value {
	tables := []*Table{}
	var value func(depth int) Value
	next := func() byte {
		if len(data) == 0 {
			return 0
		}
		b := data[0]
		data = data[1:]
		return b
	}
	text := func() string {
		n := min(int(next())%24, len(data))
		s := string(data[:n])
		data = data[n:]
		return s
	}
	value = func(depth int) Value {
		switch next() % 9 {
		case 0:
			return nil
		case 1:
			return next()%2 == 0
		case 2:
			return float64(int8(next())) / 4
		case 3:
			return math.Float64frombits(uint64(next())<<56 | uint64(next())<<48 | uint64(next()))
		case 4, 5:
			return text()
		case 6:
			return &Error{Message: text(), Kind: text()}
		case 7:
			if len(tables) > 0 {
				return tables[int(next())%len(tables)]
			}
			return nil
		}
		t := &Table{}
		tables = append(tables, t)
		if depth > 40 {
			return t
		}
		for range next() % 4 {
			t.Items = append(t.Items, value(depth+1))
		}
		for range next() % 4 {
			t.Fields = append(t.Fields, Field{value(depth + 1), value(depth + 1)})
		}
		return t
	}
	return value(0)
}

// FuzzText: every value is one line of text that can be shown, whole or cut.
func FuzzText(f *testing.F) {
	f.Add([]byte("\x08\x02\x04\x05hello\x02\x10\x02\x04\x01k\x04\x01v"), 0)
	f.Add([]byte("\x08\x02\x07\x00\x07\x00\x01\x04\x03abc\x07\x00"), 5)
	f.Add([]byte("\x04\x06\xff\x1b[2J\n"), 3)
	f.Fuzz(func(t *testing.T, data []byte, limit int) {
		v := valueOf(data)
		text := Text(v, limit)
		if !utf8.ValidString(text) {
			t.Errorf("%q is no text", text)
		}
		for _, r := range text {
			if r != ' ' && !unicode.IsPrint(r) {
				t.Errorf("%q holds %U", text, r)
			}
		}
		whole := Text(v, 0)
		if limit > 0 && len(text) > limit+300 {
			t.Errorf("%d bytes are more than %d", len(text), limit)
		}
		if (limit <= 0 || len(whole) < limit) && text != whole {
			t.Errorf("there was room for the whole of %q: %q", whole, text)
		}
		if text2 := string(AppendValue([]byte("before "), v, limit)); text2 != "before "+text {
			t.Errorf("after something it is %q, else %q", text2, text)
		}
	})
}
