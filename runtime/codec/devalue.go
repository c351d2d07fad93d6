package codec

import (
	"encoding/binary"
	"math"

	"echotui/runtime/wire"
)

// list reads a list of values, which is perhaps a new one.
func (d *Decoder) list(from *source) []wire.Value {
	n := from.uint()
	if n == uint64(len(d.lists)) && from.err == nil {
		d.lists = append(d.lists, d.newList())
	}
	if n >= uint64(len(d.lists)) {
		from.fail("name a list that there is not")
		return nil
	}
	return d.lists[n]
}

func (d *Decoder) newList() []wire.Value {
	d.found = d.found[:0]
	list := d.values()
	for i := 0; i < len(d.found); i++ {
		switch o := d.found[i].(type) {
		case *wire.Table:
			d.table(o)
		case *wire.Error:
			d.error(o)
		}
	}
	clear(d.found)
	if cap(d.found) > crowded {
		d.found = nil
	}
	return list
}

func (d *Decoder) values() []wire.Value {
	n := d.columns[values].count()
	if n == 0 {
		return nil
	}
	list := make([]wire.Value, n)
	for i := range list {
		list[i] = d.value()
	}
	return list
}

func (d *Decoder) value() wire.Value {
	c := &d.columns[values]
	v := c.uint()
	more := v >> tagBits
	switch tag := v & (1<<tagBits - 1); tag {
	case tagNil:
		return nil
	case tagFalse, tagTrue:
		return tag == tagTrue
	case tagFloat:
		if b := c.bytes(8); b != nil {
			return math.Float64frombits(binary.LittleEndian.Uint64(b))
		}
	case tagInteger:
		return float64(unzigzag(more))
	case tagText:
		return d.textOf(more, c)
	case tagTable:
		t := &wire.Table{}
		d.found = append(d.found, t)
		return t
	case tagError:
		err := &wire.Error{}
		d.found = append(d.found, err)
		return err
	case tagAgain:
		if more < uint64(len(d.found)) {
			return d.found[more]
		}
		c.fail("contain a table that there is not")
	default:
		c.fail("are of no type that there is")
	}
	return nil
}

func (d *Decoder) table(t *wire.Table) {
	t.Items = d.values()
	if n := d.columns[values].count(); n > 0 {
		t.Fields = make([]wire.Field, n)
	}
	for i := range t.Fields {
		t.Fields[i] = wire.Field{Key: d.key(), Value: d.value()}
	}
	t.Meta = d.optional()
}

// key reads the key of a field. Whoever reads fields compares keys, which
// would panic for what is no key.
func (d *Decoder) key() wire.Value {
	switch key := d.value().(type) {
	case bool, float64, string, *wire.Table:
		return key
	}
	d.columns[values].fail("contain a field without a key")
	return nil
}

func (d *Decoder) error(err *wire.Error) {
	c := &d.columns[values]
	err.Message, err.Kind = d.text(c), d.text(c)
	retry := c.uint()
	if retry > uint64(wire.RetryYes) {
		c.fail("contain an error that may be retried in no way that there is")
	}
	err.Retryable = wire.Retry(retry)
	err.Details, err.Stack = d.optional(), d.text(c)
}

// optional reads a table, or nil for none.
func (d *Decoder) optional() *wire.Table {
	switch v := d.value().(type) {
	case nil:
		return nil
	case *wire.Table:
		return v
	}
	d.columns[values].fail("contain something else where a table should be")
	return nil
}

// Value returns the value of a block that holds a single one.
func (d *Decoder) Value(block []byte) (wire.Value, error) {
	s := source{name: "values", rest: block}
	body := source{name: "columns", rest: d.section(&s)}
	if err := s.end(); err != nil {
		return nil, err
	}
	if err := d.split(&body); err != nil {
		return nil, err
	}
	d.begin()
	list := d.newList()
	if err := d.end(nil); err != nil {
		return nil, err
	}
	if len(list) != 1 {
		return nil, damaged("%d values are not one", len(list))
	}
	return list[0], nil
}
