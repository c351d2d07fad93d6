package literal

import (
	"math"

	"echotui/runtime/wire"
)

// table reads a table that is inside of depth others.
func (p *parser) table(depth int) *wire.Table {
	if depth == maxDepth {
		p.fail("more than %d tables in one another", maxDepth)
	}
	open := p.at
	p.take("{")
	b := builder{table: &wire.Table{}, places: map[wire.Value]int{}}
	for !p.take("}") {
		if p.at == len(p.text) {
			p.failAt(open, "this table has no end")
		}
		p.entry(&b, depth+1)
		if !p.take(",") && !p.take(";") && p.peek() != '}' {
			if p.at == len(p.text) {
				p.failAt(open, "this table has no end")
			}
			p.fail("expected a comma or }, not %s", p.here())
		}
	}
	return b.finish()
}

// entry reads one value of a table, with its key if it has one.
func (p *parser) entry(b *builder, depth int) {
	start := p.at
	switch word := p.word(); {
	case word != "":
		p.at += len(word)
		if p.space(); p.take("=") {
			b.set(word, p.value(depth))
			return
		}
		p.at = start
	case p.peek() == '[' && !p.opensLong():
		b.set(p.key(depth))
		return
	}
	b.positional = append(b.positional, p.value(depth))
}

// key reads [key]=value.
func (p *parser) key(depth int) (key, value wire.Value) {
	p.take("[")
	start := p.at
	if key = p.value(depth); key == nil {
		p.failAt(start, "nil cannot be a key")
	}
	if !p.take("]") {
		p.fail("expected ] after the key, not %s", p.here())
	}
	if !p.take("=") {
		p.fail("expected = after the key, not %s", p.here())
	}
	return key, p.value(depth)
}

// builder makes a table as Lua does: the last value of a key counts, values
// without a key come before those with their numbers, and nil is no value.
type builder struct {
	table      *wire.Table
	places     map[wire.Value]int // of the keys in Fields
	positional []wire.Value
}

func (b *builder) set(key, value wire.Value) {
	if i, there := b.places[key]; there {
		b.table.Fields[i].Value = value
		return
	}
	b.places[key] = len(b.table.Fields)
	b.table.Fields = append(b.table.Fields, wire.Field{Key: key, Value: value})
}

func (b *builder) finish() *wire.Table {
	for i, v := range b.positional {
		b.set(float64(i+1), v)
	}
	value := func(n int) wire.Value {
		if i, there := b.places[float64(n)]; there {
			return b.table.Fields[i].Value
		}
		return nil
	}
	for n := 1; value(n) != nil; n++ {
		b.table.Items = append(b.table.Items, value(n))
	}
	fields := b.table.Fields
	b.table.Fields = nil
	for _, f := range fields {
		n, isNumber := f.Key.(float64)
		inItems := isNumber && n >= 1 && n <= float64(len(b.table.Items)) && n == math.Trunc(n)
		if f.Value != nil && !inItems {
			b.table.Fields = append(b.table.Fields, f)
		}
	}
	return b.table
}
